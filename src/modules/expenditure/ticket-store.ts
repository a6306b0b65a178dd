import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { IssueTickets, PayForTickets } from './contract-tickets.ts';
import { withIou } from './travel-store.ts';

/** An IOU signed already, and what is left of it, in fen. */
export interface SignedIou {
  readonly matterId: number;
  readonly left: number;
}

// A payment settles the debt, it brings no new credit.
const iou = statement<SignedIou>(
  'iou-by-number',
  `
  select m.matter_id as "matterId", m.amount - coalesce((select sum(t.quantity * t.unit_price) from ticket_issue t where t.office_id = m.office_id and t.iou_matter_id = m.matter_id), 0)::bigint as left
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'iou' and m.state = 'approved'`,
);

export function signedIou(tx: ReadTx, number: string): Promise<SignedIou | undefined> {
  return withIou(tx, number, () => tx.row(iou, [tx.officeId, number]));
}

export interface By {
  readonly personId: number | null;
  readonly now: Date;
}

const onCredit = statement<never>(
  'issue-tickets-on-credit',
  `
  insert into ticket_issue (office_id, number, item, number_range, quantity, unit_price, receiver, iou_matter_id, issued_by, issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export function insertOnCredit(
  tx: ActTx,
  { number, item, range, quantity, unitPrice, receiver, iouMatterId }: IssueTickets & { readonly number: string; readonly iouMatterId: number },
  by: By,
): Promise<unknown> {
  return tx.rows(onCredit, [tx.officeId, number, item, range, quantity, unitPrice, receiver, iouMatterId, by.personId, by.now]);
}

const paid = statement<never>(
  'pay-for-tickets',
  `
  insert into ticket_issue (office_id, number, item, number_range, quantity, unit_price, receiver, paid_reference, paid_by, paid_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export function insertPaid(
  tx: ActTx,
  { number, item, range, quantity, unitPrice, receiver, paidReference }: PayForTickets & { readonly number: string },
  by: By,
): Promise<unknown> {
  return tx.rows(paid, [tx.officeId, number, item, range, quantity, unitPrice, receiver, paidReference, by.personId, by.now]);
}

export interface SeenTickets {
  readonly ticketIssueId: number;
  readonly receipted: boolean;
  readonly issued: boolean;
}

const one = statement<SeenTickets>(
  'tickets-to-act-on',
  `
  select ticket_issue_id as "ticketIssueId", receipt is not null as receipted, issued_at is not null as issued from ticket_issue where office_id = $1 and number = $2 for update`,
);

/** @throws Failure('not-found') */
export async function ticketsOf(tx: ReadTx, number: string): Promise<SeenTickets> {
  const found = await tx.row(one, [tx.officeId, number]);
  if (found === undefined) throw new Failure('not-found', `没有票证领用“${number}”。`, ['先登记票证交款']);
  return found;
}

const receipt = statement<never>(
  'receipt-tickets',
  `update ticket_issue set receipt = $3, receipted_by = $4, receipted_at = $5 where office_id = $1 and ticket_issue_id = $2`,
);

export function setReceipt(
  tx: ActTx,
  { ticketIssueId, receipt: given }: { readonly ticketIssueId: number; readonly receipt: string },
  by: By,
): Promise<unknown> {
  return tx.rows(receipt, [tx.officeId, ticketIssueId, given, by.personId, by.now]);
}

const handOut = statement<never>('hand-out-tickets', `update ticket_issue set issued_by = $3, issued_at = $4 where office_id = $1 and ticket_issue_id = $2`);

export function setIssued(tx: ActTx, ticketIssueId: number, by: By): Promise<unknown> {
  return tx.rows(handOut, [tx.officeId, ticketIssueId, by.personId, by.now]);
}
