import type { PlannedStep } from '../../rules/route/resolve-route.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { SeenStep } from './seen.ts';
import { reportVacancy } from './vacancy.ts';
import { tellNoted, tellOpened } from './write-move.ts';

/** A signature of the round before that still holds. */
export interface Carried {
  readonly step: number;
  readonly signed: SeenStep;
}

// One statement for the whole route: its steps, and whoever the open one waits for.
const lay = statement<never>('lay-route', `
  with laid as (
    insert into matter_step (office_id, matter_id, round, step, place, act, asked_post, post, state, reasons, clause, acted_by, acted_at, cover_for, verdict, remark, resolution_id, opened_at)
    select $1, $2, $3, x.step, x.step, x.act, x."askedPost", x.post, x.state, x.reasons, x.clause, x."actedBy", x."actedAt", x."coverFor", x.verdict, x.remark, x."resolutionId", x."openedAt"
    from jsonb_to_recordset($4::jsonb) as x (step int, act text, "askedPost" text, post text, state text, reasons jsonb, clause jsonb, "actedBy" int, "actedAt" timestamptz,
      "coverFor" int, verdict text, remark text, "resolutionId" bigint, "openedAt" timestamptz)
  )
  insert into todo (office_id, person_id, matter_id, round, step, cover_for, opened_at)
  select $1, w.person_id, $2, $3, w.step, nullif(w.cover_for, 0), $8 from unnest($5::int[], $6::int[], $7::int[]) as w (step, person_id, cover_for)`);

interface Laying {
  readonly matterId: number;
  readonly round: number;
  readonly plan: { readonly steps: readonly PlannedStep[]; readonly carried: readonly Carried[]; readonly drafted: { readonly gist: { readonly title: string } } };
  readonly handlerName: string;
  readonly moment: Moment;
}

/** Writes the steps of a round and opens the first that waits for somebody. `ended` if there is none. */
export function layRoute(tx: ActTx, { matterId, round, plan, handlerName, moment }: Laying): { readonly sent: readonly Promise<unknown>[]; readonly ended: boolean } {
  const { now, today } = moment;
  const matter = { matterId, round, title: plan.drafted.gist.title, handlerName };
  const carried = new Map(plan.carried.map((one) => [one.step, one.signed]));
  const opened = plan.steps.find((step) => step.act !== '知会' && !carried.has(step.step));
  const informing = plan.steps.filter((step) => step.act === '知会' && (opened === undefined || step.step < opened.step));
  const steps = plan.steps.map(({ step, act, askedPost, post, reasons, clause, candidates }) => ({
    step, act, askedPost, post, reasons, clause,
    ...(step === opened?.step ? { state: 'open', openedAt: now } : informing.some((one) => one.step === step) ? noted(candidates, now) : signedBefore(carried.get(step))),
  }));
  const waits = opened?.candidates ?? [];
  const sent: Promise<unknown>[] = [
    tx.rows(lay, [tx.officeId, matterId, round, JSON.stringify(steps), waits.map(() => opened?.step ?? 0), waits.map((one) => one.personId), waits.map((one) => one.coverFor ?? 0), now]),
    ...informing.map((step) => tellNoted(tx, { matter, step, now })),
  ];
  if (opened !== undefined) sent.push(tellOpened(tx, { matter, opened, now, today }), reportVacancy(tx, { matter, opened, today }));
  return { sent, ended: opened === undefined };
}

function noted(candidates: PlannedStep['candidates'], now: Date) {
  return { state: 'done', actedAt: now, verdict: 'noted', remark: candidates.map((one) => one.name).join('、') || null };
}

/** A signature for unchanged facts stays; anything else waits. */
function signedBefore(signed: SeenStep | undefined) {
  if (signed === undefined) return { state: 'waiting' };
  const { actedBy, actedAt, coverFor, remark, resolutionId } = signed;
  return { state: 'done', actedBy, actedAt, coverFor, verdict: 'agreed', remark, resolutionId };
}
