import { z } from 'zod';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { invoice } from '../../platform/invoices/contract.ts';
import { amount, clock, money, past, person, text, texts } from '../../platform/http/fields.ts';

export const BASIS_SORTS = ['会议通知', '邀请公函', '调研通知', '外派通知'] as const;
export const TRIP_SORTS = ['公务', '学习', '考察'] as const;
export const PROVINCES = [
  '北京',
  '天津',
  '河北',
  '山西',
  '内蒙古',
  '辽宁',
  '吉林',
  '黑龙江',
  '上海',
  '江苏',
  '浙江',
  '安徽',
  '福建',
  '江西',
  '山东',
  '河南',
  '湖北',
  '湖南',
  '广东',
  '广西',
  '海南',
  '重庆',
  '四川',
  '贵州',
  '云南',
  '西藏',
  '陕西',
  '甘肃',
  '青海',
  '宁夏',
  '新疆',
  '香港',
  '澳门',
  '台湾',
] as const;
export const MEANS = ['火车', '高铁动车', '飞机', '轮船', '长途客车', '公务用车'] as const;
export const CLASSES = [
  '硬座',
  '硬卧',
  '动车二等座',
  '高铁二等座',
  '轮船三等舱',
  '飞机经济舱',
  '长途客车',
  '软座',
  '软卧',
  '一等座',
  '商务座',
  '轮船二等舱',
  '轮船一等舱',
  '飞机公务舱',
  '飞机头等舱',
] as const;
export type TravelClass = (typeof CLASSES)[number];
export const PLACE_LEVELS = ['县、县级市、乡镇', '地级以上市市区'] as const;
export const PAYMENT_METHODS = ['公务卡', '现金', '银行转账'] as const;
export const EXCEPTIONS = ['超等级乘坐', '市级以上就餐', '违规出差放行', '逾期报销放行', '非公务卡付款'] as const;

const note = z.string().trim().max(1000, '不超过1000字').default('').meta({ format: 'long' });
const word = z.string().trim().max(100).default('');

/** A destination and the day it is reached; stops in transit are none. */
const stop = z.object({
  reachedOn: past.describe('到达日期'),
  province: z.enum(PROVINCES).describe('省份'),
  city: text.describe('城市'),
  withinCounty: z.boolean().default(false).describe('在本县境内'),
});
export type Stop = z.infer<typeof stop>;
const stops = z.array(stop).min(1, '至少一个目的地').max(60).describe('行程（目的地）');

function inOrder({ startAt, endAt }: { readonly startAt: string; readonly endAt: string }): boolean {
  return endAt > startAt;
}
const ORDER = { error: '返回应晚于出发', path: ['endAt'] };

/** 公务出差. */
export const tripForm = z
  .object({
    purpose: text.describe('出差事由'),
    sort: z.enum(TRIP_SORTS).default('公务').describe('出差性质'),
    basis: z
      .object({
        sort: z.enum(BASIS_SORTS).describe('依据种类'),
        issuer: text.describe('发文（邀请）单位'),
        number: word.describe('文号'),
        date: past.describe('依据日期'),
        place: text.describe('所载地点'),
        from: past.describe('所载起始日'),
        until: past.describe('所载终止日'),
      })
      .describe('出差依据'),
    startAt: clock.describe('出发时间'),
    endAt: clock.describe('返回时间'),
    stops,
    outsideReason: note.describe('超出依据的理由'),
    means: z.array(z.enum(MEANS)).min(1, '至少一种').max(6).describe('拟乘交通工具'),
    companions: z.array(person).max(20).default([]).describe('同行人员'),
    estimate: z
      .array(z.object({ name: text.describe('项目'), amount: money.describe('金额') }))
      .min(1, '至少一项')
      .max(20)
      .describe('预计费用（每人）'),
    cityMealReason: note.describe('须在市级以上区域就餐的特殊情况'),
  })
  .refine(inOrder, ORDER);
export type TripForm = z.infer<typeof tripForm>;

/** 出差审批单: everything else stands in the trip it is opened from. */
export const sheetForm = z.object({ note: z.string().trim().max(500).default('').describe('备注').meta({ format: 'long' }) });
export type SheetForm = z.infer<typeof sheetForm>;

/** 出差特殊事项: what only a named leader may allow. The ride is filled in for a higher class only. */
export const exceptionForm = z.object({
  sort: z.enum(EXCEPTIONS).describe('事项'),
  reason: z.string({ error: '请填写' }).trim().min(1, '请填写').max(2000).describe('理由').meta({ format: 'long' }),
  rideAt: clock.nullable().default(null).describe('乘坐时间（超等级乘坐填写）'),
  route: word.describe('区间（超等级乘坐填写）'),
  travelClass: z.enum(CLASSES).nullable().default(null).describe('等级（超等级乘坐填写）'),
  fare: money.nullable().default(null).describe('票价（超等级乘坐填写）'),
});
export type ExceptionForm = z.infer<typeof exceptionForm>;

