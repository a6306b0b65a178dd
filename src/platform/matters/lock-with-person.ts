import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Staff } from '../../rules/route/staff.ts';
import type { ReadTx } from '../db/transaction.ts';
import { personOn, type KnownPerson } from '../people/person-on.ts';
import { staffOn } from '../people/staff.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';

/** A matter, the staff of the day, and somebody who is named for a part in it. */
export interface SeenWithPerson {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  readonly person: KnownPerson;
}

/** Locks the matter and reads all three. @throws Failure('not-found'), Failure('stale') */
export async function lockWithPerson(
  tx: ReadTx,
  at: MatterAt,
  { personId, today }: { readonly personId: number; readonly today: CivilDate },
): Promise<SeenWithPerson> {
  const [matter, staff, person] = await Promise.all([lockMatter(tx, at), staffOn(tx, today), personOn(tx, personId, today)]);
  return { matter, staff, person };
}
