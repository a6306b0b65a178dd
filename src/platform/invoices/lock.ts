import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

export interface TakenInvoice {
  readonly issuerKind: string;
  readonly number: string;
  /** The claim that used it, if it is one of this office. */
  readonly usedBy: string | null;
}

const TAKEN = `select t.issuer_kind as "issuerKind", t.number, m.number as "usedBy"
  from t left join matter m on m.office_id = $1 and m.matter_id = t.matter_id order by t.number`;

const taken = statement<TakenInvoice>('invoices-taken', `with t as (select * from invoices_taken($2::text[], $3::text[], $4::bigint)) ${TAKEN}`);
const lock = statement<TakenInvoice>('lock-invoices', `with t as materialized (select * from lock_invoices($2::text[], $3::text[], $4::bigint, $5)) ${TAKEN}`);

/** What tells an invoice from every other. */
export interface InvoiceNumber {
  readonly issuerKind: string;
  readonly number: string;
}

type Numbers = readonly InvoiceNumber[];

/** Only numbered invoices are locked: a slip of paper without a number proves nothing twice. */
export function lockable(invoices: Numbers): Numbers {
  return invoices
    .filter((one) => one.issuerKind !== '其他凭证' && one.number !== '')
    .map((one) => ({ issuerKind: one.issuerKind, number: one.number.toUpperCase() }));
}

/** The numbers among these that another matter holds, of this office or another. */
export async function invoicesTaken(tx: ReadTx, numbers: Numbers, matterId: number | null): Promise<readonly TakenInvoice[]> {
  if (numbers.length === 0) return [];
  return await tx.rows(taken, [tx.officeId, numbers.map((one) => one.issuerKind), numbers.map((one) => one.number), matterId]);
}

/**
 * Takes the numbers for the matter, for ever once it is paid.
 * @throws Failure('conflict') if somebody was faster since the facts were read: nothing of the submission is kept.
 */
export async function lockInvoices(tx: ActTx, invoices: Numbers, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  const numbers = lockable(invoices);
  if (numbers.length === 0) return;
  const [held] = await tx.rows(lock, [tx.officeId, numbers.map((one) => one.issuerKind), numbers.map((one) => one.number), matterId, now]);
  if (held !== undefined) throw new Failure('conflict', `票据${held.number}刚刚被${held.usedBy ?? '另一单位的报销'}使用。`, ['核对票据号码，同一张票据只能报销一次']);
}

const release = statement<never>('release-invoices', `select release_invoices($1::bigint)`);
const keep = statement<never>('keep-invoices', `select keep_invoices($1::bigint, $2)`);

/** Gives back what a matter holds and has not been paid on. */
export async function releaseInvoices(tx: ActTx, matterId: number): Promise<void> {
  await tx.rows(release, [matterId]);
}

/** The matter is paid: its numbers stay taken. */
export async function keepInvoices(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  await tx.rows(keep, [matterId, now]);
}

export interface ReadInvoice {
  readonly number: string;
  readonly date: CivilDate;
  readonly seller: string;
  readonly total: number;
}

const read = statement<ReadInvoice>('invoices-read-from-files', `
  select distinct on (read_as ->> 'number') read_as ->> 'number' as number, read_as ->> 'date' as date, read_as ->> 'seller' as seller,
    (read_as ->> 'total')::bigint as total
  from file where office_id = $1 and read_as ->> 'number' = any($2::text[]) order by read_as ->> 'number', added_at desc`);

/** What the electronic invoices with these numbers say themselves, as far as they were handed in. */
export async function invoicesAsRead(tx: ReadTx, numbers: readonly string[]): Promise<readonly ReadInvoice[]> {
  return numbers.length === 0 ? [] : await tx.rows(read, [tx.officeId, numbers]);
}

/** What a claim says of an invoice; tax included, in fen. */
export interface StatedInvoice {
  readonly number: string;
  readonly date: CivilDate;
  readonly seller: string;
  readonly amount: number;
}

/** Does the claim say of an invoice what the electronic invoice itself says? An invoice on paper cannot contradict. */
export function agrees(one: StatedInvoice, asRead: readonly ReadInvoice[]): boolean {
  const read = asRead.find((other) => other.number === one.number.toUpperCase());
  return read === undefined || (read.total === one.amount && read.date === one.date && read.seller === one.seller);
}
