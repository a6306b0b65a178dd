import { z } from 'zod';
import { money, past, text, texts } from '../../platform/http/fields.ts';
import { clockTime } from './contract-parts.ts';

/** 设定现金收付范围和时间 (FIN-04a). */
export const setCashDesk = z.object({
  purposes: z.array(text).min(1, '至少一项用途').max(30).describe('可用现金的用途'),
  hours: z
    .array(z.object({ from: clockTime.describe('起'), until: clockTime.describe('止') }))
    .min(1, '至少一段时间')
    .max(5)
    .describe('收付时间'),
});
export type SetCashDesk = z.infer<typeof setCashDesk>;

/** 现金收付 (FIN-04a, FIN-04d, FIN5-10a). */
export const recordCash = z.object({
  day: past.describe('日期'),
  time: clockTime.describe('时刻'),
  movement: z.enum(['结算', '存入', '支拨', '转借']).describe('环节'),
  direction: z.enum(['收', '付']).describe('收付'),
  amount: money.describe('金额'),
  counterpart: text.describe('对方'),
  summary: text.describe('摘要'),
  purpose: text.describe('用途'),
  document: text.describe('凭据号'),
  account: z.string().trim().max(30).nullable().default(null).describe('存入的账号'),
  bothSigned: z.boolean().describe('交款人、收款人均已签字'),
});
export type RecordCash = z.infer<typeof recordCash>;

/** 补签 (FIN5-10a). */
export const signCash = z.object({ number: text.describe('现金账编号') });
export type SignCash = z.infer<typeof signCash>;

/** 现金日结 (FIN-04b–d, FIN5-10c). */
export const closeCashDay = z.object({ day: past.describe('日期'), counted: money.describe('实点现金（纸币、硬币）') });
export type CloseCashDay = z.infer<typeof closeCashDay>;

/** 登记短款 (FIN-04c). */
export const reportShortage = z.object({ day: past.describe('日期'), counted: money.describe('实点现金'), explanation: texts.describe('情况说明') });
export type ReportShortage = z.infer<typeof reportShortage>;

/** 放行一项现金收付或日结的限制, by the post the clause names. */
export const releaseCash = z.object({ day: past.describe('日期'), code: text.describe('条款编号'), reason: texts.describe('放行理由') });
export type ReleaseCash = z.infer<typeof releaseCash>;
