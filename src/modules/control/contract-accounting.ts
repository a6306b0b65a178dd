import { z } from 'zod';
import { department, digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份应像2026-03')
  .describe('月份');
const year = z.int().min(2000).max(2100).describe('年度');
const maybe = z.string().trim().max(2000).default('').meta({ format: 'long' });

/** 银行对账 (ICF-03.2g). */
export const signReconciliation = z.object({
  month,
  account: text.describe('账户'),
  bookBalance: money.describe('账面余额'),
  bankBalance: money.describe('银行余额'),
  explanation: maybe.describe('差异说明'),
  statement: digest.describe('银行存款余额调节表'),
});
export type SignReconciliation = z.infer<typeof signReconciliation>;

/** 说明差异 (ICF-03.2g). */
export const explainDifference = z.object({ number: text.describe('差异编号'), explanation: texts.describe('原因和处理') });
export type ExplainDifference = z.infer<typeof explainDifference>;

export const GROUNDWORK = ['凭证附件齐全', '编号连续', '银行对账完成', '差异已说明'] as const;
/** 会计基础检查 (ICF-03.4a). */
export const signGroundwork = z.object({ month, fulfilled: z.array(z.enum(GROUNDWORK)).default([]).describe('做到的项目'), remark: maybe.describe('说明') });
export type SignGroundwork = z.infer<typeof signGroundwork>;

const no = z.int().min(1).max(99_999_999);
/** 票据领用 (ICF-03.2d, ETH-03b). */
export const issueBook = z.object({
  name: text.describe('票据名称'),
  first: no.describe('起号'),
  last: no.describe('止号'),
  holderId: person.describe('领用人'),
});
export type IssueBook = z.infer<typeof issueBook>;
const span = z.object({ first: no.describe('起号'), last: no.describe('止号') });
export const accountBook = z.object({
  number: text.describe('领用编号'),
  used: z.array(span).max(500).default([]).describe('已用号段'),
  void: z
    .array(span.extend({ reason: text.describe('作废原因') }))
    .max(500)
    .default([])
    .describe('作废号段'),
  inStock: z.array(span).max(500).default([]).describe('库存号段'),
});
export type AccountBook = z.infer<typeof accountBook>;

/** 会计政策 (ICF-03.2h). */
export const adoptPolicy = z.object({
  chart: text.describe('科目表'),
  basis: text.describe('核算基础'),
  depreciation: text.describe('折旧'),
  recognition: text.describe('收支确认'),
  closing: text.describe('结账日程'),
  correction: text.describe('更正办法'),
  from: past.describe('起用日'),
  approval: text.describe('批准文件'),
});
export type AdoptPolicy = z.infer<typeof adoptPolicy>;

/** 资料保管 (ICF-03.2e, ICF-03.2f). */
export const registerSet = z.object({
  name: text.describe('资料'),
  place: text.describe('存放地点'),
  booked: z.int().min(0).max(1_000_000).describe('账面数'),
  custodianId: person.describe('保管人'),
});
export type RegisterSet = z.infer<typeof registerSet>;
export const checkSet = z.object({
  number: text.describe('资料编号'),
  counted: z.int().min(0).max(1_000_000).describe('实点数'),
  explanation: maybe.describe('差异说明'),
  receiverId: person.nullable().default(null).describe('接收人（换人时填写）'),
  dueOn: past.nullable().default(null).describe('差异整改期限'),
});
export type CheckSet = z.infer<typeof checkSet>;
export const useRecord = z.object({
  number: text.describe('资料编号'),
  purpose: z.string().trim().max(500).default('').describe('用途'),
  usedBy: text.describe('使用人'),
});
export type UseRecord = z.infer<typeof useRecord>;

export const SHEETS = ['人员', '编制', '资产', '车辆', '项目', '上年执行', '结转'] as const;
/** 确认预算基础表 (ICF-03.4b). */
export const confirmBaseSheet = z.object({ year, sheet: z.enum(SHEETS).describe('基础表'), figures: texts.describe('数据') });
export type ConfirmBaseSheet = z.infer<typeof confirmBaseSheet>;
export const budgetForm = z.object({
  year,
  lines: z
    .array(z.object({ item: text.describe('项目（支出类别）'), amount: money.describe('预算'), basis: text.describe('依据的基础表') }))
    .min(1, '至少一个项目')
    .max(200)
    .describe('预算项目'),
});
export type BudgetForm = z.infer<typeof budgetForm>;
export const COLLECTIVE = ['预算调整', '固定资产处置', '开立银行账户', '重大项目', '不相容职务例外'] as const;
/** 集体决策事项 (ICF-03.2o). */
export const collectiveForm = z.object({
  sort: z.enum(COLLECTIVE).describe('类别'),
  title: text.describe('事项'),
  content: texts.describe('内容和理由'),
  amount: money.nullable().default(null).describe('金额'),
  interested: z.array(person).max(20).default([]).describe('有利害关系的人员'),
  budget: z
    .object({ year, item: text.describe('项目'), amount: money.describe('调整后预算'), basis: text.describe('依据') })
    .nullable()
    .default(null)
    .describe('预算调整'),
});
export type CollectiveForm = z.infer<typeof collectiveForm>;

/** 外部来文检查 (ICF-03.1a). */
export const registerRequest = z.object({
  authority: text.describe('机关'),
  subject: text.describe('事项'),
  letter: text.describe('来文号'),
  dueOn: past.describe('要求日期'),
  ownerId: person.describe('责任人'),
});
export type RegisterRequest = z.infer<typeof registerRequest>;
export const answerRequest = z.object({ number: text.describe('来文编号'), document: digest.describe('答复或整改报告'), sentOn: past.describe('发出日期') });
export type AnswerRequest = z.infer<typeof answerRequest>;
export const nameMember = z.object({ personId: person.describe('成员'), task: text.describe('分工'), from: past.describe('起日') });
export type NameMember = z.infer<typeof nameMember>;
/** 上位规定变动 (ICF-03.1c). */
export const noteLawChange = z.object({ law: text.describe('上位规定'), effective: past.describe('施行日'), change: texts.describe('变动内容') });
export type NoteLawChange = z.infer<typeof noteLawChange>;
/** 内控评价 (ICF-03.3b). */
export const evaluateDepartment = z.object({
  departmentId: department.describe('股室或局属单位'),
  year,
  score: z.int().min(0).max(100).describe('得分'),
  comment: texts.describe('意见'),
});
export type EvaluateDepartment = z.infer<typeof evaluateDepartment>;
