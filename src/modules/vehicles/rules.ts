import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import type { Facts } from '../../rules/decision.ts';
import { FactFault } from '../../rules/fact-fault.ts';

function number(facts: Facts, id: string, term: string): number {
  const value = facts[id];
  if (typeof value !== 'number') throw new FactFault('missing', term, `缺少“${term}”，无法计算。`);
  return value;
}

/** What tables cannot say. Distances in whole kilometres, amounts in fen. */
export const functions: RuleFunctions = {
  /** VEH-02a: kilometres beyond the route and its tolerance; the tolerance is whole in hundredths of a percent, the allowance rounded down. */
  超出里程: (facts) => {
    const allowed = Math.floor((number(facts, 'routeKm', '路线里程') * (10_000 + Math.round(number(facts, 'routeTolerance', '里程容差') * 100))) / 10_000);
    return Math.max(0, number(facts, 'drivenKm', '行驶里程') - allowed);
  },
  /** VEH-03c: the lower of the two distances. */
  计价里程: (facts) => Math.min(number(facts, 'odometerKm', '里程表里程'), number(facts, 'routeKm', '路线里程')),
  /** VEH-03c: whole kilometres at a price in fen come to whole fen. */
  租金: (facts) => number(facts, 'billedKm', '计价里程') * number(facts, 'pricePerKm', '每公里价格'),
  /** VEH-08c: the bonus of the year is withheld whole, once. */
  应发奖金: (facts) => (number(facts, 'faultCases', '有责案件数') > 0 ? 0 : number(facts, 'safetyBonus', '安全奖金')),
  应退奖金: (facts) => Math.max(0, number(facts, 'bonusPaid', '已发奖金') - number(facts, 'bonusDue', '应发奖金')),
  /** VEH-10: the loss less what the insurance pays. */
  建议承担: (facts) => Math.max(0, number(facts, 'loss', '损失金额') - number(facts, 'insurancePaid', '保险赔付')),
};
