import { z } from 'zod';

export { amount, money as amountOrZero, past as day, person, department, digest } from '../../platform/http/fields.ts';

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份格式为 2026-03');
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻格式为 09:30')
  .meta({ format: 'time' });
/** An earmarked fund of the office. */
export const project = z.int().positive('请选择专项').meta({ choices: '/api/projects' });
export const line = z.string().trim().min(1, '请填写').max(200);
export const lines = z.string().trim().min(1, '请填写').max(2000);
/** A matter under the eyes of a person: the version he saw is the version he acts on. */
export const onMatter = { matterId: z.int().positive(), version: z.int().positive() };
