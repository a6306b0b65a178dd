import { z } from 'zod';
import { digest, money, past, person, text, texts } from '../../platform/http/fields.ts';

export const CATEGORIES = ['房屋', '车辆', '通用设备', '专用设备', '家具用具', '图书文物', '其他'] as const;

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
  document: z.string().trim().max(200).default('').describe('凭证号或批准文件'),
});
export type RegisterAsset = z.infer<typeof registerAsset>;

export const DISPOSALS = ['变卖', '报废', '调拨', '丢失'] as const;

/** 资产处置 (FIN-05d). */
export const disposeAsset = z.object({
  number: text.describe('资产编号'),
  disposal: z.enum(DISPOSALS).describe('处置方式'),
  on: past.describe('处置日期'),
  reason: texts.describe('原因'),
  document: z.string().trim().max(200).default('').describe('批准文件文号、机关、日期'),
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
});
export type SignStocktake = z.infer<typeof signStocktake>;

/** 损坏丢失处理 (FIN-05c). */
export const decideDamage = z.object({
  number: text.describe('资产编号'),
  happenedOn: past.describe('发生日期'),
  cause: z.enum(['人为', '非人为']).describe('原因'),
  facts: texts.describe('情况'),
  statement: z.string().trim().max(2000).default('').describe('责任人陈述'),
  amount: money.describe('赔偿金额'),
  valueBasis: text.describe('定价依据'),
  decision: texts.describe('处理决定'),
  decidedOn: past.describe('决定日期'),
});
export type DecideDamage = z.infer<typeof decideDamage>;

/** 收到赔偿. */
export const settleDamage = z.object({ damageId: z.int().positive().describe('处理编号'), receipt: text.describe('收据号') });
export type SettleDamage = z.infer<typeof settleDamage>;
