import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Decision } from '../../rules/decision.ts';
import type { MealSort } from './contract.ts';
import { groundIn, type Standards } from './standards.ts';
import type { ReckonedItem, ReckonedLine } from './reckon.ts';

interface WorkMeal {
  readonly on: CivilDate;
  readonly sort: MealSort;
  readonly diners: number;
  readonly items: readonly ReckonedItem[];
}

interface By {
  readonly standards: Standards;
  readonly decide: (question: string, facts: Readonly<Record<string, number>>) => Decision;
}

/** In fen. */
export interface WorkMealReckoning {
  readonly lines: readonly ReckonedLine[];
  readonly amount: number;
  readonly excess: number;
  readonly personal: number;
  readonly forbidden: boolean;
}

/** One meal of so many people: what may not be served is nobody's but the person's, the rest as far as the standard goes. Pure. */
export function reckonWorkMeal({ on, sort, diners, items }: WorkMeal, { standards, decide }: By): WorkMealReckoning {
  const judged = items.map((one) => {
    const itemSort = standards.sortOf(one.item, one.sort);
    return { ...one, sort: itemSort, ...standards.item({ sort: itemSort, item: one.item, meal: sort, alcohol: null, consented: false }) };
  });
  const amount = judged.filter((one) => one.payable).reduce((sum, one) => sum + one.amount, 0);
  const decision = decide('工作餐核定', { diners, amount });
  const [ceiling = 0, excess = 0] = ['workMealCeiling', 'workMealExcess'].map((id) => Number(decision.values[id]));
  const refused = judged
    .filter((one) => !one.payable)
    .map((one): ReckonedLine => ({
      what: `${one.item}（${one.sort}）`,
      on,
      amount: one.amount,
      ceiling: 0,
      personal: one.amount,
      ground: one.ground,
      ordererId: null,
    }));
  const meal: ReckonedLine = { what: `${sort}，${diners}人`, on, amount, ceiling, personal: excess, ground: groundIn(decision, '工作餐核定'), ordererId: null };
  const lines = [meal, ...refused];
  return {
    lines,
    amount: items.reduce((sum, one) => sum + one.amount, 0),
    excess,
    personal: lines.reduce((sum, one) => sum + one.personal, 0),
    forbidden: refused.length > 0,
  };
}
