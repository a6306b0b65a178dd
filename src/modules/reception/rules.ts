import type { RuleFunctions } from '../../rules/decide/compile-row.ts';
import type { Facts } from '../../rules/decision.ts';
import { FactFault } from '../../rules/fact-fault.ts';

function number(facts: Facts, id: string, term: string): number {
  const value = facts[id];
  if (typeof value !== 'number') throw new FactFault('missing', term, `缺少“${term}”，无法计算。`);
  return value;
}

/** The hosts that count toward the ceiling: none beyond the permitted number, those of the lowest standard first. */
function hostShare(facts: Facts): number {
  if (facts['hostsCount'] !== true) return 0;
  const [hosts, ministerial, bureau] = [number(facts, 'hosts', '陪餐人数'), number(facts, 'ministerialHosts', '陪餐省部级人数'), number(facts, 'bureauHosts', '陪餐厅局级人数')];
  const limit = number(facts, 'hostLimit', '陪餐上限');
  const others = Math.min(limit, hosts - ministerial - bureau);
  const ofBureau = Math.min(limit - others, bureau);
  const ofMinistry = Math.min(limit - others - ofBureau, ministerial);
  return others * number(facts, 'otherMeal', '处级及以下餐标') + ofBureau * number(facts, 'bureauMeal', '厅局级餐标') + ofMinistry * number(facts, 'ministerialMeal', '省部级餐标');
}

const above = (amount: number, ceiling: number): number => Math.max(0, amount - ceiling);

/** What tables cannot say: ceilings made of people, and what lies above them. Amounts in fen. */
export const functions: RuleFunctions = {
  /** One third of the guests, rounded down. */
  陪餐三分之一: (facts) => Math.floor(number(facts, 'eligibleGuests', '就餐客人数') / 3),
  /** Everybody at his own standard. */
  接待餐限额: (facts) =>
    number(facts, 'ministerialGuests', '来客省部级人数') * number(facts, 'ministerialMeal', '省部级餐标')
    + number(facts, 'bureauGuests', '来客厅局级人数') * number(facts, 'bureauMeal', '厅局级餐标')
    + number(facts, 'otherGuests', '来客处级及以下人数') * number(facts, 'otherMeal', '处级及以下餐标')
    + hostShare(facts),
  /** Whoever is present that day, whatever the rank. */
  会议餐限额: (facts) => number(facts, 'eligibleGuests', '就餐客人数') * number(facts, 'meetingMeal', '会议餐标'),
  餐费超支: (facts) => above(number(facts, 'amount', '金额'), number(facts, 'mealCeiling', '餐费限额')),
  陪餐超员: (facts) => above(number(facts, 'hosts', '陪餐人数'), number(facts, 'hostLimit', '陪餐上限')),
  会议房费限额: (facts) => number(facts, 'occupants', '入住人数') * number(facts, 'meetingRoom', '会议房标'),
  房费超支: (facts) => above(number(facts, 'amount', '金额'), number(facts, 'roomCeiling', '房费限额')),
  工作餐限额: (facts) => number(facts, 'diners', '用餐人数') * number(facts, 'workMealStandard', '工作餐标准'),
  工作餐超支: (facts) => above(number(facts, 'amount', '金额'), number(facts, 'workMealCeiling', '工作餐限额')),
  /** Everything cut becomes the person's own. */
  接待自理: (facts) => number(facts, 'receptionPersonal', '接待自理合计'),
};
