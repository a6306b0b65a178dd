import { Failure } from '../../platform/act/failure.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { AccountBook, IssueBook, RegisterVoucherType, Span } from './contract-vouchers.ts';
import { improve } from './improvements.ts';
import { lineTable, lineVerb, noticed, refusal, ruled } from './lines.ts';
import { missingNumbers } from './rules.ts';

const FINANCE = ['财务股'] as const;
const CHECK = '缺号核查';
/** What one book may hold: every number of it is looked at when it is accounted for. */
const LARGEST_BOOK = 10_000;

const types = lineTable('voucher_type', ['name', 'sort', 'fields', 'form']);
const typeOf = statement<{ known: boolean }>('voucher-type-known', `select exists (select from voucher_type where office_id = $1 and name = $2) as known`);

/** 登记凭证种类 (ICF-03.2d): its form, and what is always filled in on it. */
export const registerVoucherTypeVerb = lineVerb<RegisterVoucherType, boolean>({
  name: 'register-voucher-type',
  title: '登记凭证种类',
  who: FINANCE,
  kind: 'voucher-type',
  read: async (tx, { name, form }) => {
    const [found] = await Promise.all([tx.row(typeOf, [tx.officeId, name]), requireFiles(tx, [{ evidence: '凭证格式', digest: form, name: '凭证格式' }])]);
    return found?.known === true;
  },
  against: (known, { name }) => (known ? refusal('known-already', `凭证种类“${name}”已经登记。`) : undefined),
  write: async (tx, { input }, moment) => {
    await types.insert(tx, { ...input, fields: JSON.stringify(input.fields) }, moment);
    return undefined;
  },
});

interface SeenSeries {
  readonly known: boolean;
  /** Last number handed out of this sort in the year; null before the first book. */
  readonly last: number | null;
  readonly overlapping: string | null;
}
const seriesOf = statement<SeenSeries>(
  'receipt-series-of-year',
  `
  select exists (select from voucher_type where office_id = $1 and name = $2) as known,
    (select max(last_number) from receipt_book where office_id = $1 and name = $2 and year = $3) as last,
    (select min(number) from receipt_book where office_id = $1 and name = $2 and year = $3 and first_number <= $5 and last_number >= $4) as overlapping`,
);
const books = lineTable('receipt_book', ['number', 'name', 'year', 'first_number', 'last_number', 'holder_id']);

function yearOf({ year }: IssueBook, { today }: Pick<Moment, 'today'>): number {
  return year ?? Number(today.slice(0, 4));
}

/** 领用票据: of a sort that is known, no number twice, none left out between two books of a year. */
export const issueBookVerb = (rules: RulesInForce) =>
  lineVerb<IssueBook, SeenSeries>({
    name: 'issue-receipt-book',
    title: '领用票据',
    who: FINANCE,
    kind: 'receipt-book',
    series: '票',
    read: async (tx, input, asking) => {
      const found = await tx.row(seriesOf, [tx.officeId, input.name, yearOf(input, asking), input.first, input.last]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return found;
    },
    against: ({ known, last, overlapping }, input, moment) => {
      if (input.last < input.first) return refusal('numbers', '止号不能小于起号。');
      if (input.last - input.first >= LARGEST_BOOK) return refusal('numbers', `一册不超过${LARGEST_BOOK}号。`, ['分册领用']);
      if (overlapping !== null) return refusal('issued-already', `号段与${overlapping}重复。`);
      const against = ruled(rules, '票据领用', { voucherTypeKnown: known, numbersFollowOn: last === null || input.first === last + 1 }, moment);
      return against === undefined || last === null || !known ? against : { ...against, whatWouldHelp: [`从${last + 1}号起领用`] };
    },
    write: async (tx, { input, number }, moment) => {
      await books.insert(
        tx,
        { number, name: input.name, year: yearOf(input, moment), first_number: input.first, last_number: input.last, holder_id: input.holderId },
        moment,
      );
      return undefined;
    },
  });

export interface SeenBook {
  readonly first: number;
  readonly last: number;
  readonly holderId: number;
  readonly stopped: boolean;
  /** Numbers entered with their business, as receipts of fees. */
  readonly taken: readonly number[];
}
/** Of a book `b`: a check of its numbers is open. */
export const STOPPED = `exists (select from obligation o where o.office_id = b.office_id and o.duty = '${CHECK}' and o.subject_kind = 'receipt-book' and split_part(o.subject_id, '/', 1) = b.number and o.state = 'open')`;
const bookOf = statement<SeenBook>(
  'receipt-book-to-account-for',
  `
  select b.first_number as first, b.last_number as last, b.holder_id as "holderId", ${STOPPED} as stopped,
    (select coalesce(jsonb_agg(f.receipt_number order by f.receipt_number), '[]') from fee_taken f where f.office_id = b.office_id and f.book_number = b.number) as taken
  from receipt_book b where b.office_id = $1 and b.number = $2 for update of b`,
);
const accounts = lineTable('receipt_account', ['book_number', 'used', 'void', 'in_stock', 'missing', 'doubled']);

const numbersOf = (spans: readonly Span[]): readonly number[] =>
  spans.flatMap(({ first, last }) => Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index));

