import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';

const setOff = statement<never>(
  'note-set-off',
  `update matter set payment = payment || jsonb_build_object('setOff', $3::bigint) where office_id = $1 and matter_id = $2 and payment is not null`,
);

/** Notes what the payee of a matter has had already, in fen: that much less is paid out. */
export async function noteSetOff(tx: ActTx, { matterId, amount }: { readonly matterId: number; readonly amount: number }): Promise<void> {
  await tx.rows(setOff, [tx.officeId, matterId, amount]);
}
