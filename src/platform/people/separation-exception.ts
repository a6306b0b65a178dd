import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

/** 分离的例外: a person may hold two posts kept apart, on a body's decision. */
export interface SeparationException {
  readonly personId: number;
  readonly post: string;
  readonly otherPost: string;
  readonly from: CivilDate;
  /** First day on which it no longer holds. */
  readonly until: CivilDate;
}

const insert = statement<never>(
  'except-separation',
  `
  insert into separation_exception (office_id, person_id, post, other_post, from_day, until_day, matter_id, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

/** Records what the body of the matter has decided; the days end it, nobody else does. */
export async function exceptSeparation(
  tx: ActTx,
  of: SeparationException & { readonly matterId: number; readonly recordedBy: number | null; readonly now: Date },
): Promise<void> {
  await tx.rows(insert, [tx.officeId, of.personId, of.post, of.otherPost, of.from, of.until, of.matterId, of.recordedBy, of.now]);
}

const ofPerson = statement<SeparationException>(
  'separation-exceptions-of-person',
  `
  select person_id as "personId", post, other_post as "otherPost", from_day::text as from, until_day::text as until from separation_exception where office_id = $1 and person_id = $2`,
);

export function exceptionsOf(tx: ReadTx, personId: number): Promise<readonly SeparationException[]> {
  return tx.rows(ofPerson, [tx.officeId, personId]);
}

/** Days, the last of them excluded; null for no end. */
export interface Days {
  readonly from: CivilDate;
  readonly until: CivilDate | null;
}

/** Does an exception allow both posts on all days on which both would be held? */
export function excepted(exceptions: readonly SeparationException[], posts: readonly [string, string], [one, other]: readonly [Days, Days]): boolean {
  const from = one.from > other.from ? one.from : other.from;
  const until = one.until === null ? other.until : other.until === null || one.until < other.until ? one.until : other.until;
  return until !== null && exceptions.some((of) => posts.includes(of.post) && posts.includes(of.otherPost) && of.from <= from && until <= of.until);
}
