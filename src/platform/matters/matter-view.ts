import { holds } from '../act/actor.ts';
import type { Moment } from '../act/verb.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { obligationsOf } from '../obligations/list.ts';
import { requireBusinessReader } from '../people/officers.ts';
import { staffOn } from '../people/staff.ts';
import type { World } from '../world.ts';
import { titleOfVerb } from '../act/verb-titles.ts';
import { checkCode } from './check-code.ts';
import { kindOf } from '../modules.ts';
import { filledRows } from './filled.ts';
import { kindOfMatter, type KindInUse } from './kind-in-use.ts';
import { mayOn } from './may.ts';
import { mayRead } from './readers.ts';
import type { Matter, MatterHistory, MatterRouteStep, NextMatter } from './contract.ts';
import { readingsOf } from './read.ts';
import { handlerChangesOf } from './change-handler.ts';
import { exceptionsOf } from './duty-exception.ts';
import { reassignmentsOf } from './reassign.ts';
import { seeMatter, type SeenMatter, type SeenStep } from './seen.ts';
import type { Paper } from './paper.ts';
import { STATE_TITLES } from './state.ts';
import type { Worksheet } from './worksheet.ts';

interface HistoryRow {
  readonly entryId: number;
  readonly at: Date;
  readonly personId: number | null;
  readonly name: string | null;
  readonly verb: string;
  readonly body: string;
  readonly coverFor: string | null;
}

const history = statement<HistoryRow>(
  'history-of-matter',
  `
  select l.entry_id as "entryId", l.at, l.person_id as "personId", p.name, l.verb, l.body, c.name as "coverFor" from log_entry l left join person p on p.office_id = l.office_id and p.person_id = l.person_id
  left join person c on c.office_id = l.office_id and c.person_id = (l.body::jsonb -> 'detail' ->> 'coverFor')::int
  where l.office_id = $1 and l.subject_kind = 'matter' and l.subject_id = $2 and l.verb <> 'read' order by l.entry_id`,
);
const links = statement<{ matterId: number; number: string | null; title: string; state: SeenMatter['state'] }>(
  'linked-matters',
  `
  select matter_id as "matterId", number, title, state from matter where office_id = $1 and (matter_id = $3::bigint or linked_matter_id = $2) order by matter_id`,
);
const keptWorksheet = statement<{ worksheet: Worksheet | null }>(
  'worksheet-of-matter',
  `
  select worksheet from matter_decision where office_id = $1 and matter_id = $2 and round = $3`,
);
const allSteps = statement<{ personId: number; name: string; step: number; coverFor: string | null }>(
  'candidates-of-matter',
  `
  select t.person_id as "personId", p.name, t.step, c.name as "coverFor" from todo t join person p on p.office_id = t.office_id and p.person_id = t.person_id
  left join person c on c.office_id = t.office_id and c.person_id = t.cover_for where t.office_id = $1 and t.matter_id = $2 order by t.person_id`,
);

/** A matter as its readers see it, with what each of them may do and why not. @throws Failure('not-found'), or Failure('withheld') for whoever is no reader of it */
export async function viewMatter(world: World, tx: ReadTx, viewing: Viewing): Promise<Matter> {
  const seen = await viewIfReader(world, tx, viewing);
  if (seen !== undefined) return seen;
  requireBusinessReader(viewing.moment.actor);
  throw new Failure('withheld', '没有这个事项，或者您不是它的相关人员。');
}

interface Viewing {
  readonly matterId: number;
  readonly moment: Moment;
}

