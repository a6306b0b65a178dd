import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { Subject } from '../registers/series.ts';

const tell = statement<never>(
  'tell-people',
  `
  insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at)
  select $1, person_id, $3, $4, $5, $6 from unnest($2::int[]) as told (person_id)`,
);

/** Leaves a message with each person, in the transaction of the act that caused it. */
export async function notify(
  tx: ActTx,
  told: { readonly personIds: readonly number[]; readonly sentence: string; readonly subject: Subject; readonly now: Date },
): Promise<void> {
  const personIds = [...new Set(told.personIds)];
  if (personIds.length === 0) return;
  await tx.rows(tell, [tx.officeId, personIds, told.sentence, told.subject.kind, String(told.subject.id), told.now]);
}

const tellHolders = statement<never>(
  'tell-holders-of-posts',
  `
  insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at)
  select distinct $1::int, h.person_id, $4, $5, $6, $7::timestamptz from post_holding h
  where h.office_id = $1 and h.post = any($2::text[]) and h.period @> $3::date`,
);

/** The same for everybody who holds one of the posts on the day. */
export async function notifyPosts(
  tx: ActTx,
  told: { readonly posts: readonly string[]; readonly on: string; readonly sentence: string; readonly subject: Subject; readonly now: Date },
): Promise<void> {
  if (told.posts.length === 0) return;
  await tx.rows(tellHolders, [tx.officeId, told.posts, told.on, told.sentence, told.subject.kind, String(told.subject.id), told.now]);
}
