import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

/** 一般授权: up to and including what amount the holders of a post may sign, from a day on. */
export interface NewPostAuthority {
  readonly number: string;
  readonly post: string;
  /** Fen. */
  readonly ceiling: number;
  readonly from: CivilDate;
  /** First day without; null while it stands. */
  readonly until: CivilDate | null;
  readonly responsibility: string;
  readonly basis: string;
  readonly grantedBy: number | null;
  readonly now: Date;
}

const insert = statement<{ id: number }>(
  'grant-post-authority',
  `
  insert into post_authority (office_id, number, post, ceiling, from_day, until_day, responsibility, basis, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  returning post_authority_id as id`,
);

/** From its first day on routes pass the holders of the post by where the amount is higher. */
export async function grantPostAuthority(tx: ActTx, of: NewPostAuthority): Promise<void> {
  await tx.rows(insert, [tx.officeId, of.number, of.post, of.ceiling, of.from, of.until, of.responsibility, of.basis, of.grantedBy, of.now]);
}

const standing = statement<{ known: boolean; standing: string | null }>(
  'post-authority-standing',
  `
  select exists (select from post where office_id = $1 and post = $2 and not collective) as known,
    (select number from post_authority where office_id = $1 and post = $2 and daterange(from_day, until_day, '[)') && daterange($3::date, $4::date, '[)') limit 1) as standing`,
);

/** Is there such a post, and does an authority for it stand in that time already? */
export async function postAuthorityIn(
  tx: ReadTx,
  of: { readonly post: string; readonly from: CivilDate; readonly until: CivilDate | null },
): Promise<{ readonly known: boolean; readonly standing: string | null }> {
  return (await tx.row(standing, [tx.officeId, of.post, of.from, of.until])) ?? { known: false, standing: null };
}

/** 特定授权: one person of the office, one matter, one amount, once. */
export interface NewSpecialAuthority extends Omit<NewPostAuthority, 'post' | 'until'> {
  readonly personId: number;
  readonly matterId: number;
  readonly purpose: string;
  readonly until: CivilDate;
}

const insertSpecial = statement<{ id: number }>(
  'grant-special-authority',
  `
  insert into special_authority (office_id, number, person_id, purpose, ceiling, from_day, until_day, responsibility, basis, recorded_by, recorded_at, matter_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  returning special_authority_id as id`,
);

/** Where the ceiling of his post is too low for the matter, he signs it all the same, once. */
export async function grantSpecialAuthority(tx: ActTx, of: NewSpecialAuthority): Promise<void> {
  await tx.rows(insertSpecial, [
    tx.officeId,
    of.number,
    of.personId,
    of.purpose,
    of.ceiling,
    of.from,
    of.until,
    of.responsibility,
    of.basis,
    of.grantedBy,
    of.now,
    of.matterId,
  ]);
}

interface AuthorityUse {
  readonly number: string;
  readonly matterId: number;
  readonly amount: number;
  readonly usedBy: number | null;
  readonly now: Date;
}
const use = statement<never>(
  'use-special-authority',
  `
  insert into special_authority_use (office_id, number, amount, document, recorded_by, recorded_at, matter_id)
  select $1, $2, $3, coalesce(m.number, ''), $5, $6, m.matter_id from matter m where m.office_id = $1 and m.matter_id = $4`,
);

/** Used up by one signature, whatever becomes of the matter. */
export function useSpecialAuthority(tx: ActTx, { number, matterId, amount, usedBy, now }: AuthorityUse): Promise<unknown> {
  return tx.rows(use, [tx.officeId, number, amount, matterId, usedBy, now]);
}
