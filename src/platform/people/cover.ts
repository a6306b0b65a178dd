import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { notify } from '../notices/notify.ts';
import { OFFICERS, SECURITY_OFFICER } from './contract-officers.ts';
import { isOfficerPost, officerClash } from './officers.ts';

/** Who may delegate an absent person's post; everybody may delegate his own. */
const HEAD = '局长';

export interface CoverInput {
  readonly post: string;
  readonly absentPersonId: number;
  readonly coverPersonId: number;
  readonly from: CivilDate;
  /** First day after. */
  readonly until: CivilDate;
  readonly reason: string;
}

interface Seen {
  readonly held: boolean;
  readonly coverName: string | null;
  readonly separated: boolean;
  /** An officer post whoever is to cover holds on one of the days. */
  readonly officer: string | null;
}

const seen = statement<Seen>('cover-to-grant', `
  select exists (select from post_holding where office_id = $1 and post = $2 and person_id = $3 and period @> $5::date) as held,
    (select name from person where office_id = $1 and person_id = $4 and (left_on is null or left_on > $5::date)) as "coverName",
    exists (select from cover where office_id = $1 and post = $2 and absent_person_id = $3 and ended_at is null and daterange(from_day, until_day) && daterange($5::date, $6::date)) as separated,
    (select h.post from post_holding h where h.office_id = $1 and h.person_id = $4 and h.period && daterange($5::date, $6::date) and h.post = any($7::text[]) limit 1) as officer`);
const insert = statement<{ id: number }>('grant-cover', `
  insert into cover (office_id, post, absent_person_id, cover_person_id, from_day, until_day, reason, granted_by, granted_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning cover_id as id`);

/** 委托代理: a dated written delegation of a post. What the absent person may not sign, whoever covers him may not sign for him either. */
export function coverVerb(): Verb<CoverInput, Seen, CoverInput & { readonly coverName: string }, { readonly coverId: number }> {
  return {
    name: 'grant-cover',
    title: '委托代理',
    who: '本人、局长',
    read: async (tx, { post, absentPersonId, coverPersonId, from, until }) => {
      const found = await tx.row(seen, [tx.officeId, post, absentPersonId, coverPersonId, from, until, OFFICERS]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return found;
    },
    decide: ({ held, coverName, separated, officer }, input, { actor, today }) => {
      if (actor.personId !== input.absentPersonId && !holds(actor, HEAD)) return no('not-yours-to-delegate', `职务的代理由本人或${HEAD}书面委托。`);
      if (isOfficerPost(input.post)) return no('officer-not-delegated', `${input.post}不得委托代理。`, [`由${SECURITY_OFFICER}另行任命一人`]);
      if (!held) return no('not-held', `委托人自${input.from}并不担任${input.post}。`);
      if (coverName === null || input.coverPersonId === input.absentPersonId) return no('no-cover', '代理人应是本单位另一名在职人员。');
      if (input.until <= input.from || input.until <= today) return no('dates', '代理的止日应晚于起日，且不早于今天。');
      const clash = officer === null ? undefined : officerClash({ name: coverName, held: officer, given: input.post });
      if (clash !== undefined) return { no: clash };
      if (separated) return no('covered-already', '这段时间已有人代理这一职务。', ['先结束原来的代理']);
      return { yes: { ...input, coverName } };
    },
    write: async (tx, plan, { actor, now }) => {
      const { post, absentPersonId, coverPersonId, from, until, reason, coverName } = plan;
      const made = await tx.row(insert, [tx.officeId, post, absentPersonId, coverPersonId, from, until, reason, actor.personId, now]);
      if (made === undefined) throw new Error('the cover was not inserted');
      const subject = { kind: 'cover', id: made.id };
      const sent = [notify(tx, { personIds: [coverPersonId], sentence: `自${from}起由您代理${post}。`, subject, now })];
      return { result: { coverId: made.id }, entry: { subject, detail: { post, absentPersonId, coverPersonId, coverName, from, until, reason } }, sent };
    },
  };
}

const coverOf = statement<{ absentPersonId: number; endedAt: Date | null }>('cover-to-end', `
  select absent_person_id as "absentPersonId", ended_at as "endedAt" from cover where office_id = $1 and cover_id = $2 for update`);
const end = statement<never>('end-cover', `update cover set ended_at = $3 where office_id = $1 and cover_id = $2`);

/** 结束代理. */
export function endCoverVerb(): Verb<{ readonly coverId: number }, { readonly absentPersonId: number; readonly endedAt: Date | null }, { readonly coverId: number }, { readonly coverId: number }> {
  return {
    name: 'end-cover',
    title: '结束代理',
    who: '本人、局长',
    read: async (tx, { coverId }) => {
      const found = await tx.row(coverOf, [tx.officeId, coverId]);
      if (found === undefined) throw new Failure('not-found', '没有这条代理记录。');
      return found;
    },
    decide: ({ absentPersonId, endedAt }, { coverId }, { actor }) => {
      if (actor.personId !== absentPersonId && !holds(actor, HEAD)) return no('not-yours-to-delegate', `代理由本人或${HEAD}结束。`);
      if (endedAt !== null) return no('ended-already', '这项代理已经结束。');
      return { yes: { coverId } };
    },
    write: async (tx, { coverId }, { now }) => {
      await tx.rows(end, [tx.officeId, coverId, now]);
      return { result: { coverId }, entry: { subject: { kind: 'cover', id: coverId }, detail: {} } };
    },
  };
}
