import type { ClauseRef, StepAct } from '../../rules/decision.ts';
import type { Actor } from '../act/actor.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { World } from '../world.ts';
import { kindOf } from '../modules.ts';
import type { FoundMatters, MatterPage, MatterRow, MatterView } from './contract.ts';
import { candidatesOf, isSearchable, pairHitsOf } from '../search/candidates.ts';
import { foundPage } from '../search/found-page.ts';
import { folded } from '../search/grams.ts';
import { searchedText } from '../search/searched-text.ts';
import { readsAsOneOf } from '../people/external-auditor.ts';
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
const FILTER = `and ($3 = '' or m.kind = $3) and ($4 = '' or m.state = $4) and ($5 = '' or strpos(${searchedText(['m.title', 'm.number'])}, $5) > 0)`;
const NEWEST = `and m.matter_id < $6::bigint order by m.matter_id desc limit $7`;
const from = (tables: string): string => ROW.replace('%s', tables);

/** Which matters a view shows; $2 is the person. */
const BY_VIEW: Readonly<Record<MatterView, string>> = {
  todo: 'exists (select from todo t where t.office_id = m.office_id and t.matter_id = m.matter_id and t.person_id = $2)',
  mine: 'm.handler_id = $2',
  acted: 'exists (select from matter_step a where a.office_id = m.office_id and a.matter_id = m.matter_id and a.acted_by = $2)',
  told: "m.matter_id::text in (select n.subject_id from notice n where n.office_id = $1 and n.person_id = $2 and n.subject_kind = 'matter')",
  all: "$2::int is not null and m.state <> 'draft'",
};

const views: Readonly<Record<MatterView, ReturnType<typeof statement<Row>>>> = {
  // One matter may wait for a person in two places. In the order of the index, so that a page costs what it shows and not all that waits.
  todo: statement<Row>(
    'matters-to-do',
    `select ${from(`(select distinct office_id, matter_id from todo where office_id = $1 and person_id = $2 and matter_id < $6::bigint order by matter_id desc) t
    join matter m on m.office_id = t.office_id and m.matter_id = t.matter_id`)}
    where true ${FILTER} order by t.matter_id desc limit $7`,
  ),
  mine: statement<Row>('matters-of-handler', `select ${from('matter m')} where m.office_id = $1 and ${BY_VIEW.mine} ${FILTER} ${NEWEST}`),
  acted: statement<Row>('matters-acted-on', `select ${from('matter m')} where m.office_id = $1 and ${BY_VIEW.acted} ${FILTER} ${NEWEST}`),
  told: statement<Row>('matters-told-of', `select ${from('matter m')} where m.office_id = $1 and ${BY_VIEW.told} ${FILTER} ${NEWEST}`),
  all: statement<Row>('matters-of-office', `select ${from('matter m')} where m.office_id = $1 and ${BY_VIEW.all} ${FILTER} ${NEWEST}`),
};
/** What somebody is concerned with: as handler, party, or on its route. */
const CONCERNED = `(${BY_VIEW.mine} or (m.state <> 'draft' and (${BY_VIEW.todo} or ${BY_VIEW.acted}
  or exists (select from matter_party p where p.office_id = m.office_id and p.matter_id = m.matter_id and p.person_id = $2))))`;
const SHOWN = { ...BY_VIEW, concerned: CONCERNED } as const;
type Shown = keyof typeof SHOWN;

// The ids come newest first; each is looked up by its key, and no further than the page is long.
const AMONG = '(unnest($8::bigint[]) with ordinality f (id, nth) join matter m on m.office_id = $1 and m.matter_id = f.id)';
const IN_ORDER = 'and m.matter_id < $6::bigint order by f.nth limit $7';
const found = Object.fromEntries(
  Object.entries(SHOWN).map(([view, shown]) => [view, statement<Row>(`matters-found-${view}`, `select ${from(AMONG)} where ${shown} ${FILTER} ${IN_ORDER}`)]),
) as Readonly<Record<Shown, ReturnType<typeof statement<Row>>>>; // of every key
const counted = Object.fromEntries(
  Object.entries(SHOWN).map(([view, shown]) => [
    view,
    statement<{ count: number }>(`matters-counted-${view}`, `select count(*) from (select from ${AMONG} where ${shown} ${FILTER} ${IN_ORDER}) x`),
  ]),
) as Readonly<Record<Shown, ReturnType<typeof statement<{ count: number }>>>>; // of every key

