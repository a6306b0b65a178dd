import type { ClauseRef, Decision, StepAct } from '../../rules/decision.ts';
import type { DutyDone, DutyException } from '../../rules/separation/incompatible.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import type { Statement } from '../db/statement.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { shanghai } from '../print/moment.ts';
import type { PaidAs } from './kind.ts';
import type { MatterState, PartyRole, StepState, StepVerdict } from './state.ts';

/** One step of the round in force, as far as signing goes. */
export interface RouteStep {
  /** Names the step; the order of the route is `place`. */
  readonly step: number;
  readonly place: number;
  /** The person a step was added for or reassigned to, and whoever added it; both null for the steps of the regulation as they are. */
  readonly personId: number | null;
  readonly addedBy: number | null;
  readonly act: StepAct;
  readonly askedPost: string;
  readonly post: string;
  readonly state: StepState;
  readonly reasons: readonly string[];
  readonly clause: ClauseRef;
  readonly actedBy: number | null;
  /** The absent person whoever signed stood in for (代). */
  readonly coverFor: number | null;
  readonly verdict: StepVerdict | null;
  readonly resolutionId: number | null;
}

/** One step of the round in force. */
export interface SeenStep extends RouteStep {
  readonly actedByName: string | null;
  readonly coverForName: string | null;
  readonly actedAt: string | null;
  readonly remark: string | null;
  readonly openedAt: string | null;
  /** Number of the registered authority it was signed by. */
  readonly authority: string | null;
}

/** Somebody who may act on the open step; `coverFor` is the absent person he stands in for. */
export interface SeenTodo {
  readonly personId: number;
  readonly name: string;
  readonly step: number;
  readonly coverFor: number | null;
  /** First day he is no longer with the office, once that is known. */
  readonly leftOn: CivilDate | null;
}

export interface SeenParty {
  readonly personId: number;
  readonly name: string;
  readonly role: PartyRole;
}

export interface SeenFile {
  readonly evidence: string;
  readonly digest: string;
  readonly name: string;
  readonly addedBy: string;
  readonly addedAt: string;
}

export interface SeenRelease {
  readonly releaseId: number;
  readonly code: string;
  readonly clause: ClauseRef | null;
  readonly sentence: string;
  readonly reason: string;
  /** The post the clause names. */
  readonly releasableBy: string;
  /** Of the form it was asked for, hex. */
  readonly formDigest: string;
  readonly askedBy: string;
  readonly askedById: number;
  readonly askedAt: string;
  readonly releasedBy: string | null;
  readonly releasedAt: string | null;
}

/** A matter as far as its route goes: all that signing a step decides on. */
export interface SeenRoute {
  readonly matterId: number;
  readonly kind: string;
  readonly title: string;
  readonly state: MatterState;
  readonly handlerId: number;
  readonly handlerName: string;
  readonly departmentId: number | null;
  readonly amount: number | null;
  /** null where it is not paid on. */
  readonly payment: PaidAs | null;
  readonly round: number;
  readonly version: number;
  readonly steps: readonly RouteStep[];
  readonly todos: readonly SeenTodo[];
  readonly parties: readonly SeenParty[];
  /** What people have done of the matter besides signing: filed it, paid it, rescued a step. */
  readonly duties: readonly DutyDone[];
  readonly exceptions: readonly DutyException[];
  readonly decision: Pick<Decision, 'steps' | 'values'> | null;
}

/** A matter with everything its verbs decide on. */
export interface SeenMatter extends SeenRoute {
  readonly number: string | null;
  /** First day the handler is no longer with the office, once that is known. */
  readonly handlerLeftOn: CivilDate | null;
  readonly departmentName: string | null;
  /** The module's form as it was saved; a draft's may be incomplete. */
  readonly form: unknown;
  readonly factDay: CivilDate;
  readonly linkedMatterId: number | null;
  readonly madeAt: Date;
  readonly submittedAt: Date | null;
  readonly endedAt: Date | null;
  readonly steps: readonly SeenStep[];
  readonly files: readonly SeenFile[];
  readonly releases: readonly SeenRelease[];
  readonly decision: Decision | null;
  /** What was submitted last, as `contentDigest` tells it; null before. */
  readonly contentDigest: string | null;
}

