import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { openDifferenceCheck } from './cash-difference.ts';
import { CASHIERS } from './cash-entry.ts';
import { lockCashDesk } from './cash-store.ts';
import type { CountCash, SignCashCount } from './contract-cash.ts';

const WITNESSES = ['财务股', '纪检领导', '内审人员', '分管财务领导'] as const;
/** The count of every month, owed to the regulation on internal control where the office has one (ICF-03.2g). */
const MONTHLY = '库存现金抽点';

interface SeenCount {
  /** Does the person who is to have been there keep the cash today? */
  readonly keeps: boolean;
  readonly book: number;
}

interface Plan extends CountCash {
  readonly book: number;
}

const keeps = statement<{ keeps: boolean }>(
  'keeps-the-cash',
  `
  select exists (select from post_holding where office_id = $1 and post = any($2::text[]) and person_id = $3 and period @> $4::date) as keeps`,
);
const insert = statement<{ id: number }>(
  'insert-cash-count',
  `
  insert into cash_count (office_id, number, counted_on, counted_at, counted, book, sheet, remark, witness_id, cashier_id, recorded_at)
  values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11) returning cash_count_id as id`,
);

/** 突击盘点 (FIN-04c): by somebody who does not keep the cash, in the presence of whoever does; a difference from the book goes to the discipline leader. */
export function countCashVerb(rules: RulesInForce): Verb<CountCash, SeenCount, Plan, { readonly number: string; readonly difference: number }> {
  return {
    name: 'count-cash',
    title: '突击盘点现金',
    who: WITNESSES.join('、'),
    read: async (tx, { cashierId, sheet }, { today }) => {
      const [desk, cashier] = await Promise.all([
        lockCashDesk(tx, today, null),
        tx.row(keeps, [tx.officeId, [...CASHIERS], cashierId, today]),
        requireFiles(tx, [{ evidence: '盘点表', digest: sheet, name: '现金盘点表' }]),
      ]);
      return { keeps: cashier?.keeps === true, book: desk.balance };
    },
    decide: (seen, input, { actor, today }) => {
      if (!WITNESSES.some((post) => holds(actor, post))) return no('not-witness', `突击盘点由${WITNESSES.join('、')}监盘登记。`);
      const ask = { officeId: actor.officeId, question: '现金盘点', on: today };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有突击盘点的规定。');
      const facts = { witnessKeepsCash: CASHIERS.some((post) => holds(actor, post)), countedCash: input.counted, bookBalance: seen.book };
      const [refusal] = rules.decide({ ...ask, facts }).refusals;
      if (refusal !== undefined) return { no: refusal };
      return seen.keeps ? { yes: { ...input, book: seen.book } } : no('not-cashier', '在场签认的须是现金管理人员。', [`选择任${CASHIERS.join('、')}的人员`]);
    },
    write: async (tx, plan, { actor, now, today }) => {
      const { time, cashierId, counted, book, sheet, remark } = plan;
      const number = await takeNumber(tx, { series: '盘', year: Number(today.slice(0, 4)), subject: { kind: 'cash-count', id: `${today}/${time}` }, now });
      const made = await tx.row(insert, [tx.officeId, number, today, time, counted, book, sheet, remark, actor.personId, cashierId, now]);
      if (made === undefined) throw new Error('the count was not inserted');
      const subject = { kind: 'cash-count', id: made.id };
      if (counted !== book) await openDifferenceCheck(rules, tx, { day: today, counted, book, explanation: remark, now, today });
      const sent = [
        notify(tx, {
          personIds: [cashierId],
          sentence: `${number}：突击盘点实点${yuanInWords(counted)}，账面${yuanInWords(fen(book))}，请签认。`,
          subject,
          now,
        }),
      ];
      return { result: { number, difference: counted - book }, entry: { subject, detail: { number, time, counted, book, cashierId, sheet, remark } }, sent };
    },
  };
}

interface ToSign {
  readonly cashCountId: number;
  readonly cashierId: number;
  readonly countedOn: CivilDate;
  readonly signed: boolean;
}

const toSign = statement<ToSign>(
  'cash-count-to-sign',
  `
  select cash_count_id as "cashCountId", cashier_id as "cashierId", counted_on::text as "countedOn", signed_at is not null as signed from cash_count where office_id = $1 and number = $2 for update`,
);
const sign = statement<never>('sign-cash-count', `update cash_count set objection = $3, signed_at = $4 where office_id = $1 and cash_count_id = $2`);

async function countOf(tx: ReadTx, number: string): Promise<ToSign> {
  const found = await tx.row(toSign, [tx.officeId, number]);
  if (found === undefined) throw new Failure('not-found', `没有突击盘点“${number}”。`);
  return found;
}

/** 签认突击盘点 (FIN-04c): by the cashier himself, who may object; signed by both it is the count of its month. */
export const signCashCountVerb: Verb<SignCashCount, ToSign, SignCashCount & { readonly seen: ToSign }, { readonly number: string }> = {
  name: 'sign-cash-count',
  title: '签认突击盘点',
  who: CASHIERS.join('、'),
  read: (tx, { number }) => countOf(tx, number),
  decide: (seen, input, { actor }) => {
    if (seen.cashierId !== actor.personId) return no('not-cashier', '突击盘点由盘点时在场的现金管理人员本人签认。');
    return seen.signed ? no('signed-already', '这次盘点已经签认。') : { yes: { ...input, seen } };
  },
  write: async (tx, { seen, number, objection }, { actor, now }) => {
    const sent = [
      tx.rows(sign, [tx.officeId, seen.cashCountId, objection === '' ? null : objection, now]),
      endObligation(tx, { duty: MONTHLY, occasion: `${seen.countedOn.slice(0, 7)}-01`, state: 'discharged', by: actor.personId, with: { count: number }, now }),
    ];
    return { result: { number }, entry: { subject: { kind: 'cash-count', id: seen.cashCountId }, detail: { number, objection } }, sent };
  },
};
