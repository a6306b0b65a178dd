import { z } from 'zod';
import { money, past, person, text, texts } from '../../platform/http/fields.ts';
import { CLASSES } from './contract-control.ts';

const maybe = z.string().trim().max(2000).default('').meta({ format: 'long' });

/** 批准岗位说明书 (ICF-03.2m, ICF-02.3f). */
export const approveSheet = z.object({
  post: text.describe('岗位'),
  duties: texts.describe('职责'),
  powers: texts.describe('权力'),
  scope: maybe.describe('金额与事项范围（留空按制度）'),
  forbidden: maybe.describe('禁止事项（留空按制度）'),
  superior: maybe.describe('上级（留空按制度）'),
  incompatible: maybe.describe('不相容职务（留空按制度）'),
  managerId: person.describe('管理责任人'),
  sanctionBasis: maybe.describe('违反的处理依据'),
});
export type ApproveSheet = z.infer<typeof approveSheet>;
export const confirmSheet = z.object({ post: text.describe('岗位') });
export type ConfirmSheet = z.infer<typeof confirmSheet>;

/** 关键岗位任职审查 (ICF-02.2b, ICF-02.2c). */
export const checkForPost = z.object({
  personId: person.describe('人员'),
  post: text.describe('岗位'),
  qualified: z.boolean().default(false).describe('专业能力符合'),
  continuingEducation: z.boolean().default(false).describe('继续教育符合'),
  inductionOn: past.nullable().default(null).describe('岗前培训确认日期'),
  sanctionOpen: z.boolean().default(false).describe('有未了结的经济问题处分'),
  relativeIncompatible: z.boolean().default(false).describe('近亲属任不相容职务'),
  note: texts.describe('审查说明'),
});
export type CheckForPost = z.infer<typeof checkForPost>;
/** 岗前培训 (ICF-02.2c). */
export const confirmInduction = z.object({
  businessClasses: z.array(z.enum(CLASSES)).min(1, '至少选一类业务').describe('业务类别'),
  trainedOn: past.describe('培训日期'),
  trainerId: person.describe('培训人'),
  content: texts.describe('培训内容'),
});
export type ConfirmInduction = z.infer<typeof confirmInduction>;
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
