import { z } from 'zod';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { LARGEST_FEN } from '../../rules/money.ts';

/** Pieces of input every route uses, so that the same thing is refused in the same words everywhere. */
export const id = z.coerce.number({ error: '编号应为数字' }).int('编号应为整数').min(1, '编号应为正整数').max(Number.MAX_SAFE_INTEGER, '没有这个编号');
export const version = z.number({ error: '缺少版本号' }).int().min(1);
export const sentence = z.string({ error: '请填写' }).trim().min(1, '请填写').max(2000, '不超过2000字');
export const optionalSentence = z
  .string()
  .trim()
  .max(2000, '不超过2000字')
  .nullable()
  .default(null)
  .transform((text) => (text === '' ? null : text));
// z.iso.date() refuses days that do not exist, which is all the brand says.
export const day = z.iso.date({ error: '日期格式应为2026-03-02，且确有这一天' }) as unknown as z.ZodType<CivilDate>;
export const fen = z.number({ error: '请填写金额' }).int('金额最多两位小数').min(0, '金额不能为负').max(LARGEST_FEN, '金额过大，请核对');
export const digest = z.string().regex(/^[0-9a-f]{64}$/, '附件编号不对');
export const attachedFile = z.object({ evidence: z.string().trim().min(1).max(50), digest, name: z.string().trim().min(1).max(120) });
export const attachedFiles = z.array(attachedFile).max(50, '附件不超过50个').default([]);
export const after = z
  .string()
  .regex(/^[\w.-]{1,60}$/)
  .nullable()
  .default(null);
export const LIMIT = 20;
