import { z } from 'zod';
import { department, digest, past, person, text, texts } from '../../platform/http/fields.ts';

export const AIMS = ['活动有效', '资产安全', '信息真实', '防范舞弊', '达成效益'] as const;
export const PARTS = ['控制环境', '控制程序', '会计系统'] as const;
/** “其他” is no class (ICF-02.1c). */
export const CLASSES = [
  '收入',
  '支出报销',
  '采购',
  '合同',
  '资产购置',
  '资产处置',
  '借款',
  '预算',
  '专项资金',
  '工会经费',
  '接待',
  '差旅',
  '租车',
  '维修',
  '货币资金',
  '用印',
] as const;
export const EVERY = ['月', '季', '半年', '年'] as const;

const optional = z.string().trim().max(500).default('');
const control = {
  name: text.describe('控制名称'),
  aims: z.array(z.enum(AIMS)).min(1, '至少选一个目标').describe('目标'),
  businessClass: z.enum(CLASSES).describe('业务类别'),
  part: z.enum(PARTS).describe('组成部分'),
  point: text.describe('控制点'),
  post: text.describe('责任职务'),
  checkPost: optional.describe('牵制职务'),
  basis: optional.describe('法规依据'),
  purpose: optional.describe('用途'),
  effort: optional.describe('工作量估计'),
  every: z.enum(EVERY).describe('运行周期'),
  mandatory: z.boolean().default(true).describe('必行控制'),
  runBy: z
    .string()
    .trim()
    .max(60)
    .regex(/^[a-z-]*$/, '填写系统办理的英文名，人工控制留空')
    .default('')
    .describe('由系统办理（人工控制留空）'),
};

/** 登记内部控制 (ICF-01a, ICF-01b). */
export const registerControl = z.object(control);
export type RegisterControl = z.infer<typeof registerControl>;

const controlNumber = { number: text.describe('控制编号') };

/** 变更控制 (ICF-02.3e). */
export const changeControl = z.object({
  ...controlNumber,
  ...control,
  state: z.enum(['运行', '停用']).describe('状态'),
  reason: texts.describe('变更原因'),
  replacement: optional.describe('替代措施或接受风险的决定'),
});
export type ChangeControl = z.infer<typeof changeControl>;

/** 登记控制运行. */
export const runControl = z.object({
  ...controlNumber,
  ranOn: past.describe('运行日期'),
  result: z.enum(['相符', '不符']).default('相符').describe('运行结果'),
  finding: texts.describe('运行情况'),
  evidence: digest.describe('运行证据'),
  measure: optional.describe('不符的整改措施'),
  ownerId: person.nullable().default(null).describe('整改责任人'),
  dueOn: past.nullable().default(null).describe('整改期限'),
});
export type RunControl = z.infer<typeof runControl>;

export const QUESTIONS = ['是否执行', '效果', '适应性', '改进需要'] as const;
export const PRINCIPLES = ['合法规范', '有牵制', '有用', '成本相称'] as const;
/** 控制年度评审 (ICF-03.2r, ICF-01b). */
export const reviewControl = z.object({
  ...controlNumber,
  year: z.int().min(2000).max(2100).describe('年度'),
  answers: z
    .array(
      z.object({ question: z.enum(QUESTIONS).describe('问题'), answer: z.enum(['是', '足', '不足', '否']).describe('回答'), evidence: text.describe('依据') }),
    )
    .max(4)
    .describe('四问'),
  principles: z.array(z.enum(PRINCIPLES)).default([]).describe('确认符合的原则'),
  measure: optional.describe('不足的改进措施'),
  ownerId: person.nullable().default(null).describe('改进责任人'),
  dueOn: past.nullable().default(null).describe('改进期限'),
});
export type ReviewControl = z.infer<typeof reviewControl>;

/** 启用业务程序 (ICF-02.1c, ICF-03.2a, ICF-03.2s). */
export const activateProcedure = z.object({
  businessClass: z.enum(CLASSES).describe('业务类别'),
  on: past.nullable().default(null).describe('按哪一天施行的制度启用（留空为今天）'),
});
export type ActivateProcedure = z.infer<typeof activateProcedure>;

const linked = z.string().trim().max(40).nullable().default(null);
const score = z.int().min(1, '1至5分').max(5, '1至5分');
/** 登记风险 (ICF-01c, ICF-03.3a). */
export const registerRisk = z.object({
  name: text.describe('风险'),
  link: text.describe('业务环节'),
  likelihood: score.describe('可能性（1至5）'),
  impact: score.describe('影响（1至5）'),
  departmentId: department.describe('责任股室'),
  post: text.describe('责任职务'),
  controlNumber: linked.describe('应对控制编号'),
  indicator: text.describe('监测指标'),
});
export type RegisterRisk = z.infer<typeof registerRisk>;
export const assessRisk = z.object({
  number: text.describe('风险编号'),
  likelihood: score.describe('可能性（1至5）'),
  impact: score.describe('影响（1至5）'),
  note: texts.describe('评估意见'),
  controlNumber: linked.describe('改由哪项控制应对（不变留空）'),
});
export type AssessRisk = z.infer<typeof assessRisk>;

export const SOURCES = ['抽查', '内部审计', '外部审计', '控制评审', '控制运行', '例外放行', '缺号核查', '资料核对', '专项活动', '日常发现'] as const;
/** 立改进项 (ICF-01e). */
export const openImprovement = z.object({
  source: z.enum(SOURCES).describe('来源'),
  about: text.describe('关联记录'),
  problem: texts.describe('问题'),
  measure: texts.describe('措施'),
  ownerId: person.describe('责任人'),
  dueOn: past.describe('期限'),
  controlNumber: linked.describe('涉及的控制编号'),
});
export type OpenImprovement = z.infer<typeof openImprovement>;
export const verifyImprovement = z.object({ number: text.describe('改进编号'), note: texts.describe('验证意见'), evidence: digest.describe('整改材料') });
export type VerifyImprovement = z.infer<typeof verifyImprovement>;

/** 抽取样本 (ICF-02.1d). */
export const drawSample = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份应像2026-03')
    .describe('办结月份'),
});
export type DrawSample = z.infer<typeof drawSample>;
export const checkSample = z.object({
  number: text.describe('样本编号'),
  matter: text.describe('事项编号'),
  result: z.enum(['合格', '问题']).describe('检查结果'),
  note: texts.describe('检查意见'),
  measure: optional.describe('整改措施'),
  ownerId: person.nullable().default(null).describe('整改责任人'),
  dueOn: past.nullable().default(null).describe('整改期限'),
  controlNumber: linked.describe('失效的控制编号'),
});
export type CheckSample = z.infer<typeof checkSample>;
