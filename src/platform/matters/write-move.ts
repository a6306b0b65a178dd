import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { StepAct } from '../../rules/decision.ts';
import type { MatterDuty } from '../../rules/separation/incompatible.ts';
import { noteStanding, type SignedStep } from '../log/standing.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { RECORDER } from '../resolutions/record.ts';
import { dutySigned } from './duties.ts';
import { reportVacancy } from './vacancy.ts';
import type { Move, Opening, Signature } from './move.ts';
import type { SeenRoute } from './seen.ts';
import type { MatterState, StepState } from './state.ts';

// One statement for a whole move: each changed step, who it waits for now, who is told, the matter. A to-do that stays is kept, so nothing is deleted and made again.
const moves = statement<never>(
  'matter-moves',
  `
  with changed as (
    select * from jsonb_to_recordset($5::jsonb) as x (step int, state text, post text, act text, reasons jsonb, "actedBy" int, "actedAt" timestamptz,
      verdict text, remark text, "coverFor" int, "resolutionId" bigint, "openedAt" timestamptz, duty text, authority text)
  ), undone as (
    delete from matter_duty d using changed x where d.office_id = $1 and d.matter_id = $2 and d.round = $6 and d.step = x.step and x.state <> 'done'
  ), duties as (
    insert into matter_duty (office_id, matter_id, round, person_id, duty, step, at)
    select $1, $2, $6, p.person_id, x.duty, x.step, $10 from changed x cross join lateral (values (x."actedBy"), (x."coverFor")) p (person_id)
    where x.duty is not null and p.person_id is not null on conflict do nothing
  ), steps as (
    update matter_step s set state = x.state, post = coalesce(x.post, s.post), act = coalesce(x.act, s.act), reasons = coalesce(x.reasons, s.reasons),
      acted_by = x."actedBy", acted_at = x."actedAt", verdict = x.verdict, remark = x.remark, cover_for = x."coverFor", resolution_id = x."resolutionId", authority = x.authority,
      opened_at = coalesce(x."openedAt", case when x.state = 'done' then s.opened_at end)
    from changed x where s.office_id = $1 and s.matter_id = $2 and s.round = $6 and s.step = x.step
  ), waits as (
    select * from unnest($7::int[], $8::int[], $9::int[]) as w (step, person_id, cover_for)
  ), ended as (
    delete from todo t where t.office_id = $1 and t.matter_id = $2
      and not exists (select from waits w where w.step = t.step and w.person_id = t.person_id and t.round = $6)
  ), begun as (
    insert into todo (office_id, person_id, matter_id, round, step, cover_for, opened_at)
    select $1, w.person_id, $2, $6, w.step, nullif(w.cover_for, 0), $10 from waits w
    on conflict (office_id, person_id, matter_id, round, step) do update set cover_for = excluded.cover_for
  ), told as (
    insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at)
    select $1, w.person_id, w.sentence, 'matter', $2::bigint::text, $10 from unnest($11::int[], $12::text[]) as w (person_id, sentence)
  )
  update matter set state = $3, version = version + 1, ended_at = $4 where office_id = $1 and matter_id = $2`,
);
const ENDED: ReadonlySet<MatterState> = new Set(['refused', 'withdrawn', 'void', 'closed']);

/** A step as a move leaves it; what is left out is emptied, but for post, act and reasons, which then stay. */
interface ChangedStep extends Partial<Omit<Signature, 'step'>> {
  readonly step: number;
  readonly state: StepState;
  readonly post?: string;
  readonly act?: StepAct;
  readonly reasons?: readonly string[];
  readonly actedBy?: number | null;
  /** What the signer, and whom he covered, has done of the matter, as the wall between duties counts it. */
  readonly duty?: MatterDuty | null;
  readonly actedAt?: Date;
  readonly openedAt?: Date;
}

/** Carries out a move; every statement is on its way when this returns, to travel with the commit. */
export function writeMove(tx: ActTx, move: Move<SeenRoute>, { actor, now, today }: Moment): readonly Promise<unknown>[] {
  const { matter, state, noted, opened } = move;
  const steps = changedSteps(move, { personId: actor.personId, now });
  noteStanding(tx, { matter: matter.matterId, state, signed: signedAfter(matter, steps) });
  const waits = state === 'in_review' ? waitsAfter(move, steps) : [];
  const asked = opened.map((one) => toldNow(matter, one));
  const words = [...noted.map((step) => wordsOfNoted(matter, step)), ...asked.filter((one) => one.act !== '决定').map((one) => wordsOfOpened(matter, one))];
  const told = words.flatMap(({ personIds, sentence }) => [...new Set(personIds)].map((personId) => ({ personId, sentence })));
  const sent: Promise<unknown>[] = [
    tx.rows(moves, [
      tx.officeId,
      matter.matterId,
      state,
      ENDED.has(state) ? now : null,
      JSON.stringify(steps),
      matter.round,
      waits.map((one) => one.step),
      waits.map((one) => one.personId),
      waits.map((one) => one.coverFor ?? 0),
      now,
      told.map((one) => one.personId),
      told.map((one) => one.sentence),
    ]),
    ...asked.filter((one) => one.act === '决定').map((one) => tellOpened(tx, { matter, opened: one, now, today })),
    ...opened.map((one) => reportVacancy(tx, { matter, opened: one, today })),
  ];
  return sent;
}

