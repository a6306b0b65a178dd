import { assets } from './modules/assets/module.ts';
import { control } from './modules/control/module.ts';
import { functions as controlFunctions } from './modules/control/rules.ts';
import { expenditure } from './modules/expenditure/module.ts';
import { functions as expenditureFunctions } from './modules/expenditure/rules.ts';
import { leave } from './modules/leave/module.ts';
import { functions as leaveFunctions } from './modules/leave/rules.ts';
import { receptions } from './modules/reception/module.ts';
import { functions as receptionFunctions } from './modules/reception/rules.ts';
import { travel } from './modules/travel/module.ts';
import { functions as travelFunctions } from './modules/travel/rules.ts';
import { vehicles } from './modules/vehicles/module.ts';
import { functions as vehicleFunctions } from './modules/vehicles/rules.ts';
import type { ReadKept } from './platform/files/read-sheet.ts';
import type { Modules } from './platform/modules.ts';
import type { RulesInForce } from './platform/regulations/rules-in-force.ts';
import type { RuleFunctions } from './rules/decide/compile-row.ts';

/** The fields of office life that are switched on. A new field is one line here. */
export function allModules(rules: RulesInForce, readKept: ReadKept): Modules {
  const watched = [expenditure(rules, readKept), assets(rules), travel(rules), leave(rules, readKept), vehicles(rules), receptions(rules)];
  return [...watched, control(rules, watched)];
}

/** The pure functions packs may name under 计算. */
export const allFunctions: RuleFunctions = {
  ...expenditureFunctions,
  ...leaveFunctions,
  ...receptionFunctions,
  ...travelFunctions,
  ...vehicleFunctions,
  ...controlFunctions,
};
