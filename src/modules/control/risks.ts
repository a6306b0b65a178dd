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
async function assess(
  rules: RulesInForce,
  tx: ActTx,
  { number, name, likelihood, impact, controlled, note }: Assessment,
  moment: Moment,
): Promise<Readonly<Record<string, unknown>>> {
  const { today, now, actor } = moment;
  await assessments.insert(tx, { number, likelihood, impact, assessed_on: today, note }, moment);
  const duty = rules.duty({ officeId: tx.officeId, duty: DUTY, on: today });
  const dueOn =
    duty === undefined
      ? null
      : await openDuty(tx, {
          duty,
          event: today,
          today,
          subject: { kind: 'risk', id: `${number}/${today}` },
          handlerId: actor.personId,
          about: `${number}${name}`,
        });
  return {
    score: likelihood * impact,
    notices: noticed(rules, '风险评价', { likelihood, impact, riskControlled: controlled }, { officeId: tx.officeId, on: today }),
    dueOn,
    assessedAt: now.toISOString(),
  };
}

/** 登记风险, with its first assessment (ICF-01c). */
export const registerRiskVerb = (rules: RulesInForce) =>
  lineVerb<RegisterRisk, null>({
    name: 'register-risk',
    title: '登记风险',
    who: ASSESSORS,
    kind: 'risk',
    series: '险',
    read: async () => null,
    against: () => undefined,
    write: async (tx, { input, number }, moment) => {
      const { name, link, departmentId, post, controlNumber, indicator, likelihood, impact } = input;
      await risks.insert(tx, { number, name, link, department_id: departmentId, post, control_number: controlNumber, indicator }, moment);
      return await assess(rules, tx, { number, name, likelihood, impact, controlled: controlNumber !== null, note: '登记时评估' }, moment);
    },
  });

const EVENT_DUTY = '风险重新评估';
const risksUnder = statement<{ number: string; name: string }>(
  'risks-under-controls',
  `select number, name from risk where office_id = $1 and control_number = any($2::text[]) order by risk_id`,
);
const eventsOf = statement<{ occasion: string }>(
  'risk-events-open',
  `
  select occasion from obligation where office_id = $1 and duty = '${EVENT_DUTY}' and state = 'open' and subject_kind = 'risk-event' and subject_id like $2 || '/%'`,
);

/** Asks for the risks under these controls to be assessed again, because of what has happened (ICF-01c). @returns their numbers. */
export async function reassessOf(
  rules: RulesInForce,
  tx: ActTx,
  { controls, why }: { readonly controls: readonly string[]; readonly why: string },
  { today }: Pick<Moment, 'today'>,
): Promise<readonly string[]> {
  const duty = rules.duty({ officeId: tx.officeId, duty: EVENT_DUTY, on: today });
  if (duty === undefined || controls.length === 0) return [];
  const found = await tx.rows(risksUnder, [tx.officeId, controls]);
  await Promise.all(
    found.map(({ number, name }) =>
      openDuty(tx, {
        duty,
        event: today,
        today,
        subject: { kind: 'risk-event', id: `${number}/${today}` },
        handlerId: null,
        about: `${number}${name}（${why}）`,
      }),
    ),
  );
  return found.map((one) => one.number);
}

interface SeenRisk {
  readonly name: string;
  readonly controlled: boolean;
  readonly last: CivilDate;
  /** Duties that events have opened since. */
  readonly events: readonly string[];
}
const riskOf = statement<Omit<SeenRisk, 'events'>>(
  'risk-to-assess',
  `
  select r.name, r.control_number is not null as controlled, (select max(a.assessed_on)::text from risk_assessment a where a.office_id = r.office_id and a.number = r.number) as last
  from risk r where r.office_id = $1 and r.number = $2 for update of r`,
);

const putUnder = statement<never>('put-risk-under-control', `update risk set control_number = $3 where office_id = $1 and number = $2`);

/** 评估风险: ends the duty of the last assessment and those that events have opened, and opens the next; the control may be another from now on. */
export const assessRiskVerb = (rules: RulesInForce) =>
  lineVerb<AssessRisk, SeenRisk>({
    name: 'assess-risk',
    title: '评估风险',
    who: ASSESSORS,
    kind: 'risk',
    read: async (tx, { number }) => {
      const [found, events] = await Promise.all([tx.row(riskOf, [tx.officeId, number]), tx.rows(eventsOf, [tx.officeId, number])]);
      if (found === undefined) throw new Failure('not-found', `没有风险“${number}”。`);
      return { ...found, events: events.map((one) => one.occasion) };
    },
    against: () => undefined,
    write: async (tx, { seen, input }, moment) => {
      const { number, note, controlNumber } = input;
      const ended = { state: 'discharged', by: moment.actor.personId, with: { note }, now: moment.now } as const;
      // The duty of an assessment of today is the next one's; it stays open.
      const before = seen.last === moment.today ? [] : [{ duty: DUTY, occasion: `risk/${number}/${seen.last}` }];
      await Promise.all([...before, ...seen.events.map((occasion) => ({ duty: EVENT_DUTY, occasion }))].map((one) => endObligation(tx, { ...one, ...ended })));
      if (controlNumber !== null) await tx.rows(putUnder, [tx.officeId, number, controlNumber]);
      return await assess(rules, tx, { ...input, name: seen.name, controlled: seen.controlled || controlNumber !== null }, moment);
    },
  });
