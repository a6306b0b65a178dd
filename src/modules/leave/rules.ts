import type { Facts } from '../../rules/decision.ts';
import { FactFault, numberOf } from '../../rules/fact-fault.ts';
import type { RuleFunctions } from '../../rules/decide/compile-row.ts';

function day(facts: Facts, id: string, term: string): { readonly year: number; readonly month: number; readonly day: number } {
  const [year, month, date] = String(facts[id] ?? '')
    .split('-')
    .map(Number);
  if (year === undefined || month === undefined || date === undefined) throw new FactFault('missing', term, `缺少“${term}”，无法计算。`);
  return { year, month, day: date };
}

/** What tables cannot say. Days in steps of a half, amounts in fen, percentages with two decimals. */
export const functions: RuleFunctions = {
  /** ATT-05a: full years of work; a step reached counts from the following month, so the months up to the one before the day decide. */
  工作年限: (facts) => {
    const first = day(facts, 'firstWorkingDay', '参加工作日');
    const on = day(facts, 'reckonedOn', '核算日');
    const months = (on.year - first.year) * 12 + (on.month - first.month) - 1 - numberOf(facts, 'deductedMonths', '扣除月数');
    // In the month before the day the anniversary lay on its date, whatever that was: the month is full by its end.
    return Math.max(0, Math.floor(months / 12));
  },
  超出公休假余额: (facts) => Math.max(0, numberOf(facts, 'leaveDays', '请假天数') - numberOf(facts, 'annualBalance', '公休假余额')),
  超出补休余额: (facts) => Math.max(0, numberOf(facts, 'leaveDays', '请假天数') - numberOf(facts, 'inLieuBalance', '补休余额')),
  超出占比: (facts) => Math.max(0, Math.round((numberOf(facts, 'shareAway', '在休占比') - numberOf(facts, 'shareLimit', '休假占比上限')) * 100) / 100),
  /** ATT-05d */
  超限天数: (facts) => Math.max(0, numberOf(facts, 'daysTaken', '累计请假天数') - numberOf(facts, 'deductionFrom', '扣发起算天数')),
  /** ATT-05d: days beyond × daily pay × rate, rounded half up to the fen; days in halves and the rate in hundredths of a percent are whole numbers. */
  扣发金额: (facts) => {
    const halves = Math.round(numberOf(facts, 'daysBeyond', '超限天数') * 2);
    const rate = Math.round(numberOf(facts, 'deductionRate', '扣发比例') * 100);
    return Math.floor((halves * numberOf(facts, 'dailyPay', '日工资') * rate + 10_000) / 20_000);
  },
  /** ATT-06c: whole half days of overtime only. */
  补休天数: (facts) => Math.floor(numberOf(facts, 'overtimeMinutes', '加班分钟') / (numberOf(facts, 'hoursPerHalfDay', '半天加班小时') * 60)) / 2,
};
