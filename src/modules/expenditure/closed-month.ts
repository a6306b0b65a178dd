import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';

/** Is the month of the day, or one after it, closed? `$2` is the day. */
export const MONTH_CLOSED = `exists (select from month_closing where office_id = $1 and month >= to_char($2::date, 'YYYY-MM'))`;

/** The question whether entries of a closed month are taken, at offices where the regulation of payment does not say. */
export const MONTH_OPEN = '记账期间';

// Many may enter at once; whoever closes a month waits for them, and they for him.
const enter = statement<never>('enter-the-books', `select pg_advisory_xact_lock_shared(hashtext('month-closing'), $1)`);
const close = statement<never>('close-the-books', `select pg_advisory_xact_lock(hashtext('month-closing'), $1)`);
const closed = statement<{ closed: boolean }>('month-is-closed', `select ${MONTH_CLOSED} as closed`);

/** May no entry of that day be made any more (FIN5-03a)? Asked before an entry, it keeps the month open until the entry stands. */
export async function isMonthClosed(tx: ReadTx, day: CivilDate): Promise<boolean> {
  const [, found] = await Promise.all([tx.rows(enter, [tx.officeId]), tx.row(closed, [tx.officeId, day])]);
  return found?.closed === true;
}

/** Lets nobody enter anything until the month is closed. */
export function holdBooks(tx: ReadTx): Promise<unknown> {
  return tx.rows(close, [tx.officeId]);
}
