import { z } from 'zod';
import { past, text, texts } from '../../platform/http/fields.ts';

/** 上位规定变动 (ICF-03.1c). */
export const noteLawChange = z.object({ law: text.describe('上位规定'), effective: past.describe('施行日'), change: texts.describe('变动内容') });
export type NoteLawChange = z.infer<typeof noteLawChange>;

/** 依据复核. */
export const reviewBasis = z.object({
  number: text.describe('变动编号'),
  regulation: text.describe('制度'),
  clause: z.string().trim().max(40).default('').describe('条款编号（复核整件制度留空）'),
  conclusion: z.enum(['保留', '修订']).describe('结论'),
  note: texts.describe('理由；修订的写明怎样修订'),
});
export type ReviewBasis = z.infer<typeof reviewBasis>;
