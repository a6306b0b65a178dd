import { exceptSeparation } from '../../platform/people/separation-exception.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Report } from '../../platform/reports/report.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { dayAfter } from '../../rules/duties/due.ts';
import type { ExceptSeparation } from './contract-posts.ts';
import { lineVerb, refusal } from './lines.ts';

const LONGEST = { count: 6, unit: 'month' } as const;
const DECIDED_AS = '不相容职务例外';

interface Decided {
  readonly matterId: number;
  readonly sort: string;
  readonly closed: boolean;
  /** Is the person the one the decision is about? */
  readonly concerns: boolean;
  readonly used: boolean;
}
const decided = statement<Decided>(
  'separation-exception-decided',
  `
  select m.matter_id as "matterId", m.facts ->> 'sort' as sort, m.state = 'closed' as closed,
    exists (select from matter_party p where p.office_id = m.office_id and p.matter_id = m.matter_id and p.person_id = $3) as concerns,
    exists (select from separation_exception e where e.office_id = m.office_id and e.matter_id = m.matter_id) as used
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'collective-matter' for update of m`,
);

/** 登记不相容职务例外 (ICF-03.2l): on a decision of the body about this person, for half a year at most, and only for a pair that is not hard. */
export const exceptSeparationVerb = (rules: RulesInForce) =>
  lineVerb<ExceptSeparation, Decided>({
    name: 'except-separation',
    title: '登记不相容职务例外',
    who: ['政工人事股'],
    kind: 'separation-exception',
    read: async (tx, { matter, personId }) => {
      const found = await tx.row(decided, [tx.officeId, matter, personId]);
      if (found === undefined) throw new Failure('not-found', `没有集体决策事项“${matter}”。`);
      return found;
    },
    against: (seen, { post, otherPost, from, until }, { actor, today }) => {
      const pairs = (rules.bookOf(actor.officeId)?.separations(today) ?? []).filter((one) => one.posts.includes(post) && one.posts.includes(otherPost));
      const hard = pairs.find((one) => !one.exception);
      if (post === otherPost || pairs.length === 0) return refusal('not-apart', `${post}与${otherPost}不是须分离的职务，不需要例外。`);
      if (hard !== undefined)
        return { ...refusal(hard.clause.ref.id, `${post}与${otherPost}由不同的人担任，制度没有例外。`, ['另行安排人选']), clause: hard.clause.ref };
      if (!seen.closed || seen.sort !== DECIDED_AS || !seen.concerns)
        return refusal('not-decided', `例外须由集体就此人作出“${DECIDED_AS}”的决定。`, ['提交集体决策事项，写明利害关系人']);
      if (seen.used) return refusal('used', '这次集体决定已经登记过一项例外。');
      if (from < today || until <= from) return refusal('dates', '例外自今日或以后起，止日应晚于起日。');
      const latest = dayAfter(from, LONGEST);
      return until > latest ? refusal('too-long', `例外最长6个月，止日不晚于${latest}。`, ['缩短期限']) : undefined;
    },
    write: async (tx, { seen: { matterId }, input: { personId, post, otherPost, from, until } }, { actor, now }) => {
      await exceptSeparation(tx, { personId, post, otherPost, from, until, matterId, recordedBy: actor.personId, now });
      return undefined;
    },
  });

export interface StandingException {
  readonly id: number;
  readonly name: string;
  readonly post: string;
  readonly otherPost: string;
  readonly until: CivilDate;
}
const standing = statement<StandingException>(
  'separation-exceptions-standing',
  `
  select e.separation_exception_id as id, p.name, e.post, e.other_post as "otherPost", e.until_day::text as until from separation_exception e
  join person p on p.office_id = e.office_id and p.person_id = e.person_id where e.office_id = $1 and e.from_day <= $2::date and e.until_day > $2::date order by 1`,
);

export function standingExceptions(tx: ReadTx, day: CivilDate): Promise<readonly StandingException[]> {
  return tx.rows(standing, [tx.officeId, day]);
}

const holders = statement<{ name: string; posts: readonly string[] }>(
  'posts-by-person',
  `
  select p.name, jsonb_agg(distinct x.post) as posts from (
    select office_id, person_id, post from post_holding where office_id = $1 and period @> $2::date
    union select office_id, cover_person_id, post from cover where office_id = $1 and ended_at is null and from_day <= $2::date and until_day > $2::date) x
  join person p on p.office_id = x.office_id and p.person_id = x.person_id group by p.person_id, p.name order by p.person_id`,
);

/** 不相容职务对照 (ICF-03.2l): every pair kept apart, with whoever holds both today, in his own right or for another: nobody but by an exception. */
export const separationMatrix: Report = {
  report: 'separation-matrix',
  title: '不相容职务对照',
  period: 'year',
  question: '控制运行',
  readers: ['局长', '纪检领导', '政工人事股', '内审人员', '审计员'],
  read: async (tx, { rules, moment: { today } }) => {
    const [people, exceptions] = await Promise.all([tx.rows(holders, [tx.officeId, today]), standingExceptions(tx, today)]);
    const pairs = (rules.bookOf(tx.officeId)?.separations(today) ?? []).flatMap(({ posts, exception, clause }) =>
      posts.flatMap((post, at) => posts.slice(at + 1).map((other) => ({ post, other, exception, clause: clause.ref.id }))),
    );
    const rows = pairs.map(({ post, other, exception, clause }) => {
      const both = people.filter((one) => one.posts.includes(post) && one.posts.includes(other)).map((one) => one.name);
      const allowed = exceptions
        .filter((one) => [one.post, one.otherPost].every((held) => held === post || held === other))
        .map((one) => `${one.name}至${one.until}`);
      return [clause, post, other, exception ? '可有期限例外' : '没有例外', both.join('、'), allowed.join('、')];
    });
    const columns = ['条款', '职务', '与之不相容', '例外', '今日兼任人员', '例外人员和止日'].map((title) => ({ title, type: 'text' as const }));
    return { tables: [{ title: '各对职务', columns, rows }], notes: ['兼任人员除例外人员以外应为空。'] };
  },
};
