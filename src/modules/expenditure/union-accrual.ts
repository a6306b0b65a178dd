import { fen } from '../../rules/money.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { insertIncome, isOfficialAccount } from './account-store.ts';
import type { AccrueUnion } from './contract-oversight.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

interface Seen {
  readonly official: boolean;
  readonly accrued: boolean;
}

interface Plan extends AccrueUnion {
  readonly rate: number;
  readonly amount: number;
}

const accrued = statement<{ accrued: boolean }>('union-accrued', `select exists (select from union_accrual where office_id = $1 and month = $2) as accrued`);
const insert = statement<never>(
  'insert-union-accrual',
  `
  insert into union_accrual (office_id, month, wages, rate, amount, income_id, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** 工会经费计提 (FIN-06a): the month's wages at the statutory rate, into the union's own books – the only money that flows between the two. */
export function accrueUnionVerb(rules: RulesInForce): Verb<AccrueUnion, Seen, Plan, { readonly amount: number; readonly number: string }> {
  return {
    name: 'accrue-union',
    title: '工会经费计提',
    who: '财务人员',
    read: async (tx, { month, account }) => {
      const [official, found] = await Promise.all([isOfficialAccount(tx, account), tx.row(accrued, [tx.officeId, month])]);
      return { official, accrued: found?.accrued === true };
    },
    decide: (seen, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '工会经费计提');
      if (against !== undefined) return { no: against };
      if (seen.accrued) return no('accrued-already', `${input.month}已经计提。`);
      if (!seen.official) return no('unknown-account', '账号不在本单位公款账户登记中。', ['先登记公款账户']);
      if (input.on > today || input.month > today.slice(0, 7)) return no('future', '月份和到账日不能晚于今天。');
      const ask = { officeId: actor.officeId, question: '工会计提', on: input.on };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有工会经费计提的规定。');
      const amount = rules.decide({ ...ask, facts: { totalWages: input.wages } }).values['accrual'];
      const rate = rules.setting({ officeId: actor.officeId, setting: 'accrualRate', on: input.on });
      if (typeof amount !== 'number' || typeof rate !== 'number') return no('no-rate', '计提比例尚未设定。');
      return amount > 0 ? { yes: { ...input, amount, rate } } : no('nothing', '计提金额为零。');
    },
    write: async (tx, { month, wages, account, on, rate, amount }, { actor, now, today }) => {
      const by = { personId: actor.personId, now };
      const number = await takeNumber(tx, { series: '收', year: Number(today.slice(0, 4)), subject: { kind: 'union-accrual', id: month }, now });
      const income = {
        number,
        source: `${month}工会经费计提`,
        funding: '其他资金',
        book: '工会',
        amount: fen(amount),
        account,
        receivedOn: on,
        unitId: null,
        projectId: null,
      } as const;
      const incomeId = await insertIncome(tx, income, by);
      const sent = [tx.rows(insert, [tx.officeId, month, wages, rate, amount, incomeId, actor.personId, now])];
      return { result: { amount, number }, entry: { subject: { kind: 'union-accrual', id: month }, detail: { wages, rate, amount, number } }, sent };
    },
  };
}
