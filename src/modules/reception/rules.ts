import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import type { Facts } from '../../rules/decision.ts';
import { numberOf } from '../../rules/fact-fault.ts';

/** The hosts that count toward the ceiling: none beyond the permitted number, those of the lowest standard first. */
function hostShare(facts: Facts): number {
  if (facts['hostsCount'] !== true) return 0;
  const [hosts, ministerial, bureau] = [
    numberOf(facts, 'hosts', '陪餐人数'),
    numberOf(facts, 'ministerialHosts', '陪餐省部级人数'),
    numberOf(facts, 'bureauHosts', '陪餐厅局级人数'),
  ];
  const limit = numberOf(facts, 'hostLimit', '陪餐上限');
  const others = Math.min(limit, hosts - ministerial - bureau);
  const ofBureau = Math.min(limit - others, bureau);
  const ofMinistry = Math.min(limit - others - ofBureau, ministerial);
  return (
    others * numberOf(facts, 'otherMeal', '处级及以下餐标') +
    ofBureau * numberOf(facts, 'bureauMeal', '厅局级餐标') +
    ofMinistry * numberOf(facts, 'ministerialMeal', '省部级餐标')
  );
}

const above = (amount: number, ceiling: number): number => Math.max(0, amount - ceiling);

/** What tables cannot say: ceilings made of people, and what lies above them. Amounts in fen. */
export const functions: RuleFunctions = {
  /** One third of the guests, rounded down. */
  陪餐三分之一: (facts) => Math.floor(numberOf(facts, 'eligibleGuests', '就餐客人数') / 3),
  /** Everybody at his own standard. */
  接待餐限额: (facts) =>
    numberOf(facts, 'ministerialGuests', '来客省部级人数') * numberOf(facts, 'ministerialMeal', '省部级餐标') +
    numberOf(facts, 'bureauGuests', '来客厅局级人数') * numberOf(facts, 'bureauMeal', '厅局级餐标') +
    numberOf(facts, 'otherGuests', '来客处级及以下人数') * numberOf(facts, 'otherMeal', '处级及以下餐标') +
    hostShare(facts),
  /** Whoever is present that day, whatever the rank. */
  会议餐限额: (facts) => numberOf(facts, 'eligibleGuests', '就餐客人数') * numberOf(facts, 'meetingMeal', '会议餐标'),
  餐费超支: (facts) => above(numberOf(facts, 'amount', '金额'), numberOf(facts, 'mealCeiling', '餐费限额')),
  陪餐超员: (facts) => above(numberOf(facts, 'hosts', '陪餐人数'), numberOf(facts, 'hostLimit', '陪餐上限')),
  会议房费限额: (facts) => numberOf(facts, 'occupants', '入住人数') * numberOf(facts, 'meetingRoom', '会议房标'),
  房费超支: (facts) => above(numberOf(facts, 'amount', '金额'), numberOf(facts, 'roomCeiling', '房费限额')),
  工作餐限额: (facts) => numberOf(facts, 'diners', '用餐人数') * numberOf(facts, 'workMealStandard', '工作餐标准'),
  工作餐超支: (facts) => above(numberOf(facts, 'amount', '金额'), numberOf(facts, 'workMealCeiling', '工作餐限额')),
  /** Everything cut becomes the person's own. */
  接待自理: (facts) => numberOf(facts, 'receptionPersonal', '接待自理合计'),
};
