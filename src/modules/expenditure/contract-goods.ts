import { z } from 'zod';
import { department, past, text } from '../../platform/http/fields.ts';
import { month } from './contract-parts.ts';

const item = text.describe('品名');

/** 物品收发 (FIN5-05h). */
export const recordGoods = z.object({
  day: past.describe('日期'),
  departmentId: department.describe('站所室'),
  item,
  direction: z.enum(['收', '发']).describe('收发'),
  quantity: z.int('数量应为整数').min(1, '数量应大于零').max(1_000_000).describe('数量'),
  counterpart: text.describe('交货人或领用人'),
  document: text.describe('凭据号'),
});
export type RecordGoods = z.infer<typeof recordGoods>;

/** 物品盘点 (FIN5-05h). */
export const countGoods = z.object({
  month: month.describe('月份（2026-03）'),
  departmentId: department.describe('站所室'),
  lines: z
    .array(
      z.object({
        item,
        counted: z.int('数量应为整数').min(0, '数量不能为负').max(1_000_000).describe('实存数量'),
        remark: z.string().trim().max(200).default('').describe('说明'),
      }),
    )
    .min(1, '至少盘点一项')
    .max(500)
    .describe('盘点明细'),
});
export type CountGoods = z.infer<typeof countGoods>;
