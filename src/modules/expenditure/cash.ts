import { yuanInWords, fen } from '../../rules/money.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment, Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { bookEntry, CLOSING_DUTIES, judgeEntry, onlyCashier, unreleased, type Entry } from './cash-entry.ts';
import {
  cashEntryOf,
  insertCashDay,
  insertCashEntry,
  insertCashRelease,
  insertShortage,
  lockCashDesk,
  signCashEntry,
  writeCashDesk,
  type SeenDesk,
} from './cash-store.ts';
import type { CloseCashDay, RecordCash, ReleaseCash, ReportShortage, SetCashDesk, SignCash } from './contract-cash.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const DISCIPLINE = ['纪检领导', '局长'] as const;

/** 设定现金收付范围和时间 (FIN-04a). */
export const setCashDeskVerb: Verb<SetCashDesk, null, SetCashDesk, { readonly set: true }> = {
  name: 'set-cash-desk',
  title: '设定现金收付范围和时间',
  who: '财务人员',
  read: async () => null,
  decide: (_seen, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '现金收付范围和时间');
    return against === undefined ? { yes: input } : { no: against };
  },
  write: async (tx, input, { actor, now }) => {
    const sent = [writeCashDesk(tx, input, { personId: actor.personId, now })];
    return { result: { set: true }, entry: { subject: { kind: 'cash-desk', id: tx.officeId }, detail: { ...input } }, sent };
  },
};

/** 现金收付: within purpose and hours, signed by both, and only while every earlier day is closed. Opens the day's closing. */
export function recordCashVerb(rules: RulesInForce): Verb<RecordCash, SeenDesk, Entry, { readonly number: string }> {
  return {
    name: 'record-cash',
    title: '现金收付',
    who: '现金管理人员',
    read: (tx, { day, account }) => lockCashDesk(tx, day, account),
    decide: (seen, input, { actor, today }) => {
      const against = onlyCashier(actor, '现金收付');
      if (against !== undefined) return { no: against };
      return judgeEntry(rules, { seen, entry: input, officeId: actor.officeId, today });
    },
    write: async (tx, entry, moment) => {
      const number = await bookEntry(rules, tx, { entry, moment });
      return { result: { number }, entry: { subject: { kind: 'cash-entry', id: number }, detail: { ...entry.line } } };
    },
  };
}

/** 补签: giver and receiver have both signed after all. */
export const signCashVerb: Verb<SignCash, { readonly signed: boolean }, SignCash, { readonly number: string }> = {
  name: 'sign-cash',
  title: '现金收付补签',
  who: '现金管理人员',
  read: async (tx, { number }) => {
    const found = await cashEntryOf(tx, number);
    if (found === undefined) throw new Failure('not-found', `现金日记账中没有“${number}”。`);
    return found;
  },
  decide: ({ signed }, input, { actor }) => {
    const against = onlyCashier(actor, '补签');
    if (against !== undefined) return { no: against };
    return signed ? no('signed-already', '这笔收付双方都已签字。') : { yes: input };
  },
  write: async (tx, { number }, { now }) => ({
    result: { number },
    entry: { subject: { kind: 'cash-entry', id: number }, detail: { signed: true } },
    sent: [signCashEntry(tx, number, now)],
  }),
};

interface Closing {
  readonly input: CloseCashDay;
  readonly book: number;
  readonly late: boolean;
  readonly exceptions: readonly string[];
}

/** 现金日结: notes and coins against the book, within the limit. An earlier day first. */
export function closeCashDayVerb(rules: RulesInForce): Verb<CloseCashDay, SeenDesk, Closing, { readonly day: string }> {
  return {
    name: 'close-cash-day',
    title: '现金日结',
    who: '现金管理人员',
    read: (tx, { day }) => lockCashDesk(tx, day, null),
    decide: (seen, input, { actor, today }) => judgeClosing(rules, { seen, input, actor, today }),
    write: async (tx, { input, book, late, exceptions }, { actor, now }) => {
      const { day, counted } = input;
      const sent: Promise<unknown>[] = [insertCashDay(tx, { day, counted, book, late, exceptions }, { personId: actor.personId, now })];
      for (const duty of CLOSING_DUTIES)
        sent.push(endObligation(tx, { duty, occasion: day, state: 'discharged', by: actor.personId, with: { counted, book }, now }));
      return { result: { day }, entry: { subject: { kind: 'cash-day', id: day }, detail: { counted, book, late, exceptions } }, sent };
    },
  };
}

