import { z } from 'zod';
import { amount, money, past, text } from '../http/fields.ts';

export const ISSUER_KINDS = ['税务发票', '财政票据', '其他凭证'] as const;

/** One invoice or slip a claim rests on. */
export const invoice = z.object({
  issuerKind: z.enum(ISSUER_KINDS).describe('票据种类'),
  number: z
    .string()
    .trim()
    .max(40)
    .regex(/^[0-9A-Za-z-]*$/, '票据号码只含数字和字母')
    .default('')
    .describe('票据号码'),
  date: past.describe('开票日期'),
  seller: text.describe('开票单位'),
  amount: amount.describe('价税合计'),
  tax: money.nullable().default(null).describe('其中税额'),
});
export type Invoice = z.infer<typeof invoice>;
