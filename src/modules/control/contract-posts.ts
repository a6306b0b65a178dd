import { z } from 'zod';
import { digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

const maybe = z.string().trim().max(2000).default('').meta({ format: 'long' });

/** 批准岗位说明书 (ICF-03.2m, ICF-02.3f). */
export const approveSheet = z.object({
  post: text.describe('岗位'),
  duties: texts.describe('职责'),
  powers: texts.describe('权力'),
  scope: maybe.describe('金额与事项范围'),
  forbidden: maybe.describe('禁止事项'),
  superior: maybe.describe('上级'),
  incompatible: maybe.describe('不相容职务'),
  managerId: person.describe('管理责任人'),
});
export type ApproveSheet = z.infer<typeof approveSheet>;
export const confirmSheet = z.object({ post: text.describe('岗位') });
export type ConfirmSheet = z.infer<typeof confirmSheet>;

/** 关键岗位任职审查 (ICF-02.2b, ICF-02.2c). */
export const checkForPost = z.object({
  personId: person.describe('人员'),
  post: text.describe('岗位'),
  qualified: z.boolean().default(false).describe('专业能力符合'),
  inductionOn: past.nullable().default(null).describe('岗前培训确认日期'),
  sanctionOpen: z.boolean().default(false).describe('有未了结的经济问题处分'),
  relativeIncompatible: z.boolean().default(false).describe('近亲属任不相容职务'),
  note: texts.describe('审查说明'),
});
export type CheckForPost = z.infer<typeof checkForPost>;
export const exceptPost = z.object({
  personId: person.describe('人员'),
  post: text.describe('岗位'),
  until: past.describe('例外止日（不含）'),
  reason: texts.describe('理由'),
});
export type ExceptPost = z.infer<typeof exceptPost>;

/** 不相容职务例外 (ICF-03.2l). */
export const exceptSeparation = z.object({
  personId: person.describe('人员'),
  post: text.describe('现任职务'),
  otherPost: text.describe('拟兼职务'),
  from: past.describe('起日'),
  until: past.describe('止日（不含）'),
  matter: text.describe('集体决策事项编号'),
});
export type ExceptSeparation = z.infer<typeof exceptSeparation>;

/** 岗位交接 (ICF-02.2a). */
export const handOverPost = z.object({
  post: text.describe('岗位'),
  fromPersonId: person.describe('移交人'),
  supervisorId: person.describe('监交人'),
  items: texts.describe('移交的账册、凭证、印章、钥匙'),
  openItems: maybe.describe('未了事项'),
});
export type HandOverPost = z.infer<typeof handOverPost>;
export const keepInPost = z.object({ post: text.describe('岗位'), personId: person.describe('任职人员'), reason: texts.describe('无法轮换的原因') });
export type KeepInPost = z.infer<typeof keepInPost>;

const authority = { from: past.describe('起日'), responsibility: maybe.describe('责任说明'), basis: maybe.describe('依据') };
/** 一般授权 (ICF-02.1b). */
export const grantGeneral = z.object({
  post: text.describe('被授权职务'),
  ceiling: money.describe('金额上限（含）'),
  until: past.nullable().default(null).describe('止日（不含）'),
  ...authority,
});
export type GrantGeneral = z.infer<typeof grantGeneral>;
/** 特定授权. */
export const grantSpecial = z.object({
  personId: person.describe('被授权人'),
  matter: text.describe('事项编号'),
  purpose: text.describe('事由'),
  ceiling: money.describe('金额（含）'),
  until: past.describe('止日（不含）'),
  ...authority,
});
export type GrantSpecial = z.infer<typeof grantSpecial>;

/** 内部审计、外部审计 (ICF-02.3a, ICF-02.3b, ICF-03.2j). */
export const openAudit = z.object({
  sort: z.enum(['内部审计', '外部审计']).describe('类别'),
  scope: text.describe('范围'),
  areaPost: text.describe('被审职务'),
  from: past.describe('被审期间起'),
  until: past.describe('被审期间止'),
  auditorIds: z.array(person).min(1, '至少一名审计人员').max(20).describe('审计人员'),
});
export type OpenAudit = z.infer<typeof openAudit>;
const auditNumber = { number: text.describe('审计编号') };
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
});
export type AddFinding = z.infer<typeof addFinding>;
export const remarkFinding = z.object({ finding: text.describe('问题编号'), sort: z.enum(['答复', '撤回']).describe('类别'), remark: texts.describe('内容') });
export type RemarkFinding = z.infer<typeof remarkFinding>;
export const reportAudit = z.object({ ...auditNumber });
export type ReportAudit = z.infer<typeof reportAudit>;
