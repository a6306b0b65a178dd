import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AssessRisk, RegisterRisk } from './contract-control.ts';
import { lineTable, lineVerb, noticed } from './lines.ts';

const DUTY = '风险评估';
const ASSESSORS = ['财务股', '内审人员'] as const;
const risks = lineTable('risk', ['number', 'name', 'link', 'department_id', 'post', 'control_number', 'indicator']);
const assessments = lineTable('risk_assessment', ['number', 'likelihood', 'impact', 'assessed_on', 'note']);

interface Assessment {
  readonly number: string;
  readonly name: string;
  readonly likelihood: number;
  readonly impact: number;
  readonly controlled: boolean;
  readonly note: string;
}

/** Keeps the assessment and asks for the next one a year later. @returns what the pack says of the score. */
async function assess(rules: RulesInForce, tx: ActTx, { number, name, likelihood, impact, controlled, note }: Assessment, moment: Moment): Promise<Readonly<Record<string, unknown>>> {
  const { today, now, actor } = moment;
  await assessments.insert(tx, { number, likelihood, impact, assessed_on: today, note }, moment);
  const duty = rules.duty({ officeId: tx.officeId, duty: DUTY, on: today });
  const dueOn = duty === undefined ? null : await openDuty(tx, { duty, event: today, today, subject: { kind: 'risk', id: `${number}/${today}` }, handlerId: actor.personId, about: `${number}${name}` });
  return { score: likelihood * impact, notices: noticed(rules, '风险评价', { likelihood, impact, riskControlled: controlled }, { officeId: tx.officeId, on: today }), dueOn, assessedAt: now.toISOString() };
}

/** 登记风险, with its first assessment (ICF-01c). */
export const registerRiskVerb = (rules: RulesInForce) =>
  lineVerb<RegisterRisk, null>({
    name: 'register-risk', title: '登记风险', who: ASSESSORS, kind: 'risk', series: '险',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input, number }, moment) => {
      const { name, link, departmentId, post, controlNumber, indicator, likelihood, impact } = input;
      await risks.insert(tx, { number, name, link, department_id: departmentId, post, control_number: controlNumber, indicator }, moment);
      return await assess(rules, tx, { number, name, likelihood, impact, controlled: controlNumber !== null, note: '登记时评估' }, moment);
    },
  });

interface SeenRisk {
  readonly name: string;
  readonly controlled: boolean;
  readonly last: CivilDate;
}
const riskOf = statement<SeenRisk>('risk-to-assess', `
  select r.name, r.control_number is not null as controlled, (select max(a.assessed_on)::text from risk_assessment a where a.office_id = r.office_id and a.number = r.number) as last
  from risk r where r.office_id = $1 and r.number = $2 for update of r`);

/** 评估风险: ends the duty the last assessment opened, and opens the next. */
export const assessRiskVerb = (rules: RulesInForce) =>
  lineVerb<AssessRisk, SeenRisk>({
    name: 'assess-risk', title: '评估风险', who: ASSESSORS, kind: 'risk',
    read: async (tx, { number }) => {
      const found = await tx.row(riskOf, [tx.officeId, number]);
      if (found === undefined) throw new Failure('not-found', `没有风险“${number}”。`);
      return found;
    },
    against: () => undefined,
    write: async (tx, { seen, input }, moment) => {
      await endObligation(tx, { duty: DUTY, occasion: `risk/${input.number}/${seen.last}`, state: 'discharged', by: moment.actor.personId, with: { note: input.note }, now: moment.now });
      return await assess(rules, tx, { ...input, name: seen.name, controlled: seen.controlled }, moment);
    },
  });
