import { z } from 'zod';
import { clock, digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

/** From the highest down. */
export const RANKS = ['省部级', '厅局级', '处级', '科级及以下'] as const;
export type Rank = (typeof RANKS)[number];
export const OCCASIONS = ['公务接待', '三类会议'] as const;
export type Occasion = (typeof OCCASIONS)[number];
export const MEAL_SORTS = ['早餐', '午餐', '晚餐'] as const;
export type MealSort = (typeof MEAL_SORTS)[number];
export const ROOM_TYPES = ['标准间', '单间', '普通套间', '其他房型'] as const;
export type RoomType = (typeof ROOM_TYPES)[number];
export const ITEM_SORTS = ['菜品饮料', '高档菜肴', '香烟', '酒类', '礼品礼金', '纪念品土特产', '其他'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];
export const LETTER_SORTS = ['公函', '邀请函', '会议通知'] as const;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻应当像12:00');
const word = z.string().trim().max(100, '不超过100字').default('');
const note = z.string().trim().max(1000, '不超过1000字').default('').meta({ format: 'long' });
const names = z.array(text).max(400).default([]);

/** One line of the guest list; what is left empty is told by the clause. */
export const guest = z.object({
  unit: word.describe('单位'),
  name: text.describe('姓名'),
  post: word.describe('职务'),
  rank: z.enum(RANKS).default('科级及以下').describe('级别'),
  area: z
    .string()
    .trim()
    .regex(/^\d{6,12}$/, '应为单位所在地的六位区划代码')
    .describe('单位所在地区划代码'),
});
export type Guest = z.infer<typeof guest>;
export const guests = z
  .array(guest)
  .min(1, '至少一位来客')
  .max(400)
  .refine((list) => new Set(list.map((one) => one.name)).size === list.length, '来客有同名的，请在姓名后加注区分')
  .describe('来客名单');

export const host = z.object({ personId: person.describe('陪餐人员'), rank: z.enum(RANKS).default('科级及以下').describe('级别') });
export type Host = z.infer<typeof host>;
const hosts = z.array(host).max(60).default([]).describe('陪餐人员');

/** What every meal has, planned or eaten. */
export const mealFrame = {
  on: past.describe('日期'),
  sort: z.enum(MEAL_SORTS).describe('餐别'),
  at: clockTime.nullable().default(null).describe('用餐时刻'),
  place: text.describe('用餐地点'),
  hosts,
  without: names.describe('不用此餐的来客'),
};

export const room = z.object({
  on: past.describe('入住日期'),
  roomType: z.enum(ROOM_TYPES).default('标准间').describe('房型'),
  price: money.describe('每晚房价'),
  occupants: z.array(text).min(1, '请填写入住人').max(6).describe('入住人'),
});
export type Room = z.infer<typeof room>;
export const rooms = z.array(room).max(400).default([]).describe('住宿安排');

const plannedMeal = z.object({
  ...mealFrame,
  amount: money.describe('预计餐费'),
  menu: z
    .array(z.object({ item: text.describe('品名'), sort: z.enum(ITEM_SORTS).default('菜品饮料').describe('品类') }))
    .max(60)
    .default([])
    .describe('菜单'),
});

/** The evidence an exception for alcohol rests on. */
export const alcohol = z.object({
  occasion: texts.describe('特殊情况'),
  product: text.describe('酒的品名'),
  consentBy: text.describe('县纪委同意人'),
  consentAt: clock.describe('同意时间'),
  document: text.describe('同意文号'),
});
export type Alcohol = z.infer<typeof alcohol>;

interface Named {
  readonly guests: readonly Guest[];
  readonly meals: readonly { readonly without: readonly string[] }[];
  readonly rooms: readonly Room[];
}

/** Whoever is named at a meal or in a room is on the list of guests. */
export function namesAreOnList({ guests: list, meals, rooms: booked }: Named): boolean {
  const known = new Set(list.map((one) => one.name));
  return [...meals.flatMap((one) => one.without), ...booked.flatMap((one) => one.occupants)].every((name) => known.has(name));
}
export const ON_LIST = { error: '用餐、住宿中写到的人不在来客名单上', path: ['guests'] };

/** 公务接待审批. linkedMatterId: the approved plan this one changes. */
export const receptionForm = z
  .object({
    occasion: z.enum(OCCASIONS).default('公务接待').describe('接待场合'),
    letterNumber: word.describe('来函登记号'),
    activity: text.describe('公务活动项目'),
    reason: note.describe('接待事由'),
    startAt: clock.describe('开始时间'),
    endAt: clock.describe('结束时间'),
    place: word.describe('接待地点'),
    guests,
    meals: z.array(plannedMeal).max(60).default([]).describe('用餐安排'),
    rooms,
    others: z
      .array(z.object({ item: text.describe('项目'), amount: money.describe('预计金额') }))
      .max(30)
      .default([])
      .describe('其他费用'),
    vehicles: word.describe('用车安排'),
    raiseReason: note.describe('按重要接待办理的理由（办公室）'),
    lowerReason: note.describe('申请按一般接待办理的理由'),
    alcohol: alcohol.nullable().default(null).describe('用酒（招商引资等特殊情况）'),
    unapproved: note.describe('未经审批先行接待的情况'),
  })
  .refine(namesAreOnList, ON_LIST);
export type ReceptionForm = z.infer<typeof receptionForm>;
export type PlannedMeal = ReceptionForm['meals'][number];

/** 来函登记. */
export const registerLetter = z.object({
  sort: z.enum(LETTER_SORTS).default('公函').describe('函件种类'),
  unit: text.describe('来函单位'),
  documentNumber: word.describe('文号'),
  activity: text.describe('公务活动项目'),
  from: past.describe('起始日'),
  until: past.describe('终止日'),
  people: z.array(text).max(400).default([]).describe('函列人员（姓名）'),
  headcount: z.int().min(0).max(400).default(0).describe('人数（函中只写人数的）'),
  leader: word.describe('带队人（函中只写人数的）'),
  image: digest.describe('函件原件'),
});
export type RegisterLetter = z.infer<typeof registerLetter>;

export const ORDER_SORTS = ['用餐', '住宿', '车辆', '工作餐'] as const;

/** 接待安排: what the office orders for an approved reception or work meal. */
export const placeOrder = z.object({
  matterId: z.int().positive().describe('接待或工作餐审批'),
  sort: z.enum(ORDER_SORTS).describe('安排事项'),
  at: clock.describe('时间'),
  place: text.describe('地点'),
  content: texts.describe('内容'),
});
export type PlaceOrder = z.infer<typeof placeOrder>;

/** 廉洁确认. */
export const attestReception = z.object({
  matterId: z.int().positive().describe('接待审批'),
  nothingGiven: z.boolean().default(false).describe('没有赠送或者收受礼金、有价证券、支付凭证、纪念品和土特产'),
  remark: note.describe('说明'),
});
export type AttestReception = z.infer<typeof attestReception>;

/** 办结接待. */
export const closeReception = z.object({ matterId: z.int().positive().describe('接待审批') });
export type CloseReception = z.infer<typeof closeReception>;
