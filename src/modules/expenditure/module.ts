import { askOfEntry, type BookQuestion } from '../../platform/books/book-question.ts';
import type { ReadKept } from '../../platform/files/read-sheet.ts';
import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { bankAccounts } from './account-store.ts';
import { setBudgetVerb } from './budget.ts';
import { closeCashDayVerb, recordCashVerb, releaseCashVerb, reportShortageVerb, setCashDeskVerb, signCashVerb } from './cash.ts';
import { advance, iou } from './advance-kind.ts';
import { claim } from './claim-kind.ts';
import { closeAccount, openProject, recordIncome, registerAccount, setBudget } from './contract-account.ts';
import { closeCashDay, recordCash, releaseCash, reportShortage, setCashDesk, signCash } from './contract-cash.ts';
import { designatePurchaser, endDesignation, pay, reverseVoucher } from './contract-claim.ts';
import { noteAdvanceSpending } from './contract-request.ts';
import { accrueUnion, decideViolation, disclose, openViolation, recordInspection } from './contract-oversight.ts';
import { crossChecks } from './cross-checks.ts';
import { closeAccountVerb, openProjectVerb, recordIncomeVerb, registerAccountVerb } from './income.ts';
import { oldVoucherRegister, oldVouchers } from './import-vouchers.ts';
import { noteAdvanceSpendingVerb } from './note-advance-spending.ts';
import { mayPay, payVerb } from './pay.ts';
import { designatePurchaserVerb, endDesignationVerb } from './purchaser.ts';
import { oversightRegisters } from './registers-oversight.ts';
import { settlementRegisters } from './registers-settlement.ts';
import { settlementVerbs } from './settlement-verbs.ts';
import { publicReports } from './public-reports.ts';
import { registers } from './registers.ts';
import { reports } from './reports.ts';
import { expenditureRoutes } from './routes.ts';
import { spendingRequest } from './request-kind.ts';
import { advanceSpendingOf } from './request-store.ts';
import { trip, travelClaim } from './travel-kinds.ts';
import { discloseVerb } from './disclose.ts';
import { recordInspectionVerb } from './inspection.ts';
import { accrueUnionVerb } from './union-accrual.ts';
import { decideViolationVerb, openViolationVerb } from './violation.ts';
import { issueTicketsVerb } from './issue-tickets.ts';
import { issueTickets } from './contract-travel.ts';
import { reverseVoucherVerb } from './reverse-voucher.ts';
import { unionClaim } from './union-claim-kind.ts';

/** 经费支出: prior approval, claims, payment, income, and their registers. */
export function expenditure(
  rules: RulesInForce,
  { readKept, bookQuestions }: { readonly readKept: ReadKept; readonly bookQuestions: readonly BookQuestion[] },
): Module {
  const asks = askOfEntry(rules, bookQuestions);
  return {
    module: 'expenditure',
    title: '经费支出',
    kinds: [spendingRequest, claim, unionClaim, trip, travelClaim, advance, iou],
    registers: [...registers, ...oversightRegisters, ...settlementRegisters, oldVoucherRegister],
    verbs: [
      moduleVerb(payVerb(rules, asks), pay),
      moduleVerb(noteAdvanceSpendingVerb(rules), noteAdvanceSpending),
      moduleVerb(recordIncomeVerb(rules, asks), recordIncome),
      moduleVerb(registerAccountVerb, registerAccount),
      moduleVerb(closeAccountVerb, closeAccount),
      moduleVerb(openProjectVerb, openProject),
      moduleVerb(setBudgetVerb, setBudget),
      moduleVerb(issueTicketsVerb(rules), issueTickets),
      moduleVerb(setCashDeskVerb, setCashDesk),
      moduleVerb(recordCashVerb(rules), recordCash),
      moduleVerb(signCashVerb, signCash),
      moduleVerb(closeCashDayVerb(rules), closeCashDay),
      moduleVerb(reportShortageVerb, reportShortage),
      moduleVerb(releaseCashVerb(rules), releaseCash),
      moduleVerb(accrueUnionVerb(rules), accrueUnion),
      moduleVerb(discloseVerb, disclose),
      moduleVerb(recordInspectionVerb, recordInspection),
      moduleVerb(openViolationVerb(rules), openViolation),
      moduleVerb(decideViolationVerb, decideViolation),
      moduleVerb(reverseVoucherVerb, reverseVoucher),
      moduleVerb(designatePurchaserVerb, designatePurchaser),
      moduleVerb(endDesignationVerb, endDesignation),
      ...settlementVerbs(rules, { readKept, asks }),
    ],
    jobs: [],
    matterActions: [{ verb: 'pay', on: ({ payment }) => payment !== null, may: mayPay }],
    reports: [...reports, ...publicReports],
    imports: [oldVouchers(rules)],
    crossChecks,
    bankAccounts,
    exceptions: advanceSpendingOf,
    routes: expenditureRoutes,
  };
}
