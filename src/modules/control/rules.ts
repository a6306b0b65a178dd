import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { dayAfter, dueInPeriod, periodStart } from '../../rules/duties/due.ts';
import { readAnchor, type Every } from '../../rules/duties/period.ts';
import { numberOf } from '../../rules/fact-fault.ts';
import type { RuleFunctions } from '../../rules/decide/compile-row.ts';

/** Percent of a whole with one decimal, rounded half up; 0 of nothing. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 1000) / whole + 0.5) / 10;
}

/** What tables cannot say: products, sums and shares. */
export const functions: RuleFunctions = {
  /** ICF-01c */
  风险得分: (facts) => numberOf(facts, 'likelihood', '可能性') * numberOf(facts, 'impact', '影响'),
  /** ICF-02.1b */
  超授权金额: (facts) => Math.max(0, numberOf(facts, 'amount', '金额') - numberOf(facts, 'authorityCeiling', '授权上限')),
  /** ICF-02.1d: what must be checked, and of the rest a share rounded up, at least so many, at most all. */
  抽查笔数: (facts) => {
    const rest = numberOf(facts, 'otherTransactions', '其余笔数');
    const share = Math.ceil((rest * numberOf(facts, 'sampleRate', '抽查比例')) / 100);
    return numberOf(facts, 'mandatorySample', '必查笔数') + Math.min(rest, Math.max(share, numberOf(facts, 'smallestSample', '最少抽查笔数')));
  },
  /** ICF-02.3h */
  完成率: (facts) => percent(numberOf(facts, 'declarationsMade', '已声明人数'), numberOf(facts, 'declarationsDue', '应声明人数')),
  /** ICF-03.2d: issued = used + void + in stock. */
  缺号数: (facts) =>
    numberOf(facts, 'numbersIssued', '领出号数') -
    numberOf(facts, 'numbersUsed', '已用号数') -
    numberOf(facts, 'numbersVoid', '作废号数') -
    numberOf(facts, 'numbersInStock', '库存号数'),
  /** ICF-03.4b */
  超预算金额: (facts) => Math.max(0, numberOf(facts, 'amount', '金额') - numberOf(facts, 'budgetLeft', '预算余额')),
  /** ETH-08c */
  公务卡结算率: (facts) => percent(numberOf(facts, 'cardUsed', '实用公务卡笔数'), numberOf(facts, 'cardObliged', '应用公务卡笔数')),
};

/**
 * Complete periods without a run, up to today: 0 while the period before the current one, or the current one, has a run. A control that was registered in the
 * current period has missed nothing yet.
 */
export function periodsMissed({
  every,
  since,
  lastRun,
  today,
}: {
  readonly every: Every;
  readonly since: CivilDate;
  readonly lastRun: CivilDate | null;
  readonly today: CivilDate;
}): number {
  const from = periodStart(every, lastRun ?? since);
  let missed = 0;
  // A run covers its own period; without any run the period of registration is the first that could be missed.
  for (let start = periodStart(every, today); start > from; start = periodStart(every, addDays(start, -1))) missed += 1;
  return lastRun === null ? missed : Math.max(0, missed - 1);
}

/** The last day of the period that contains `day`. */
export function periodEnd(every: Every, day: CivilDate): CivilDate {
  const end = readAnchor(every, '期末');
  if (end === undefined) throw new RangeError(every);
  return dueInPeriod({ kind: 'recurring', every, opens: end, due: end, remind: undefined, written: '' }, day).dueOn;
}

export interface HeldSpan {
  readonly personId: number;
  readonly from: CivilDate;
  /** First day without; null while held. */
  readonly until: CivilDate | null;
}

/** Since when the rotation of a holder is counted (ICF-02.2a): a break of less than twelve months does not count as one. */
export function rotationStart(held: readonly HeldSpan[], personId: number): CivilDate | undefined {
  const own = held.filter((one) => one.personId === personId).toSorted((one, other) => other.from.localeCompare(one.from));
  const [current, ...before] = own;
  if (current === undefined) return undefined;
  let start = current.from;
  for (const one of before) {
    const back = dayAfter(one.until ?? start, { count: 12, unit: 'month' });
    if (start >= back) break;
    start = one.from;
  }
  return start;
}

/** Numbers between first and last that are in none of the lists (ICF-03.2d, ETH-03b). */
export function missingNumbers({ first, last }: { readonly first: number; readonly last: number }, known: readonly number[]): readonly number[] {
  const seen = new Set(known);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter((one) => !seen.has(one));
}
