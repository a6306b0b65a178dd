import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { Invoice } from './contract.ts';
import { invoicesTaken, lockKeys, plainNumber, type InvoiceNumber } from './lock.ts';

/** What a claim says of an invoice; `amount` with tax, in fen. */
export interface StatedInvoice {
  readonly number: string;
  readonly date: CivilDate;
  readonly seller: string;
  readonly amount: number;
  /** Left open where the form does not ask for it. */
  readonly tax?: number | null;
}

interface ReadInvoice {
  readonly number: string;
  readonly date: CivilDate;
  readonly seller: string;
  readonly tax: number;
  readonly total: number;
  /** Made out to the office, or to a body of it such as its union. */
  readonly toOffice: boolean;
  readonly attached: boolean;
}

const read = statement<ReadInvoice>(
  'invoices-read-from-files',
  `
  select f.read_as ->> 'number' as number, f.read_as ->> 'date' as date, f.read_as ->> 'seller' as seller, (f.read_as ->> 'tax')::bigint as tax, (f.read_as ->> 'total')::bigint as total,
    position(o.name in f.read_as ->> 'buyer') > 0 as "toOffice", encode(f.digest, 'hex') = any($3::text[]) as attached
  from file f join office o on o.office_id = f.office_id
  where f.office_id = $1 and f.read_as is not null and (f.read_as ->> 'number' = any($2::text[]) or f.digest = any(select decode(x, 'hex') from unnest($3::text[]) x))`,
);

export interface InvoicesOf {
  /** Every numbered voucher of the claim. */
  readonly numbers: readonly InvoiceNumber[];
  /** Those the claim says more of. */
  readonly stated: readonly StatedInvoice[];
  readonly matterId: number | null;
  /** Digests of what is attached, hex. */
  readonly digests: readonly string[];
}

export interface InvoicesVerdict {
  /** A number was used before, or stands in the claim twice. */
  readonly used: boolean;
  /**
   * The claim says of each invoice what every electronic invoice of its number says that was ever handed in, all made out to the office; and no
   * electronic invoice is attached that the claim does not name. An invoice on paper cannot contradict.
   */
  readonly match: boolean;
  /** What the vouchers come to, in fen. */
  readonly sum: number;
}

/** Judges the vouchers of a claim by the numbers already used and by the electronic invoices themselves. */
export async function judgeInvoices(tx: ReadTx, { numbers, stated, matterId, digests }: InvoicesOf): Promise<InvoicesVerdict> {
  const keys = lockKeys(numbers);
  const named = numbers.map(({ number }) => plainNumber(number));
  const [taken, asRead] = await Promise.all([
    invoicesTaken(tx, keys, matterId),
    named.length + digests.length === 0 ? [] : tx.rows(read, [tx.officeId, named, digests]),
  ]);
  return {
    used: taken.length > 0 || new Set(keys).size < keys.length,
    match: stated.every((one) => agrees(one, asRead)) && asRead.every((one) => !one.attached || named.includes(plainNumber(one.number))),
    sum: stated.reduce((sum, one) => sum + one.amount, 0),
  };
}

/** Are all of them invoices or fiscal receipts with their numbers, and their image attached? */
export function isFormal(invoices: readonly Pick<Invoice, 'issuerKind' | 'number'>[], evidence: readonly string[]): boolean {
  return invoices.length > 0 && invoices.every((one) => one.issuerKind !== '其他凭证' && one.number !== '') && evidence.includes('发票');
}

function agrees(one: StatedInvoice, asRead: readonly ReadInvoice[]): boolean {
  const itself = asRead.filter((other) => plainNumber(other.number) === plainNumber(one.number));
  return itself.every(
    ({ date, seller, tax, total, toOffice }) => toOffice && total === one.amount && date === one.date && seller === one.seller && (one.tax ?? tax) === tax,
  );
}
