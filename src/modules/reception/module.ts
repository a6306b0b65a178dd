import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { attestReceptionVerb, carryOutActions, closeReceptionVerb, placeOrderVerb } from './carry-out.ts';
import { receptionClaim } from './claim-kind.ts';
import { attestReception, closeReception, placeOrder, registerLetter } from './contract.ts';
import { reception } from './reception-kind.ts';
import { registerLetterVerb } from './register-letter.ts';
import { registers } from './registers.ts';
import { reports } from './reports.ts';
import { standardsRoute } from './standards-route.ts';
import { subjects } from './subjects.ts';
import { workMeal, workMealClaim } from './work-meal-kinds.ts';

/** 公务接待: the letter, the plan with its limits, what the office arranges, the list and the claim; work meals. */
export function receptions(rules: RulesInForce): Module {
  return {
    module: 'reception',
    title: '公务接待',
    subjects,
    kinds: [reception(rules), receptionClaim(rules), workMeal(rules), workMealClaim(rules)],
    registers,
    verbs: [
      moduleVerb(registerLetterVerb(rules), registerLetter),
      moduleVerb(placeOrderVerb(rules), placeOrder),
      moduleVerb(attestReceptionVerb, attestReception),
      moduleVerb(closeReceptionVerb(rules), closeReception),
    ],
    jobs: [],
    matterActions: carryOutActions,
    reports,
    routes: standardsRoute,
  };
}
