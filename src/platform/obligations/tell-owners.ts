import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

const opening = new WeakSet<ReadTx>();

/** Says that the act opens a duty: its owner is told in the same transaction, whoever opened it and wherever. */
export function ownersToTell(tx: ReadTx): void {
  opening.add(tx);
}

// Whoever opens his own duty knows of it. A post nobody holds stays untold until somebody does.
const tell = statement<never>(
  'tell-owners-of-duties',
  `
  with owner as (
    select o.obligation_id, o.sentence, o.owner_person_id as person_id from obligation o where o.office_id = $1 and o.told_at is null and o.state = 'open' and o.owner_person_id is not null
    union
    select o.obligation_id, o.sentence, h.person_id from obligation o join post_holding h on h.office_id = o.office_id and h.post = o.owner_post and h.period @> $2::date
    where o.office_id = $1 and o.told_at is null and o.state = 'open'
  ), told as (
    update obligation o set told_at = $3 where o.office_id = $1 and o.obligation_id in (select obligation_id from owner)
  )
  insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at)
  select $1, person_id, '新的义务：' || sentence, 'obligation', obligation_id::text, $3 from owner where person_id is distinct from $4::int order by obligation_id`,
);

/** Word to the owners of duties not told of yet, once each. */
export function tellOwners(tx: ActTx, { actor, now, today }: Moment): Promise<unknown> {
  return tx.rows(tell, [tx.officeId, today, now, actor.personId]);
}

/** The same, travelling with the commit of an act that has opened one. */
export function ownersTold(tx: ActTx, moment: Moment): readonly Promise<unknown>[] {
  return opening.delete(tx) ? [tellOwners(tx, moment)] : [];
}
