import type { Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { budgetControl, budgetDraft, claimEvidence, collectiveMatter } from './budget.ts';
import { dailyControl } from './daily.ts';
import { keyPostGuard } from './key-posts.ts';
import { fundControl, thriftHint, unitControl } from './public-money.ts';
import { ethicsRegisters } from './registers-ethics.ts';
import { auditRegisters } from './registers-audit.ts';
import { controlRegisters } from './registers.ts';
import { reports } from './reports.ts';
import { controlRoutes } from './routes.ts';
import { controlVerbs, ethicsVerbs } from './verbs.ts';
import { reportBeforeClaim, studyVisit, visitBeforeTrip } from './visit-kind.ts';

/** 内部控制与廉政: what watches over every other field. */
export function control(rules: RulesInForce): Module {
  return {
    module: 'control',
    title: '内控与廉政',
    kinds: [budgetDraft, collectiveMatter, studyVisit(rules)],
    registers: [...controlRegisters, ...auditRegisters, ...ethicsRegisters],
    verbs: [...controlVerbs(rules), ...ethicsVerbs(rules)],
    jobs: [dailyControl(rules)],
    reports,
    furtherQuestions: [claimEvidence, budgetControl, fundControl, unitControl, thriftHint, visitBeforeTrip, reportBeforeClaim],
    postGuards: [keyPostGuard(rules)],
    routes: controlRoutes,
  };
}
