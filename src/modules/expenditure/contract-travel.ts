import { z } from 'zod';
import { money, past, person, text } from '../../platform/http/fields.ts';
import { invoice } from '../../platform/invoices/contract.ts';

export const TRIP_KINDS = ['下乡', '出差'] as const;

/** A moment on the clock of the office: `2026-06-09T07:00`. */
const clock = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, '应当像2026-06-09T07:00')
  .meta({ format: 'moment' });

const item = z.object({ name: text.describe('项目'), amount: money.describe('金额') });

/** 外出安排 (FIN5-08c, FIN5-08e). */
export const tripForm = z.object({
  tripKind: z.enum(TRIP_KINDS).describe('外出类型'),
  destination: text.describe('地点'),
  purpose: text.describe('事由'),
  startAt: clock.describe('出发时间'),
  endAt: clock.describe('返回时间'),
});
export type TripForm = z.infer<typeof tripForm>;

/** 差旅报销 (FIN5-07, FIN5-08a–d). What is left empty is told by the clause, not by the field. */
export const travelClaimForm = z.object({
  tripKind: z.enum(TRIP_KINDS).describe('外出类型'),
  purpose: text.describe('事由'),
  places: z.string().trim().max(200).default('').describe('地点'),
  startAt: clock.nullable().default(null).describe('起始时间'),
  endAt: clock.nullable().default(null).describe('终止时间'),
  items: z.array(item).max(60).default([]).describe('费用明细'),
  invoices: z.array(invoice).max(60).default([]).describe('票据'),
  witnessId: person.nullable().default(null).describe('证明人'),
});
export type TravelClaimForm = z.infer<typeof travelClaimForm>;

/** 预借公务款 (FIN5-09). */
export const advanceForm = z.object({
  purpose: text.describe('借款事由'),
  occasion: z.enum(['出差', '会议', '培训', '公务采购', '个人']).describe('用途'),
  reference: z.string().trim().max(100).default('').describe('关联的外出安排、会议或任务'),
  estimate: z.array(item).min(1, '至少一项预计费用').max(60).describe('核算经费'),
  amount: money.describe('借款金额'),
  returnOn: past.describe('回局日'),
});
export type AdvanceForm = z.infer<typeof advanceForm>;

/** 白条 (FIN5-05e). */
export const iouForm = z.object({
  reason: z.string().trim().max(500).default('').describe('先领后付的原因'),
  debtor: z.string().trim().max(100).default('').describe('欠款人'),
  items: text.describe('领用物品'),
  amount: money.describe('金额'),
  expectedOn: past.nullable().default(null).describe('预计付款日'),
});
export type IouForm = z.infer<typeof iouForm>;

/** 票证领用 (FIN5-05d). */
export const issueTickets = z.object({
  item: text.describe('品名'),
  range: text.describe('号段'),
  quantity: z.int().min(1).max(1_000_000).describe('数量'),
  unitPrice: money.describe('单价'),
  receiver: text.describe('领用人'),
  paidReference: z.string().trim().max(80).default('').describe('交款凭据'),
  receipt: z.string().trim().max(80).default('').describe('收据号'),
  iou: z.string().trim().max(40).default('').describe('白条审批号'),
});
export type IssueTickets = z.infer<typeof issueTickets>;
