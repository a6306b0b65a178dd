import { z } from 'zod';
import { digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

const maybe = z.string().trim().max(2000).default('').meta({ format: 'long' });
const number = { number: text.describe('编号') };
const year = z.int().min(2000).max(2100).describe('年度');

export const EDUCATION = ['廉政教育', '内控学习', '关键岗位培训', '专项活动'] as const;
/** 教育活动 (ETH-01, ICF-02.2c). */
export const recordEducation = z.object({
  sort: z.enum(EDUCATION).describe('类别'),
  heldOn: past.describe('日期'),
  topic: text.describe('主题'),
  speaker: text.describe('主讲'),
  attendees: z.array(person).min(1, '请填写参加人员').max(500).describe('参加人员'),
  material: digest.nullable().default(null).describe('材料'),
  plan: z.string().trim().max(60).default('').describe('计划编号'),
});
export const planEducation = z.object({ plannedOn: past.describe('计划日期'), topic: text.describe('主题') });
export type PlanEducation = z.infer<typeof planEducation>;
export type RecordEducation = z.infer<typeof recordEducation>;

/** 礼品登记 (ETH-06a). */
export const registerGift = z.object({
  happenedOn: past.describe('日期'),
  giver: text.describe('送礼人'),
  giverUnit: text.describe('送礼单位'),
  sort: z.enum(['礼品', '礼金', '有价证券', '其他']).describe('种类'),
  description: text.describe('品名'),
  value: money.describe('估计价值'),
  occasion: text.describe('场合'),
  receiverId: person.describe('收受人'),
});
export type RegisterGift = z.infer<typeof registerGift>;
export const settleGift = z.object({
  ...number,
  fate: z.enum(['拒收', '退还', '上交', '自留']).describe('处理方式'),
  receipt: z.string().trim().max(200).default('').describe('收据或退还凭证'),
});
export type SettleGift = z.infer<typeof settleGift>;

/** 邀请、异地接待申报 (ETH-04b, ETH-06c). */
export const declareInvitation = z.object({
  inviter: text.describe('邀请人或单位'),
  relation: text.describe('与本人的关系'),
  occasion: text.describe('活动'),
  on: past.describe('日期'),
  decision: z.enum(['谢绝', '参加']).describe('本人决定'),
  reason: maybe.describe('参加的理由'),
});
export type DeclareInvitation = z.infer<typeof declareInvitation>;
export const declareHospitality = z.object({
  trip: text.describe('出差事项编号'),
  aboveStandard: z.boolean().describe('接待方提供了超标准的食宿或交通'),
  kind: maybe.describe('项目'),
  host: maybe.describe('接待单位'),
  value: money.describe('估计价值'),
});
export type DeclareHospitality = z.infer<typeof declareHospitality>;

/** 基建、招标、发包项目 (ETH-07). */
export const openWorks = z.object({
  name: text.describe('项目'),
  amount: money.describe('金额'),
  leaderId: person.describe('责任领导'),
  supervisorId: person.describe('纪检监督人'),
  procedure: maybe.describe('采用的程序'),
  basis: maybe.describe('法律依据'),
});
export type OpenWorks = z.infer<typeof openWorks>;
export const postNotice = z.object({
  ...number,
  stage: z.enum(['启动', '授予']).describe('环节'),
  place: text.describe('公示地点'),
  from: past.describe('公示起日'),
  until: past.describe('公示止日'),
  channel: text.describe('联系和举报渠道'),
  notice: digest.describe('公示文本'),
});
export type PostNotice = z.infer<typeof postNotice>;
export const recordObjection = z.object({
  ...number,
  receivedOn: past.describe('收到日期'),
  objector: text.describe('提出人'),
  content: texts.describe('意见'),
});
export type RecordObjection = z.infer<typeof recordObjection>;
export const answerObjection = z.object({ objection: text.describe('异议编号'), answer: texts.describe('答复') });
export type AnswerObjection = z.infer<typeof answerObjection>;
export const signWorks = z.object({
  ...number,
  contractor: text.describe('承包单位'),
  signedOn: past.describe('合同签订日'),
  approvedOn: past.describe('批准完成日'),
  contract: digest.describe('合同'),
});
export type SignWorks = z.infer<typeof signWorks>;

/** 专项资金备案 (ETH-08d). */
export const fileFund = z.object({
  projectId: z.int().positive('请选择专项').describe('专项').meta({ choices: '/api/projects' }),
  name: text.describe('名称'),
  source: text.describe('来源'),
  amount: money.describe('金额'),
  purpose: text.describe('用途'),
  from: past.describe('备案期起'),
  until: past.describe('备案期止'),
  authority: text.describe('备案机关'),
  filedOn: past.describe('备案日'),
  filing: text.describe('备案号'),
});
export type FileFund = z.infer<typeof fileFund>;

/** 收费目录和收费 (ETH-05b). */
export const listFee = z.object({
  item: text.describe('收费项目'),
  price: money.describe('标准（元）'),
  basis: text.describe('法律依据'),
  from: past.describe('起用日'),
});
export type ListFee = z.infer<typeof listFee>;
export const takeFee = z.object({
  item: text.describe('收费项目'),
  amount: money.describe('金额'),
  payer: text.describe('交费人'),
  receipt: text.describe('票据号'),
});
export type TakeFee = z.infer<typeof takeFee>;
/** 应收款 (ETH-03b). */
export const expectIncome = z.object({ source: text.describe('收入来源'), amount: money.describe('应收金额'), dueOn: past.describe('应入账日') });
export type ExpectIncome = z.infer<typeof expectIncome>;

/** 不予确认 (ETH-03c). */
export const declineToAttest = z.object({ reason: texts.describe('不能确认的理由') });
export type DeclineToAttest = z.infer<typeof declineToAttest>;

/** 规定文件学习 (ETH-09a). */
export const circulate = z.object({
  title: text.describe('文件'),
  issuer: text.describe('发文机关'),
  version: z.int().min(1).max(1000).default(1).describe('版次'),
  text: digest.describe('文本'),
});
export type Circulate = z.infer<typeof circulate>;
export const acknowledge = z.object({ title: text.describe('文件') });
export type Acknowledge = z.infer<typeof acknowledge>;

/** 学习考察 (ETH-04c). */
export const visitForm = z.object({
  topic: z.string().trim().max(200).default('').describe('主题'),
  host: z.string().trim().max(200).default('').describe('接待单位'),
  from: past.describe('起日'),
  until: past.describe('止日'),
  destinations: z.array(text).min(1, '请填写目的地').max(20).describe('目的地'),
  scenic: z.boolean().default(false).describe('目的地含景区'),
  programme: z
    .array(z.object({ on: past.describe('日期'), item: text.describe('安排') }))
    .max(60)
    .default([])
    .describe('每日安排'),
  travellers: z.array(person).max(50).default([]).describe('同行人员'),
  estimate: money.describe('预计费用'),
});
export type VisitForm = z.infer<typeof visitForm>;
export const reportVisit = z.object({ ...number, report: digest.describe('考察报告') });
export type ReportVisit = z.infer<typeof reportVisit>;

/** 领导干部监督 (ETH-10a): looking is an act and is logged. */
export const viewLeader = z.object({ personId: person.describe('领导干部'), year, quarter: z.int().min(1).max(4).describe('季度') });
export type ViewLeader = z.infer<typeof viewLeader>;
