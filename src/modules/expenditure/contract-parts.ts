import { z } from 'zod';
import type { Fen } from '../../rules/money.ts';
import { LARGEST_FEN } from '../../rules/money.ts';

/** Integer fen above zero. The brand says only that the check has been made. */
export const amount = z.int('金额最多两位小数').min(1, '金额应大于零').max(LARGEST_FEN, '金额过大，请核对').meta({ format: 'fen' }) as unknown as z.ZodType<Fen>;

export { money as amountOrZero, past as day, person, department, digest } from '../../platform/http/fields.ts';

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份格式为 2026-03');
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻格式为 09:30');
export const line = z.string().trim().min(1, '请填写').max(200);
export const lines = z.string().trim().min(1, '请填写').max(2000);
/** A matter under the eyes of a person: the version he saw is the version he acts on. */
export const onMatter = { matterId: z.int().positive(), version: z.int().positive() };
