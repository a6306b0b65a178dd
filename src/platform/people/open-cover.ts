import { civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import type { Fen } from '../../rules/money.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import { askAgain } from '../matters/ask-again.ts';
import { notify } from '../notices/notify.ts';
import { OFFICERS } from './contract-officers.ts';
import { isOfficerPost } from './officers.ts';
import type { PostGuard } from './post-guard.ts';

/** Who stands in for whom, and how far. */
export interface CoverOf {
  /** null: every post the absent person holds on the first day. */
  readonly posts: readonly string[] | null;
  readonly absentPersonId: number;
  readonly coverPersonId: number;
  readonly from: CivilDate;
  /** First day after. */
  readonly until: CivilDate;
  /** What the modules demand of whoever acts in a post. */
  readonly guards: readonly PostGuard[];
}

export interface NewCover extends CoverOf {
  readonly reason: string;
  /** Kinds of matter it is lent for; null for every kind. */
  readonly kinds: readonly string[] | null;
  /** Up to and including this amount; null for any. */
  readonly ceiling: Fen | null;
  /** The approved matter (a leave) it begins and ends with. */
  readonly sourceMatterId: number | null;
  readonly grantedBy: number;
  readonly now: Date;
}

/** A post that is not lent, and why; `post` is null where the reason lies in the person. */
export interface NotCovered extends Refusal {
  readonly post: string | null;
}

export interface Coverable {
  readonly coverName: string;
  readonly posts: readonly string[];
  readonly skipped: readonly NotCovered[];
}

interface CoverPerson {
  readonly name: string;
  readonly present: boolean;
  readonly coveredBy: string | null;
  /** An officer's post he holds in that time. */
  readonly officer: string | null;
}

interface PostToCover {
  readonly post: string;
  /** false: lent to the absent person himself by somebody else. */
  readonly own: boolean;
  readonly coveredBy: string | null;
  readonly apart: { readonly post: string; readonly clause: ClauseRef } | null;
}

const lockAbsent = statement<never>('absent-person-to-cover', `select 1 from person where office_id = $1 and person_id = $2 for no key update`);
const coverPerson = statement<CoverPerson>(
  'person-who-covers',
  `
  select p.name, p.joined_on <= $3::date and (p.left_on is null or p.left_on > $3::date) as present,
    (select b.name from cover c join person b on b.office_id = c.office_id and b.person_id = c.cover_person_id
      where c.office_id = p.office_id and c.absent_person_id = p.person_id and c.ended_at is null and daterange(c.from_day, c.until_day) && daterange($3::date, greatest($3::date, $4::date)) limit 1) as "coveredBy",
    (select h.post from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.post = any($5::text[]) and h.period && daterange($3::date, greatest($3::date, $4::date)) limit 1) as officer
  from person p where p.office_id = $1 and p.person_id = $2`,
);
// What the absent person holds himself, and what is lent to him: the latter is shown, and never lent on.
const postsToCover = statement<PostToCover>(
  'posts-to-cover',
  `
  with lent as (
    select h.post, true as own from post_holding h where h.office_id = $1 and h.person_id = $2 and h.period @> $4::date
    union
    select c.post, false from cover c where c.office_id = $1 and c.cover_person_id = $2 and c.ended_at is null and daterange(c.from_day, c.until_day) && daterange($4::date, greatest($4::date, $5::date))
      and not exists (select from post_holding h where h.office_id = $1 and h.person_id = $2 and h.post = c.post and h.period @> $4::date)
  ), taken as (
    select h.post from post_holding h where h.office_id = $1 and h.person_id = $3 and h.period && daterange($4::date, greatest($4::date, $5::date))
    union
    select c.post from cover c where c.office_id = $1 and c.cover_person_id = $3 and c.ended_at is null and daterange(c.from_day, c.until_day) && daterange($4::date, greatest($4::date, $5::date))
  )
  select l.post, l.own,
    (select b.name from cover c join person b on b.office_id = c.office_id and b.person_id = c.cover_person_id
      where c.office_id = $1 and c.post = l.post and c.absent_person_id = $2 and c.ended_at is null and daterange(c.from_day, c.until_day) && daterange($4::date, greatest($4::date, $5::date)) limit 1) as "coveredBy",
    (select jsonb_build_object('post', t.post, 'clause', a.clause) from separation a
      join separation b on b.office_id = a.office_id and b.title = a.title and b.version = a.version and b.kind = 'post' and b.name = a.name and b.member <> a.member
      join regulation r on r.office_id = a.office_id and r.title = a.title and r.version = a.version and r.effective <= $4::date and (r.until_day is null or r.until_day > $4::date)
      join taken t on t.post = b.member where a.office_id = $1 and a.kind = 'post' and a.member = l.post
        and not (a.exception and separation_excepted($1, $3, a.member, b.member, daterange($4::date, greatest($4::date, $5::date)))) limit 1) as apart
  from lent l where $6::text[] is null or l.post = any($6::text[]) order by l.post`,
);

/** Which posts can be lent, and which not and why. Locks the absent person, so that nobody lends the same post meanwhile. */
export async function coverable(tx: ReadTx, of: CoverOf, today: CivilDate): Promise<Coverable> {
  const { posts, absentPersonId, coverPersonId, from, until, guards } = of;
  const [, person, found] = await Promise.all([
    tx.rows(lockAbsent, [tx.officeId, absentPersonId]),
    tx.row(coverPerson, [tx.officeId, coverPersonId, from, until, OFFICERS]),
    tx.rows(postsToCover, [tx.officeId, absentPersonId, coverPersonId, from, until, posts]),
  ]);
  const against = againstPerson(person, of);
  if (person === undefined || against !== undefined) return { coverName: person?.name ?? '', posts: [], skipped: against === undefined ? [] : [against] };
  const missing = (posts ?? [])
    .filter((post) => !found.some((one) => one.post === post))
    .map((post) => not(post, 'not-held', `委托人自${from}并不担任${post}。`));
  const guarded = async (post: string): Promise<NotCovered | undefined> => {
    const refusals = await Promise.all(guards.map((guard) => guard.against(tx, { post, personId: coverPersonId, until }, today)));
    return refusals.flatMap((one) => (one === undefined ? [] : [{ ...one, post, sentence: `${person.name}代理${post}：${one.sentence}` }]))[0];
  };
  const refused = await Promise.all(found.map(async (one) => ({ post: one.post, why: againstPost(one, person.name) ?? (await guarded(one.post)) })));
  return {
    coverName: person.name,
    posts: refused.filter((one) => one.why === undefined).map((one) => one.post),
    skipped: [...missing, ...refused.flatMap((one) => one.why ?? [])],
  };
}

function againstPerson(person: CoverPerson | undefined, { absentPersonId, coverPersonId }: CoverOf): NotCovered | undefined {
  if (person?.present !== true || coverPersonId === absentPersonId) return not(null, 'no-cover', '代理人应是本单位另一名在职人员。');
  if (person.officer !== null) return not(null, 'officer-in-business', `${person.name}担任${person.officer}，三员不兼任业务职务，也不代理。`, ['另定代理人']);
  if (person.coveredBy !== null)
    return not(null, 'covered-himself', `${person.name}这段时间的职务已委托${person.coveredBy}代理，不能再代理他人。`, ['另定代理人']);
  return undefined;
}

function againstPost({ post, own, coveredBy, apart }: PostToCover, coverName: string): NotCovered | undefined {
  if (!own) return not(post, 'no-chain', `${post}是代理他人的职务，代理不再转托，由原任人员办理或者另行委托。`);
  if (isOfficerPost(post)) return not(post, 'officer-not-delegated', `${post}不委托代理，由安全管理员登记任免。`);
  if (coveredBy !== null) return not(post, 'covered-already', `这段时间已由${coveredBy}代理${post}。`, ['先结束原来的代理']);
  if (apart !== null)
    return { ...not(post, apart.clause.id, `${coverName}担任或代理${apart.post}，与${post}不得由一人兼任。`, ['另定代理人']), clause: apart.clause };
  return undefined;
}

function not(post: string | null, code: string, sentence: string, whatWouldHelp: readonly string[] = []): NotCovered {
  return { post, code, clause: null, sentence, whatWouldHelp };
}

const insert = statement<{ coverId: number; post: string }>(
  'open-cover',
  `
  insert into cover (office_id, post, absent_person_id, cover_person_id, from_day, until_day, reason, kinds, ceiling, source_matter_id, granted_by, granted_at, holder_rests)
  select $1, x.post, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, x.post = any($13::text[]) from unnest($2::text[]) as x (post) returning cover_id as "coverId", post`,
);
const nameOf = statement<{ name: string }>('name-of-person', `select name from person where office_id = $1 and person_id = $2`);

export interface OpenedCover {
  readonly covers: readonly { readonly coverId: number; readonly post: string }[];
  /** What was not lent, and why: for the caller to say. */
  readonly skipped: readonly NotCovered[];
  readonly coverName: string;
  /** Matters whose open step is offered to the cover too. */
  readonly matterIds: readonly number[];
}

/**
 * 代理: lends posts for a time, one row a post, within the act of the caller, who says in his log entry what came of it. A post already covered
 * then, a post kept apart from one the cover holds, an officer's post, a post that is itself lent and one a module's guard keeps the cover from are
 * skipped. Steps that wait for the absent person are offered to the cover from the first day on.
 */
export async function openCover(tx: ActTx, cover: NewCover): Promise<OpenedCover> {
  const { absentPersonId, coverPersonId, from, until, reason, kinds, ceiling, sourceMatterId, grantedBy, now, guards } = cover;
  const { posts, skipped, coverName } = await coverable(tx, cover, civilDayOf(now));
  if (posts.length === 0) return { covers: [], skipped, coverName, matterIds: [] };
  const whole = kinds === null && ceiling === null;
  const resting = posts.filter((post) => whole && guards.some((guard) => guard.restsWhileCovered({ officeId: tx.officeId, post, on: from })));
  const [covers, by] = await Promise.all([
    tx.rows(insert, [tx.officeId, posts, absentPersonId, coverPersonId, from, until, reason, kinds, ceiling, sourceMatterId, grantedBy, now, resting]),
    tx.row(nameOf, [tx.officeId, grantedBy]),
  ]);
  const subject = { kind: 'cover', id: covers[0]?.coverId ?? 0 };
  await notify(tx, { personIds: [coverPersonId], sentence: `自${from}起由您代理${posts.join('、')}。`, subject, now });
  const moment = { actor: { personId: grantedBy, name: by?.name ?? '' }, now, today: civilDayOf(now) };
  return { covers, skipped, coverName, matterIds: await askAgain(tx, { posts, reason: `${coverName}代理：${reason}`, moment }) };
}

const endBySource = statement<{ post: string }>(
  'end-covers-of-matter',
  `
  update cover set ended_at = $3 where office_id = $1 and source_matter_id = $2 and ended_at is null returning post`,
);

/** Ends every cover a matter has opened (back from leave, leave void): what waited for the cover waits for the holder again. @returns the posts. */
export async function endCoverOf(tx: ActTx, { sourceMatterId, now }: { readonly sourceMatterId: number; readonly now: Date }): Promise<readonly string[]> {
  const posts = [...new Set((await tx.rows(endBySource, [tx.officeId, sourceMatterId, now])).map((one) => one.post))];
  await askAgain(tx, { posts, reason: '代理已结束', moment: { actor: { personId: null, name: '系统' }, now, today: civilDayOf(now) } });
  return posts;
}
