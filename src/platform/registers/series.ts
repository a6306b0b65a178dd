import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';

/** What a number is given to. */
export interface Subject {
  readonly kind: string;
  readonly id: string | number;
}

const nextNumber = statement<{ number: number }>(
  'next-number-of-series',
  `
  with taken as (
    insert into series (office_id, series, year, last_number) values ($1, $2, $3, 1)
    on conflict (office_id, series, year) do update set last_number = series.last_number + 1
    returning last_number
  )
  insert into series_number (office_id, series, year, number, state, subject_kind, subject_id, at)
  select $1, $2, $3, last_number, 'used', $4, $5, $6 from taken
  returning number`,
);

/**
 * Takes the next number of a series: `支审〔2026〕12号`. The counter stays locked until the act ends, so this is the last lock an act
 * takes; an act that fails gives the number back, so no number is ever missing.
 */
export async function takeNumber(
  tx: ActTx,
  ask: { readonly series: string; readonly year: number; readonly subject: Subject; readonly now: Date },
): Promise<string> {
  const { series, year, subject, now } = ask;
  const taken = await tx.row(nextNumber, [tx.officeId, series, year, subject.kind, String(subject.id), now]);
  if (taken === undefined) throw new Error(`series ${series} gave no number`);
  return `${series}〔${year}〕${taken.number}号`;
}

const voidNumber = statement<never>(
  'void-numbers-of-subject',
  `
  update series_number set state = 'void', reason = $4 where office_id = $1 and subject_kind = $2 and subject_id = $3 and state = 'used'`,
);

/** The numbers of a subject become void records with their reason; they are never given again. */
export async function voidNumbers(tx: ActTx, { subject, reason }: { readonly subject: Subject; readonly reason: string }): Promise<void> {
  await tx.rows(voidNumber, [tx.officeId, subject.kind, String(subject.id), reason]);
}
