import type { Module, Modules } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { BankAccounts } from './accounting.ts';
import { budgetControl, budgetDraft, collectiveMatter } from './budget.ts';
import { nightlyCrossCheck } from './cross-check.ts';
import { dailyControl } from './daily.ts';
import { followUp } from './follow-up.ts';
import { keyPostGuard } from './key-posts.ts';
import { monthlySample } from './monthly-sample.ts';
import { claimEvidence, partsAgree } from './parts.ts';
import { businessClasses, procedureControl } from './procedures.ts';
import { fundControl, thriftHint, unitControl } from './public-money.ts';
import { ethicsRegisters } from './registers-ethics.ts';
import { auditRegisters } from './registers-audit.ts';
import { controlRegisters } from './registers.ts';
import { cycleReports } from './reports-cycle.ts';
import { access, peopleReports } from './reports-people.ts';
import { reports } from './reports.ts';
import { controlRoutes } from './routes.ts';
import { controlVerbs, ethicsVerbs } from './verbs.ts';
import { separationMatrix } from './separations.ts';
import { reportBeforeClaim, studyVisit, visitBeforeTrip } from './visit-kind.ts';

/** 内部控制与廉政: what watches over every other field, whose kinds, books and accounts it is told. */
export function control(rules: RulesInForce, others: Modules): Module {
  const own = [budgetDraft, collectiveMatter, studyVisit(rules)];
  const kinds = [...others.flatMap((one) => one.kinds), ...own];
  const verbs = [...controlVerbs(rules, { kinds, bankAccounts: accountsOf(others) }), ...ethicsVerbs(rules)];
  const checks = others.flatMap((one) => one.crossChecks ?? []);
  return {
    module: 'control',
    title: '内控与廉政',
    kinds: own,
    registers: [...controlRegisters, ...auditRegisters, ...ethicsRegisters],
    verbs,
    jobs: [dailyControl(rules, kinds), followUp(rules, kinds), monthlySample(rules), nightlyCrossCheck(rules, checks)],
    reports: [
      ...cycleReports,
      ...peopleReports,
      access([...others.flatMap((one) => one.verbs), ...verbs], kinds),
      ...reports,
      businessClasses(kinds),
      separationMatrix,
    ],
    furtherQuestions: [
      procedureControl(rules),
      partsAgree,
      claimEvidence,
      budgetControl,
      fundControl,
      unitControl,
      thriftHint,
      visitBeforeTrip,
      reportBeforeClaim,
    ],
    postGuards: [keyPostGuard(rules)],
    routes: controlRoutes,
  };
}

function accountsOf(modules: Modules): BankAccounts {
  return async (tx) => (await Promise.all(modules.map(async (one) => (await one.bankAccounts?.(tx)) ?? []))).flat();
}