function judgeClosing(
  rules: RulesInForce,
  { seen, input, actor, today }: { readonly seen: SeenDesk; readonly input: CloseCashDay } & Pick<Moment, 'actor' | 'today'>,
): Verdict<Closing> {
  const against = onlyCashier(actor, '现金日结');
  if (against !== undefined) return { no: against };
  if (seen.closed) return no('closed-already', `${input.day}已经结账。`);
  if (seen.movements === 0) return no('nothing-to-close', `${input.day}没有现金收付，不必结账。`);
  if (seen.openDay !== null && seen.openDay < input.day) return no('earlier-day', `${seen.openDay}还没有结账。`, ['先结清前一日']);
  if (input.counted > seen.balance) return no('surplus', `实点现金比账面余额${yuanInWords(fen(seen.balance))}多。`, ['查明长款来源，登记收入后结账']);
  const facts = { countedCash: input.counted, bookBalance: seen.balance, allMovementsSigned: seen.unsigned === 0 };
  const { refusals } = rules.decide({ officeId: actor.officeId, question: '现金日结', facts, on: input.day });
  const exceptions = refusals.filter((one) => one.releasableBy !== undefined && seen.released.includes(one.code)).map((one) => one.code);
  return unreleased(refusals, seen, { input, book: seen.balance, late: today > input.day, exceptions });
}

/** 登记短款 (FIN-04c): an IOU is no cash; what is missing is booked out and goes to the discipline leader. */
export const reportShortageVerb: Verb<ReportShortage, SeenDesk, ReportShortage & { readonly book: number }, { readonly shortageId: number }> = {
  name: 'report-shortage',
  title: '登记短款',
  who: '现金管理人员',
  read: (tx, { day }) => lockCashDesk(tx, day, null),
  decide: (seen, input, { actor }) => {
    const against = onlyCashier(actor, '登记短款');
    if (against !== undefined) return { no: against };
    if (seen.closed) return no('closed-already', `${input.day}已经结账。`);
    return input.counted < seen.balance
      ? { yes: { ...input, book: seen.balance } }
      : no('no-shortage', `实点现金不少于账面余额${yuanInWords(fen(seen.balance))}，没有短款。`);
  },
  write: async (tx, { day, counted, book, explanation }, { actor, now, today }) => {
    const by = { personId: actor.personId, now };
    const missing = fen(book - counted);
    const shortageId = await insertShortage(tx, { day, counted, book, explanation }, by);
    const number = await takeNumber(tx, { series: '现', year: Number(day.slice(0, 4)), subject: { kind: 'cash-shortage', id: shortageId }, now });
    const entry = {
      day,
      time: '23:59',
      movement: '支拨',
      direction: '付',
      amount: missing,
      counterpart: '短款待查',
      summary: explanation.slice(0, 200),
      purpose: '短款',
      document: `短款${shortageId}`,
      account: null,
      bothSigned: true,
    } as const;
    const subject = { kind: 'cash-shortage', id: shortageId };
    const sent = [
      insertCashEntry(tx, { number, entry }, by),
      notifyPosts(tx, { posts: [...DISCIPLINE], on: today, sentence: `${day}现金短款${yuanInWords(missing)}：${explanation}`, subject, now }),
    ];
    return { result: { shortageId }, entry: { subject, detail: { day, counted, book, explanation, number } }, sent };
  },
};

/** 放行一项现金限制, for one day, by the post its clause names. */
export function releaseCashVerb(rules: RulesInForce): Verb<ReleaseCash, null, ReleaseCash, { readonly code: string }> {
  return {
    name: 'release-cash',
    title: '放行现金限制',
    who: '条款所列职务',
    read: async () => null,
    decide: (_seen, input, { actor }) => {
      const rows =
        rules
          .bookOf(actor.officeId)
          ?.packs.flatMap((pack) => ['现金收付', '现金日结'].flatMap((question) => pack.questions.get(question) ?? []))
          .flatMap((table) => table.rows) ?? [];
      const by = rows.find((row) => row.clause.ref.id === input.code && row.answer.refusal?.releasableBy !== undefined);
      if (by === undefined) return no('no-release', `${input.code}没有放行的规定。`);
      const post = by.answer.refusal?.releasableBy ?? '';
      return holds(actor, post)
        ? { yes: input }
        : { no: { code: 'not-releaser', clause: by.clause.ref, sentence: `这一条只有${post}可以放行。`, whatWouldHelp: [] } };
    },
    write: async (tx, { day, code, reason }, { actor, now }) => {
      const sent = [insertCashRelease(tx, { day, code, reason }, { personId: actor.personId, now })];
      return { result: { code }, entry: { subject: { kind: 'cash-day', id: day }, detail: { released: code, reason } }, sent };
    },
  };
}