const todos = `
  (select coalesce(json_agg(json_build_object('personId', t.person_id, 'name', p.name, 'step', t.step, 'coverFor', t.cover_for, 'leftOn', p.left_on) order by t.person_id), '[]')
    from todo t join person p on p.office_id = t.office_id and p.person_id = t.person_id
    where t.office_id = m.office_id and t.matter_id = m.matter_id and t.round = m.round) as todos`;
const parties = `
  (select coalesce(json_agg(json_build_object('personId', y.person_id, 'name', p.name, 'role', y.role) order by y.role, y.person_id), '[]')
    from matter_party y join person p on p.office_id = y.office_id and p.person_id = y.person_id
    where y.office_id = m.office_id and y.matter_id = m.matter_id) as parties`;
const duties = `
  (select coalesce(json_agg(json_build_object('personId', u.person_id, 'duty', u.duty)), '[]') from matter_duty u
    where u.office_id = m.office_id and u.matter_id = m.matter_id and u.round = m.round and u.step is null) as duties,
  (select coalesce(json_agg(json_build_object('personId', x.person_id, 'duty', x.duty, 'until', x.until_day)), '[]') from duty_exception x
    where x.office_id = m.office_id and x.matter_id = m.matter_id and x.granted_at is not null) as exceptions`;
const routeStep = `'step', s.step, 'place', s.place, 'personId', s.person_id, 'addedBy', s.added_by, 'act', s.act, 'askedPost', s.asked_post, 'post', s.post, 'state', s.state,
      'reasons', s.reasons, 'clause', s.clause, 'actedBy', s.acted_by, 'coverFor', s.cover_for, 'verdict', s.verdict, 'resolutionId', s.resolution_id`;

const columns = `
  m.matter_id as "matterId", m.kind, m.number, m.title, m.state, m.handler_id as "handlerId", h.name as "handlerName", h.left_on::text as "handlerLeftOn",
  m.department_id as "departmentId", d.name as "departmentName", m.facts as form, m.amount, m.payment, m.fact_day::text as "factDay", m.round, m.version,
  m.linked_matter_id as "linkedMatterId", m.made_at as "madeAt", m.submitted_at as "submittedAt", m.ended_at as "endedAt",
  (select coalesce(json_agg(json_build_object(${routeStep},
      'actedByName', a.name, 'coverForName', c.name, 'actedAt', s.acted_at, 'remark', s.remark, 'openedAt', s.opened_at, 'authority', s.authority) order by s.place, s.step), '[]')
    from matter_step s left join person a on a.office_id = s.office_id and a.person_id = s.acted_by
    left join person c on c.office_id = s.office_id and c.person_id = s.cover_for
    where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round) as steps, ${todos}, ${parties},
  (select coalesce(json_agg(json_build_object('evidence', f.evidence, 'digest', encode(f.digest, 'hex'), 'name', f.name, 'addedBy', p.name, 'addedAt', f.added_at)
      order by f.evidence, f.name), '[]')
    from matter_file f join person p on p.office_id = f.office_id and p.person_id = f.added_by
    where f.office_id = m.office_id and f.matter_id = m.matter_id) as files,
  (select coalesce(json_agg(json_build_object('releaseId', r.release_id, 'code', r.code, 'clause', r.clause, 'sentence', r.sentence, 'reason', r.reason,
      'releasableBy', r.releasable_by, 'formDigest', encode(r.form_digest, 'hex'), 'askedBy', a.name, 'askedById', r.asked_by, 'askedAt', r.asked_at, 'releasedBy', b.name, 'releasedAt', r.released_at) order by r.release_id), '[]')
    from release r join person a on a.office_id = r.office_id and a.person_id = r.asked_by
    left join person b on b.office_id = r.office_id and b.person_id = r.released_by
    where r.office_id = m.office_id and r.matter_id = m.matter_id) as releases,
  ${duties},
  (select e.decision from matter_decision e where e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round) as decision,
  (select e.content_digest from matter_decision e where e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round) as "contentDigest"`;

