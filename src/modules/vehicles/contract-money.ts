import { z } from 'zod';
import { amount, clock, person, text } from '../../platform/http/fields.ts';
import { vehicle } from './contract.ts';

/** 维修保养申请 (VEH-07). linkedMatterId: the request this one raises; `amount` is then the new total. */
export const repairForm = z.object({
  vehicleId: vehicle.describe('车辆'),
  items: text.describe('维修保养项目'),
  repairSort: z.enum(['日常', '大修']).default('日常').describe('维修性质'),
  shop: text.describe('拟送维修点'),
  amount: amount.describe('估价'),
  emergency: z
    .object({ approvedBy: text.describe('电话批准人'), reason: text.describe('应急原因') })
    .nullable()
    .default(null)
    .describe('途中应急维修'),
});
export type RepairForm = z.infer<typeof repairForm>;

/** 租车审批 (VEH-02b, VEH-03). linkedMatterId: the request no car was free for. */
export const hireForm = z
  .object({
    plate: text.describe('拟租车辆车牌号').meta({ choices: '/api/vehicles/hire-cars' }),
    ownerId: person.nullable().default(null).describe('机关干部车主（没有的不填）'),
    purpose: text.describe('用车事由'),
    route: text.describe('路线'),
    fromAt: clock.describe('出车时间'),
    untilAt: clock.describe('预计返回时间'),
    routeKm: z.int().min(1, '请填写路线里程').max(10_000).describe('往返路线里程'),
    amount: amount.describe('预计租金'),
    driver: text.describe('驾驶人'),
    coverageConfirmed: z.boolean().default(false).describe('第三者责任险缺项，办公室已确认'),
  })
  .refine(({ fromAt, untilAt }) => untilAt > fromAt, { path: ['untilAt'], error: '返回时间应晚于出车时间' });
export type HireForm = z.infer<typeof hireForm>;
