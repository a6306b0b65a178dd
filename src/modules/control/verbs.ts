import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import { moduleVerb, type ModuleVerb } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import * as accounting from './accounting.ts';
import * as accountingPolicy from './accounting-policy.ts';
import { declineToAttestVerb } from './attestation.ts';
import * as auditCourse from './audit-course.ts';
import * as audits from './audits.ts';
import * as authorities from './authorities.ts';
import { confirmBaseSheetVerb } from './budget.ts';
import { concludeCaseVerb } from './case-conclusion.ts';
import { followCaseVerb } from './case-course.ts';
import * as cases from './cases.ts';
import * as conduct from './conduct.ts';
import * as forAccounting from './contract-accounting.ts';
import * as forAudit from './contract-audit.ts';
import * as forBases from './contract-bases.ts';
import * as forCases from './contract-cases.ts';
import * as forControl from './contract-control.ts';
import * as forEthics from './contract-ethics.ts';
import * as forEvaluations from './contract-evaluations.ts';
import * as forPosts from './contract-posts.ts';
import * as forVouchers from './contract-vouchers.ts';
import * as controlReviews from './control-reviews.ts';
import * as controls from './controls.ts';
import * as custody from './custody.ts';
import * as environment from './environment.ts';
import * as evaluations from './evaluations.ts';
import { signGroundworkVerb } from './groundwork.ts';
import * as improvements from './improvements.ts';
import { confirmInductionVerb } from './induction.ts';
import * as keyPosts from './key-posts.ts';
import * as legalBases from './legal-bases.ts';
import { viewLeaderVerb } from './leaders.ts';
import { explainDifferenceVerb } from './cross-check.ts';
import { activateProcedureVerb } from './procedures.ts';
import * as money from './public-money.ts';
import * as receiptBooks from './receipt-books.ts';
import * as risks from './risks.ts';
import * as rotation from './rotation.ts';
import * as sampling from './sampling.ts';
import { exceptSeparationVerb } from './separations.ts';
import { declareHospitalityVerb } from './trip-declarations.ts';
import { reportVisitVerb } from './visit-kind.ts';
import * as works from './works.ts';
import { chooseProcedureVerb, evidenceStepVerb } from './works-steps.ts';

/** What internal control does: controls, risks, samples, key posts, audits, books. */
export function controlVerbs(
  rules: RulesInForce,
  { kinds, bankAccounts }: { readonly kinds: readonly AnyMatterKind[]; readonly bankAccounts: accounting.BankAccounts },
): readonly ModuleVerb[] {
  return [
    moduleVerb(controls.registerControlVerb, forControl.registerControl),
    moduleVerb(controls.changeControlVerb(rules), forControl.changeControl),
    moduleVerb(controls.runControlVerb(rules), forControl.runControl),
    moduleVerb(controlReviews.reviewControlVerb(rules), forControl.reviewControl),
    moduleVerb(activateProcedureVerb(rules, kinds), forControl.activateProcedure),
    moduleVerb(risks.registerRiskVerb(rules), forControl.registerRisk),
    moduleVerb(risks.assessRiskVerb(rules), forControl.assessRisk),
    moduleVerb(improvements.openImprovementVerb(rules), forControl.openImprovement),
    moduleVerb(improvements.verifyImprovementVerb(rules), forControl.verifyImprovement),
    moduleVerb(sampling.drawSampleVerb(rules), forControl.drawSample),
    moduleVerb(sampling.checkSampleVerb(rules), forControl.checkSample),
    moduleVerb(keyPosts.approveSheetVerb(rules), forPosts.approveSheet),
    moduleVerb(keyPosts.confirmSheetVerb, forPosts.confirmSheet),
    moduleVerb(keyPosts.checkForPostVerb, forPosts.checkForPost),
    moduleVerb(confirmInductionVerb, forPosts.confirmInduction),
    moduleVerb(keyPosts.exceptPostVerb, forPosts.exceptPost),
    moduleVerb(exceptSeparationVerb(rules), forPosts.exceptSeparation),
    moduleVerb(rotation.handOverPostVerb, forPosts.handOverPost),
    moduleVerb(rotation.keepInPostVerb(rules), forPosts.keepInPost),
    moduleVerb(authorities.grantGeneralVerb(rules), forPosts.grantGeneral),
    moduleVerb(authorities.grantSpecialVerb(rules), forPosts.grantSpecial),
    moduleVerb(auditCourse.planAuditVerb(rules), forAudit.planAudit),
    moduleVerb(auditCourse.approveAuditPlanVerb(rules), forAudit.approveAuditPlan),
    moduleVerb(audits.openAuditVerb(rules), forAudit.openAudit),
    moduleVerb(audits.addPaperVerb, forAudit.addPaper),
    moduleVerb(audits.addFindingVerb(rules), forAudit.addFinding),
    moduleVerb(audits.remarkFindingVerb, forAudit.remarkFinding),
    moduleVerb(audits.reportAuditVerb(rules), forAudit.reportAudit),
    moduleVerb(auditCourse.reportAuditUpwardsVerb, forAudit.reportAuditUpwards),
    moduleVerb(auditCourse.closeAuditVerb(rules), forAudit.closeAudit),
    moduleVerb(accounting.signReconciliationVerb(rules, bankAccounts), forAccounting.signReconciliation),
    moduleVerb(explainDifferenceVerb, forAccounting.explainDifference),
    moduleVerb(signGroundworkVerb(rules, bankAccounts), forAccounting.signGroundwork),
    moduleVerb(receiptBooks.registerVoucherTypeVerb, forVouchers.registerVoucherType),
    moduleVerb(receiptBooks.issueBookVerb(rules), forVouchers.issueBook),
    moduleVerb(receiptBooks.accountBookVerb(rules), forVouchers.accountBook),
    moduleVerb(accountingPolicy.adoptPolicyVerb, forAccounting.adoptPolicy),
    moduleVerb(custody.registerSetVerb, forAccounting.registerSet),
    moduleVerb(custody.checkSetVerb(rules), forAccounting.checkSet),
    moduleVerb(custody.useRecordVerb, forAccounting.useRecord),
    moduleVerb(confirmBaseSheetVerb, forAccounting.confirmBaseSheet),
    moduleVerb(environment.registerRequestVerb(rules), forAccounting.registerRequest),
    moduleVerb(environment.answerRequestVerb, forAccounting.answerRequest),
    moduleVerb(environment.nameMemberVerb, forAccounting.nameMember),
    moduleVerb(legalBases.noteLawChangeVerb(rules), forBases.noteLawChange),
    moduleVerb(legalBases.reviewBasisVerb, forBases.reviewBasis),
    moduleVerb(evaluations.evaluateDepartmentVerb(rules), forEvaluations.evaluateDepartment),
    moduleVerb(evaluations.answerEvaluationVerb, forEvaluations.answerEvaluation),
  ];
}

