import { z } from 'zod';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Fen } from '../../rules/money.ts';
import { LARGEST_FEN } from '../../rules/money.ts';

/** Fields of forms, shared by server and pages; `format` tells a page which input to show. */

/** Integer fen, zero allowed. The brand says only that the check has been made. */
export const money = z.int('金额最多两位小数').min(0, '金额不能为负').max(LARGEST_FEN, '金额过大，请核对').meta({ format: 'fen' }) as unknown as z.ZodType<Fen>;

/** Integer fen above zero. */
export const amount = z
  .int('金额最多两位小数')
  .min(1, '金额应大于零')
  .max(LARGEST_FEN, '金额过大，请核对')
  .meta({ format: 'fen' }) as unknown as z.ZodType<Fen>;

/** A day that exists; z.iso.date() refuses others, which is all the brand says. */
export const past = z.iso.date('日期格式应为2026-03-02').meta({ format: 'date' }) as unknown as z.ZodType<CivilDate>;

/** A moment on the clock of the office: `2026-06-09T07:00`. */
export const clock = z
  .string({ error: '请填写时间' })
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, '应当像2026-06-09T07:00')
  .meta({ format: 'moment' });

export const person = z.int().positive('请选择人员').meta({ format: 'person' });
export const department = z.int().positive('请选择股室').meta({ format: 'department' });
export const text = z.string({ error: '请填写' }).trim().min(1, '请填写').max(200, '不超过200字');
export const texts = z.string({ error: '请填写' }).trim().min(1, '请填写').max(2000, '不超过2000字').meta({ format: 'long' });
/** SHA-256 of an uploaded file, hex. */
export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '请上传文件')
  .meta({ format: 'file' });
