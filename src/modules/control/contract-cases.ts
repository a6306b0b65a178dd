import { z } from 'zod';
import { digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

/** 反映问题 (ETH-10b, ETH-10c). */
export const reportCase = z.object({
  subjectId: person.describe('反映对象'),
  facts: texts.describe('反映的问题'),
  anonymous: z.boolean().default(false).describe('匿名'),
});
export type ReportCase = z.infer<typeof reportCase>;

/** 问责立案 (ICF-02.3g). */
export const openCase = z.object({
  subjectId: person.describe('直接责任人'),
  managerId: person.nullable().default(null).describe('管理责任人'),
  facts: texts.describe('事由及关联记录'),
});
export type OpenCase = z.infer<typeof openCase>;

const number = { number: text.describe('编号') };
export const decideIntake = z.object({ ...number, accepted: z.boolean().describe('受理'), reason: texts.describe('理由') });
export type DecideIntake = z.infer<typeof decideIntake>;
export const hearCase = z.object({ ...number, statement: texts.describe('陈述申辩'), record: digest.nullable().default(null).describe('谈话记录') });
export type HearCase = z.infer<typeof hearCase>;
export const markCrime = z.object({ ...number, reason: texts.describe('认定理由') });
export type MarkCrime = z.infer<typeof markCrime>;
export const handOverCase = z.object({ ...number, receiver: text.describe('接收机关'), document: digest.describe('移送文书') });
export type HandOverCase = z.infer<typeof handOverCase>;

export const MEASURES = ['批评教育', '经济处罚', '党纪处分', '政纪处分', '责任问责', '失职问责', '引咎辞职', '违规惩处'] as const;
/** 案件结论 (ETH-11a, ICF-02.3g). */
export const concludeCase = z.object({
  ...number,
  unfounded: z.boolean().default(false).describe('不成立或不予追究'),
  measures: z.array(z.enum(MEASURES)).default([]).describe('处理措施'),
  penalty: money.describe('经济处罚金额'),
  decidingBody: text.describe('决定机构'),
  decidedOn: past.describe('决定日'),
  conclusion: texts.describe('结论和依据'),
  document: digest.nullable().default(null).describe('决定文书'),
});
export type ConcludeCase = z.infer<typeof concludeCase>;
