import { z } from 'zod';
import { amount, clockTime, day, department, line, lines, onMatter, person, project } from './contract-parts.ts';
import { invoice } from '../../platform/invoices/contract.ts';
import { category, funding, paymentMethod } from './contract-request.ts';

/** 费用报销. linkedMatterId: the approved 支出事前审批. */
export const claimForm = z.object({
  purpose: line.describe('报销事由'),
  category: category.describe('支出类别'),
  funding: funding.default('财政拨款').describe('资金来源'),
  payee: line.describe('收款单位（人）'),
  /** The claim repays a member of the office who laid out the money. */
  payeeId: person.nullable().default(null).describe('垫付人'),
  amount: amount.describe('报销金额'),
  paymentMethod: paymentMethod.describe('付款方式'),
  /** 公务卡 or transfer already made: slip or bank reference (FIN-01c). */
  transactionReference: z.string().trim().max(80).default('').describe('刷卡小票号或银行回单号'),
  creditReason: z.string().trim().max(1000).default('').describe('未能当场付清的原因'),
  spentOn: day.describe('支出日'),
  spentTime: clockTime.nullable().default(null).describe('支出时刻'),
  spentAlready: z.boolean().default(false).describe('先支后报'),
  specialReason: z.string().trim().max(1000).default('').describe('非指定采购人员经办的特殊情况'),
  witnessId: person.nullable().default(null).describe('证明人'),
  beneficiaries: z.array(person).max(50).default([]).describe('受益人'),
  invoices: z.array(invoice).max(50).default([]).describe('票据'),
  /** What was bought against a purchasing list (FIN-03c). */
  bought: z
    .array(z.object({ item: line, specification: z.string().trim().max(200).default(''), quantity: z.int().min(1).max(100_000) }))
    .max(200)
    .default([])
    .describe('实际采购'),
  unitId: department.nullable().default(null).describe('列支站所室'),
  projectId: project.nullable().default(null).describe('专项'),
  /** 站所局: the advance this claim is set against (FIN5-09c). */
  advanceId: z.int().positive().nullable().default(null).describe('冲抵借款'),
});
export type ClaimForm = z.infer<typeof claimForm>;

/** 工会经费支出 (FIN-06): union money only, purposes of its own. */
export const UNION_PURPOSES = ['教育培训', '工会活动', '其他'] as const;
export const unionClaimForm = z.object({
  purpose: line.describe('支出事由'),
  unionPurpose: z.enum(UNION_PURPOSES).describe('用途'),
  otherReason: z.string().trim().max(500).default('').describe('列入其他的原因'),
  payee: line.describe('收款单位（人）'),
  payeeId: person.nullable().default(null).describe('垫付人'),
  amount: amount.describe('金额'),
  /** Part to be borne by office money: a voucher never mixes the two (FIN-06c). */
  officeShare: z.int().min(0).default(0).describe('其中机关经费'),
  paymentMethod: paymentMethod.describe('付款方式'),
  transactionReference: z.string().trim().max(80).default('').describe('刷卡小票号或银行回单号'),
  spentOn: day.describe('支出日'),
  beneficiaries: z.array(person).max(50).default([]).describe('受益人'),
  invoices: z.array(invoice).max(50).default([]).describe('票据'),
});
export type UnionClaimForm = z.infer<typeof unionClaimForm>;

/** Pays an approved matter (FIN-02c). */
export const pay = z.object({
  ...onMatter,
  method: z.enum(['现金', '公务卡', '银行转账']).describe('付款方式'),
  reference: z.string().trim().max(80).default('').describe('刷卡小票号或银行回单号'),
  paidOn: day.describe('付款日'),
  /** What the cash journal asks besides (FIN-04a, FIN5-10a). */
  cash: z
    .object({ time: clockTime.describe('付款时刻'), purpose: line.describe('现金用途'), bothSigned: z.boolean().describe('付款人、收款人均已签字') })
    .nullable()
    .default(null)
    .describe('现金付出'),
});
export type Pay = z.infer<typeof pay>;

export const reverseVoucher = z.object({ voucherId: z.int().positive(), reason: lines.describe('更正原因') });
export type ReverseVoucher = z.infer<typeof reverseVoucher>;

/** FIN-02d: the dated list of designated purchasers. */
export const designatePurchaser = z.object({
  personId: person.describe('采购人员'),
  designatedBy: z.enum(['办公室', '财务股']).describe('指定部门'),
  from: day.describe('起'),
  until: day.nullable().default(null).describe('止（不含）'),
});
export type DesignatePurchaser = z.infer<typeof designatePurchaser>;

export const endDesignation = z.object({ designationId: z.int().positive(), until: day.describe('止（不含）') });
export type EndDesignation = z.infer<typeof endDesignation>;