/** What is wrong with the numbers as they are named, before any of them is counted. */
function misnamed({ first, last, taken }: SeenBook, { used, void: spoilt, inStock }: AccountBook): Refusal | undefined {
  if ([...used, ...spoilt, ...inStock].some((one) => one.first < first || one.last > last)) return refusal('outside', `号码应在${first}至${last}之间。`);
  const elsewhere = taken.find((one) => [...spoilt, ...inStock].some((span) => span.first <= one && one <= span.last));
  return elsewhere === undefined ? undefined : refusal('used-already', `${elsewhere}号已经用于收费，不能列为作废或者库存。`, ['列入已用号段，或者留空']);
}

/** Where the numbers of a book are said to be. */
export type Spans = Readonly<Record<'used' | 'void' | 'inStock', readonly Span[]>>;

interface Balance {
  readonly used: readonly number[];
  readonly spoilt: readonly number[];
  readonly inStock: readonly number[];
  readonly missing: readonly number[];
  readonly doubled: readonly number[];
}

/** Every number of the book in one place: what stands in two is doubled, what stands nowhere missing. */
export function balanceOf(book: Pick<SeenBook, 'first' | 'last' | 'taken'>, { used, void: spoilt, inStock }: Spans): Balance {
  const named = [...numbersOf(used), ...numbersOf(spoilt), ...numbersOf(inStock)];
  const written = new Set([...numbersOf(used), ...book.taken]);
  const voided = new Set(numbersOf(spoilt).filter((one) => !written.has(one)));
  const left = new Set(numbersOf(inStock).filter((one) => !written.has(one) && !voided.has(one)));
  const counted = Map.groupBy(named, (one) => one);
  return {
    used: [...written],
    spoilt: [...voided],
    inStock: [...left],
    missing: missingNumbers(book, [...written, ...voided, ...left]),
    doubled: [...counted]
      .filter(([, all]) => all.length > 1)
      .map(([one]) => one)
      .toSorted((one, other) => one - other),
  };
}

