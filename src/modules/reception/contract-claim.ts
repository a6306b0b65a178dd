import { z } from 'zod';
import { invoice } from '../../platform/invoices/contract.ts';
import { money, past, person, text } from '../../platform/http/fields.ts';
import { guests, ITEM_SORTS, mealFrame, MEAL_SORTS, namesAreOnList, ON_LIST, rooms } from './contract.ts';

export const PAID_FROM = ['公务卡', '国库集中支付', '现金', '下属单位账户', '其他账户'] as const;
export type PaidFrom = (typeof PAID_FROM)[number];

const word = z.string().trim().max(100).default('');
const note = z.string().trim().max(1000, '不超过1000字').default('').meta({ format: 'long' });

/** How one bill was settled. */
const settled = { paidFrom: z.enum(PAID_FROM).describe('付款账户'), reference: word.describe('刷卡小票号或银行回单号') };

export const item = z.object({ item: text.describe('品名'), sort: z.enum(ITEM_SORTS).default('菜品饮料').describe('品类'), amount: money.describe('金额') });
export type Item = z.infer<typeof item>;
const menu = z.array(item).min(1, '请按菜单填写').max(100).describe('菜单');

const eatenMeal = z.object({ ...mealFrame, items: menu, ordererId: person.nullable().default(null).describe('点餐人'), ...settled });

/** 接待报销. linkedMatterId: the approved reception. What it says of guests, meals and rooms is the 接待清单. */
export const receptionClaimForm = z
  .object({
    letterNumber: word.describe('来函登记号'),
    guests,
    meals: z.array(eatenMeal).max(60).default([]).describe('用餐'),
    rooms,
    lodging: z
      .object({ place: text.describe('住宿地点'), ...settled })
      .nullable()
      .default(null)
      .describe('住宿账单'),
    others: z
      .array(
        z.object({
          item: text.describe('项目'),
          sort: z.enum(ITEM_SORTS).default('其他').describe('品类'),
          on: past.describe('日期'),
          place: text.describe('收款单位'),
          amount: money.describe('金额'),
          ...settled,
        }),
      )
      .max(30)
      .default([])
      .describe('其他费用'),
    payee: word.describe('收款单位（人）'),
    invoices: z.array(invoice).max(50).default([]).describe('票据'),
    lateReason: note.describe('逾期报销的原因'),
    noPersonalCost: z.boolean().default(false).describe('声明：不含应由个人负担的费用'),
  })
  .refine(namesAreOnList, ON_LIST)
  .refine(({ rooms: lodged, lodging }) => lodged.length === 0 || lodging !== null, { error: '请填写住宿账单', path: ['lodging'] });
export type ReceptionClaimForm = z.infer<typeof receptionClaimForm>;

/** 工作餐审批. */
export const workMealForm = z.object({
  on: past.describe('用餐日期'),
  sort: z.enum(MEAL_SORTS).default('晚餐').describe('餐别'),
  overtimeRecord: word.describe('加班记录编号'),
  reason: note.describe('工作原因'),
  diners: z.array(person).min(1, '至少一位用餐人').max(100).describe('用餐人'),
  place: text.describe('用餐地点'),
  estimate: money.describe('预计金额'),
});
export type WorkMealForm = z.infer<typeof workMealForm>;

/** 工作餐报销. linkedMatterId: the approved work meal. */
export const workMealClaimForm = z.object({
  diners: z.array(person).min(1, '至少一位用餐人').max(100).describe('实到用餐人'),
  items: menu,
  place: text.describe('用餐地点'),
  ...settled,
  payee: word.describe('收款单位（人）'),
  invoices: z.array(invoice).max(20).default([]).describe('票据'),
  noPersonalCost: z.boolean().default(false).describe('声明：不含应由个人负担的费用'),
});
export type WorkMealClaimForm = z.infer<typeof workMealClaimForm>;
