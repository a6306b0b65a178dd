import type { BookQuestion } from '../../platform/books/book-question.ts';
import type { Module, Modules } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { BankAccounts } from './accounting.ts';
import { closedUnderPolicy, entryInChart } from './accounting-policy.ts';
import { budgetControl, budgetDraft, collectiveMatter, noUncontrolledPaper } from './budget.ts';
import { cardControl } from './card-control.ts';
import { nightlyCrossCheck } from './cross-check.ts';
import { dailyControl } from './daily.ts';
import { exceptionsOfMonth } from './exceptions-of-month.ts';
import { followUp } from './follow-up.ts';
import { independentAudits } from './independent-audits.ts';
import { keyPostGuard } from './key-posts.ts';
import { exportLeaderVerb } from './leaders.ts';
import { leaderRoutes } from './leader-routes.ts';
import { legalBases } from './legal-bases.ts';
import { monthlySample } from './monthly-sample.ts';
import { numberBalance } from './number-balance.ts';
import { claimEvidence, partsAgree } from './parts.ts';
import { businessClasses, procedureControl, stepSupervision } from './procedures.ts';
import { feeInCatalogue, fundControl, thriftHint, unitControl } from './public-money.ts';
import { ethicsRegisters } from './registers-ethics.ts';
import { auditRegisters } from './registers-audit.ts';
import { caseRegisters } from './registers-cases.ts';
import { postRegisters } from './registers-posts.ts';
import { refusalRegisters } from './registers-refusals.ts';
import { controlRegisters } from './registers.ts';
import { voucherRegisters } from './registers-vouchers.ts';
import { cycleReports } from './reports-cycle.ts';
import { access, peopleReports } from './reports-people.ts';
import { reports } from './reports.ts';
import { execution, independentReviews } from './reports-execution.ts';
import { coversAndSubstitutions, paymentStaffing, sheetsAndHolders } from './reports-staffing.ts';
import { controlRoutes } from './routes.ts';
import { subjects } from './subjects.ts';
import { controlVerbs, ethicsVerbs } from './verbs.ts';
import { separationExceptionsOf, separationMatrix } from './separations.ts';
import { reportBeforeClaim, studyVisit, visitBeforeTrip } from './visit-kind.ts';

/** What internal control and clean government ask of entries in the books of others. */
export const bookQuestions: readonly BookQuestion[] = [entryInChart, closedUnderPolicy, feeInCatalogue];

/** 内部控制与廉政: what watches over every other field, whose kinds, books and accounts it is told. */
export function control(rules: RulesInForce, others: Modules): Module {
  const own = [budgetDraft(rules), collectiveMatter, studyVisit(rules)];
  const kinds = [...others.flatMap((one) => one.kinds), ...own];
  const verbs = [...controlVerbs(rules, { kinds, bankAccounts: accountsOf(others) }), ...ethicsVerbs(rules, kinds)];
  const checks = others.flatMap((one) => one.crossChecks ?? []);
  return {
    module: 'control',
    title: '内控与廉政',
    subjects,
    kinds: own,
    registers: [...controlRegisters, ...postRegisters, ...refusalRegisters, ...auditRegisters, ...voucherRegisters, ...ethicsRegisters, ...caseRegisters],
    verbs,
    jobs: [dailyControl(rules, kinds), followUp(rules, kinds), monthlySample(rules), nightlyCrossCheck(rules, checks)],
    reports: [
      ...cycleReports,
      ...peopleReports,
      access([...others.flatMap((one) => one.verbs), ...verbs], kinds),
      ...reports,
      businessClasses(kinds),
      stepSupervision(kinds),
      numberBalance,
      coversAndSubstitutions,
      exceptionsOfMonth,
      execution,
      independentReviews,
      paymentStaffing,
      sheetsAndHolders,
      independentAudits,
      legalBases,
      separationMatrix,
    ],
    furtherQuestions: [
      procedureControl(rules),
      partsAgree,
      claimEvidence,
      noUncontrolledPaper,
      budgetControl('spending-request'),
      budgetControl('claim'),
      fundControl,
      unitControl,
      thriftHint,
      visitBeforeTrip,
      reportBeforeClaim,
      cardControl(rules),
    ],
    postGuards: [keyPostGuard(rules)],
    exceptions: separationExceptionsOf,
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