/** 出差预借. */
export const advanceForm = z.object({ amount: amount.describe('预借金额'), note: note.describe('说明') });
export type AdvanceForm = z.infer<typeof advanceForm>;

/** Whose cost it is: nobody named means the handler alone; several share it evenly. */
const forWhom = z.array(person).max(20).default([]).describe('由谁分摊（不选为本人）');
const invoiceNumber = invoice.shape.number;
const method = z.enum(PAYMENT_METHODS).default('公务卡').describe('付款方式');

const ride = z.object({
  at: clock.describe('乘坐时间'),
  route: text.describe('区间'),
  travelClass: z.enum(CLASSES).describe('等级'),
  fare: money.describe('票价'),
  number: invoiceNumber.describe('票号'),
  method,
  reference: word.describe('交易号'),
  referenceFare: money.nullable().default(null).describe('规定等级的参考票价'),
  referenceSource: word.describe('参考票价依据'),
  forWhom,
});
export type Ride = z.infer<typeof ride>;

/** A hotel bill: each night stands for itself. */
const bill = z.object({
  province: z.enum(PROVINCES).describe('省份'),
  city: text.describe('城市'),
  seller: word.describe('酒店'),
  number: invoiceNumber.describe('发票号码'),
  date: past.describe('开票日期'),
  nights: z
    .array(z.object({ on: past.describe('入住日'), amount: money.describe('房费') }))
    .min(1, '至少一晚')
    .max(60)
    .describe('各晚'),
  posSlip: z
    .object({ number: word.describe('小票号'), amount: money.describe('小票金额') })
    .nullable()
    .default(null)
    .describe('POS小票'),
  standardRoom: z.boolean().default(true).describe('标准间'),
  method,
  reference: word.describe('交易号'),
  forWhom,
});
export type Bill = z.infer<typeof bill>;

const meal = z.object({
  on: past.describe('日期'),
  amount: money.describe('金额'),
  number: invoiceNumber.describe('发票号码'),
  seller: word.describe('开票单位'),
  city: word.describe('地点'),
  level: z.enum(PLACE_LEVELS).describe('开票地级别'),
  forWhom,
});
export type Meal = z.infer<typeof meal>;

const local = z.object({
  on: past.describe('日期'),
  amount: money.describe('金额'),
  number: invoiceNumber.describe('票号'),
  route: word.describe('区间'),
  forWhom,
});
export type Local = z.infer<typeof local>;

/** An entrance ticket or a scenic charge: handed in, it is the traveller's own. */
const ticket = z.object({
  on: past.describe('日期'),
  amount: money.describe('金额'),
  number: invoiceNumber.describe('票号'),
  place: text.describe('景点'),
  forWhom,
});
export type Ticket = z.infer<typeof ticket>;

/** 出差报销. */
export const claimForm = z
  .object({
    startAt: clock.describe('实际出发时间'),
    endAt: clock.describe('实际返回时间'),
    stops,
    carDays: z.array(past).max(100).default([]).describe('乘坐公务用车的日子'),
    rides: z.array(ride).max(100).default([]).describe('城市间交通'),
    bills: z.array(bill).max(60).default([]).describe('住宿'),
    meals: z.array(meal).max(200).default([]).describe('就餐'),
    locals: z.array(local).max(200).default([]).describe('市内交通'),
    tickets: z.array(ticket).max(60).default([]).describe('景点门票'),
    note: note.describe('说明'),
  })
  .refine(inOrder, ORDER);
export type ClaimForm = z.infer<typeof claimForm>;

/** 缴回预借: what the claim of the trip did not use up. */
export const repayAdvance = z.object({
  claim: text.describe('出差报销单号'),
  amount: amount.describe('缴回金额'),
  receipt: text.describe('缴回凭证号'),
  on: past.describe('缴回日期'),
});
export type RepayAdvance = z.infer<typeof repayAdvance>;

/** 取消出差. */
export const callOffTrip = z.object({ trip: text.describe('出差编号'), reason: texts.describe('取消原因') });
export type CallOffTrip = z.infer<typeof callOffTrip>;

/** The day of a moment on the office's clock. The schema above has checked its shape. */
export function dayOf(at: string): CivilDate {
  return at.slice(0, 10) as CivilDate;
}
