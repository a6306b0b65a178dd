import { z } from 'zod';
import { digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

export const CATEGORIES = ['房屋', '车辆', '通用设备', '专用设备', '家具用具', '图书文物', '其他'] as const;

/** The document the state-asset rules ask for where a fixed asset comes or goes (FIN-05d). */
const approval = {
  approvalReference: z.string().trim().max(100).default('').describe('批准文件文号'),
  approvalAuthority: z.string().trim().max(100).default('').describe('批准机关'),
  approvedOn: past.nullable().default(null).describe('批准日期'),
  approvalFile: digest.nullable().default(null).describe('批准文件'),
};
const approvalShape = z.object(approval);
export type Approval = z.infer<typeof approvalShape>;

/** 资产登记 (FIN-05a, FIN-05d). */
export const registerAsset = z.object({
  name: text.describe('名称'),
  category: z.enum(CATEGORIES).describe('类别'),
  specification: z.string().trim().max(200).default('').describe('规格型号'),
  quantity: z.int().min(1).max(100_000).default(1).describe('数量'),
  originalValue: money.describe('原值'),
  fixed: z.boolean().default(false).describe('是否固定资产'),
  acquiredOn: past.describe('取得日期'),
  source: text.describe('来源'),
  place: text.describe('存放地点'),
  userId: person.nullable().default(null).describe('使用人'),
  keeperId: person.nullable().default(null).describe('保管人'),
  document: z.string().trim().max(200).default('').describe('凭证号或事项编号'),
  ...approval,
});
export type RegisterAsset = z.infer<typeof registerAsset>;

export const DISPOSALS = ['变卖', '报废', '调拨', '丢失'] as const;

/** 资产处置 (FIN-05d). */
export const disposeAsset = z.object({
  number: text.describe('资产编号'),
  disposal: z.enum(DISPOSALS).describe('处置方式'),
  on: past.describe('处置日期'),
  reason: texts.describe('原因'),
  ...approval,
  decision: z.string().trim().max(40).default('').describe('集体决策编号'),
});
export type DisposeAsset = z.infer<typeof disposeAsset>;

/** 移交资产台账 (FIN-05a). */
export const handOverLedger = z.object({
  toPersonId: person.describe('接收人'),
  lines: z
    .array(
      z.object({
        number: text.describe('资产编号'),
        counted: z.int().min(0).max(100_000).describe('清点数量'),
        remark: z.string().trim().max(500).default('').describe('说明'),
      }),
    )
    .max(20_000)
    .describe('清点明细'),
});
export type HandOverLedger = z.infer<typeof handOverLedger>;

/** 接收资产台账: the signature says it all. */
export const takeOverLedger = z.object({});

export const FOUND = ['相符', '缺失', '损坏', '盘盈'] as const;

/** 资产清查 (FIN-05b). */
export const signStocktake = z.object({
  year: z.int().min(2000).max(2100).describe('年度'),
  report: digest.describe('清查报告'),
  lines: z
    .array(
      z.object({
        number: text.describe('资产编号'),
        found: z.enum(FOUND).describe('清查结果'),
        remark: z.string().trim().max(500).default('').describe('说明'),
      }),
    )
    .max(20_000)
    .describe('清查明细'),
  surplus: z
    .array(
      z.object({
        name: text.describe('名称'),
        quantity: z.int().min(1).max(100_000).describe('数量'),
        place: text.describe('存放地点'),
        remark: z.string().trim().max(500).default('').describe('说明'),
      }),
    )
    .max(1_000)
    .default([])
    .describe('台账以外的盘盈'),
});
export type SignStocktake = z.infer<typeof signStocktake>;

export const PLACED = ['在用', '在库'] as const;

/** 资产调配 (FIN-05a). */
export const moveAsset = z.object({
  number: text.describe('资产编号'),
  on: past.describe('调配日期'),
  userId: person.describe('使用人'),
  keeperId: person.describe('保管人'),
  place: text.describe('存放地点'),
  state: z.enum(PLACED).describe('状态'),
  reason: text.describe('原因'),
});
export type MoveAsset = z.infer<typeof moveAsset>;

/** 登记资产损坏丢失 (FIN-05c). */
export const reportDamage = z.object({ number: text.describe('资产编号'), happenedOn: past.describe('发生日期'), facts: texts.describe('情况') });
export type ReportDamage = z.infer<typeof reportDamage>;

const damageId = z.int().positive().describe('处理编号');

/** 责任人陈述 (FIN-05c). */
export const stateOnDamage = z.object({ damageId, statement: texts.describe('陈述') });
export type StateOnDamage = z.infer<typeof stateOnDamage>;

/** 损坏丢失处理 (FIN-05c). */
export const decideDamage = z.object({
  damageId,
  cause: z.enum(['人为', '非人为']).describe('原因'),
  amount: money.describe('赔偿金额'),
  valueBasis: text.describe('定价依据'),
  decision: texts.describe('处理决定'),
  decidedOn: past.describe('决定日期'),
  payBy: past.nullable().default(null).describe('缴纳期限（不填的按制度设定）'),
  unheard: z.string().trim().max(500).default('').describe('责任人没有陈述的原因'),
});
export type DecideDamage = z.infer<typeof decideDamage>;

/** 收到赔偿. */
export const settleDamage = z.object({ damageId, receipt: text.describe('收据号') });
export type SettleDamage = z.infer<typeof settleDamage>;
