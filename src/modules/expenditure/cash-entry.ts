import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Notice, Refusal } from '../../rules/decision.ts';
import { dueInPeriod } from '../../rules/duties/due.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import type { Moment, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { insertCashEntry, type SeenDesk } from './cash-store.ts';
import type { RecordCash } from './contract-cash.ts';

/** Whoever keeps the cash: 出纳 at one office, 管钱 at the other. */
const CASHIERS = ['出纳', '管钱'] as const;
/** The duty of closing the day, by office. */
export const CLOSING_DUTIES = ['现金日结', '每日清账'] as const;

export function onlyCashier(actor: Actor, doing: string): Refusal | undefined {
  if (CASHIERS.some((post) => holds(actor, post))) return undefined;
  return { code: 'not-cashier', clause: null, sentence: `${doing}由现金管理人员办理。`, whatWouldHelp: [] };
}

/** Refusals nobody has lifted for the day. */
export function unreleased<Plan>(refusals: readonly Refusal[], { released }: SeenDesk, plan: Plan): Verdict<Plan> {
  const left = refusals.filter((one) => one.releasableBy === undefined || !released.includes(one.code));
  const [first] = left;
  return first === undefined ? { yes: plan } : { no: first, all: left };
}

/** A line of the journal as it is to be written, and what its rules say of it besides. */
export interface Entry {
  readonly line: RecordCash;
  readonly notices: readonly Notice[];
}

interface Entering {
  readonly seen: SeenDesk;
  readonly entry: RecordCash;
  readonly officeId: number;
  readonly today: CivilDate;
}

/** May the money pass over the desk, whoever asks: by a line of the journal or by the payment of a matter? */
export function judgeEntry(rules: RulesInForce, { seen, entry, officeId, today }: Entering): Verdict<Entry> {
  if (entry.day > today) return no('future', '日期不能晚于今天。');
  if (seen.closed) return no('day-closed', `${entry.day}已经结账，不能再登记收付。`);
  if (entry.direction === '付' && entry.amount > seen.balance)
    return no('not-in-the-box', `现金账面余额只有${yuanInWords(fen(seen.balance))}，不够付出。`, ['先登记提现', '改用公务卡或银行转账']);
  const after = entry.direction === '收' ? seen.balance + entry.amount : seen.balance - entry.amount;
  const desk = seen.desk ?? { purposes: [], hours: [] };
  const facts = {
    cashPurposeAllowed: desk.purposes.includes(entry.purpose),
    withinDeskHours: desk.hours.some(({ from, until }) => from <= entry.time && entry.time <= until),
    earlierDaysClosed: seen.openDay === null || seen.openDay >= entry.day,
    bothSigned: entry.bothSigned,
    cashMovement: entry.movement,
    accountRegistered: seen.accountRegistered,
    monthClosed: seen.monthClosed,
    bookBalance: after,
  };
  const { refusals, notices } = rules.decide({ officeId, question: '现金收付', facts, on: entry.day });
  return unreleased(refusals, seen, { line: entry, notices });
}

/** Writes a line of the journal, opens the day's closing, and passes on what the rules remark; its number. */
export async function bookEntry(
  rules: RulesInForce,
  tx: ActTx,
  { entry: { line, notices }, moment: { actor, now, today } }: { readonly entry: Entry; readonly moment: Moment },
): Promise<string> {
  const { day } = line;
  const number = await takeNumber(tx, { series: '现', year: Number(day.slice(0, 4)), subject: { kind: 'cash-entry', id: `${day}/${line.document}` }, now });
  const sent: Promise<unknown>[] = [insertCashEntry(tx, { number, entry: line }, { personId: actor.personId, now })];
  const told = actor.personId === null ? [] : [actor.personId];
  for (const { sentence } of notices)
    sent.push(notify(tx, { personIds: told, sentence: `${number}：${sentence}`, subject: { kind: 'cash-entry', id: number }, now }));
  for (const name of CLOSING_DUTIES) {
    const duty = rules.duty({ officeId: tx.officeId, duty: name, on: day });
    if (duty?.period?.kind !== 'recurring' || duty.owner === undefined) continue;
    const { dueOn, occasion } = dueInPeriod(duty.period, day);
    sent.push(
      openObligation(tx, {
        duty: name,
        occasion,
        clause: duty.clause.ref,
        sentence: `${day}有现金收付，当日结清。`,
        subject: null,
        owner: { post: duty.owner },
        openedOn: today,
        remindOn: dueOn,
        dueOn,
        provisional: false,
        evidence: duty.evidence,
        reportTo: duty.reportTo,
      }),
    );
  }
  await Promise.all(sent);
  return number;
}
