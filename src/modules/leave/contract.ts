import { z } from 'zod';
import { past, person, text, texts } from '../../platform/http/fields.ts';

/** A moment on the clock of the office: `2026-06-09T07:00`. */
export const moment = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, '应当像2026-06-09T07:00')
  .refine((text) => !Number.isNaN(Date.parse(`${text}:00+08:00`)), '没有这一天')
  .meta({ format: 'moment' });

export const HALVES = ['上午', '下午'] as const;
export type Half = (typeof HALVES)[number];

export const LEAVE_KINDS = ['公休假', '病假', '事假', '婚假', '产假', '陪产假', '丧假', '其他假', '补休'] as const;
export type LeaveSort = (typeof LEAVE_KINDS)[number];

const optional = z.string().trim().max(200, '不超过200字').default('');

/** The fields every 请假 has, in the order of the paper form. */
const common = {
  from: past.describe('开始日期'),
  fromHalf: z.enum(HALVES).default('上午').describe('开始时段'),
  until: past.describe('结束日期'),
  untilHalf: z.enum(HALVES).default('下午').describe('结束时段'),
  reason: texts.describe('事由'),
  destination: optional.describe('去向'),
  phone: optional.describe('联系电话'),
  coverPersonId: person.nullable().default(null).describe('代理人'),
};

const inOrder = (form: { readonly from: string; readonly fromHalf: string; readonly until: string; readonly untilHalf: string }): boolean =>
  form.from < form.until || (form.from === form.until && !(form.fromHalf === '下午' && form.untilHalf === '上午'));
const notLong = (form: { readonly from: string; readonly until: string }): boolean => Date.parse(form.until) - Date.parse(form.from) <= 366 * 86_400_000;
const ORDER = { path: ['until'], message: '结束时间应不早于开始时间' };
const LONG = { path: ['until'], message: '一次请假不超过一年' };

/** 机关工作人员病事假审批表 (ATT-04a). */
export const leaveForm = z
  .object({
    leaveKind: z.enum(['病假', '事假', '婚假', '产假', '陪产假', '丧假', '其他假']).describe('请假类别'),
    ...common,
    documentLater: z.boolean().default(false).describe('病假证明后补'),
  })
  .refine(inOrder, ORDER)
  .refine(notLong, LONG);

/** 公休假审批表 (ATT-04a, ATT-05a). */
export const annualLeaveForm = z.object(common).refine(inOrder, ORDER).refine(notLong, LONG);

/** 补休 (ATT-06c). */
export const inLieuForm = z.object(common).refine(inOrder, ORDER).refine(notLong, LONG);

/** What the three forms have in common for the module. */
export type LeaveForm = z.infer<typeof annualLeaveForm> & { readonly leaveKind?: LeaveSort; readonly documentLater?: boolean };

const matterId = z.int().positive().describe('请假事项编号');

/** 登记请假 (ATT-04a): days as on the form, unless the office notes others. */
export const registerLeave = z.object({
  matterId,
  from: past.nullable().default(null).describe('开始日期（与审批表不同时填写）'),
  fromHalf: z.enum(HALVES).nullable().default(null).describe('开始时段'),
  until: past.nullable().default(null).describe('结束日期'),
  untilHalf: z.enum(HALVES).nullable().default(null).describe('结束时段'),
});
export type RegisterLeave = z.infer<typeof registerLeave>;

/** 认可事前未同意的半日 (ATT-04a). */
export const acceptLeave = z.object({ matterId, reason: texts.describe('认可理由') });
export type AcceptLeave = z.infer<typeof acceptLeave>;

/** 销假 (ATT-04b). */
export const reportBack = z.object({ matterId, backOn: past.describe('返岗日期'), backHalf: z.enum(HALVES).default('上午').describe('返岗时段') });
export type ReportBack = z.infer<typeof reportBack>;

/** 确认销假 (ATT-04b). */
export const confirmReturn = z.object({ matterId });
export type ConfirmReturn = z.infer<typeof confirmReturn>;

/** 登记工作年限 (ATT-05a). */
export const recordService = z.object({
  personId: person.describe('姓名'),
  firstWorkingDay: past.describe('参加工作时间'),
  deductedMonths: z.int().min(0, '不能为负').max(600, '不超过600个月').default(0).describe('不计入工作年限的月数'),
  basis: text.describe('依据（档案、文件）'),
});
export type RecordService = z.infer<typeof recordService>;

/** 公休假摸底表 (ATT-05b). */
export const planLeave = z.object({
  year: z.int().min(2000).max(2100).describe('年度'),
  lines: z
    .array(
      z.object({
        personId: person.describe('姓名'),
        wished: optional.describe('本人意愿'),
        planned: z
          .array(z.object({ from: past.describe('起'), until: past.describe('止') }))
          .max(12)
          .default([])
          .describe('安排'),
        coverPersonId: person.nullable().default(null).describe('代理人'),
      }),
    )
    .min(1, '至少一人')
    .max(2000)
    .describe('人员'),
});
export type PlanLeave = z.infer<typeof planLeave>;

/** 核算扣发工资 (ATT-05d). */
export const proposeDeduction = z.object({
  personId: person.describe('姓名'),
  year: z.int().min(2000).max(2100).describe('年度'),
  kinds: z.array(z.enum(LEAVE_KINDS)).min(1, '至少选一类').describe('计入的假别'),
  dailyPay: z.int('金额最多两位小数').min(1, '日工资应大于零').max(10_000_000).meta({ format: 'fen' }).describe('日工资'),
});
export type ProposeDeduction = z.infer<typeof proposeDeduction>;

/** 确认扣发工资 (ATT-05d). */
export const confirmDeduction = z.object({ deductionId: z.int().positive().describe('扣发编号') });
export type ConfirmDeduction = z.infer<typeof confirmDeduction>;