/** A page of matters, newest first. Who may not read the whole office sees under `all` what he handles. */
export async function listMatters(world: World, tx: ReadTx, { query, actor }: { readonly query: MatterQuery; readonly actor: Actor }): Promise<MatterPage> {
  const view = query.view === 'all' && !readsAll(actor) ? 'mine' : query.view;
  const rows = await rowsOf(tx, { ...query, view, personId: actor.personId });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { rows: page.map((row) => shown(world, row)), next: last === undefined ? null : String(last.matterId) };
}

/** May the actor look at every matter of the office? */
export function readsAll(actor: Actor): boolean {
  return readsAsOneOf(actor, READ_ALL);
}

async function rowsOf(
  tx: ReadTx,
  { view, personId, kind, state, q, after, limit }: MatterQuery & { readonly personId: number | null },
): Promise<readonly Row[]> {
  const before = after === null ? Number.MAX_SAFE_INTEGER : Number(after);
  const part = q ?? '';
  const along = (below: number, most: number): Promise<readonly Row[]> =>
    tx.rows(views[view], [tx.officeId, personId, kind ?? '', state ?? '', folded(part), below, most]);
  if (!isSearchable(part)) return await along(before, limit + 1);
  return await foundPage(await candidatesOf(tx, { subject: 'matter', parts: [part], before }), {
    limit: limit + 1,
    among: (ids, most) => tx.rows(found[view], [tx.officeId, personId, kind ?? '', state ?? '', folded(part), before, most, ids]),
    along: kind !== null || view === 'mine' || view === 'todo' ? along : null,
  });
}

/** Beyond so many it is only said that there are more, unless the number is known without counting. */
export const MOST_COUNTED = 200;

/** The newest matters that hold a searchable part in title or number, and how many there are: of the office for whoever may look at all of it, of his concerns for everybody else. */
export async function findMatters(
  world: World,
  tx: ReadTx,
  { part, actor, limit }: { readonly part: string; readonly actor: Actor; readonly limit: number },
): Promise<FoundMatters> {
  const view: Shown = readsAll(actor) ? 'all' : 'concerned';
  const asked = [tx.officeId, actor.personId, '', '', folded(part), Number.MAX_SAFE_INTEGER];
  const among = async (ids: readonly number[], most: number): Promise<number> => (await tx.row(counted[view], [...asked, most, ids]))?.count ?? 0;
  const [hits, candidates] = await Promise.all([
    view === 'all' ? pairHitsOf(tx, { subject: 'matter', part }) : undefined,
    candidatesOf(tx, { subject: 'matter', parts: [part], before: Number.MAX_SAFE_INTEGER }),
  ]);
  const rows: Row[] = [];
  let count = 0;
  for await (const ids of candidates.portions(MOST_COUNTED + 1)) {
    const [page, some] = await Promise.all([
      rows.length < limit ? tx.rows(found[view], [...asked, limit - rows.length, ids]) : [],
      hits === undefined ? among(ids, MOST_COUNTED + 1 - count) : 0,
    ]);
    rows.push(...page);
    count += some;
    if (rows.length >= limit && (hits !== undefined || count > MOST_COUNTED)) break;
  }
  const shownRows = rows.map((row) => shown(world, row));
  if (hits !== undefined) return { rows: shownRows, count: hits.folded + (hits.tail.length === 0 ? 0 : await among(hits.tail, hits.tail.length)), more: false };
  return { rows: shownRows, count: Math.min(count, MOST_COUNTED), more: count > MOST_COUNTED };
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
