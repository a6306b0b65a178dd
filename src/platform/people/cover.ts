import { daysBetween, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { Fen } from '../../rules/money.ts';
import type { Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { askAgain } from '../matters/ask-again.ts';
import type { World } from '../world.ts';
import { coverable, openCover, type Coverable } from './open-cover.ts';
import { postGuardsOf } from './post-guard.ts';

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
  /** Kinds of matter it is lent for; null for every kind. */
  readonly kinds: readonly string[] | null;
  /** Up to and including this amount; null for any. */
  readonly ceiling: Fen | null;
}

/** One's own post, or as head anybody's; whoever covers the head does not lend on the post that is lent to him. */
function mayDelegate(actor: Actor, absentPersonId: number): boolean {
  return (
    actor.personId === absentPersonId || actor.posts.some((held) => held.post === HEAD && (held.limits ?? null) === null && held.coverFor !== absentPersonId)
  );
}

/**
 * 委托代理: a dated written delegation of a post, for some kinds of matter and up to a ceiling if so written. Nobody lends on what is lent to him;
 * what the absent person may not sign, whoever covers him may not sign for him either.
 */
export function coverVerb(world: Pick<World, 'rules' | 'modules'>): Verb<CoverInput, Coverable, CoverInput, { readonly coverId: number }> {
  return {
    name: 'grant-cover',
    title: '委托代理',
    who: '本人、局长',
    read: (tx, input, { today }) => coverable(tx, { ...input, posts: [input.post], guards: postGuardsOf(world.modules) }, today),
    decide: ({ skipped }, input, { actor, today }) => {
      if (!mayDelegate(actor, input.absentPersonId)) return no('not-yours-to-delegate', `职务的代理由本人或${HEAD}书面委托。`);
      const [against] = skipped;
      if (against !== undefined) return { no: against };
      if (input.until <= input.from || input.until <= today) return no('dates', '代理的止日应晚于起日，且不早于今天。');
      const ruled = ruledOut(world, input, { officeId: actor.officeId, today });
      if (ruled !== undefined) return { no: ruled };
      return { yes: input };
    },
    write: async (tx, plan, { actor, now }) => {
      const { post, absentPersonId, coverPersonId, from, until, reason, kinds, ceiling } = plan;
      const { covers, coverName, matterIds } = await openCover(tx, {
        ...plan,
        posts: [post],
        guards: postGuardsOf(world.modules),
        sourceMatterId: null,
        grantedBy: actor.personId ?? 0,
        now,
      });
      const [made] = covers;
      if (made === undefined) throw new Error('the cover was not inserted');
      const detail = { post, absentPersonId, coverPersonId, coverName, from, until, reason, kinds, ceiling, matters: matterIds };
      return { result: { coverId: made.coverId }, entry: { subject: { kind: 'cover', id: made.coverId }, detail } };
    },
  };
}

/** What the office's own regulation says of a cover of that length and beginning. That it is never lent on stands above, for every office. */
function ruledOut(
  { rules }: Pick<World, 'rules'>,
  { from, until }: CoverInput,
  { officeId, today }: { readonly officeId: number; readonly today: CivilDate },
): Refusal | undefined {
  const ask = { officeId, question: '委托代理', on: today };
  if (!rules.knows(ask)) return undefined;
  return rules.decide({ ...ask, facts: { coverDays: daysBetween(from, until), coverOfCover: false, coverBackdated: from < today } }).refusals[0];
}

interface SeenCover {
  readonly absentPersonId: number;
  readonly post: string;
  readonly coverName: string;
  readonly endedAt: Date | null;
}

const coverOf = statement<SeenCover>(
  'cover-to-end',
  `
  select c.absent_person_id as "absentPersonId", c.post, p.name as "coverName", c.ended_at as "endedAt"
  from cover c join person p on p.office_id = c.office_id and p.person_id = c.cover_person_id where c.office_id = $1 and c.cover_id = $2 for update of c`,
);
const end = statement<never>('end-cover', `update cover set ended_at = $3 where office_id = $1 and cover_id = $2`);

interface EndPlan extends SeenCover {
  readonly coverId: number;
}

/** 结束代理: what waits for whoever covered waits for the holder again. */
export function endCoverVerb(): Verb<{ readonly coverId: number }, SeenCover, EndPlan, { readonly coverId: number }> {
  return {
    name: 'end-cover',
    title: '结束代理',
    who: '本人、局长',
    read: async (tx, { coverId }) => {
      const found = await tx.row(coverOf, [tx.officeId, coverId]);
      if (found === undefined) throw new Failure('not-found', '没有这条代理记录。');
      return found;
    },
    decide: (seen, { coverId }, { actor }) => {
      if (!mayDelegate(actor, seen.absentPersonId)) return no('not-yours-to-delegate', `代理由本人或${HEAD}结束。`);
      if (seen.endedAt !== null) return no('ended-already', '这项代理已经结束。');
      return { yes: { ...seen, coverId } };
    },
    write: async (tx, { coverId, post, coverName }, moment) => {
      await tx.rows(end, [tx.officeId, coverId, moment.now]);
      const matters = await askAgain(tx, { posts: [post], reason: `${coverName}的代理已结束`, moment });
      return { result: { coverId }, entry: { subject: { kind: 'cover', id: coverId }, detail: { post, matters } } };
    },
  };
}
