import { z } from 'zod';
import { department, texts } from '../../platform/http/fields.ts';

const year = z.int().min(2000).max(2100).describe('年度');

/** 内控评价 (ICF-03.3b). */
export const evaluateDepartment = z.object({
  departmentId: department.describe('股室或局属单位'),
  year,
  score: z.int().min(0).max(100).describe('得分'),
  comment: texts.describe('意见'),
});
export type EvaluateDepartment = z.infer<typeof evaluateDepartment>;

/** 签收内控评价: what the head of the section says to it. */
export const answerEvaluation = z.object({
  departmentId: department.describe('本股室或单位'),
  year,
  agreed: z.boolean().default(true).describe('同意评价结果'),
  remark: z.string().trim().max(2000).default('').describe('说明（不同意的须写明）').meta({ format: 'long' }),
});
export type AnswerEvaluation = z.infer<typeof answerEvaluation>;
