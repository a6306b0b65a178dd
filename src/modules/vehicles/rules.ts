import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import { numberOf } from '../../rules/fact-fault.ts';

/** What tables cannot say. Distances in whole kilometres, amounts in fen. */
export const functions: RuleFunctions = {
  /** VEH-02a: kilometres beyond the route and its tolerance; the tolerance is whole in hundredths of a percent, the allowance rounded down. */
  超出里程: (facts) => {
    const allowed = Math.floor((numberOf(facts, 'routeKm', '路线里程') * (10_000 + Math.round(numberOf(facts, 'routeTolerance', '里程容差') * 100))) / 10_000);
    return Math.max(0, numberOf(facts, 'drivenKm', '行驶里程') - allowed);
  },
  /** VEH-03c: the lower of the two distances. */
  计价里程: (facts) => Math.min(numberOf(facts, 'odometerKm', '里程表里程'), numberOf(facts, 'routeKm', '路线里程')),
  /** VEH-03c: whole kilometres at a price in fen come to whole fen. */
  租金: (facts) => numberOf(facts, 'billedKm', '计价里程') * numberOf(facts, 'pricePerKm', '每公里价格'),
  /** VEH-08c: the bonus of the year is withheld whole, once. */
  应发奖金: (facts) => (numberOf(facts, 'faultCases', '有责案件数') > 0 ? 0 : numberOf(facts, 'safetyBonus', '安全奖金')),
  应退奖金: (facts) => Math.max(0, numberOf(facts, 'bonusPaid', '已发奖金') - numberOf(facts, 'bonusDue', '应发奖金')),
  /** VEH-10: the loss less what the insurance pays. */
  建议承担: (facts) => Math.max(0, numberOf(facts, 'loss', '损失金额') - numberOf(facts, 'insurancePaid', '保险赔付')),
};
