import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

export interface KnownPerson {
  readonly personId: number;
  readonly name: string;
}

const employed = statement<KnownPerson>(
  'person-on-day',
  `
  select person_id as "personId", name from person where office_id = $1 and person_id = $2 and joined_on <= $3::date and (left_on is null or left_on > $3::date)`,
);

/** Somebody of the office on a day. @throws Failure('not-found') */
export async function personOn(tx: ReadTx, personId: number, day: CivilDate): Promise<KnownPerson> {
  const found = await tx.row(employed, [tx.officeId, personId, day]);
  if (found === undefined) throw new Failure('not-found', '没有这个人员，或者其已离开本单位。');
  return found;
}
