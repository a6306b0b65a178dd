import type { PlannedStep } from '../../rules/route/resolve-route.ts';
import { turnOf } from '../../rules/route/turn.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { dutySigned } from './duties.ts';
import type { SeenStep } from './seen.ts';
import { reportVacancy } from './vacancy.ts';
import { tellNoted, tellOpened } from './write-move.ts';

/** A signature of the round before that still holds. */
export interface Carried {
  readonly step: number;
  readonly signed: SeenStep;
}

// One statement for the whole route: its steps, and whoever the open one waits for.
const lay = statement<never>(
  'lay-route',
  `
  with laid as (
    insert into matter_step (office_id, matter_id, round, step, place, act, asked_post, post, state, reasons, clause, acted_by, acted_at, cover_for, verdict, remark, resolution_id, opened_at, authority)
    select $1, $2, $3, x.step, x.place, x.act, x."askedPost", x.post, x.state, x.reasons, x.clause, x."actedBy", x."actedAt", x."coverFor", x.verdict, x.remark, x."resolutionId", x."openedAt", x.authority
    from jsonb_to_recordset($4::jsonb) as x (step int, place double precision, act text, "askedPost" text, post text, state text, reasons jsonb, clause jsonb, "actedBy" int, "actedAt" timestamptz,
      "coverFor" int, verdict text, remark text, "resolutionId" bigint, "openedAt" timestamptz, authority text)
  ), duties as (
    insert into matter_duty (office_id, matter_id, round, person_id, duty, step, at)
    select $1, $2, $3, $9, '经办', null, $8
    union all
    select $1, $2, $3, p.person_id, x.duty, x.step, x."actedAt" from jsonb_to_recordset($4::jsonb) as x (step int, "actedBy" int, "coverFor" int, "actedAt" timestamptz, duty text)
    cross join lateral (values (x."actedBy"), (x."coverFor")) p (person_id) where x.duty is not null and p.person_id is not null on conflict do nothing
  )
  insert into todo (office_id, person_id, matter_id, round, step, cover_for, opened_at)
  select $1, w.person_id, $2, $3, w.step, nullif(w.cover_for, 0), $8 from unnest($5::int[], $6::int[], $7::int[]) as w (step, person_id, cover_for)`,
);

interface Laying {
  readonly matterId: number;
  readonly round: number;
  readonly plan: {
    readonly steps: readonly PlannedStep[];
    readonly carried: readonly Carried[];
    readonly drafted: { readonly gist: { readonly title: string } };
  };
  readonly handlerName: string;
  readonly handlerId: number;
  readonly moment: Moment;
}

/** Writes the steps of a round and opens those at the first place that waits for somebody. `ended` if there is none. */
export function layRoute(
  tx: ActTx,
  { matterId, round, plan, handlerName, handlerId, moment }: Laying,
): { readonly sent: readonly Promise<unknown>[]; readonly ended: boolean } {
  const { now, today } = moment;
  const matter = { matterId, round, title: plan.drafted.gist.title, handlerName };
  const carried = new Map(plan.carried.map((one) => [one.step, one.signed]));
  const left = plan.steps.filter((step) => !carried.has(step.step)).map((step) => ({ ...step, personId: null, open: false }));
  const { pass: informing, open: opened, ended } = turnOf(left);
  const has = (list: readonly { readonly step: number }[], step: number): boolean => list.some((one) => one.step === step);
  const steps = plan.steps.map(({ step, place, act, askedPost, post, reasons, clause, candidates }) => ({
    step,
    place,
    act,
    askedPost,
    post,
    reasons,
    clause,
    ...(has(opened, step) ? { state: 'open', openedAt: now } : has(informing, step) ? noted(candidates, now) : signedBefore(carried.get(step))),
  }));
  const waits = opened.flatMap(({ step, candidates }) => candidates.map((one) => ({ ...one, step })));
  const sent: Promise<unknown>[] = [
    tx.rows(lay, [
      tx.officeId,
      matterId,
      round,
      JSON.stringify(steps),
      waits.map((one) => one.step),
      waits.map((one) => one.personId),
      waits.map((one) => one.coverFor ?? 0),
      now,
      handlerId,
    ]),
    ...informing.map((step) => tellNoted(tx, { matter, step, now })),
  ];
  for (const one of opened) sent.push(tellOpened(tx, { matter, opened: one, now, today }), reportVacancy(tx, { matter, opened: one, today }));
  return { sent, ended };
}

function noted(candidates: PlannedStep['candidates'], now: Date) {
  return { state: 'done', actedAt: now, verdict: 'noted', remark: candidates.map((one) => one.name).join('、') || null };
}

/** A signature for unchanged facts stays; anything else waits. */
function signedBefore(signed: SeenStep | undefined) {
  if (signed === undefined) return { state: 'waiting' };
  const { actedBy, actedAt, coverFor, remark, resolutionId, act, authority } = signed;
  return {
    state: 'done',
    duty: dutySigned({ act, verdict: 'agreed', resolutionId }),
    actedBy,
    actedAt,
    coverFor,
    verdict: 'agreed',
    remark,
    resolutionId,
    authority,
  };
}
