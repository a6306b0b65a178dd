import type { Facts } from '../../rules/decision.ts';

/**
 * The facts this field gives to its questions, by vocabulary identifier (Chinese term beside it). Posts of handler, payee, beneficiary and
 * witness are added by the platform; settings of the pack are read by the pack.
 */

/** 事前审批 */
export interface RequestFacts extends Facts {
  /** 金额 */ readonly amount: number;
  /** 支出类别 */ readonly expenseCategory: string;
  /** 资金来源 */ readonly fundingSource: string;
  /** 付款方式 */ readonly paymentMethod: string;
  /** 是否办公用品 */ readonly officeSupplies: boolean;
  /** 是否小件办公用品 (FIN5-11) */ readonly smallItem: boolean;
  /** 是否批量 */ readonly batch: boolean;
  /** 清单价格齐全: every line with unit price and source, and the sum is the amount */ readonly listComplete: boolean;
  /** 是否预支 */ readonly advanceSpending: boolean;
  /** 三十日合计: this request and those of the same handler, payee and purpose within the splitting window */ readonly splitSum: number;
  /** 是否补充申请 */ readonly supplementary: boolean;
  /** 办公室经办 */ readonly handlerInGeneralOffice: boolean;
}

/** 报销审批 */
export interface ClaimFacts extends Facts {
  /** 金额 */ readonly amount: number;
  /** 支出类别 */ readonly expenseCategory: string;
  /** 资金来源 */ readonly fundingSource: string;
  /** 付款方式 */ readonly paymentMethod: string;
  /** 同日合计: with the same payee, the same day and the same purpose, whoever handled it */ readonly sameDaySum: number;
  /** 有付款凭据: slip number or bank reference */ readonly paymentReference: boolean;
  /** 挂账原因已写明 */ readonly creditReason: boolean;
  /** 有事前审批: an approved request is linked */ readonly priorApproval: boolean;
  /** 事前审批早于支出 */ readonly approvedBeforeSpending: boolean;
  /** 超批准金额 */ readonly exceedsApproved: boolean;
  /** 收款方相符: as in the approval */ readonly payeeAsApproved: boolean;
  /** 支出类别相符: as in the approval */ readonly categoryAsApproved: boolean;
  /** 是否预支 */ readonly advanceSpending: boolean;
  /** 逾期报告: the report after spending came too late */ readonly reportOverdue: boolean;
  /** 指定采购人员 */ readonly designatedPurchaser: boolean;
  /** 特殊情况已写明 */ readonly specialReason: boolean;
  /** 有证明人 */ readonly hasWitness: boolean;
  /** 证明人即经办人 */ readonly witnessIsHandler: boolean;
  /** 审批人为经手或证明人: whoever signed the approval it rests on handles or witnesses the claim (FIN5-07) */ readonly approverIsParty: boolean;
  /** 是否办公用品 */ readonly officeSupplies: boolean;
  /** 是否小件办公用品 */ readonly smallItem: boolean;
  /** 办公室经办 */ readonly handlerInGeneralOffice: boolean;
  /** 已经办公室代购: a request to 办公室 was fulfilled */ readonly boughtThroughOffice: boolean;
  /** 超出清单: something bought is not on the agreed list */ readonly outsideList: boolean;
  /** 有正式发票: kind, number, issuer, image */ readonly formalInvoice: boolean;
  /** 发票已使用 */ readonly invoiceUsed: boolean;
  /** 发票信息相符: as read from the electronic invoice */ readonly invoiceMatches: boolean;
  /** 票据金额相符: the invoices cover the claim */ readonly invoicesCover: boolean;
  /** 户内余额足够: the account of the unit and of the project can bear it (FIN5-05b) */ readonly fundsSufficient: boolean;
  /** 专项相符: the expense carries the tag of the fund it is charged to (FIN5-05b) */ readonly projectMatches: boolean;
}
