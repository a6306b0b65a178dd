import { Failure } from '../../platform/act/failure.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { MatterDraft } from '../../platform/matters/kind.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ItemSort, PlannedMeal, ReceptionForm } from './contract.ts';
import { compareWithLetter, type Comparison, type Letter } from './letter.ts';
import { reckon, type ReckonedMeal, type Reckoning, type ToReckon } from './reckon.ts';
import { standardsOf, type Standards, type WordLists } from './standards.ts';
import { dayOf, isGeneralOffice, letterOf, priorReception, type Prior } from './store.ts';

/** What a plan is judged by besides its form, read once. */
export interface PlanBackground {
  readonly reckoning: Reckoning;
  readonly letter: Letter | undefined;
  readonly comparison: Comparison;
  readonly generalOffice: boolean;
}

const LISTS: readonly (readonly [ItemSort, string])[] = [
  ['高档菜肴', 'luxuryList'],
  ['香烟', 'tobaccoList'],
  ['酒类', 'alcoholList'],
  ['礼品礼金', 'giftList'],
];

/** The standards in force on a day, with the office's own lists of words. */
export function standardsOn(rules: RulesInForce, { officeId, on }: { readonly officeId: number; readonly on: CivilDate }): Standards {
  const words = (setting: string): readonly string[] => {
    const value = rules.setting({ officeId, setting, on });
    return typeof value === 'string' ? value.split('、') : [];
  };
  const lists: WordLists = LISTS.map(([sort, setting]) => [sort, words(setting)]);
  return standardsOf((question, facts) => rules.decide({ officeId, question, facts, on }), { lists, permitted: words('permittedList') });
}

export async function planBackground(
  tx: ReadTx,
  rules: RulesInForce,
  { form, departmentId, handlerId, linkedMatterId }: MatterDraft<ReceptionForm>,
): Promise<PlanBackground> {
  const [letter, generalOffice, changed] = await Promise.all([
    letterOf(tx, form.letterNumber),
    isGeneralOffice(tx, departmentId),
    priorReception(tx, { matterId: linkedMatterId, asking: null }),
  ]);
  if (linkedMatterId !== null && !mayChange(changed, { handlerId, generalOffice }))
    throw new Failure('bad-input', '只能变更本人申报、已经同意而未报销的接待方案。', ['从已同意的接待审批发起变更']);
  const days = [...form.meals, ...form.rooms].map((one) => one.on);
  return {
    reckoning: reckon(plannedIn(form), standardsOn(rules, { officeId: tx.officeId, on: dayOf(form.startAt) })),
    letter,
    generalOffice,
    comparison: compareWithLetter(letter, { guests: form.guests, activity: form.activity, days }),
  };
}

function mayChange(plan: Prior<ReceptionForm> | undefined, by: { readonly handlerId: number; readonly generalOffice: boolean }): boolean {
  return plan !== undefined && plan.consentedAt !== null && !plan.claimed && (plan.handlerId === by.handlerId || by.generalOffice);
}

/** A plan as it is reckoned: the estimate of a meal is one item beside what its menu names. */
export function plannedIn({ occasion, guests, meals, rooms, others, alcohol, startAt }: ReceptionForm): ToReckon {
  return {
    occasion,
    guests,
    rooms,
    alcohol,
    meals: meals.map(asReckoned),
    lodgingReleased: new Set(),
    others: others.map((one) => ({ ...one, sort: '其他', on: dayOf(startAt) })),
  };
}

function asReckoned({ amount, menu, ...meal }: PlannedMeal): ReckonedMeal {
  return { ...meal, ordererId: null, items: [{ item: '预计餐费', sort: '菜品饮料', amount }, ...menu.map((one) => ({ ...one, amount: 0 }))] };
}
