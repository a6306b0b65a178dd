import { z } from 'zod';
import { digest, person, text } from '../../platform/http/fields.ts';

const no = z.int().min(1).max(99_999_999);
const year = z.int().min(2000).max(2100).nullable().default(null).describe('年度（留空为今年）');

/** 登记凭证种类 (ICF-03.2d). */
export const registerVoucherType = z.object({
  name: text.describe('凭证名称'),
  sort: z.enum(['财政票据', '税务发票', '自制凭证']).describe('类别'),
  fields: z.array(text).min(1, '至少一个必填项目').max(40).describe('必填项目'),
  form: digest.describe('凭证格式'),
});
export type RegisterVoucherType = z.infer<typeof registerVoucherType>;

/** 票据领用 (ICF-03.2d, ETH-03b). */
export const issueBook = z.object({
  name: text.describe('票据名称'),
  year,
  first: no.describe('起号'),
  last: no.describe('止号'),
  holderId: person.describe('领用人'),
});
export type IssueBook = z.infer<typeof issueBook>;

const span = z.object({ first: no.describe('起号'), last: no.describe('止号') });
export type Span = z.infer<typeof span>;
/** 票据结存: whatever receipts were entered with their business counts as used without being named again. */
export const accountBook = z.object({
  number: text.describe('领用编号'),
  used: z.array(span).max(500).default([]).describe('已用号段'),
  void: z
    .array(span.extend({ reason: text.describe('作废原因') }))
    .max(500)
    .default([])
    .describe('作废号段'),
  inStock: z.array(span).max(500).default([]).describe('库存号段'),
});
export type AccountBook = z.infer<typeof accountBook>;
