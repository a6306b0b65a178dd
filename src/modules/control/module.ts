import type { Module, Modules } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { BankAccounts } from './accounting.ts';
import { budgetControl, budgetDraft, claimEvidence, collectiveMatter } from './budget.ts';
import { cardControl } from './card-control.ts';
import { nightlyCrossCheck } from './cross-check.ts';
import { dailyControl } from './daily.ts';
import { keyPostGuard } from './key-posts.ts';
import { exportLeaderVerb } from './leaders.ts';
import { leaderRoutes } from './leader-routes.ts';
import { businessClasses, procedureControl } from './procedures.ts';
import { fundControl, thriftHint, unitControl } from './public-money.ts';
import { ethicsRegisters } from './registers-ethics.ts';
import { auditRegisters } from './registers-audit.ts';
import { controlRegisters } from './registers.ts';
import { reports } from './reports.ts';
import { controlRoutes } from './routes.ts';
import { controlVerbs, ethicsVerbs } from './verbs.ts';
import { separationMatrix } from './separations.ts';
import { reportBeforeClaim, studyVisit, visitBeforeTrip } from './visit-kind.ts';

/** 内部控制与廉政: what watches over every other field, whose kinds, books and accounts it is told. */
export function control(rules: RulesInForce, others: Modules): Module {
  const own = [budgetDraft, collectiveMatter, studyVisit(rules)];
  const kinds = [...others.flatMap((one) => one.kinds), ...own];
  const checks = others.flatMap((one) => one.crossChecks ?? []);
  return {
    module: 'control',
    title: '内控与廉政',
    kinds: own,
    registers: [...controlRegisters, ...auditRegisters, ...ethicsRegisters],
    verbs: [...controlVerbs(rules, { kinds, bankAccounts: accountsOf(others) }), ...ethicsVerbs(rules, kinds)],
    jobs: [dailyControl(rules, kinds), nightlyCrossCheck(rules, checks)],
    reports: [...reports, businessClasses(kinds), separationMatrix],
    furtherQuestions: [
      procedureControl(rules),
      claimEvidence,
      budgetControl,
      fundControl,
      unitControl,
      thriftHint,
      visitBeforeTrip,
      reportBeforeClaim,
      cardControl(rules),
    ],
    postGuards: [keyPostGuard(rules)],
    routeVerbs: [exportLeaderVerb],
    routes: (app, world) => {
      controlRoutes(app, world);
      leaderRoutes(app, { world, kinds });
    },
  };
}

function accountsOf(modules: Modules): BankAccounts {
  return async (tx) => (await Promise.all(modules.map(async (one) => (await one.bankAccounts?.(tx)) ?? []))).flat();
}