/** The same; undefined for whoever is no reader of it: he who has given a matter away may not be one any more. */
export async function viewIfReader(world: World, tx: ReadTx, { matterId, moment }: Viewing): Promise<Matter | undefined> {
  const matter = await seeMatter(tx, matterId);
  if (!mayRead(matter, moment.actor)) return undefined;
  const kind = kindOfMatter(world, matter);
  const [entries, linked, waiting, duties, staff, readings, kept, reassignments, handlerChanges, exceptions, filled, paper] = await Promise.all([
    tx.rows(history, [tx.officeId, String(matterId)]),
    tx.rows(links, [tx.officeId, matterId, matter.linkedMatterId]),
    tx.rows(allSteps, [tx.officeId, matterId]),
    obligationsOf(tx, { subject: { kind: 'matter', id: matterId }, today: moment.today }),
    staffOn(tx, moment.today),
    readingsOf(tx, matterId),
    tx.row(keptWorksheet, [tx.officeId, matterId, matter.round]),
    reassignmentsOf(tx, matterId),
    handlerChangesOf(tx, matterId),
    exceptionsOf(tx, matterId),
    filledRows(tx, kind, matter.form),
    paperOf(tx, kind, matter),
  ]);
  const attached = new Set(matter.files.map((file) => file.evidence));
  const stateTitle = STATE_TITLES[matter.state];
  return {
    matterId,
    kind: matter.kind,
    kindTitle: kind.title,
    number: matter.number,
    title: matter.title,
    state: matter.state,
    stateTitle,
    handler: { personId: matter.handlerId, name: matter.handlerName, department: matter.departmentName },
    form: matter.form,
    filled,
    amount: matter.amount,
    factDay: matter.factDay,
    version: matter.version,
    round: matter.round,
    madeAt: matter.madeAt.toISOString(),
    submittedAt: matter.submittedAt?.toISOString() ?? null,
    endedAt: matter.endedAt?.toISOString() ?? null,
    linked: linked.map((one) => ({ ...one, stateTitle: STATE_TITLES[one.state] })),
    next: nextOf(world, { kind, matter, moment }),
    parties: matter.parties,
    route: matter.steps.map((step) => routeStep(step, waiting)),
    decision: matter.decision,
    worksheet: kept?.worksheet ?? null,
    paper,
    files: matter.files,
    requiredEvidence: (matter.decision?.required ?? []).map(({ evidence, clause }) => ({ evidence, clause, present: attached.has(evidence) })),
    history: entries.map((entry) => historyLine(world, entry)),
    obligations: duties,
    readings,
    releases: matter.releases,
    reassignments,
    handlerChanges,
    exceptions,
    may: mayOn(world, { matter, staff, moment, reassignments, handlerChanges, exceptions, done: new Set(entries.map((entry) => entry.verb)) }),
    checkCode: checkCode(matter),
  };
}

/** Offered to the handler of an approved matter, or to the post that files what follows, as far as the office has the kinds. */
function nextOf(
  world: World,
  { kind, matter, moment: { actor, today } }: { readonly kind: KindInUse; readonly matter: SeenMatter; readonly moment: Moment },
): readonly NextMatter[] {
  if (matter.state !== kind.endsIn) return [];
  const files = (post: string | undefined): boolean => (post === undefined ? matter.handlerId === actor.personId : holds(actor, post));
  const has = (name: string): boolean => {
    const found = kindOf(world.modules, name);
    return found !== undefined && world.rules.knows({ officeId: actor.officeId, question: found.question, on: today });
  };
  const offered = (kind.leadsTo ?? []).filter((one) => files(one.by) && has(one.kind));
  return offered
    .filter((one, index) => offered.findIndex((other) => other.kind === one.kind) === index)
    .map(({ kind: name, label, start }) => ({ kind: name, label, start: start(matter.form) }));
}

/** The paper form of a matter that has been submitted; one given back may hold a form that is not whole any more. */
async function paperOf(tx: ReadTx, kind: KindInUse, matter: SeenMatter): Promise<Paper | null> {
  const form = matter.number === null ? undefined : kind.form.safeParse(matter.form);
  return kind.paper === undefined || form?.success !== true ? null : await kind.paper(tx, { ...matter, form: form.data });
}

function routeStep(
  step: SeenStep,
  waiting: readonly { readonly personId: number; readonly name: string; readonly step: number; readonly coverFor: string | null }[],
): MatterRouteStep {
  const candidates = waiting.filter((one) => one.step === step.step).map(({ personId, name, coverFor }) => ({ personId, name, coverFor }));
  const stuck = step.state === 'open' && step.act !== '决定' && candidates.length === 0;
  return {
    step: step.step,
    place: step.place,
    personId: step.personId,
    addedBy: step.addedBy,
    act: step.act,
    askedPost: step.askedPost,
    post: step.post,
    state: stuck ? 'stuck' : step.state,
    candidates,
    reasons: step.reasons,
    clause: step.clause,
    actedBy: step.actedBy === null ? null : { personId: step.actedBy, name: step.actedByName ?? '' },
    actedAt: step.actedAt,
    coverFor: step.coverForName,
    authority: step.authority,
    verdict: step.verdict,
    remark: step.remark,
    resolutionId: step.resolutionId,
  };
}

function historyLine(world: World, { entryId, at, personId, name, verb, body, coverFor }: HistoryRow): MatterHistory {
  // Written by appendEntry: canonical JSON with a detail object.
  const { detail } = JSON.parse(body) as { readonly detail: Readonly<Record<string, unknown>> };
  const text = (key: string): string | null => (typeof detail[key] === 'string' ? detail[key] : null);
  return {
    entryId,
    at: at.toISOString(),
    person: personId === null ? null : { personId, name: name ?? '' },
    verb,
    verbTitle: titleOfVerb(world, verb),
    capacity: text('post'),
    coverFor,
    remark: text('remark') ?? text('reason'),
  };
}
