import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { HOLDERS_ON_DAY } from '../people/staff.ts';
import { askAgain } from './ask-again.ts';

// Somebody waited for holds or covers the post no longer; a cover has begun; a step waits for nobody; a post has begun or ended today.
const changed = statement<{ post: string }>(
  'posts-changed-by-the-day',
  `
  with holder as (${HOLDERS_ON_DAY}), waits as (
    select t.person_id, t.cover_for, s.post from todo t
    join matter_step s on s.office_id = t.office_id and s.matter_id = t.matter_id and s.round = t.round and s.step = t.step
    where t.office_id = $1 and s.person_id is null and s.asked_post <> '证明人'
  )
  select w.post from waits w
    where not exists (select from holder h where h.post = w.post and h.person_id = w.person_id and h.cover_for is not distinct from w.cover_for)
  union
  select w.post from waits w join holder c on c.post = w.post and c.cover_for = w.person_id
    where not exists (select from waits x where x.post = c.post and x.person_id = c.person_id and x.cover_for = c.cover_for)
  union
  select s.asked_post from matter m join matter_step s on s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round
    where m.office_id = $1 and m.state = 'in_review' and s.state = 'open' and s.act <> '决定'
      and not exists (select from todo t where t.office_id = s.office_id and t.matter_id = s.matter_id and t.round = s.round and t.step = s.step)
  union
  select post from post_holding where office_id = $1 and (from_day = $2::date or until_day = $2::date)`,
);

/** 按当日任职重新确定办理人: each day, for covers and posts that have begun or ended with the calendar. */
export function askAgainTodayVerb(): Verb<{ readonly day: CivilDate }, readonly string[], readonly string[], { readonly matters: number }> {
  return {
    name: 'ask-again-today',
    title: '按当日任职重新确定办理人',
    who: '系统',
    read: async (tx, { day }) => (await tx.rows(changed, [tx.officeId, day])).map((one) => one.post),
    decide: (posts) => ({ yes: posts }),
    write: async (tx, posts, moment) => {
      const matters = await askAgain(tx, { posts, reason: '任职或代理自今日起有变化', moment });
      return { result: { matters: matters.length }, entry: { subject: { kind: 'office', id: tx.officeId }, detail: { posts, matters } } };
    },
  };
}
