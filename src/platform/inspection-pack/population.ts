import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { AttachedFile } from '../matters/content.ts';
import type { MatterState } from '../matters/state.ts';

/** Clauses and days, `until` the last of them. */
export interface Scope {
  readonly clauses: readonly string[];
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** A matter that one of the clauses had something to do with. */
export interface PopulationRow {
  readonly matterId: number;
  readonly number: string;
  readonly kind: string;
  readonly title: string;
  readonly handler: string;
  readonly department: string | null;
  readonly amount: number | null;
  readonly submittedAt: Date;
  readonly state: MatterState;
  readonly clauses: readonly string[];
  readonly signed: string;
}

const population = statement<PopulationRow>(
  'matters-under-clauses',
  `
  select m.matter_id as "matterId", m.number, m.kind, m.title, h.name as handler, d.name as department, m.amount, m.submitted_at as "submittedAt", m.state, c.clauses,
    coalesce((select string_agg(s.post || s.act || ' ' || coalesce(a.name, '会议') || ' ' || to_char(s.acted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), '；' order by s.place, s.step)
      from matter_step s left join person a on a.office_id = s.office_id and a.person_id = s.acted_by
      where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'done' and s.verdict <> 'noted'), '') as signed
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id
  left join department d on d.office_id = m.office_id and d.department_id = m.department_id
  join matter_decision e on e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round
  cross join lateral (select array(select distinct q #>> '{}' from jsonb_path_query(e.decision, '$.**.clause.id') q where q #>> '{}' = any($2::text[]) order by 1) as clauses) c
  where m.office_id = $1 and m.submitted_at >= ($3::date)::timestamp at time zone 'Asia/Shanghai' and m.submitted_at < ($4::date + 1)::timestamp at time zone 'Asia/Shanghai' and cardinality(c.clauses) > 0
  order by m.submitted_at, m.matter_id`,
);

export function populationOf(tx: ReadTx, { clauses, from, until }: Scope): Promise<readonly PopulationRow[]> {
  return tx.rows(population, [tx.officeId, clauses, from, until]);
}

/** A duty one of the clauses opened in the days. */
export interface DutyRow {
  readonly obligationId: number;
  readonly duty: string;
  readonly clause: string;
  readonly sentence: string;
  readonly owner: string | null;
  readonly openedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly state: string;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  /** What was said when it ended: the remark, or why it was waived. */
  readonly remark: string | null;
  /** The originals it ended with. */
  readonly files: readonly AttachedFile[];
  /** Ended after its day, or still open past it. */
  readonly late: boolean;
}

const duties = statement<DutyRow>(
  'duties-under-clauses',
  `
  select o.obligation_id as "obligationId", o.duty, o.clause ->> 'id' as clause, o.sentence, coalesce(p.name, o.owner_post) as owner, o.opened_on::text as "openedOn", o.due_on::text as "dueOn",
    o.state, o.ended_at as "endedAt", e.name as "endedBy", coalesce(o.ended_with ->> 'reason', o.ended_with ->> 'remark') as remark,
    case when jsonb_typeof(o.ended_with -> 'files') = 'array' then o.ended_with -> 'files' else '[]' end as files,
    coalesce((o.ended_at at time zone 'Asia/Shanghai')::date, $5::date) > o.due_on as late
  from obligation o left join person p on p.office_id = o.office_id and p.person_id = o.owner_person_id left join person e on e.office_id = o.office_id and e.person_id = o.ended_by
  where o.office_id = $1 and o.clause ->> 'id' = any($2::text[]) and not o.confidential and o.opened_on between $3::date and $4::date order by o.opened_on, o.obligation_id`,
);

export function dutiesOf(tx: ReadTx, { clauses, from, until }: Scope, today: CivilDate): Promise<readonly DutyRow[]> {
  return tx.rows(duties, [tx.officeId, clauses, from, until, today]);
}

/** By what a sample is drawn: 58 is a matter, 义务12 a duty. */
export function drawnBy(row: PopulationRow | DutyRow): string {
  return 'matterId' in row ? String(row.matterId) : `义务${row.obligationId}`;
}