const tables = `
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id
  left join department d on d.office_id = m.office_id and d.department_id = m.department_id
  where m.office_id = $1 and m.matter_id = $2`;

const matterAsItStands = statement<SeenMatter>('matter-as-it-stands', `select ${columns} ${tables}`);
// The lock is on the matter alone; whoever changes steps, to-dos, parties or releases holds it.
const matterToActOn = statement<SeenMatter>('matter-to-act-on', `select ${columns} ${tables} for update of m`);

// A signature needs neither form nor files nor what was shown of the decision: these are the larger part of a matter.
const routeToSign = statement<SeenRoute>(
  'route-to-sign',
  `
  select m.matter_id as "matterId", m.kind, m.title, m.state, m.handler_id as "handlerId", h.name as "handlerName", m.department_id as "departmentId", m.amount, m.payment, m.round, m.version,
  (select coalesce(json_agg(json_build_object(${routeStep}) order by s.place, s.step), '[]')
    from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round) as steps, ${todos}, ${parties}, ${duties},
  (select json_build_object('steps', e.decision -> 'steps', 'values', e.decision -> 'values')
    from matter_decision e where e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round) as decision
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id
  where m.office_id = $1 and m.matter_id = $2 for update of m`,
);

const lastAct = statement<{ name: string | null; verb: string; at: Date }>(
  'last-act-on-matter',
  `
  select p.name, l.verb, l.at from log_entry l left join person p on p.office_id = l.office_id and p.person_id = l.person_id
  where l.office_id = $1 and l.subject_kind = 'matter' and l.subject_id = $2 order by l.entry_id desc limit 1`,
);

/** The matter without a lock. @throws Failure('not-found') */
export function seeMatter(tx: ReadTx, matterId: number): Promise<SeenMatter> {
  return find(tx, matterAsItStands, matterId);
}

/** A matter as the person last saw it: the version is the optimistic lock. */
export interface MatterAt {
  readonly matterId: number;
  readonly version: number;
}

/**
 * Locks the matter and reads it in one statement.
 * @throws Failure('not-found'), or Failure('stale') saying who acted meanwhile and when.
 */
export function lockMatter(tx: ReadTx, at: MatterAt): Promise<SeenMatter> {
  return lock(tx, matterToActOn, at);
}

/** The same, as far as the route goes. */
export function lockRoute(tx: ReadTx, at: MatterAt): Promise<SeenRoute> {
  return lock(tx, routeToSign, at);
}

async function lock<Seen extends SeenRoute>(tx: ReadTx, query: Statement<Seen>, { matterId, version }: MatterAt): Promise<Seen> {
  const seen = await find(tx, query, matterId);
  if (seen.version !== version) throw await stale(tx, matterId);
  return seen;
}

async function find<Seen>(tx: ReadTx, query: Statement<Seen>, matterId: number): Promise<Seen> {
  const found = await tx.row(query, [tx.officeId, matterId]);
  if (found === undefined) throw new Failure('not-found', '没有这个事项，或者它不属于本单位。');
  return found;
}

/** Whoever came second is told who was first. */
async function stale(tx: ReadTx, matterId: number): Promise<Failure> {
  const last = await tx.row(lastAct, [tx.officeId, String(matterId)]);
  const who = last === undefined ? '他人' : `${last.name ?? '系统'}已于${shanghai(last.at)}`;
  return new Failure('stale', `${who}办理过本事项，您看到的内容已不是最新。`, ['刷新页面，查看最新办理情况后再办理']);
}
