import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ActTx } from '../db/transaction.ts';
import { openObligation } from '../obligations/open.ts';
import type { Opening } from './move.ts';
import type { SeenMatter } from './seen.ts';

/** Days the office gives itself to name somebody; no regulation sets a number. */
export const DAYS_TO_FILL = 3;

export const DUTY_TO_FILL = '落实岗位人选';

/** A post found vacant, or a step nobody may act on, becomes a duty of the head of the office: never an approval by default. */
export async function reportVacancy(
  tx: ActTx,
  { matter, opened, today }: { readonly matter: Pick<SeenMatter, 'matterId' | 'title'>; readonly opened: Opening; readonly today: CivilDate },
): Promise<void> {
  const missing = opened.stuck ? [...new Set([opened.askedPost, ...opened.vacant])] : opened.vacant;
  for (const post of missing) {
    const sentence = opened.stuck
      ? `“${matter.title}”到了“${post}${opened.act}”这一步，没有人可以办理，须指定人选。`
      : `${post}现无人担任，有关事项已上移办理，须落实人选。`;
    await openObligation(tx, {
      duty: DUTY_TO_FILL,
      occasion: opened.stuck ? `${post}/${matter.matterId}` : `${post}/${today}`,
      clause: opened.clause,
      sentence,
      subject: { kind: 'matter', id: matter.matterId },
      owner: { post: '局长' },
      openedOn: today,
      remindOn: today,
      dueOn: addDays(today, DAYS_TO_FILL),
      provisional: false,
      evidence: [],
      reportTo: ['局长'],
    });
  }
}
