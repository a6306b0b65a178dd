import { endObligation } from '../../platform/obligations/open.ts';
import { seeCaseWith, type SeenCase } from './cases.ts';
import type { FollowCase } from './contract-cases.ts';
import { lineTable, lineVerb, refusal } from './lines.ts';

const course = lineTable('case_course', ['case_number', 'step', 'remark', 'document']);
export const ENFORCED = '问责执行';

/** 核查、执行、归档 (ICF-02.3g): examined before it is concluded, carried out and filed afterwards, by its handler. */
export const followCaseVerb = lineVerb<FollowCase, SeenCase>({
  name: 'follow-case',
  title: '案件核查、执行和归档',
  who: [],
  by: '承办人',
  kind: 'conduct-case',
  read: (tx, { number, document }, asking) => seeCaseWith(tx, { number, evidence: '材料', file: document }, asking),
  against: (seen, { step }, { actor }) => (seen.handlerId === actor.personId ? outOfTurn(seen, step) : refusal('not-handler', '案件只由承办人办理。')),
  told: ({ number, step }) => ({ number, step }),
  write: async (tx, { input: { number, step, remark, document } }, moment) => {
    await course.insert(tx, { case_number: number, step, remark, document: document ?? '' }, moment);
    if (step === '执行')
      await endObligation(tx, {
        duty: ENFORCED,
        occasion: `conduct-case/${number}`,
        state: 'discharged',
        by: moment.actor.personId,
        with: { step },
        now: moment.now,
      });
    return undefined;
  },
});

function outOfTurn({ closed, course: done, measured }: SeenCase, step: FollowCase['step']) {
  if (done.includes('归档')) return refusal('filed', '案件已经归档。');
  switch (step) {
    case '核查':
      return closed ? refusal('closed', '案件已有结论，不再核查。') : undefined;
    case '执行':
      if (!closed) return refusal('not-concluded', '作出结论以后才登记执行情况。');
      return measured ? undefined : refusal('nothing-to-carry-out', '结论没有处理措施，直接归档。');
    case '归档':
      if (!closed) return refusal('not-concluded', '作出结论以后才归档。');
      return measured && !done.includes('执行') ? refusal('not-carried-out', '处理措施还没有执行，先登记执行情况。', ['登记执行情况']) : undefined;
  }
}