/** Every signature of the round as the move leaves them. */
function signedAfter({ steps }: SeenRoute, changed: readonly ChangedStep[]): readonly SignedStep[] {
  const before = steps
    .filter((one) => one.state === 'done' && !changed.some((other) => other.step === one.step))
    .map(({ step, actedBy, verdict }) => ({ step, by: actedBy, verdict }));
  const now = changed.filter((one) => one.state === 'done').map(({ step, actedBy, verdict }) => ({ step, by: actedBy ?? null, verdict }));
  return [...before, ...now].flatMap(({ verdict, ...one }) => (verdict === null || verdict === undefined || verdict === 'noted' ? [] : [{ ...one, verdict }]));
}

/** Whoever has the matter before him already is not told of it again. */
function toldNow({ todos }: SeenRoute, opened: Opening): Opening {
  return { ...opened, candidates: opened.candidates.filter((one) => !todos.some((todo) => todo.personId === one.personId)) };
}

/** Who the matter waits for afterwards: the candidates of the steps that open, and those of a step left open beside them. */
function waitsAfter(
  { matter, opened }: Move<SeenRoute>,
  changed: readonly ChangedStep[],
): readonly { readonly step: number; readonly personId: number; readonly coverFor: number | null }[] {
  const still = matter.todos.filter((todo) => !changed.some((one) => one.step === todo.step));
  return [...still, ...opened.flatMap(({ step, candidates }) => candidates.map(({ personId, coverFor }) => ({ step, personId, coverFor })))];
}

function dutyTaken({ steps }: SeenRoute, { step, verdict, resolutionId }: Signature): MatterDuty | null {
  const act = steps.find((one) => one.step === step)?.act;
  return act === undefined ? null : dutySigned({ act, verdict, resolutionId });
}

function changedSteps(
  { matter, signed, noted, opened, waiting, lapsed }: Move<SeenRoute>,
  { personId, now }: { readonly personId: number | null; readonly now: Date },
): readonly ChangedStep[] {
  return [
    ...(signed === null ? [] : [{ ...signed, state: 'done', actedBy: personId, actedAt: now, duty: dutyTaken(matter, signed) } as const]),
    ...waiting.map((step) => ({ step, state: 'waiting' }) as const),
    ...lapsed.map((step) => ({ step, state: 'lapsed' }) as const),
    ...noted.map(
      ({ step, candidates }) =>
        ({ step, state: 'done', actedAt: now, verdict: 'noted', remark: candidates.map((one) => one.name).join('、') || null }) as const,
    ),
    ...opened.map(({ step, post, act, reasons }) => ({ step, state: 'open', post, act, reasons, openedAt: now }) as const),
  ];
}

/** What people are told. */
interface Words {
  readonly personIds: readonly number[];
  readonly sentence: string;
}

type Told = Pick<SeenRoute, 'matterId' | 'title' | 'handlerName'>;

function wordsOfNoted(matter: Told, { post, candidates }: Opening): Words {
  return { personIds: candidates.map((one) => one.personId), sentence: `知会${post}：${matter.handlerName}办理“${matter.title}”。` };
}

function wordsOfOpened(matter: Told, { post, act, candidates }: Opening): Words {
  return { personIds: candidates.map((one) => one.personId), sentence: `请以${post}身份${act}：${matter.handlerName}的“${matter.title}”。` };
}

/** Word to those a step only informs. */
export function tellNoted(tx: ActTx, { matter, step, now }: { readonly matter: Told; readonly step: Opening; readonly now: Date }): Promise<void> {
  return notify(tx, { ...wordsOfNoted(matter, step), subject: { kind: 'matter', id: matter.matterId }, now });
}

interface OpenedStep {
  readonly matter: Told;
  readonly opened: Opening;
  readonly now: Date;
  readonly today: CivilDate;
}

/** Word to whoever a step waits for now; for a collective step, to whoever keeps its minutes. */
export function tellOpened(tx: ActTx, { matter, opened, now, today }: OpenedStep): Promise<void> {
  const subject = { kind: 'matter', id: matter.matterId };
  if (opened.act === '决定')
    return notifyPosts(tx, { posts: [RECORDER], on: today, sentence: `请将“${matter.title}”提交${opened.post}研究，并登记会议决定。`, subject, now });
  return notify(tx, { ...wordsOfOpened(matter, opened), subject, now });
}
