import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { MONTH_CLOSED } from './closed-month.ts';
import type { RecordCash, SetCashDesk } from './contract-cash.ts';

/** The cash desk as it stands before a day's movement or closing. */
export interface SeenDesk {
  readonly desk: SetCashDesk | null;
  /** First day with movements that is not closed; null if all are. */
  readonly openDay: CivilDate | null;
  readonly closed: boolean;
  /** Book balance at the end of the day, in fen. */
  readonly balance: number;
  /** Movements of the day, and those not signed by both. */
  readonly movements: number;
  readonly unsigned: number;
  readonly accountRegistered: boolean;
  readonly monthClosed: boolean;
  readonly released: readonly string[];
}

const seen = statement<SeenDesk>(
  'cash-desk-on-day',
  `
  select (select jsonb_build_object('purposes', purposes, 'hours', hours) from cash_desk where office_id = $1) as desk,
    (select min(e.booked_on)::text from cash_entry e where e.office_id = $1 and not exists (select from cash_day d where d.office_id = e.office_id and d.day = e.booked_on)) as "openDay",
    exists (select from cash_day where office_id = $1 and day = $2) as closed,
    (select coalesce(sum(direction * amount), 0)::bigint from cash_entry where office_id = $1 and booked_on <= $2) as balance,
    (select count(*) from cash_entry where office_id = $1 and booked_on = $2) as movements,
    (select count(*) from cash_entry where office_id = $1 and booked_on = $2 and not both_signed) as unsigned,
    exists (select from official_account where office_id = $1 and account = $3 and closed_on is null) as "accountRegistered",
    ${MONTH_CLOSED} as "monthClosed",
    (select coalesce(jsonb_agg(code), '[]') from cash_release where office_id = $1 and day = $2) as released`,
);
// One desk, one hand at a time: whoever books or closes waits for the other.
const lock = statement<never>('lock-cash-desk', `select pg_advisory_xact_lock(hashtext('cash-desk'), $1)`);

export async function lockCashDesk(tx: ReadTx, day: CivilDate, account: string | null): Promise<SeenDesk> {
  const [, found] = await Promise.all([tx.rows(lock, [tx.officeId]), tx.row(seen, [tx.officeId, day, account])]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

const setDesk = statement<never>(
  'set-cash-desk',
  `
  insert into cash_desk (office_id, purposes, hours, set_by, set_at) values ($1, $2, $3, $4, $5)
  on conflict (office_id) do update set purposes = excluded.purposes, hours = excluded.hours, set_by = excluded.set_by, set_at = excluded.set_at`,
);

export interface By {
  readonly personId: number | null;
  readonly now: Date;
}

export function writeCashDesk(tx: ActTx, { purposes, hours }: SetCashDesk, by: By): Promise<unknown> {
  return tx.rows(setDesk, [tx.officeId, JSON.stringify(purposes), JSON.stringify(hours), by.personId, by.now]);
}

const insert = statement<never>(
  'insert-cash-entry',
  `
  insert into cash_entry (office_id, number, booked_on, booked_at, movement, direction, amount, counterpart, summary, purpose, document, account, both_signed, cashier_id, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
);

export function insertCashEntry(tx: ActTx, { number, entry }: { readonly number: string; readonly entry: RecordCash }, by: By): Promise<unknown> {
  const { day, time, movement, direction, amount, counterpart, summary, purpose, document, account, bothSigned } = entry;
  return tx.rows(insert, [
    tx.officeId,
    number,
    day,
    time,
    movement,
    direction === '收' ? 1 : -1,
    amount,
    counterpart,
    summary,
    purpose,
    document,
    account,
    bothSigned,
    by.personId,
    by.now,
  ]);
}

const unsigned = statement<{ signed: boolean }>(
  'cash-entry-to-sign',
  `select both_signed as signed from cash_entry where office_id = $1 and number = $2 for update`,
);
const sign = statement<never>('sign-cash-entry', `update cash_entry set both_signed = true, signed_at = $3 where office_id = $1 and number = $2`);

export function cashEntryOf(tx: ReadTx, number: string): Promise<{ readonly signed: boolean } | undefined> {
  return tx.row(unsigned, [tx.officeId, number]);
}

export function signCashEntry(tx: ActTx, number: string, now: Date): Promise<unknown> {
  return tx.rows(sign, [tx.officeId, number, now]);
}

const close = statement<never>(
  'close-cash-day',
  `
  insert into cash_day (office_id, day, counted, book, closed_by, closed_at, late, exceptions) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export interface ClosedDay {
  readonly day: CivilDate;
  readonly counted: number;
  readonly book: number;
  readonly late: boolean;
  readonly exceptions: readonly string[];
}

export function insertCashDay(tx: ActTx, { day, counted, book, late, exceptions }: ClosedDay, by: By): Promise<unknown> {
  return tx.rows(close, [tx.officeId, day, counted, book, by.personId, by.now, late, JSON.stringify(exceptions)]);
}

const release = statement<never>(
  'release-cash',
  `
  insert into cash_release (office_id, day, code, reason, released_by, released_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
);

export function insertCashRelease(
  tx: ActTx,
  { day, code, reason }: { readonly day: CivilDate; readonly code: string; readonly reason: string },
  by: By,
): Promise<unknown> {
  return tx.rows(release, [tx.officeId, day, code, reason, by.personId, by.now]);
}

const shortage = statement<{ id: number }>(
  'insert-cash-shortage',
  `
  insert into cash_shortage (office_id, day, counted, book, explanation, reported_by, reported_at) values ($1, $2, $3, $4, $5, $6, $7) returning shortage_id as id`,
);

export async function insertShortage(
  tx: ActTx,
  { day, counted, book, explanation }: { readonly day: CivilDate; readonly counted: number; readonly book: number; readonly explanation: string },
  by: By,
): Promise<number> {
  const made = await tx.row(shortage, [tx.officeId, day, counted, book, explanation, by.personId, by.now]);
  if (made === undefined) throw new Error('the shortage was not inserted');
  return made.id;
}
