import type { ReadKept } from '../../platform/files/read-sheet.ts';
import { moduleVerb, type ModuleVerb } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { settleAdvanceVerb } from './advance-settlement.ts';
import { decideCashLossVerb, reportCashLossVerb } from './cash-loss.ts';
import {
  closeMonth,
  decideCashLoss,
  deliverReport,
  proposeDeduction,
  receiveIou,
  recordBankFile,
  reportCashLoss,
  setUnitQuota,
  settleAdvance,
  settleUnit,
  signDeduction,
} from './contract-settlement.ts';
import { proposeDeductionVerb, receiveIouVerb, signDeductionVerb } from './iou-settlement.ts';
import { closeMonthVerb, deliverReportVerb } from './month-closing.ts';
import { recordBankFileVerb } from './record-bank-file.ts';
import { setUnitQuotaVerb } from './unit-quota.ts';
import { settleUnitVerb } from './unit-settlement.ts';

/** What closes months, years, advances and debts. */
export function settlementVerbs(rules: RulesInForce, readKept: ReadKept): readonly ModuleVerb[] {
  return [
    moduleVerb(recordBankFileVerb(rules, readKept), recordBankFile),
    moduleVerb(settleAdvanceVerb, settleAdvance),
    moduleVerb(receiveIouVerb, receiveIou),
    moduleVerb(proposeDeductionVerb(rules), proposeDeduction),
    moduleVerb(signDeductionVerb, signDeduction),
    moduleVerb(closeMonthVerb(rules), closeMonth),
    moduleVerb(deliverReportVerb, deliverReport),
    moduleVerb(setUnitQuotaVerb, setUnitQuota),
    moduleVerb(settleUnitVerb(rules), settleUnit),
    moduleVerb(reportCashLossVerb(rules), reportCashLoss),
    moduleVerb(decideCashLossVerb, decideCashLoss),
  ];
}
