import { numberOf } from '../../rules/fact-fault.ts';
import type { RuleFunctions } from '../../rules/decide/compile-row.ts';

/** Percent of a whole with two decimals, rounded half up; 0 of nothing. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 10_000) / whole + 0.5) / 100;
}

/** What tables cannot say: sums and shares. Amounts in fen, percentages with two decimals. */
export const functions: RuleFunctions = {
  /** FIN-04b, FIN5-10c: what is to be banked before the day is closed. */
  超限金额: (facts) => Math.max(0, numberOf(facts, 'countedCash', '实点现金') - numberOf(facts, 'cashLimit', '现金限额')),
  /** FIN-04b: what the book holds too much of. */
  账面超限金额: (facts) => Math.max(0, numberOf(facts, 'bookBalance', '账面余额') - numberOf(facts, 'cashLimit', '现金限额')),
  /** FIN-04c: an IOU is no cash. */
  短款: (facts) => Math.max(0, numberOf(facts, 'bookBalance', '账面余额') - numberOf(facts, 'countedCash', '实点现金')),
  /** FIN-01d */
  现金笔数占比: (facts) => percent(numberOf(facts, 'cashCount', '现金笔数'), numberOf(facts, 'paymentCount', '付款笔数')),
  现金金额占比: (facts) => percent(numberOf(facts, 'cashPaid', '现金合计'), numberOf(facts, 'totalPaid', '支出合计')),
  /** FIN-06a: wages × rate, rounded half up to the fen. The rate is a percentage with two decimals, so it is whole in hundredths. */
  工会计提: (facts) => Math.floor((numberOf(facts, 'totalWages', '工资总额') * Math.round(numberOf(facts, 'accrualRate', '计提比例') * 100) + 5_000) / 10_000),
  /** FIN-06b */
  主要用途占比: (facts) => percent(numberOf(facts, 'mainPurposeSum', '主要用途合计'), numberOf(facts, 'unionSpent', '工会支出合计')),
  /** FIN5-09b: nine tenths of the estimate, rounded down to the fen. */
  借款上限: (facts) => Math.floor((numberOf(facts, 'estimate', '核算经费') * 9) / 10),
  /** FIN5-09b: by how much the request is too high. */
  超借款上限: (facts) => Math.max(0, numberOf(facts, 'amount', '金额') - numberOf(facts, 'advanceLimit', '借款上限')),
  /** FIN5-05g: the deposit bears first, pay the rest. */
  风险金扣款: (facts) => Math.min(numberOf(facts, 'openDebt', '欠款'), numberOf(facts, 'riskDeposit', '风险金')),
  工资扣款: (facts) => Math.max(0, numberOf(facts, 'openDebt', '欠款') - numberOf(facts, 'riskDeposit', '风险金')),
  /** FIN5-06b: base × ratio, rounded half up; the ratio is whole in hundredths of a percent. */
  费用额度: (facts) =>
    Math.floor((numberOf(facts, 'settlementBase', '结算基数') * Math.round(numberOf(facts, 'commissionRate', '提成比例') * 100) + 5_000) / 10_000),
  节余: (facts) => Math.max(0, numberOf(facts, 'allowance', '费用额度') - numberOf(facts, 'actualCost', '实际费用')),
  超支: (facts) => Math.max(0, numberOf(facts, 'actualCost', '实际费用') - numberOf(facts, 'allowance', '费用额度')),
  /** FIN5-06a: with one decimal, rounded half up. */
  已用额度: (facts) => Math.floor((numberOf(facts, 'actualCost', '实际费用') * 1_000) / numberOf(facts, 'allowance', '费用额度') + 0.5) / 10,
  /** FIN5-08d, FIN5-11b: nothing is reimbursed, the person bears the whole. */
  全额自理: (facts) => numberOf(facts, 'amount', '金额'),
  全额可报: (facts) => numberOf(facts, 'amount', '金额'),
};
