import type { PlannedStep } from '../../rules/route/resolve-route.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { notify } from '../notices/notify.ts';
import type { SeenStep } from './seen.ts';
import { reportVacancy } from './vacancy.ts';
import { openStep } from './write-move.ts';

/** A signature of the round before that still holds. */
export interface Carried {
  readonly step: number;
  readonly signed: SeenStep;
}

const layStep = statement<never>('lay-step', `
  insert into matter_step (office_id, matter_id, round, step, act, asked_post, post, state, reasons, clause, acted_by, acted_at, cover_for, verdict, remark, resolution_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`);

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
  const sent: Promise<unknown>[] = [];
  for (const step of plan.steps) {
    const informs = step.act === '知会' && (opened === undefined || step.step < opened.step);
    sent.push(tx.rows(layStep, [tx.officeId, matterId, round, step.step, step.act, step.askedPost, step.post, ...standing(step, carried.get(step.step), informs ? now : null)]));
    if (informs) {
      const told = step.candidates.map((one) => one.personId);
      sent.push(notify(tx, { personIds: told, sentence: `知会${step.post}：${handlerName}办理“${matter.title}”。`, subject: { kind: 'matter', id: matterId }, now }));
    }
  }
  if (opened !== undefined) sent.push(...openStep(tx, { matter, opened, now, today }), reportVacancy(tx, { matter, opened, today }));
  return { sent, ended: opened === undefined };
}

function standing(step: PlannedStep, signed: SeenStep | undefined, informedAt: Date | null) {
  const head = [JSON.stringify(step.reasons), JSON.stringify(step.clause)] as const;
  if (signed !== undefined) return ['done', ...head, signed.actedBy, signed.actedAt, signed.coverFor, 'agreed', signed.remark, signed.resolutionId] as const;
  if (informedAt !== null) return ['done', ...head, null, informedAt, null, 'noted', step.candidates.map((one) => one.name).join('、') || null, null] as const;
  return ['waiting', ...head, null, null, null, null, null, null] as const;
}
