import { grantPostAuthority, postAuthorityIn } from '../../platform/people/post-authority.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { GrantGeneral, GrantSpecial, UseSpecial } from './contract-posts.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const GRANTER = ['局长'] as const;

/** 登记一般授权 (ICF-02.1b): a ceiling for a post; above it the route goes to the next higher post. */
export const grantGeneralVerb = (rules: RulesInForce) =>
  lineVerb<GrantGeneral, Awaited<ReturnType<typeof postAuthorityIn>>>({
    name: 'grant-general-authority', title: '登记一般授权', who: GRANTER, kind: 'authority', series: '授',
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

const special = lineTable('special_authority', ['number', 'person_id', 'purpose', 'ceiling', 'from_day', 'until_day', 'responsibility', 'basis']);

/** 登记特定授权: one person, one matter, one amount, once. */
export const grantSpecialVerb = (rules: RulesInForce) =>
  lineVerb<GrantSpecial, null>({
    name: 'grant-special-authority', title: '登记特定授权', who: GRANTER, kind: 'authority', series: '特授',
    read: async () => null,
    against: (_seen, { ceiling, from, until, responsibility, basis }, moment) => {
      if (from < moment.today) return refusal('backdated', '授权不能倒签。', ['自今日起授权']);
      if (until <= from) return refusal('dates', '止日应晚于起日。');
      return ruled(rules, '授权登记', { authorityComplete: ceiling > 0 && responsibility !== '' && basis !== '' }, moment);
    },
    write: async (tx, { input, number }, moment) => {
      const { personId, purpose, ceiling, from, until, responsibility, basis } = input;
      await special.insert(tx, { number, person_id: personId, purpose, ceiling, from_day: from, until_day: until, responsibility, basis }, moment);
      return undefined;
    },
  });

interface SeenAuthority {
  readonly personId: number;
  readonly ceiling: number;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly used: boolean;
}
const toUse = statement<SeenAuthority>('special-authority-to-use', `
  select a.person_id as "personId", a.ceiling, a.from_day::text as "from", a.until_day::text as "until",
    exists (select from special_authority_use u where u.office_id = a.office_id and u.number = a.number) as used
  from special_authority a where a.office_id = $1 and a.number = $2 for update of a`);
const uses = lineTable('special_authority_use', ['number', 'amount', 'document']);

/** 使用特定授权. */
export const useSpecialVerb = (rules: RulesInForce) =>
  lineVerb<UseSpecial, SeenAuthority>({
    name: 'use-special-authority', title: '使用特定授权', who: [], by: '被授权人', kind: 'authority',
    read: async (tx, { number }) => {
      const found = await tx.row(toUse, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有特定授权“${number}”。`);
      return found;
    },
    against: ({ personId, ceiling, from, until, used }, { amount }, moment) => {
      if (personId !== moment.actor.personId) return refusal('not-named', '特定授权只由授权书写明的人使用，不得转授。');
      const facts = { authoritySort: '特定授权', amount, authorityCeiling: ceiling, withinAuthority: from <= moment.today && moment.today < until, authorityUsed: used };
      return ruled(rules, '授权使用', facts, moment);
    },
    write: async (tx, { input }, moment) => {
      await uses.insert(tx, input, moment);
      return undefined;
    },
  });
