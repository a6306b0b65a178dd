import { z } from 'zod';
import { past, person, text, texts } from '../../platform/http/fields.ts';
import { moment } from './contract.ts';

/** 公布值班表 (ATT-06a). */
export const publishRoster = z.object({
  holiday: text.describe('节日'),
  from: past.describe('放假第一天'),
  until: past.describe('放假最后一天'),
  days: z
    .array(z.object({ day: past.describe('日期'), personId: person.describe('值班人') }))
    .min(1, '至少一天')
    .max(200)
    .describe('值班安排'),
});
export type PublishRoster = z.infer<typeof publishRoster>;

/** 申请换班 (ATT-06a). */
export const proposeSwap = z.object({
  givenId: z.int().positive().describe('本人的值班编号'),
  takenId: z.int().positive().describe('换来的值班编号'),
  reason: text.describe('理由'),
});
export type ProposeSwap = z.infer<typeof proposeSwap>;

export const answerSwap = z.object({ swapId: z.int().positive().describe('换班编号'), agreed: z.boolean().default(true).describe('同意') });

export const confirmSwap = z.object({ swapId: z.int().positive().describe('换班编号') });
export type ConfirmSwap = z.infer<typeof confirmSwap>;

/** 值班记录 (ATT-06b). */
export const signDutyLog = z.object({
  dutyId: z.int().positive().describe('值班编号'),
  startedAt: moment.describe('到岗时间'),
  endedAt: moment.describe('离岗时间'),
  events: z
    .array(
      z.object({
        at: moment.describe('时间'),
        what: texts.describe('情况'),
        urgent: z.boolean().default(false).describe('紧急'),
        reportedAt: moment.nullable().default(null).describe('报告主要领导时间'),
      }),
    )
    .max(100)
    .default([])
    .describe('情况'),
});
export type SignDutyLog = z.infer<typeof signDutyLog>;

/** 登记加班 (ATT-06c). */
export const registerOvertime = z.object({
  personId: person.describe('加班人'),
  fromAt: moment.describe('开始时间'),
  untilAt: moment.describe('结束时间'),
  reason: text.describe('事由'),
  orderedById: person.describe('安排人'),
});
export type RegisterOvertime = z.infer<typeof registerOvertime>;
