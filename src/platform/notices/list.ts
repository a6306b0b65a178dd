import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { NoticePage, NoticeRow } from './contract.ts';

const unread = statement<{ count: number }>('count-unread', `select count(*) from notice where office_id = $1 and person_id = $2 and read_at is null`);
const page = statement<NoticeRow>(
  'notices-newest',
  `
  select notice_id as "noticeId", sentence, jsonb_build_object('kind', subject_kind, 'id', subject_id) as subject, made_at as "madeAt", read_at as "readAt"
  from notice where office_id = $1 and person_id = $2 and notice_id < $3::bigint order by notice_id desc limit $4`,
);
const read = statement<never>(
  'notices-read',
  `
  update notice set read_at = $4 where office_id = $1 and person_id = $2 and ($3::bigint is null or notice_id = $3) and read_at is null`,
);

export async function countUnread(tx: ReadTx, personId: number | null): Promise<number> {
  return (await tx.row(unread, [tx.officeId, personId]))?.count ?? 0;
}

/** A person's notices, newest first. */
export async function listNotices(
  tx: ReadTx,
  { personId, after, limit }: { readonly personId: number | null; readonly after: string | null; readonly limit: number },
): Promise<NoticePage> {
  const rows = await tx.rows(page, [tx.officeId, personId, after === null ? Number.MAX_SAFE_INTEGER : Number(after), limit + 1]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), next: last === undefined ? null : String(last.noticeId) };
}

/** 标为已读: one notice, or all of them. */
export const readNoticesVerb: Verb<{ readonly noticeId: number | null }, null, { readonly noticeId: number | null }, { readonly read: true }> = {
  name: 'read-notices',
  title: '标为已读',
  who: '本人',
  read: async () => null,
  decide: (_seen, input) => ({ yes: input }),
  write: async (tx, { noticeId }, { actor, now }) => {
    const sent = [tx.rows(read, [tx.officeId, actor.personId, noticeId, now])];
    return { result: { read: true }, entry: { subject: { kind: 'notice', id: noticeId ?? 'all' }, detail: {} }, sent };
  },
};
