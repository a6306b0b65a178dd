import { statement } from '../../platform/db/statement.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { OpenImprovement, VerifyImprovement } from './contract-control.ts';
import { lineTable, lineVerb, ruled } from './lines.ts';
import { reassessOf } from './risks.ts';

const DUTY = '整改';
const improvement = lineTable('improvement', ['number', 'source', 'about', 'problem', 'measure', 'owner_id', 'due_on']);
const verification = lineTable('improvement_verification', ['number', 'note', 'evidence']);

/** The control that failed, if one did, has its risks assessed again. */
type Improvement = Omit<OpenImprovement, 'controlNumber'> & { readonly controlNumber?: string | null };

/** Opens an item and its duty; everything that finds something wrong ends here (ICF-01e). @returns its number. */
export async function improve(rules: RulesInForce, tx: ActTx, of: Improvement, moment: Moment): Promise<string> {
  const { source, about, problem, measure, ownerId, dueOn } = of;
  const { now, today } = moment;
  const number = await takeNumber(tx, { series: '改', year: Number(today.slice(0, 4)), subject: { kind: 'improvement', id: `${source}/${about}` }, now });
  await improvement.insert(tx, { number, source, about, problem, measure, owner_id: ownerId, due_on: dueOn }, moment);
  const duty = rules.duty({ officeId: tx.officeId, duty: DUTY, on: today });
  if (duty !== undefined)
    await openDuty(tx, { duty, event: dueOn, today, subject: { kind: 'improvement', id: number }, handlerId: ownerId, about: `${number}${problem}` });
  if (of.controlNumber !== null && of.controlNumber !== undefined) await reassessOf(rules, tx, { controls: [of.controlNumber], why: number }, moment);
  return number;
}

/** 立改进项. */
export const openImprovementVerb = (rules: RulesInForce) =>
  lineVerb<OpenImprovement, null>({
    name: 'open-improvement',
    title: '立改进项',
    who: ['内审人员', '财务股', '纪检领导'],
    kind: 'improvement',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input }, moment) => ({ number: await improve(rules, tx, input, moment) }),
  });

interface Seen {
  readonly ownerId: number;
  readonly verified: boolean;
}
const toVerify = statement<Seen>(
  'improvement-to-verify',
  `
  select i.owner_id as "ownerId", exists (select from improvement_verification v where v.office_id = i.office_id and v.number = i.number) as verified
  from improvement i where i.office_id = $1 and i.number = $2 for update of i`,
);

/** 验证改进项: by anybody but its owner, on evidence; this ends the duty. */
export const verifyImprovementVerb = (rules: RulesInForce) =>
  lineVerb<VerifyImprovement, Seen>({
    name: 'verify-improvement',
    title: '验证改进项',
    who: [],
    by: '责任人以外的人员',
    kind: 'improvement',
    read: async (tx, { number, evidence }) => {
      const [found] = await Promise.all([
        tx.row(toVerify, [tx.officeId, number]),
        requireFiles(tx, [{ evidence: '整改材料', digest: evidence, name: '整改材料' }]),
      ]);
      if (found === undefined) throw new Failure('not-found', `没有改进项“${number}”。`);
      if (found.verified) throw new Failure('conflict', `${number}已经验证。`);
      return found;
    },
    against: ({ ownerId }, _input, moment) => ruled(rules, '改进验证', { verifiedByOwner: ownerId === moment.actor.personId }, moment),
    write: async (tx, { input }, moment) => {
      await verification.insert(tx, input, moment);
      await endObligation(tx, {
        duty: DUTY,
        occasion: `improvement/${input.number}`,
        state: 'discharged',
        by: moment.actor.personId,
        with: { evidence: input.evidence },
        now: moment.now,
      });
      return undefined;
    },
  });
