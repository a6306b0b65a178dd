import { z } from 'zod';
import { department, digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

const note = z.string().trim().max(500).default('').meta({ format: 'long' });
const km = z.int('里程为整公里数').min(0, '里程不能为负').max(2_000_000, '里程过大，请核对');
export const plate = text.describe('车牌号').meta({ choices: '/api/vehicles/plates' });
/** A car of the office. */
export const vehicle = z.int().positive('请选择车辆').meta({ choices: '/api/vehicles/choices' });

export const CLASSES = ['轿车', '越野车', '商务车', '客车'] as const;
const LICENCES = ['C2', 'C1', 'B1', 'B2', 'A3', 'A1'] as const;

/** 车辆登记 (VEH-01a). */
export const registerVehicle = z.object({
  plate: text.describe('车牌号'),
  model: text.describe('品牌型号'),
  vehicleClass: z.enum(CLASSES).describe('车辆类型'),
  seats: z.int().min(2).max(60).describe('核定座位数'),
  registration: text.describe('行驶证号'),
  licenceClass: z.enum(LICENCES).describe('准驾车型'),
  driverId: person.describe('专职驾驶员'),
  garage: text.describe('指定停放位置'),
  odometer: km.describe('里程表读数'),
  inspectionUntil: past.describe('年检有效期至'),
  compulsoryUntil: past.describe('交强险有效期至'),
  insuranceUntil: past.describe('商业险有效期至'),
  serviceOn: past.describe('下次保养日期'),
  serviceKm: km.describe('下次保养里程'),
});
export type RegisterVehicle = z.infer<typeof registerVehicle>;

export const retireVehicle = z.object({ plate, on: past.describe('停用日期'), reason: text.describe('停用原因') });
export type RetireVehicle = z.infer<typeof retireVehicle>;

const RENEWALS = ['年检', '交强险', '商业险', '保养'] as const;

/** 登记年检保险保养 (VEH-06d). */
export const renewVehicle = z.object({
  plate,
  sort: z.enum(RENEWALS).describe('事项'),
  doneOn: past.describe('办理日期'),
  validUntil: past.describe('有效期至（下次保养日期）'),
  nextKm: km.nullable().default(null).describe('下次保养里程'),
  cost: money.describe('费用'),
  document: text.describe('凭证号'),
});
export type RenewVehicle = z.infer<typeof renewVehicle>;

/** 登记驾驶证 (VEH-04). */
export const recordLicence = z.object({
  personId: person.describe('驾驶人'),
  licenceClass: z.enum(LICENCES).describe('准驾车型'),
  number: text.describe('驾驶证号'),
  validUntil: past.describe('有效期至'),
});
export type RecordLicence = z.infer<typeof recordLicence>;

export const CARD_SORTS = ['油卡', 'ETC卡'] as const;

/** 启用、停用油卡ETC卡 (VEH-06a). */
export const bindCard = z.object({ plate, sort: z.enum(CARD_SORTS).describe('种类'), number: text.describe('卡号'), from: past.describe('启用日期') });
export type BindCard = z.infer<typeof bindCard>;
export const endCard = z.object({ number: text.describe('卡号'), until: past.describe('停用日期') });
export type EndCard = z.infer<typeof endCard>;

/** 充值 (VEH-06b). */
export const topUpCard = z.object({
  number: text.describe('卡号'),
  amount: money.describe('充值金额'),
  on: past.describe('充值日期'),
  method: z.enum(['公务卡', '银行转账']).describe('付款方式'),
  voucher: text.describe('充值凭证号'),
  request: z.string().trim().max(40).default('').describe('支出事前审批编号'),
});
export type TopUpCard = z.infer<typeof topUpCard>;

export const FUEL_METHODS = ['油卡', '公务卡', '现金'] as const;

/** 加油登记 (VEH-06a, VEH-06c). */
export const recordFuelling = z.object({
  plate,
  on: past.describe('加油日期'),
  station: text.describe('加油站'),
  litres: z.number().positive('请填写升数').max(500, '升数过大，请核对').multipleOf(0.01, '升数最多两位小数').describe('升数'),
  amount: money.describe('金额'),
  odometer: km.describe('里程表读数'),
  method: z.enum(FUEL_METHODS).default('油卡').describe('付款方式'),
  card: z.string().trim().max(40).default('').describe('油卡号'),
  claim: z.string().trim().max(40).default('').describe('已放行的报销单编号（现金时）'),
});
export type RecordFuelling = z.infer<typeof recordFuelling>;

/** 核对油卡流水 (VEH-06a). */
export const checkCardList = z.object({
  lines: z
    .array(z.object({ card: text.describe('卡号'), plate: text.describe('车牌号'), on: past.describe('日期'), amount: money.describe('金额') }))
    .min(1, '至少一行')
    .max(1000)
    .describe('流水'),
});
export type CheckCardList = z.infer<typeof checkCardList>;

/** 定点维修点 (VEH-07a). */
export const designateShop = z.object({
  name: text.describe('维修点'),
  from: past.describe('起'),
  until: past.nullable().default(null).describe('止（不含）'),
});
export type DesignateShop = z.infer<typeof designateShop>;

/** 维修验收 (VEH-07a). */
export const acceptRepair = z.object({
  request: text.describe('维修申请编号'),
  shop: text.describe('实际维修点'),
  finishedOn: past.describe('完工日期'),
  odometer: km.describe('里程表读数'),
  amount: money.describe('实际金额'),
  invoice: text.describe('票据号码'),
});
export type AcceptRepair = z.infer<typeof acceptRepair>;

/** 租用车辆备案 (VEH-03). */
export const registerHireCar = z.object({
  plate: text.describe('车牌号'),
  owner: text.describe('车主（出租人）'),
  ownerId: person.nullable().default(null).describe('机关干部车主'),
  vehicleClass: z.enum(CLASSES).describe('车辆类型'),
  registration: text.describe('行驶证号'),
  inspectionUntil: past.describe('年检有效期至'),
  compulsoryUntil: past.describe('交强险有效期至'),
  thirdPartyUntil: past.nullable().default(null).describe('第三者责任险有效期至'),
  agreementOn: past.nullable().default(null).describe('协议签署日期'),
  agreement: digest.nullable().default(null).describe('租车协议'),
});
export type RegisterHireCar = z.infer<typeof registerHireCar>;

/** 租车结算 (VEH-03c). */
export const settleHire = z.object({
  hire: text.describe('租车审批编号'),
  startKm: km.describe('出车里程'),
  endKm: km.describe('收车里程'),
  routeKm: km.describe('路线里程'),
});
export type SettleHire = z.infer<typeof settleHire>;

export const CASE_SORTS = ['酒后驾驶', '疲劳驾驶', '公车私用', '交通违法', '事故', '被盗损坏', '其他违规'] as const;

/** 登记车辆违规事故 (VEH-03d, VEH-08a, VEH-08c, VEH-10). */
export const reportVehicleCase = z.object({
  sort: z.enum(CASE_SORTS).describe('类别'),
  happenedOn: past.describe('发生日期'),
  plate: text.describe('车牌号'),
  personId: person.nullable().default(null).describe('责任人（本单位）'),
  personName: z.string().trim().max(100).default('').describe('责任人（出租人等）'),
  passengers: z.string().trim().max(200).default('').describe('乘车人'),
  ruleBroken: text.describe('违反的条款'),
  facts: texts.describe('事实和原因'),
  statement: note.describe('本人陈述'),
  loss: money.describe('损失金额'),
  insurance: money.describe('保险赔付'),
  insurer: z.string().trim().max(100).default('').describe('保险公司'),
});
export type ReportVehicleCase = z.infer<typeof reportVehicleCase>;

export const decideVehicleCase = z.object({
  number: text.describe('案件编号'),
  responsible: z.boolean().describe('认定责任人有责（全部或部分）'),
  share: money.describe('个人承担'),
  reason: note.describe('低于建议的理由'),
  decision: texts.describe('处理决定'),
});
export type DecideVehicleCase = z.infer<typeof decideVehicleCase>;

export const settleVehicleCase = z.object({ number: text.describe('案件编号'), receipt: text.describe('赔偿收据号') });
export type SettleVehicleCase = z.infer<typeof settleVehicleCase>;

/** 登记安全奖金 (VEH-08c). */
export const setSafetyBonus = z.object({
  personId: person.describe('驾驶员'),
  year: z.int().min(2000).max(2100).describe('年度'),
  amount: money.describe('当年安全奖金'),
  paid: money.describe('其中已发放'),
});
export type SetSafetyBonus = z.infer<typeof setSafetyBonus>;

/** 报送局属单位用车办法 (VEH-09). */
export const handInUnitRules = z.object({
  departmentId: department.describe('局属单位'),
  body: text.describe('制定机构'),
  madeOn: past.describe('制定日期'),
  file: digest.describe('用车办法'),
});
export type HandInUnitRules = z.infer<typeof handInUnitRules>;
