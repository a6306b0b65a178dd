import { z } from 'zod';
import { clock, digest, past, person, text, texts } from '../../platform/http/fields.ts';
import { plate, vehicle } from './contract.ts';

const km = z.int('里程为整公里数').min(0, '里程不能为负').max(2_000_000, '里程过大，请核对');
const words = z.string().trim().max(500).default('').meta({ format: 'long' });

export const PURPOSES = ['公务接待', '下乡', '出差', '会议', '执法', '其他公务'] as const;
export const URGENCIES = ['一般', '要事', '急事'] as const;

/** 用车申请 (VEH-01, VEH-02a). There is no private purpose to choose. */
export const vehicleRequestForm = z
  .object({
    purposeKind: z.enum(PURPOSES, { error: `公车只能用于公务：${PURPOSES.join('、')}` }).describe('用车类别'),
    purpose: text.describe('用车事由'),
    explanation: words.describe('其他公务的具体事由'),
    destination: text.describe('目的地和路线'),
    fromAt: clock.describe('出车时间'),
    untilAt: clock.describe('预计返回时间'),
    passengers: z.array(person).max(60).default([]).describe('乘车人').meta({ format: 'people' }),
    urgency: z.enum(URGENCIES).default('一般').describe('轻重缓急'),
    urgencyReason: words.describe('要事、急事的理由'),
    specialReason: words.describe('没有局党组成员参加时的特殊情况'),
    vehicleId: vehicle.nullable().default(null).describe('希望使用的车辆'),
  })
  .refine(({ fromAt, untilAt }) => untilAt > fromAt, { path: ['untilAt'], error: '返回时间应晚于出车时间' })
  .refine(({ urgency, urgencyReason }) => urgency === '一般' || urgencyReason !== '', { path: ['urgencyReason'], error: '要事、急事须写明理由' });
export type VehicleRequestForm = z.infer<typeof vehicleRequestForm>;

/** 派车 (VEH-01, VEH-02c, VEH-04, VEH-05e). Again for the same request: a new version. */
export const dispatchVehicle = z.object({
  request: text.describe('用车申请编号'),
  plate,
  driverId: person.describe('驾驶人'),
  deviation: words.describe('另作安排的理由'),
  parkingConfirmed: words.describe('因工作需要停放在特殊处所的确认'),
});
export type DispatchVehicle = z.infer<typeof dispatchVehicle>;

export const cancelDispatch = z.object({ number: text.describe('派车编号'), reason: texts.describe('取消原因') });
export type CancelDispatch = z.infer<typeof cancelDispatch>;

/** 节假日用车报告 (VEH-05e): linked to the request it is for. */
export const restDayForm = z
  .object({
    vehicleId: vehicle.describe('车辆'),
    from: past.describe('起'),
    until: past.describe('止（含）'),
    reason: texts.describe('因公用车事由'),
    users: z.array(person).max(60).default([]).describe('用车人').meta({ format: 'people' }),
  })
  .refine(({ from, until }) => until >= from, { path: ['until'], error: '止日不能早于起日' });
export type RestDayForm = z.infer<typeof restDayForm>;

export const fileRestDay = z.object({
  report: text.describe('节假日用车报告编号'),
  filedAt: clock.describe('报备时间'),
  receiver: text.describe('县纪委接收人'),
  reference: text.describe('报备编号'),
});
export type FileRestDay = z.infer<typeof fileRestDay>;

/** 代驾审批 (VEH-04). */
export const substituteForm = z
  .object({
    vehicleId: vehicle.describe('车辆'),
    driverId: person.describe('代驾人'),
    from: past.describe('起'),
    until: past.describe('止（含）'),
    reason: texts.describe('专职驾驶员不在岗等原因'),
  })
  .refine(({ from, until }) => until >= from, { path: ['until'], error: '止日不能早于起日' });
export type SubstituteForm = z.infer<typeof substituteForm>;

export const CHECKS = ['轮胎', '制动', '灯光', '机油'] as const;

/** 出车 (VEH-02d, VEH-05a, VEH-08). Without a notice it is entered all the same, and reported. */
export const takeOutVehicle = z.object({
  plate,
  dispatch: z.string().trim().max(40).default('').describe('派车通知').meta({ choices: '/api/vehicles/own-dispatches' }),
  outAt: clock.describe('出车时间'),
  odometer: km.describe('出车里程'),
  gapReason: words.describe('里程断档原因'),
  checks: z.array(z.enum(CHECKS)).default([]).describe('出车检查'),
  fit: z.boolean().default(false).describe('本人未饮酒、未疲劳'),
  user: z.string().trim().max(200).default('').describe('用车人（没有派车通知时）'),
  purpose: z.string().trim().max(200).default('').describe('事由（没有派车通知时）'),
  route: z.string().trim().max(200).default('').describe('路线（没有派车通知时）'),
});
export type TakeOutVehicle = z.infer<typeof takeOutVehicle>;

export const PARKINGS = ['单位车库', '指定位置', '途中停放', '度假区', '娱乐场所', '其他'] as const;

/** 收车 (VEH-02a, VEH-05a, VEH-05b, VEH-05d, VEH-08b). */
export const bringBackVehicle = z.object({
  plate,
  backAt: clock.describe('收车时间'),
  odometer: km.describe('收车里程'),
  routeKm: km.describe('往返路线里程'),
  breaks: z
    .array(z.object({ fromAt: clock.describe('自'), untilAt: clock.describe('至') }))
    .max(50)
    .default([])
    .describe('途中停车休息'),
  parking: z.enum(PARKINGS).nullable().default(null).describe('停放处所'),
  place: z.string().trim().max(200).default('').describe('停放地点'),
  parkingReason: words.describe('停放在别处的理由'),
});
export type BringBackVehicle = z.infer<typeof bringBackVehicle>;

/** 停放登记: what was not entered at the return (VEH-05b). */
export const parkVehicle = z.object({
  plate,
  parkedAt: clock.describe('停放时间'),
  parking: z.enum(PARKINGS).describe('停放处所'),
  place: text.describe('停放地点'),
  reason: words.describe('停放在别处的理由'),
});
export type ParkVehicle = z.infer<typeof parkVehicle>;

export const explainTrip = z.object({ tripId: z.int().positive().describe('用车登记号'), reason: texts.describe('无派遣出车的原因') });
export type ExplainTrip = z.infer<typeof explainTrip>;

/** 封存、启封 (VEH-05c). */
export const sealVehicle = z.object({
  plate,
  place: text.describe('封存地点'),
  odometer: km.describe('里程表读数'),
  sealNumber: text.describe('封条编号'),
  keyWith: person.describe('钥匙交存（办公室）'),
});
export type SealVehicle = z.infer<typeof sealVehicle>;
export const unsealVehicle = z.object({ plate, odometer: km.describe('里程表读数') });
export type UnsealVehicle = z.infer<typeof unsealVehicle>;

/** 违规停放线索 (VEH-05d): a tip, with a photo if there is one. */
export const reportParking = z.object({
  plate,
  seenAt: clock.describe('发现时间'),
  place: text.describe('地点'),
  facts: texts.describe('情况'),
  photo: digest.nullable().default(null).describe('照片'),
});
export type ReportParking = z.infer<typeof reportParking>;
