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

/** Made from the union's books, not handed in (FIN-06e). */
export const FROM_BOOKS = '工会经费收支';

/** 财务公开 (FIN-06e, FIN-07b, FIN-07c). */
export const disclose = z.object({
  content: z.enum(DISCLOSED).describe('内容'),
  year: z.int().min(2000).max(2100).describe('年度'),
  audience: text.describe('公开范围'),
  document: digest.nullable().default(null).describe('公开文件（工会经费收支由账上生成，不上传）'),
  masked: z.boolean().default(false).describe('公开文件中的个人信息已经遮盖'),
});
export type Disclose = z.infer<typeof disclose>;

const rectification = z.object({
  finding: text.describe('发现问题'),
  measure: text.describe('整改要求'),
  ownerId: person.describe('整改责任人'),
  dueOn: past.describe('整改期限'),
});

/** 局属单位财务检查 (FIN-07a). */
export const recordInspection = z.object({
  unitId: department.describe('被检查单位'),
  on: past.describe('检查日期'),
  leaderId: person.describe('带队人'),
  members: z.array(person).max(30).default([]).describe('参加人员').meta({ format: 'people' }),
  scope: text.describe('检查范围'),
  findings: texts.describe('检查结论'),
  rectifications: z.array(rectification).max(50).default([]).describe('整改事项'),
});
export type RecordInspection = z.infer<typeof recordInspection>;

const gravity = z.enum(['轻微', '一般', '严重']);

/** 违规事项立案 (FIN-08). */
export const openViolation = z.object({
  clause: text.describe('条款编号'),
  facts: texts.describe('事实'),
  personId: person.describe('责任人'),
  gravity: gravity.describe('情节'),
  ground: z.string().trim().max(60).default('').describe('来源编号（见可立案事项台账；审计等发现的不填）'),
});
export type OpenViolation = z.infer<typeof openViolation>;

/** 陈述意见 (FIN-08). */
export const stateOnViolation = z.object({ number: text.describe('事项编号'), statement: texts.describe('陈述意见') });
export type StateOnViolation = z.infer<typeof stateOnViolation>;

/** 违规事项处理 (FIN-08). */
export const decideViolation = z.object({
  number: text.describe('事项编号'),
  gravity: gravity.nullable().default(null).describe('情节（不填的为立案时所定）'),
  decision: texts.describe('处理决定'),
  unheard: z.string().trim().max(500).default('').describe('当事人没有陈述的原因'),
});
export type DecideViolation = z.infer<typeof decideViolation>;
