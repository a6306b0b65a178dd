import { z } from 'zod';
import { amount, text } from '../../platform/http/fields.ts';

const tickets = {
  item: text.describe('品名'),
  range: text.describe('号段'),
  quantity: z.int().min(1).max(1_000_000).describe('数量'),
  unitPrice: amount.describe('单价'),
  receiver: text.describe('领用人'),
};

/** 票证交款 (FIN5-05d). */
export const payForTickets = z.object({ ...tickets, paidReference: text.describe('交款凭据') });
export type PayForTickets = z.infer<typeof payForTickets>;

/** 票证开票 (FIN5-05d). */
export const receiptTickets = z.object({ number: text.describe('票证领用编号'), receipt: text.describe('收据号') });
export type ReceiptTickets = z.infer<typeof receiptTickets>;

/** 票证领取 (FIN5-05d). */
export const handOutTickets = z.object({ number: text.describe('票证领用编号') });
export type HandOutTickets = z.infer<typeof handOutTickets>;

/** 凭白条领用票证 (FIN5-05e). */
export const issueTickets = z.object({ ...tickets, iou: text.describe('白条审批号') });
export type IssueTickets = z.infer<typeof issueTickets>;
