import { z } from 'zod';
import { amount, clockTime, day, department, line, lines, person, project } from './contract-parts.ts';

/** What money is spent on. The pack's 三公归类 sorts these; the office's budget uses the same words. */
export const CATEGORIES = [
  '办公费',
  '办公用品',
  '小件办公用品',
  '印刷费',
  '邮电费',
  '水电费',
  '维修费',
  '会议费',
  '培训费',
  '差旅费',
  '公务接待',
  '因公出国(境)',
  '公务用车购置',
  '公务用车运行',
  '租车费',
  '固定资产购置',
  '劳务费',
  '工作餐',
  '其他',
] as const;
export const category = z.enum(CATEGORIES);
export type Category = z.infer<typeof category>;

export const FUNDING = ['财政拨款', '其他资金'] as const;
export const funding = z.enum(FUNDING);

export const PAYMENT_METHODS = ['现金', '公务卡', '银行转账', '签单挂账'] as const;
export const paymentMethod = z.enum(PAYMENT_METHODS);

/** One line of a purchasing list: FIN-03b wants the market price and where it comes from. */
export const supplyLine = z.object({
  item: line.describe('品名'),
  specification: z.string().trim().max(200).default('').describe('规格'),
  quantity: z.int().min(1).max(100_000).describe('数量'),
  unit: z.string().trim().max(10).default('个').describe('单位'),
  unitPrice: z.int().min(0).max(100_000_000).nullable().default(null).describe('市场单价'),
  priceSource: z.string().trim().max(200).default('').describe('价格来源'),
});
export type SupplyLine = z.infer<typeof supplyLine>;

/** 支出事前审批. linkedMatterId: the request this one supplements; `amount` is then the new total. */
export const requestForm = z.object({
  purpose: line.describe('支出事由'),
  category: category.describe('支出类别'),
  funding: funding.default('财政拨款').describe('资金来源'),
  payee: line.describe('收款单位（人）'),
  amount: amount.describe('预计金额'),
  paymentMethod: paymentMethod.describe('拟付款方式'),
  plannedOn: day.describe('拟支出日'),
  /** FIN-02g: the money is spent already. */
  spentAlready: z
    .object({ spentOn: day.describe('支出日'), reason: lines.describe('先行支出的特殊原因') })
    .nullable()
    .default(null)
    .describe('先支后报'),
  beneficiaries: z.array(person).max(50).default([]).describe('受益人'),
  batch: z.boolean().default(false).describe('批量采购'),
  supplies: z.array(supplyLine).max(200).default([]).describe('采购清单'),
  unitId: department.nullable().default(null).describe('列支站所室'),
  projectId: project.nullable().default(null).describe('专项'),
});
export type RequestForm = z.infer<typeof requestForm>;

/** FIN-02g: money had to be spent before the report; the report falls due two days later. */
export const noteAdvanceSpending = z.object({
  purpose: line.describe('支出事由'),
  payee: line.describe('收款单位（人）'),
  amount: amount.describe('金额'),
  spentOn: day.describe('支出日'),
  spentTime: clockTime.nullable().default(null).describe('时刻'),
  reason: lines.describe('先行支出的特殊原因'),
});
export type NoteAdvanceSpending = z.infer<typeof noteAdvanceSpending>;
