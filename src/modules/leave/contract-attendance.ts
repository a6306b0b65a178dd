import { z } from 'zod';
import { digest, past, person, text, texts } from '../../platform/http/fields.ts';
import { HALVES, moment } from './contract.ts';

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应当像08:00')
  .meta({ format: 'time' });
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '应当像2026-03');
const half = z.enum(HALVES).describe('时段');

/** 登记作息时间 (ATT-02b). */
export const setTimetable = z.object({
  name: text.describe('名称'),
  from: past.describe('起始日期'),
  until: past.describe('结束日期（含）'),
  morningStarts: clock.describe('上午上班'),
  morningEnds: clock.describe('上午下班'),
  afternoonStarts: clock.describe('下午上班'),
  afternoonEnds: clock.describe('下午下班'),
});
export type SetTimetable = z.infer<typeof setTimetable>;

/** 导入打卡 (ATT-02c). */
export const importPunches = z.object({ file: digest.describe('打卡文件') });
export type ImportPunches = z.infer<typeof importPunches>;

/** 更正打卡 (ATT-02a, ATT-07a). */
export const correctPunch = z.object({
  personId: person.describe('姓名'),
  day: past.describe('日期'),
  half,
  standing: z.enum(['有效', '迟到']).describe('更正为'),
  reason: texts.describe('理由'),
});
export type CorrectPunch = z.infer<typeof correctPunch>;

export const settleCorrection = z.object({
  correctionId: z.int().positive().describe('更正编号'),
  agreed: z.boolean().default(true).describe('确认（不选为撤回）'),
});

/** 外出登记 (ATT-03b). */
export const registerOuting = z.object({
  personId: person.describe('外出人'),
  fromAt: moment.describe('外出时间'),
  untilAt: moment.describe('返回时间'),
  place: text.describe('地点（县内）'),
  purpose: text.describe('事由'),
  toldId: person.describe('告知办公室何人'),
});
export type RegisterOuting = z.infer<typeof registerOuting>;

export const confirmOuting = z.object({ outingId: z.int().positive().describe('外出编号') });
export type ConfirmOuting = z.infer<typeof confirmOuting>;

export const FINDINGS = ['早退', '脱岗', '做与工作无关的事', '其他'] as const;

/** 考勤检查 (ATT-03a). */
export const recordSpotCheck = z.object({
  personId: person.describe('被检查人'),
  checkedAt: moment.describe('检查时间'),
  finding: z.enum(FINDINGS).describe('发现情况'),
  facts: texts.describe('具体情况'),
  evidence: digest.nullable().default(null).describe('佐证'),
  statement: z.string().trim().max(2000, '不超过2000字').default('').describe('本人说明'),
});
export type RecordSpotCheck = z.infer<typeof recordSpotCheck>;

/** 考勤意见 (ATT-02c). */
export const giveOpinion = z.object({ month: month.describe('月份'), personId: person.describe('姓名'), opinion: texts.describe('意见') });
export type GiveOpinion = z.infer<typeof giveOpinion>;

/** 冻结考勤统计 (ATT-01b). */
export const freezeAttendance = z.object({
  period: z
    .string()
    .regex(/^20\d\d(-(0[1-9]|1[0-2]))?$/, '应当像2026-03或2026')
    .describe('月份或年度'),
});
export type FreezeAttendance = z.infer<typeof freezeAttendance>;

/** 考勤异议 (ATT-01c). */
export const objectToAttendance = z.object({ period: freezeAttendance.shape.period, objection: texts.describe('异议') });
export type ObjectToAttendance = z.infer<typeof objectToAttendance>;

export const answerObjection = z.object({ objectionId: z.int().positive().describe('异议编号'), answer: texts.describe('答复') });
export type AnswerObjection = z.infer<typeof answerObjection>;

export const GRADES = ['优秀', '称职', '基本称职', '不称职', '不确定等次'] as const;

/** 办结年度考核 (ATT-01c). */
export const closeAppraisal = z.object({
  year: z.int().min(2000).max(2100).describe('年度'),
  personId: person.describe('姓名'),
  grade: z.enum(GRADES).describe('等次'),
});
export type CloseAppraisal = z.infer<typeof closeAppraisal>;

/** 督查通报 (ATT-08). */
export const openDisciplineCase = z.object({
  noticedOn: past.describe('通报日期'),
  number: text.describe('通报文号'),
  body: text.describe('督查机关'),
  personId: person.describe('被通报人'),
  facts: texts.describe('事实'),
});
export type OpenDisciplineCase = z.infer<typeof openDisciplineCase>;

export const handInCriticism = z.object({
  caseId: z.int().positive().describe('通报处理编号'),
  criticism: digest.describe('书面检查'),
  comment: z.string().trim().max(2000).default('').describe('本人意见'),
});
export type HandInCriticism = z.infer<typeof handInCriticism>;

export const decideDiscipline = z.object({ caseId: z.int().positive().describe('通报处理编号'), decision: texts.describe('责任追究决定') });
export type DecideDiscipline = z.infer<typeof decideDiscipline>;
