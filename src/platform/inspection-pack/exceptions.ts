import type { ReadTx } from '../db/transaction.ts';
import { statement } from '../db/statement.ts';
import type { World } from '../world.ts';
import type { DutyRow, PopulationRow, Scope } from './population.ts';

/** Something that went another way than the clause has it. */
export interface ExceptionRow {
  /** 放行, 义务逾期, 义务免除, 兼办例外, 改派, 被拒绝的办理, or as the module names it. */
  readonly what: string;
  readonly number: string | null;
  readonly title: string;
  readonly clause: string;
  readonly sentence: string;
  readonly reason: string | null;
  readonly person: string | null;
  readonly at: Date | string | null;
}

/** One of a matter, whose clauses are those it came into the population by. */
export type ExceptionOfMatter = Omit<ExceptionRow, 'clause'> & { readonly matterId: number };

const WITHIN = `>= ($3::date)::timestamp at time zone 'Asia/Shanghai' and`;
const UNTIL = `< ($4::date + 1)::timestamp at time zone 'Asia/Shanghai'`;

const releases = statement<ExceptionRow>(
  'releases-under-clauses',
  `
  select '放行' as what, m.number, m.title, r.clause ->> 'id' as clause, r.sentence, r.reason, p.name as person, r.released_at as at
  from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id join person p on p.office_id = r.office_id and p.person_id = r.released_by
  where r.office_id = $1 and r.clause ->> 'id' = any($2::text[]) and r.released_at ${WITHIN} r.released_at ${UNTIL} order by r.released_at, r.release_id`,
);

// A refusal is of the clauses if it came by one of them, or was of a matter under them.
const refusals = statement<ExceptionRow>(
  'refused-attempts-under-clauses',
  `
  select '被拒绝的办理' as what, m.number, coalesce(m.title, a.verb) as title, case when a.code = any($2::text[]) then a.code else '' end as clause, a.sentence, null as reason, p.name as person, a.at
  from refused_attempt a left join person p on p.office_id = a.office_id and p.person_id = a.person_id
  left join matter m on m.office_id = a.office_id and a.about = 'matterId=' || m.matter_id and m.matter_id = any($5::bigint[])
  where a.office_id = $1 and (a.code = any($2::text[]) or m.matter_id is not null) and a.at ${WITHIN} a.at ${UNTIL} order by a.at, a.attempt_id`,
);

const ofMatters = statement<ExceptionOfMatter>(
  'exceptions-of-matters',
  `
  select m.matter_id as "matterId", x.what, m.number, m.title, x.sentence, x.reason, x.person, x.at from (
    select e.office_id, e.matter_id, '兼办例外' as what, format('%s兼办%s，至%s', p.name, e.duty, e.until_day) as sentence, e.reason, g.name as person, e.granted_at as at
    from duty_exception e join person p on p.office_id = e.office_id and p.person_id = e.person_id join person g on g.office_id = e.office_id and g.person_id = e.granted_by
    union all
    select r.office_id, r.matter_id, '改派', format('第%s步改由%s办理', r.step, p.name), r.reason, c.name, r.confirmed_at
    from reassignment r join person p on p.office_id = r.office_id and p.person_id = r.to_person_id join person c on c.office_id = r.office_id and c.person_id = r.confirmed_by
  ) x join matter m on m.office_id = x.office_id and m.matter_id = x.matter_id
  where x.office_id = $1 and x.matter_id = any($2::bigint[]) order by x.at`,
);

/** Every exception to the clauses: refusals lifted, duties late or waived, exceptions and rescues of the matters, attempts refused, and what modules tell. */
export async function exceptionsOf(
  world: Pick<World, 'modules'>,
  tx: ReadTx,
  { scope, matters, duties }: { readonly scope: Scope; readonly matters: readonly PopulationRow[]; readonly duties: readonly DutyRow[] },
): Promise<readonly ExceptionRow[]> {
  const { clauses, from, until } = scope;
  const ids = matters.map((one) => one.matterId);
  const clausesOf = new Map(matters.map((one) => [one.matterId, one.clauses.join('、')]));
  const [released, refused, of, told] = await Promise.all([
    tx.rows(releases, [tx.officeId, clauses, from, until]),
    tx.rows(refusals, [tx.officeId, clauses, from, until, ids]),
    tx.rows(ofMatters, [tx.officeId, ids]),
    Promise.all(world.modules.map(async (module) => (await module.exceptions?.(tx, ids)) ?? [])),
  ]);
  const ofClause = [...of, ...told.flat()].map(({ matterId, ...one }): ExceptionRow => ({ ...one, clause: clausesOf.get(matterId) ?? '' }));
  return [...released, ...duties.flatMap(ofDuty), ...ofClause, ...refused];
}

function ofDuty({ duty, clause, sentence, owner, dueOn, late, state, endedBy, endedAt, remark }: DutyRow): readonly ExceptionRow[] {
  const about = { number: null, title: duty, clause, sentence };
  return [
    ...(late && state !== 'waived' ? [{ ...about, what: '义务逾期', reason: null, person: owner, at: dueOn }] : []),
    ...(state === 'waived' ? [{ ...about, what: '义务免除', reason: remark, person: endedBy, at: endedAt }] : []),
  ];
}
