import { askAgain } from '../../platform/matters/ask-again.ts';
import { grantPostAuthority, grantSpecialAuthority, postAuthorityIn } from '../../platform/people/post-authority.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { GrantGeneral, GrantSpecial } from './contract-posts.ts';
import { lineVerb, refusal, ruled } from './lines.ts';

const GRANTER = ['局长'] as const;

/** 登记一般授权 (ICF-02.1b): a ceiling for a post; above it the route goes to the next higher post. */
export const grantGeneralVerb = (rules: RulesInForce) =>
  lineVerb<GrantGeneral, Awaited<ReturnType<typeof postAuthorityIn>>>({
    name: 'grant-general-authority',
    title: '登记一般授权',
    who: GRANTER,
    kind: 'authority',
    series: '授',
    read: (tx, input) => postAuthorityIn(tx, input),
    against: ({ known, standing }, { post, ceiling, from, until, responsibility, basis }, moment) => {
      if (!known) return refusal('no-such-post', `本单位没有由个人担任的“${post}”。`);
      if (from < moment.today) return refusal('backdated', '授权不能倒签。', ['自今日起授权']);
      if (until !== null && until <= from) return refusal('dates', '止日应晚于起日。');
      if (standing !== null) return refusal('standing', `${post}在这一期间已有授权${standing}。`);
      return ruled(rules, '授权登记', { authorityComplete: ceiling > 0 && responsibility !== '' && basis !== '' }, moment);
    },
    write: async (tx, { input, number }, { actor, now }) => {
      await grantPostAuthority(tx, { ...input, number, grantedBy: actor.personId, now });
      return undefined;
    },
  });

interface SeenMatter {
  readonly matterId: number;
  readonly kind: string;
  readonly amount: number | null;
  readonly open: boolean;
  /** Posts of the person. */
  readonly posts: readonly string[];
}
const matterOf = statement<SeenMatter>(
  'matter-to-authorise',
  `
  select m.matter_id as "matterId", m.kind, m.amount, m.state in ('in_review', 'returned') as open,
    (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = m.office_id and h.person_id = $3 and h.period @> $4::date) as posts
  from matter m where m.office_id = $1 and m.number = $2 for update of m`,
);

/** 登记特定授权: one person signs one matter above the ceiling of his post, up to one amount, once; the step comes back to him. */
export const grantSpecialVerb = (rules: RulesInForce) =>
  lineVerb<GrantSpecial, SeenMatter>({
    name: 'grant-special-authority',
    title: '登记特定授权',
    who: GRANTER,
    kind: 'authority',
    series: '特授',
    read: async (tx, { matter, personId }, { today }) => {
      const found = await tx.row(matterOf, [tx.officeId, matter, personId, today]);
      if (found === undefined) throw new Failure('not-found', `没有事项“${matter}”。`);
      return found;
    },
    against: ({ open, amount }, { ceiling, from, until, responsibility, basis }, moment) => {
      if (!open) return refusal('not-open', '特定授权只就正在办理的事项作出。');
      if (from < moment.today) return refusal('backdated', '授权不能倒签。', ['自今日起授权']);
      if (until <= from) return refusal('dates', '止日应晚于起日。');
      const incomplete = ruled(rules, '授权登记', { authorityComplete: ceiling > 0 && responsibility !== '' && basis !== '' }, moment);
      const facts = { authoritySort: '特定授权', amount: amount ?? 0, authorityCeiling: ceiling, withinAuthority: true, authorityUsed: false };
      return incomplete ?? ruled(rules, '授权使用', facts, moment);
    },
    write: async (tx, { seen: { matterId, posts }, input, number }, moment) => {
      const { personId, purpose, ceiling, from, until, responsibility, basis } = input;
      await grantSpecialAuthority(tx, {
        number,
        personId,
        matterId,
        purpose,
        ceiling,
        from,
        until,
        responsibility,
        basis,
        grantedBy: moment.actor.personId,
        now: moment.now,
      });
      const matters = await askAgain(tx, { posts, reason: `${number}特定授权`, moment });
      return { matters };
    },
  });
