import type { Verb } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { SetBudget } from './contract-account.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const set = statement<never>(
  'set-public-budget',
  `
  insert into public_budget (office_id, year, line, amount, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (office_id, year, line) do update set amount = excluded.amount, set_by = excluded.set_by, set_at = excluded.set_at`,
);

/** 登记三公经费预算: what the year's totals are held against (FIN-01a). Former figures stay in the log. */
export const setBudgetVerb: Verb<SetBudget, null, SetBudget, { readonly year: number }> = {
  name: 'set-budget',
  title: '登记三公经费预算',
  who: '财务人员',
  read: async () => null,
  decide: (_seen, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '登记预算');
    return against === undefined ? { yes: input } : { no: against };
  },
  write: async (tx, { year, lines }, { actor, now }) => {
    const sent = Object.entries(lines).map(([line, amount]) => tx.rows(set, [tx.officeId, year, line, amount, actor.personId, now]));
    return { result: { year }, entry: { subject: { kind: 'budget', id: year }, detail: { lines } }, sent };
  },
};
