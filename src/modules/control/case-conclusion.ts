import type { Moment } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { onlyHandler, openCaseDuty, seeCaseWith, stages, type SeenCase } from './cases.ts';
import type { ConcludeCase } from './contract-cases.ts';
import { lineVerb, refusal, ruled } from './lines.ts';

const close = statement<never>('case-closed', `update conduct_case set closed_at = $3 where office_id = $1 and number = $2`);

/** 案件结论 (ETH-11a): with a measure or as unfounded; never by whoever it is about, nor by his subordinates; not before a suspected crime was handed over. */
export const concludeCaseVerb = (rules: RulesInForce) =>
  lineVerb<ConcludeCase, SeenCase>({
    name: 'conclude-case',
    title: '案件结论',
    who: [],
    by: '承办人',
    kind: 'conduct-case',
    read: (tx, { number, document }, asking) => seeCaseWith(tx, { number, evidence: '决定文书', file: document }, asking),
    against: (seen, input, moment) => againstConclusion(rules, seen, input, moment),
    told: ({ number, unfounded, measures, decidingBody, decidedOn }) => ({ number, unfounded, measures, decidingBody, decidedOn }),
    write: async (tx, { seen, input }, moment) => {
      const { number, measures, penalty, decidingBody, decidedOn, conclusion, document } = input;
      const { now, today, actor } = moment;
      await stages.insert(
        tx,
        {
          case_number: number,
          stage: '结论',
          remark: conclusion,
          document: document ?? '',
          measures: JSON.stringify(measures),
          penalty,
          deciding_body: decidingBody,
          decided_on: decidedOn,
        },
        moment,
      );
      await tx.rows(close, [tx.officeId, number, now]);
      await endObligation(tx, { duty: '问责办结', occasion: `conduct-case/${number}`, state: 'discharged', by: actor.personId, with: { measures }, now });
      if (measures.length > 0 && seen.sort === '问责')
        await openCaseDuty(rules, tx, { name: '问责执行', number, ownerId: seen.handlerId, subjectPosts: seen.subjectPosts, event: decidedOn, today });
      return penalty > 0
        ? openCaseDuty(rules, tx, { name: '经济处罚缴纳', number, ownerId: seen.subjectId, subjectPosts: seen.subjectPosts, event: decidedOn, today })
        : { dueOn: null };
    },
  });

/** Who concludes it, what went before, and what stands in the conclusion. */
function againstConclusion(rules: RulesInForce, seen: SeenCase, { unfounded, measures, penalty, document, decidedOn }: ConcludeCase, moment: Moment) {
  if (decidedOn > moment.today) return refusal('future', '决定日不能晚于今天。');
  // A case that was forwarded is decided elsewhere; the handler only records it.
  const concluderInvolved = seen.subjectId === moment.actor.personId || (seen.subordinate && seen.forwardedTo === '');
  const involved = ruled(
    rules,
    '问责结论',
    { concluderInvolved, caseExamined: concluderInvolved || seen.sort === '线索' || seen.forwardedTo !== '' || seen.course.includes('核查') },
    moment,
  );
  if (involved !== undefined) return involved;
  const against = onlyHandler(seen, moment);
  if (against !== undefined) return against;
  if (measures.includes('经济处罚') !== penalty > 0) return refusal('penalty', '经济处罚须写明金额，没有经济处罚的金额为零。');
  const facts = {
    firstDecisionMade: seen.sort === '问责' || seen.stages.some((one) => one === '受理' || one === '不予受理'),
    measureTaken: measures.length > 0,
    unfounded,
    decisionDocumented: document !== null,
    subjectHeard: seen.stages.includes('申辩') || seen.forwardedTo !== '',
    suspectedCrime: seen.crime,
    handedOverToJustice: seen.stages.includes('移送') || (!seen.crime && seen.forwardedTo === ''),
  };
  if (seen.forwardedTo !== '' && !seen.stages.includes('转送') && !seen.stages.includes('移送'))
    return refusal('not-forwarded', `本案须转送${seen.forwardedTo}，登记转送文书后按其结论办结。`);
  return ruled(rules, '案件办结', facts, moment);
}