/** 票据结存 (ICF-03.2d, ETH-03b): issued = used + void + in stock; a gap or a double opens a check, an item of improvement, and stops the book. */
export const accountBookVerb = (rules: RulesInForce) =>
  lineVerb<AccountBook, SeenBook>({
    name: 'account-for-receipt-book',
    title: '票据结存',
    who: FINANCE,
    kind: 'receipt-book',
    read: async (tx, { number }) => {
      const found = await tx.row(bookOf, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有领用的票据“${number}”。`);
      return found;
    },
    against: (seen, input) => (seen.stopped ? refusal('stopped', '本册有缺号或者重号，核查清楚以前停用。', ['先办结缺号核查']) : misnamed(seen, input)),
    write: async (tx, { seen, input }, moment) => {
      const { number, used, void: spoilt, inStock } = input;
      const balance = balanceOf(seen, input);
      const { missing, doubled } = balance;
      const lists = {
        used: JSON.stringify(used),
        void: JSON.stringify(spoilt),
        in_stock: JSON.stringify(inStock),
        missing: JSON.stringify(missing),
        doubled: JSON.stringify(doubled),
      };
      const id = await accounts.insert(tx, { book_number: number, ...lists }, moment);
      const facts = {
        numbersIssued: seen.last - seen.first + 1,
        numbersUsed: balance.used.length,
        numbersVoid: balance.spoilt.length,
        numbersInStock: balance.inStock.length,
        numbersDoubled: doubled.length,
      };
      const found =
        missing.length + doubled.length === 0 ? undefined : await openCheck(rules, tx, { number, id, holderId: seen.holderId, missing, doubled }, moment);
      return { missing, doubled, dueOn: null, ...found, notices: noticed(rules, '票据结存', facts, { officeId: tx.officeId, on: moment.today }) };
    },
  });

interface Found extends Pick<Balance, 'missing' | 'doubled'> {
  readonly number: string;
  /** Of the account that found it: a book may be found wanting again. */
  readonly id: number;
  readonly holderId: number;
}

async function openCheck(
  rules: RulesInForce,
  tx: ActTx,
  { number, id, holderId, missing, doubled }: Found,
  moment: Moment,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { today } = moment;
  const duty = rules.duty({ officeId: tx.officeId, duty: CHECK, on: today });
  if (duty === undefined) return undefined;
  const about = [
    ...(missing.length > 0 ? [`${number}缺号${missing.join('、')}`] : []),
    ...(doubled.length > 0 ? [`${number}重号${doubled.join('、')}`] : []),
  ].join('；');
  const dueOn = await openDuty(tx, { duty, event: today, today, subject: { kind: 'receipt-book', id: `${number}/${id}` }, handlerId: null, about });
  const improvement = await improve(
    rules,
    tx,
    { source: '缺号核查', about: number, problem: `${about}。`, measure: '查明去向，说明原因', ownerId: holderId, dueOn },
    moment,
  );
  return { dueOn, improvement };
}

/** A number of a book as it stands. */
export interface SeenReceipt {
  readonly name: string;
  readonly issued: boolean;
  readonly stopped: boolean;
  readonly used: boolean;
}
// Entered with a fee, or written off as used or void when the book was last accounted for.
const receiptOf = statement<SeenReceipt>(
  'receipt-of-book',
  `
  select b.name, $3 between b.first_number and b.last_number as issued, ${STOPPED} as stopped,
    exists (select from fee_taken f where f.office_id = b.office_id and f.book_number = b.number and f.receipt_number = $3)
      or exists (select from jsonb_array_elements(a.used || a.void) as x (span) where $3 between (span ->> 'first')::int and (span ->> 'last')::int) as used
  from receipt_book b left join lateral (select used, void from receipt_account r where r.office_id = b.office_id and r.book_number = b.number order by r.receipt_account_id desc limit 1) a on true
  where b.office_id = $1 and b.number = $2 for update of b`,
);

/** The receipt somebody is about to write; its book stays his until it is written. */
export async function receiptToUse(tx: ReadTx, { book, receiptNumber }: { readonly book: string; readonly receiptNumber: number }): Promise<SeenReceipt> {
  return (await tx.row(receiptOf, [tx.officeId, book, receiptNumber])) ?? { name: '', issued: false, stopped: false, used: false };
}

/** May this number be written (ICF-03.2d)? */
export function againstReceipt(rules: RulesInForce, { issued, stopped, used }: SeenReceipt, moment: Moment): Refusal | undefined {
  return ruled(rules, '票据使用', { receiptIssued: issued, bookStopped: stopped, receiptUsed: used }, moment);
}
