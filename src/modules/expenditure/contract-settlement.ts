import { z } from 'zod';
import { department, digest, money, past, person, text, texts } from '../../platform/http/fields.ts';
import { amount, month } from './contract-parts.ts';

/** 登记白条收款 (FIN5-05f). */
export const receiveIou = z.object({
  iou: text.describe('白条审批号'),
  amount: amount.describe('收款金额'),
  on: past.describe('收款日期'),
  receipt: text.describe('收款凭证号'),
});
export type ReceiveIou = z.infer<typeof receiveIou>;

/** 提出白条抵扣 (FIN5-05g). */
export const proposeDeduction = z.object({ iou: text.describe('白条审批号'), deposit: money.describe('责任人风险金余额') });
export type ProposeDeduction = z.infer<typeof proposeDeduction>;

/** 签批白条抵扣 (FIN5-05g). */
export const signDeduction = z.object({
  iou: text.describe('白条审批号'),
  objection: z.string().trim().max(2000).default('').describe('责任人的意见').meta({ format: 'long' }),
});
export type SignDeduction = z.infer<typeof signDeduction>;

/** 借款核销 (FIN5-09c): a claim, money paid back, or both. */
export const settleAdvance = z.object({
  advance: text.describe('借款审批号'),
  claim: z.string().trim().max(40).default('').describe('抵扣的报销单号'),
  repaid: money.describe('缴回现金或转账金额'),
  receipt: z.string().trim().max(80).default('').describe('缴回凭证号'),
  on: past.describe('核销日期'),
});
export type SettleAdvance = z.infer<typeof settleAdvance>;

/** 月末结账 (FIN5-03a, FIN5-03c, FIN5-05h). */
export const closeMonth = z.object({
  month: month.describe('月份'),
  opening: money.nullable().default(null).describe('期初余额（首次结账时填写）'),
  counted: money.describe('期末实有（银行和现金合计）'),
  opinion: z.string().trim().max(2000).default('').describe('变化、风险和建议（没有的写“无”）').meta({ format: 'long' }),
});
export type CloseMonth = z.infer<typeof closeMonth>;

export const REPORTS = ['收支月报', '站所月报'] as const;
export const REPORT_LEADERS = ['分管领导', '局长'] as const;

/** 送达月报 (FIN5-03b, FIN5-05h). */
export const deliverReport = z.object({
  report: z.enum(REPORTS).describe('报表'),
  month: month.describe('月份'),
  leaders: z.array(z.enum(REPORT_LEADERS)).max(2).default([]).describe('送达的领导'),
  departments: z.array(department).max(200).default([]).describe('送达的站所室'),
});
export type DeliverReport = z.infer<typeof deliverReport>;

/** 核定站所室费用额度 (FIN5-06a). */
export const setUnitQuota = z.object({
  year: z.int().min(2000).max(2100).describe('年度'),
  departmentId: department.describe('站所室'),
  amount: amount.describe('费用额度'),
});
export type SetUnitQuota = z.infer<typeof setUnitQuota>;

/** 站所室年终结算 (FIN5-06b). */
export const settleUnit = z.object({
  year: z.int().min(2000).max(2100).describe('年度'),
  departmentId: department.describe('站所室'),
  base: money.describe('结算基数'),
  rate: z.number().min(0).max(100).multipleOf(0.01, '提成比例最多两位小数').describe('提成比例（%）'),
});
export type SettleUnit = z.infer<typeof settleUnit>;

/** 登记现金损失 (FIN5-10c). */
export const reportCashLoss = z.object({
  happenedOn: past.describe('日期'),
  overnight: money.describe('当夜现金'),
  lost: amount.describe('损失金额'),
  keeperId: person.describe('现金保管人'),
  facts: texts.describe('情况说明'),
});
export type ReportCashLoss = z.infer<typeof reportCashLoss>;

/** 决定现金损失 (FIN5-10c). */
export const decideCashLoss = z.object({ number: text.describe('损失编号'), borne: money.describe('由保管人承担'), decision: texts.describe('处理决定') });
export type DecideCashLoss = z.infer<typeof decideCashLoss>;

/** 核对银行流水 (FIN-02c). */
export const recordBankFile = z.object({
  account: text.describe('账号').meta({ choices: '/api/accounts' }),
  file: digest.describe('银行导出的流水（xlsx或csv）'),
});
export type RecordBankFile = z.infer<typeof recordBankFile>;
