import { z } from 'zod';
import { digest, past, person, text, texts } from '../../platform/http/fields.ts';

const year = z.int().min(2000).max(2100).describe('年度');
const auditNumber = { number: text.describe('审计编号') };

export const SUBJECTS = ['会计资料', '局属单位', '其他'] as const;
/** 年度审计计划 (ICF-02.3a). */
export const planAudit = z.object({
  year,
  subject: z.enum(SUBJECTS).describe('审计对象'),
  scope: text.describe('范围'),
  plannedOn: past.describe('计划完成日期'),
});
export type PlanAudit = z.infer<typeof planAudit>;
export const approveAuditPlan = z.object({ year, remark: z.string().trim().max(500).default('').describe('批准意见') });
export type ApproveAuditPlan = z.infer<typeof approveAuditPlan>;

/** 内部审计、外部审计 (ICF-02.3a, ICF-02.3b, ICF-03.2j). */
export const openAudit = z.object({
  sort: z.enum(['内部审计', '外部审计']).describe('类别'),
  scope: text.describe('范围'),
  areaPost: text.describe('被审职务'),
  from: past.describe('被审期间起'),
  until: past.describe('被审期间止'),
  auditorIds: z.array(person).min(1, '至少一名审计人员').max(20).describe('审计人员'),
  plan: z.string().trim().max(40).default('').describe('计划编号（计划外留空）'),
});
export type OpenAudit = z.infer<typeof openAudit>;
export const addPaper = z.object({
  ...auditNumber,
  title: text.describe('底稿名称'),
  sampleNumber: z.string().trim().max(40).default('').describe('样本编号'),
  file: digest.describe('底稿'),
});
export type AddPaper = z.infer<typeof addPaper>;
export const addFinding = z.object({
  ...auditNumber,
  gravity: z.enum(['一般', '较大', '重大']).describe('级别'),
  facts: texts.describe('问题'),
  measure: text.describe('整改要求'),
  ownerId: person.describe('责任人'),
  dueOn: past.describe('整改期限'),
  controlNumber: z.string().trim().max(40).nullable().default(null).describe('失效的控制编号'),
});
export type AddFinding = z.infer<typeof addFinding>;
/** 答复, 布置整改, 撤回 (ICF-02.3c). */
export const remarkFinding = z.object({
  finding: text.describe('问题编号'),
  sort: z.enum(['答复', '布置', '撤回']).describe('类别'),
  remark: texts.describe('内容'),
});
export type RemarkFinding = z.infer<typeof remarkFinding>;
export const reportAudit = z.object({ ...auditNumber });
export type ReportAudit = z.infer<typeof reportAudit>;
export const reportAuditUpwards = z.object({ ...auditNumber, body: text.describe('上级机关'), document: digest.describe('报送文书') });
export type ReportAuditUpwards = z.infer<typeof reportAuditUpwards>;
export const closeAudit = z.object({ ...auditNumber, conclusion: texts.describe('复核意见') });
export type CloseAudit = z.infer<typeof closeAudit>;
