import { z } from 'zod';
import { department, digest, money, past, person, text, texts } from '../../platform/http/fields.ts';
import { month } from './contract-parts.ts';

/** 工会经费计提 (FIN-06a). */
export const accrueUnion = z.object({
  month: month.describe('月份（2026-03）'),
  wages: money.describe('全部职工工资总额'),
  account: text.describe('工会账号'),
  on: past.describe('到账日'),
});
export type AccrueUnion = z.infer<typeof accrueUnion>;

export const DISCLOSED = ['工会经费收支', '资金使用情况', '下一年预算计划', '其他'] as const;

/** 财务公开 (FIN-06e, FIN-07b, FIN-07c). */
export const disclose = z.object({
  content: z.enum(DISCLOSED).describe('内容'),
  year: z.int().min(2000).max(2100).describe('年度'),
  audience: text.describe('公开范围'),
  document: digest.describe('公开文件'),
});
export type Disclose = z.infer<typeof disclose>;

/** 局属单位财务检查 (FIN-07a). */
export const recordInspection = z.object({
  unitId: department.describe('被检查单位'),
  on: past.describe('检查日期'),
  leaderId: person.describe('带队人'),
  members: z.array(person).max(30).default([]).describe('参加人员'),
  scope: text.describe('检查范围'),
  findings: texts.describe('发现问题'),
  rectify: z.string().trim().max(2000).default('').describe('整改事项'),
  rectifyBy: past.nullable().default(null).describe('整改期限'),
});
export type RecordInspection = z.infer<typeof recordInspection>;

/** 违规事项立案 (FIN-08). */
export const openViolation = z.object({
  clause: text.describe('条款编号'),
  facts: texts.describe('事实'),
  personId: person.describe('责任人'),
  gravity: z.enum(['轻微', '一般', '严重']).describe('情节'),
});
export type OpenViolation = z.infer<typeof openViolation>;

/** 违规事项处理 (FIN-08). */
export const decideViolation = z.object({
  number: text.describe('事项编号'),
  statement: z.string().trim().max(2000).default('').describe('本人陈述'),
  decision: texts.describe('处理决定'),
});
export type DecideViolation = z.infer<typeof decideViolation>;
