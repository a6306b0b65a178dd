import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { keepInvoices } from '../invoices/lock.ts';
import { noteStanding } from '../log/standing.ts';

const closeMatter = statement<never>(
  'matter-paid',
  `
  update matter set state = 'closed', ended_at = $3, version = version + 1 where office_id = $1 and matter_id = $2`,
);

/** Nothing is left to pay on the matter: it ends, and its invoices are used for ever. The caller holds its lock. */
export async function closePaid(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  noteStanding(tx, { matter: matterId, state: 'closed' });
  await Promise.all([tx.rows(closeMatter, [tx.officeId, matterId, now]), keepInvoices(tx, { matterId, now })]);
}
