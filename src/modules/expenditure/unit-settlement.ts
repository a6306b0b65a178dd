import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { SettleUnit } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

interface Seen {
  readonly actual: number;
  readonly station: boolean;
  readonly settled: boolean;
}

interface Settlement {
  readonly allowance: number;
  readonly actual: number;
  readonly saved: number;
  readonly overspent: number;
}

const spending = statement<Seen>(
  'spending-of-unit',
  `
  select (select coalesce(sum(amount), 0)::bigint from voucher where office_id = $1 and department_id = $2 and extract(year from paid_on) = $3) as actual,
    exists (select from department where office_id = $1 and department_id = $2 and kind = '站所室') as station,
    exists (select from unit_settlement where office_id = $1 and department_id = $2 and year = $3) as settled`,
);
const insert = statement<never>(
  'insert-unit-settlement',
  `
  insert into unit_settlement (office_id, year, department_id, base, rate, actual, allowance, saved, overspent, settled_by, settled_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** 站所室年终结算 (FIN5-06b): base × ratio is the allowance; what was saved stays with the unit, what was overspent it bears itself. */
export function settleUnitVerb(rules: RulesInForce): Verb<SettleUnit, Seen, SettleUnit & Settlement, Settlement> {
  return {
    name: 'settle-unit',
    title: '站所室年终结算',
    who: '财务人员',
    read: async (tx, { departmentId, year }) => {
      const found = await tx.row(spending, [tx.officeId, departmentId, year]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return found;
    },
    decide: ({ actual, station, settled }, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '站所室年终结算');
      if (against !== undefined) return { no: against };
      const ask = { officeId: actor.officeId, question: '站所年终结算', on: today };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有站所室年终结算的规定。');
      if (!station) return no('not-station', '只对站所室办理年终结算。');
      if (settled) return no('settled-already', `${input.year}年度已经结算。`);
      const { values } = rules.decide({ ...ask, facts: { settlementBase: input.base, commissionRate: input.rate, actualCost: actual } });
      return { yes: { ...input, actual, allowance: Number(values['allowance']), saved: Number(values['saved']), overspent: Number(values['overspent']) } };
    },
    write: async (tx, { year, departmentId, base, rate, actual, allowance, saved, overspent }, { actor, now }) => {
      const sent = [tx.rows(insert, [tx.officeId, year, departmentId, base, rate, actual, allowance, saved, overspent, actor.personId, now])];
      const result = { allowance, actual, saved, overspent };
      return { result, entry: { subject: { kind: 'department', id: departmentId }, detail: { year, base, rate, ...result } }, sent };
    },
  };
}
