import type { ClauseRef, StepAct } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { World } from '../world.ts';
import { kindOf } from '../modules.ts';
import type { MatterPage, MatterRow, MatterView } from './contract.ts';
import { READ_ALL } from './readers.ts';
import { STATE_TITLES, type MatterState } from './state.ts';

export interface MatterQuery {
  readonly view: MatterView;
  readonly kind: string | null;
  readonly state: MatterState | null;
  /** Part of the title or number. */
  readonly q: string | null;
  readonly after: string | null;
  readonly limit: number;
}

interface Row {
  readonly matterId: number;
  readonly kind: string;
  readonly number: string | null;
  readonly title: string;
  readonly state: MatterState;
  readonly handlerName: string;
  readonly amount: number | null;
  readonly submittedAt: Date | null;
  readonly act: StepAct | null;
  readonly post: string | null;
  readonly clause: ClauseRef | null;
  readonly since: Date | null;
  readonly reason: string | null;
}

const ROW = `m.matter_id as "matterId", m.kind, m.number, m.title, m.state, h.name as "handlerName", m.amount, m.submitted_at as "submittedAt",
  s.act, s.post, s.clause, s.opened_at as since,
  (select e.decision #>> '{reasons,0,sentence}' from matter_decision e where e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round) as reason
  from %s join person h on h.office_id = m.office_id and h.person_id = m.handler_id
  left join lateral (select act, post, clause, opened_at from matter_step x where x.office_id = m.office_id and x.matter_id = m.matter_id and x.round = m.round and x.state = 'open' limit 1) s on true`;
const FILTER = `and ($3 = '' or m.kind = $3) and ($4 = '' or m.state = $4) and ($5 = '' or m.title like '%' || $5 || '%' or m.number like '%' || $5 || '%')`;
const NEWEST = `and m.matter_id < $6::bigint order by m.matter_id desc limit $7`;
const from = (tables: string): string => ROW.replace('%s', tables);

const views: Readonly<Record<MatterView, ReturnType<typeof statement<Row>>>> = {
  // One matter may wait for a person in two places. In the order of the index, so that a page costs what it shows and not all that waits.
  todo: statement<Row>(
    'matters-to-do',
    `select ${from(`(select distinct office_id, matter_id from todo where office_id = $1 and person_id = $2 and matter_id < $6::bigint order by matter_id desc) t
    join matter m on m.office_id = t.office_id and m.matter_id = t.matter_id`)}
    where true ${FILTER} order by t.matter_id desc limit $7`,
  ),
  mine: statement<Row>('matters-of-handler', `select ${from('matter m')} where m.office_id = $1 and m.handler_id = $2 ${FILTER} ${NEWEST}`),
  acted: statement<Row>(
    'matters-acted-on',
    `select ${from('matter m')} where m.office_id = $1
    and exists (select from matter_step a where a.office_id = m.office_id and a.matter_id = m.matter_id and a.acted_by = $2) ${FILTER} ${NEWEST}`,
  ),
  told: statement<Row>(
    'matters-told-of',
    `select ${from('matter m')} where m.office_id = $1
    and exists (select from notice n where n.office_id = m.office_id and n.person_id = $2 and n.subject_kind = 'matter' and n.subject_id = m.matter_id::text) ${FILTER} ${NEWEST}`,
  ),
  all: statement<Row>(
    'matters-of-office',
    `select ${from('matter m')} where m.office_id = $1 and $2::int is not null and m.state <> 'draft' ${FILTER} ${NEWEST}`,
  ),
};

/** A page of matters, newest first. Who may not read the whole office sees under `all` what he acted on or handles. */
export async function listMatters(world: World, tx: ReadTx, { query, actor }: { readonly query: MatterQuery; readonly actor: Actor }): Promise<MatterPage> {
  const view = query.view === 'all' && !READ_ALL.some((post) => holds(actor, post)) ? 'mine' : query.view;
  const before = query.after === null ? Number.MAX_SAFE_INTEGER : Number(query.after);
  const rows = await tx.rows(views[view], [tx.officeId, actor.personId, query.kind ?? '', query.state ?? '', query.q ?? '', before, query.limit + 1]);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { rows: page.map((row) => shown(world, row)), next: last === undefined ? null : String(last.matterId) };
}

function shown(world: World, row: Row): MatterRow {
  const { act, post, clause, since, submittedAt, reason, ...rest } = row;
  const openStep = act === null || post === null || clause === null || since === null ? null : { act, post, clause, since: since.toISOString() };
  return {
    ...rest,
    kindTitle: kindOf(world.modules, row.kind)?.title ?? row.kind,
    stateTitle: STATE_TITLES[row.state],
    submittedAt: submittedAt?.toISOString() ?? null,
    openStep,
    verdictLine: reason,
  };
}

const todoCount = statement<{ count: number }>('count-todos', `select count(distinct matter_id) from todo where office_id = $1 and person_id = $2`);

export async function countTodos(tx: ReadTx, personId: number | null): Promise<number> {
  return (await tx.row(todoCount, [tx.officeId, personId]))?.count ?? 0;
}
