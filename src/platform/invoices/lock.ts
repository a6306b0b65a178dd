import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

export interface TakenInvoice {
  readonly number: string;
  /** The claim that used it, if it is one of this office. */
  readonly usedBy: string | null;
}

const TAKEN = `select t.number, m.number as "usedBy" from t left join matter m on m.office_id = $1 and m.matter_id = t.matter_id order by t.number`;

const taken = statement<TakenInvoice>('invoices-taken', `with t as (select * from invoices_taken($2::text[], $3::bigint)) ${TAKEN}`);
const lock = statement<TakenInvoice>('lock-invoices', `with t as materialized (select * from lock_invoices($2::text[], $3::bigint, $4)) ${TAKEN}`);

/** A numbered voucher as a claim states it; whoever issued it where the form says so. */
export interface InvoiceNumber {
  readonly number: string;
  readonly seller?: string;
}

/** Shorter numbers are given out by every issuer anew: 收据0001. */
const ISSUED_ONCE = 8;

/** A number as it is compared: letters and figures only, 2653-2000 is 26532000. */
export function plainNumber(number: string): string {
  return number.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** What is locked of numbered vouchers, whatever kind they were called: the number, and of a short one whose it is. A slip of paper without a number proves nothing twice. */
export function lockKeys(invoices: readonly InvoiceNumber[]): readonly string[] {
  return invoices
    .map(({ number, seller }) => ({ number: plainNumber(number), seller }))
    .filter(({ number }) => number !== '')
    .map(({ number, seller }) => (number.length >= ISSUED_ONCE || seller === undefined ? number : `${seller.replaceAll(/\s/g, '')}/${number}`));
}

/** The keys among these that another matter holds, of this office or another. */
export async function invoicesTaken(tx: ReadTx, keys: readonly string[], matterId: number | null): Promise<readonly TakenInvoice[]> {
  return keys.length === 0 ? [] : await tx.rows(taken, [tx.officeId, keys, matterId]);
}

/**
 * Takes the numbers for the matter, for ever once it is paid.
 * @throws Failure('conflict') if somebody was faster since the facts were read: nothing of the submission is kept.
 */
export async function lockInvoices(
  tx: ActTx,
  invoices: readonly InvoiceNumber[],
  { matterId, now }: { readonly matterId: number; readonly now: Date },
): Promise<void> {
  const keys = lockKeys(invoices);
  if (keys.length === 0) return;
  const [held] = await tx.rows(lock, [tx.officeId, keys, matterId, now]);
  if (held !== undefined)
    throw new Failure('conflict', `票据${held.number}刚刚被${held.usedBy ?? '另一单位的报销'}使用。`, ['核对票据号码，同一张票据只能报销一次']);
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
