import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { RECORDER } from '../resolutions/record.ts';
import { reportVacancy } from './vacancy.ts';
import type { Move, Opening, Signature } from './move.ts';
import type { SeenMatter } from './seen.ts';
import type { MatterState } from './state.ts';

const setState = statement<never>('matter-moves', `
  update matter set state = $3, version = version + 1, ended_at = $4 where office_id = $1 and matter_id = $2`);
const clearTodos = statement<never>('todos-of-matter-done', `delete from todo where office_id = $1 and matter_id = $2`);
const sign = statement<never>('step-signed', `
  update matter_step set state = 'done', acted_by = $5, acted_at = $6, verdict = $7, remark = $8, cover_for = $9, resolution_id = $10
  where office_id = $1 and matter_id = $2 and round = $3 and step = $4`);
const setSteps = statement<never>('steps-set-back', `
  update matter_step set state = $5, acted_by = null, acted_at = null, verdict = null, remark = null, cover_for = null, resolution_id = null, opened_at = null
  where office_id = $1 and matter_id = $2 and round = $3 and step = any($4::int[])`);
const open = statement<never>('step-opens', `
  with opened as (
    update matter_step set state = 'open', post = $5, act = $6, reasons = $7, opened_at = $8, acted_by = null, acted_at = null, verdict = null
    where office_id = $1 and matter_id = $2 and round = $3 and step = $4 returning step
  )
  insert into todo (office_id, person_id, matter_id, round, step, cover_for, opened_at)
  select $1, c.person_id, $2, $3, opened.step, nullif(c.cover_for, 0), $8 from opened, unnest($9::int[], $10::int[]) as c (person_id, cover_for)`);

const ENDED: ReadonlySet<MatterState> = new Set(['refused', 'withdrawn', 'void', 'closed']);

/** Carries out a move; every statement is on its way when this returns, to travel with the commit. */
export function writeMove(tx: ActTx, move: Move, { actor, now, today }: Moment): readonly Promise<unknown>[] {
  const { matter, state, signed, noted, opened, waiting, lapsed } = move;
  const { matterId, round } = matter;
  const here = [tx.officeId, matterId, round] as const;
  const sent: Promise<unknown>[] = [
    tx.rows(setState, [tx.officeId, matterId, state, ENDED.has(state) ? now : null]),
    tx.rows(clearTodos, [tx.officeId, matterId]),
  ];
  if (signed !== null) sent.push(tx.rows(sign, [...here, ...signature(signed, actor.personId, now)]));
  if (waiting.length > 0) sent.push(tx.rows(setSteps, [...here, waiting, 'waiting']));
  if (lapsed.length > 0) sent.push(tx.rows(setSteps, [...here, lapsed, 'lapsed']));
  for (const step of noted) sent.push(...note(tx, { matter, step, now }));
  if (opened !== null) sent.push(...openStep(tx, { matter, opened, now, today }), reportVacancy(tx, { matter, opened, today }));
  return sent;
}

function signature({ step, verdict, remark, coverFor, resolutionId }: Signature, personId: number | null, now: Date) {
  return [step, personId, now, verdict, remark, coverFor, resolutionId] as const;
}

function note(tx: ActTx, { matter, step, now }: { readonly matter: SeenMatter; readonly step: Opening; readonly now: Date }): readonly Promise<unknown>[] {
  const told = step.candidates.map((one) => one.personId);
  return [
    tx.rows(sign, [tx.officeId, matter.matterId, matter.round, step.step, null, now, 'noted', step.candidates.map((one) => one.name).join('、') || null, null, null]),
    notify(tx, { personIds: told, sentence: `知会${step.post}：${matter.handlerName}办理“${matter.title}”。`, subject: { kind: 'matter', id: matter.matterId }, now }),
  ];
}

/** Opens a step for its candidates; a collective step waits for a resolution and has none. */
export function openStep(
  tx: ActTx,
  { matter, opened, now, today }: { readonly matter: Pick<SeenMatter, 'matterId' | 'round' | 'title' | 'handlerName'>; readonly opened: Opening; readonly now: Date; readonly today: CivilDate },
): readonly Promise<unknown>[] {
  const { step, post, act, reasons, candidates } = opened;
  const people = candidates.map((one) => one.personId);
  const covers = candidates.map((one) => one.coverFor ?? 0);
  const sentence = `请以${post}身份${act}：${matter.handlerName}的“${matter.title}”。`;
  return [
    tx.rows(open, [tx.officeId, matter.matterId, matter.round, step, post, act, JSON.stringify(reasons), now, people, covers]),
    act === '决定'
      ? notifyPosts(tx, { posts: [RECORDER], on: today, sentence: `请将“${matter.title}”提交${post}研究，并登记会议决定。`, subject: { kind: 'matter', id: matter.matterId }, now })
      : notify(tx, { personIds: people, sentence, subject: { kind: 'matter', id: matter.matterId }, now }),
  ];
}
