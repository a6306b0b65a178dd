import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { searchedText } from '../../platform/search/searched-text.ts';

/** 支出凭证: one payment. */
export interface NewVoucher {
  readonly number: string;
  readonly book: '机关' | '工会';
  readonly matterId: number | null;
  readonly reverses: number | null;
  readonly purpose: string;
  readonly payee: string;
  readonly category: string;
  readonly funding: string;
  readonly threePublic: string | null;
  readonly unionPurpose: string | null;
  readonly amount: number;
  /** Part the person bears himself. */
  readonly personal: number;
  readonly method: string;
  readonly reference: string;
  readonly spentOn: CivilDate;
  readonly paidOn: CivilDate;
  readonly paidBy: number;
  readonly handlerId: number;
  readonly departmentId: number | null;
  readonly unitId: number | null;
  readonly projectId: number | null;
  /** Codes of refusals that were released. */
  readonly exceptions: readonly string[];
  readonly reason: string | null;
  readonly now: Date;
}

const insert = statement<{ id: number }>(
  'insert-voucher',
  `
  with made as (
    insert into voucher (office_id, number, book, matter_id, reverses, purpose, payee, category, funding, three_public, union_purpose, amount, personal, payment_method,
      reference, spent_on, paid_on, paid_by, handler_id, department_id, unit_id, project_id, exceptions, reason, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25) returning *
  ), summed as (
    insert into spending_sum as s (office_id, month, book, category, three_public, funding, fen, payments)
    select office_id, date_trunc('month', paid_on)::date, book, category, coalesce(three_public, ''), funding, amount, 1 from made
    on conflict (office_id, month, book, category, three_public, funding) do update set fen = s.fen + excluded.fen, payments = s.payments + 1
  ), noted as (
    insert into search_tail (office_id, subject, subject_id, text) select office_id, 'voucher', voucher_id, ${searchedText(['number', 'purpose', 'payee'])} from made
  )
  select voucher_id as id from made`,
);

export async function insertVoucher(tx: ActTx, v: NewVoucher): Promise<number> {
  const made = await tx.row(insert, [
    tx.officeId,
    v.number,
    v.book,
    v.matterId,
    v.reverses,
    v.purpose,
    v.payee,
    v.category,
    v.funding,
    v.threePublic,
    v.unionPurpose,
    v.amount,
    v.personal,
    v.method,
    v.reference,
    v.spentOn,
    v.paidOn,
    v.paidBy,
    v.handlerId,
    v.departmentId,
    v.unitId,
    v.projectId,
    JSON.stringify(v.exceptions),
    v.reason,
    v.now,
  ]);
  if (made === undefined) throw new Error('the voucher was not inserted');
  return made.id;
}

export interface SeenVoucher extends Omit<NewVoucher, 'now' | 'exceptions'> {
  readonly voucherId: number;
  readonly reversedBy: string | null;
}

const one = statement<SeenVoucher>(
  'voucher-to-reverse',
  `
  select v.voucher_id as "voucherId", v.number, v.book, v.matter_id as "matterId", v.reverses, v.purpose, v.payee, v.category, v.funding, v.three_public as "threePublic",
    v.union_purpose as "unionPurpose", v.amount, v.personal, v.payment_method as method, v.reference, v.spent_on::text as "spentOn", v.paid_on::text as "paidOn",
    v.paid_by as "paidBy", v.handler_id as "handlerId", v.department_id as "departmentId", v.unit_id as "unitId", v.project_id as "projectId", v.reason,
    (select r.number from voucher r where r.office_id = v.office_id and r.reverses = v.voucher_id) as "reversedBy"
  from voucher v where v.office_id = $1 and v.voucher_id = $2 for update of v`,
);

export function voucherToReverse(tx: ReadTx, voucherId: number): Promise<SeenVoucher | undefined> {
  return tx.row(one, [tx.officeId, voucherId]);
}

const sameDay = statement<{ sum: number }>(
  'paid-same-day',
  `
  select coalesce(sum(amount), 0)::bigint as sum from voucher where office_id = $1 and payee = $2 and spent_on = $3 and purpose = $4 and payment_method = '现金'`,
);

/** Cash already paid to the payee for the same purpose of the same day, in fen. */
export async function cashPaidSameDay(tx: ReadTx, of: { readonly payee: string; readonly spentOn: CivilDate; readonly purpose: string }): Promise<number> {
  return (await tx.row(sameDay, [tx.officeId, of.payee, of.spentOn, of.purpose]))?.sum ?? 0;
}