/** What clean government does: gifts, declarations, works, public money, cases. */
export function ethicsVerbs(rules: RulesInForce, kinds: readonly AnyMatterKind[]): readonly ModuleVerb[] {
  return [
    moduleVerb(declineToAttestVerb(rules), forEthics.declineToAttest),
    moduleVerb(conduct.planEducationVerb, forEthics.planEducation),
    moduleVerb(conduct.recordEducationVerb(rules), forEthics.recordEducation),
    moduleVerb(conduct.registerGiftVerb(rules), forEthics.registerGift),
    moduleVerb(conduct.settleGiftVerb(rules), forEthics.settleGift),
    moduleVerb(conduct.declareInvitationVerb, forEthics.declareInvitation),
    moduleVerb(declareHospitalityVerb(rules), forEthics.declareHospitality),
    moduleVerb(conduct.circulateVerb(rules), forEthics.circulate),
    moduleVerb(conduct.acknowledgeVerb, forEthics.acknowledge),
    moduleVerb(works.openWorksVerb(rules), forEthics.openWorks),
    moduleVerb(chooseProcedureVerb(rules), forEthics.chooseProcedure),
    moduleVerb(evidenceStepVerb(rules), forEthics.evidenceStep),
    moduleVerb(works.postNoticeVerb(rules), forEthics.postNotice),
    moduleVerb(works.recordObjectionVerb(rules), forEthics.recordObjection),
    moduleVerb(works.answerObjectionVerb, forEthics.answerObjection),
    moduleVerb(works.signWorksVerb(rules), forEthics.signWorks),
    moduleVerb(money.fileFundVerb, forEthics.fileFund),
    moduleVerb(money.listFeeVerb, forEthics.listFee),
    moduleVerb(money.takeFeeVerb(rules), forEthics.takeFee),
    moduleVerb(money.expectIncomeVerb(rules), forEthics.expectIncome),
    moduleVerb(reportVisitVerb, forEthics.reportVisit),
    moduleVerb(viewLeaderVerb(kinds), forEthics.viewLeader),
    moduleVerb(cases.reportCaseVerb(rules), forCases.reportCase),
    moduleVerb(cases.openCaseVerb(rules), forCases.openCase),
    moduleVerb(cases.decideIntakeVerb, forCases.decideIntake),
    moduleVerb(cases.hearCaseVerb, forCases.hearCase),
    moduleVerb(cases.markCrimeVerb(rules), forCases.markCrime),
    moduleVerb(cases.handOverCaseVerb, forCases.handOverCase),
    moduleVerb(followCaseVerb, forCases.followCase),
    moduleVerb(concludeCaseVerb(rules), forCases.concludeCase),
  ];
}
