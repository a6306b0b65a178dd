import { z } from 'zod';
import { SHARES, STEP_ACTS } from '../decision.ts';
import { QUORUMS } from '../quorum.ts';
import { MATTER_DUTIES } from '../separation/incompatible.ts';

/** The shape of a pack file as written, in Chinese keys. Terms, cells and references are checked afterwards. */
const words = z.union([z.string(), z.number()]).transform(String);
const text = z.string().min(1);
const texts = z.array(text).min(1);
const columns = z.record(z.string(), z.unknown());

export const stepShape = z.strictObject({
  职务: text,
  动作: z.enum(STEP_ACTS),
  本人: texts.optional(),
  同人: z.union([texts, z.literal('合并')]).optional(),
  须知: text.optional(),
  并行: z.literal('是').optional(),
  几人: z.union([z.number().int().min(2), z.enum([...SHARES, '全部'])]).optional(),
});

export const answerShape = z.strictObject({
  步骤: z.array(stepShape).min(1).optional(),
  拒绝: text.optional(),
  办法: texts.optional(),
  可由: text.optional(),
  得: columns.optional(),
  需: texts.optional(),
  义务: texts.optional(),
  提示: text.optional(),
  计算: z.strictObject({ 函数: text, 得: text }).optional(),
});

const rowShape = z.strictObject({ 当: columns, 原文: columns.optional(), 则: answerShape });

const periodShape = z.union([
  z.strictObject({ 触发: text, 期限: text, 提醒: z.union([text, texts]).optional() }),
  z.strictObject({ 每: z.enum(['年', '半年', '季', '月', '周', '日']), 开启: words.optional(), 截止: words, 提醒: words.optional() }),
]);

/** One entry of `规则`, by the key that tells its sort. */
export const ruleShapes = {
  表: z.strictObject({ 表: text, 行: z.array(rowShape).min(1) }),
  义务: z.strictObject({
    义务: text,
    主题: text.optional(),
    周期: periodShape.optional(),
    责任: text.optional(),
    证据: texts.optional(),
    上报: texts.optional(),
    说明: text.optional(),
  }),
  分离: z.strictObject({ 分离: text, 职务: z.array(text).min(2), 例外: z.enum(['不准', '准']).optional() }),
  不相容: z.strictObject({ 不相容: z.array(z.enum(MATTER_DUTIES)).min(2), 例外: z.enum(['不准', '准']).optional() }),
  独任: z.strictObject({ 独任: text }),
  设定: z.strictObject({ 设定: columns }),
  台账: z.strictObject({ 台账: z.strictObject({ 名: text, 必填: texts }) }),
  确认: z.strictObject({ 确认: z.strictObject({ 名: text, 内容: texts, 时点: texts.optional(), 职务: texts.optional(), 上报: texts.optional() }) }),
  公示: z.strictObject({ 公示: text }),
} as const;
export type RuleSort = keyof typeof ruleShapes;

const tableShape = z.strictObject({ 命中: z.enum(['唯一', '一致', '汇总']), 范围: z.union([columns, z.literal('无')]).optional(), 替代: text.optional() });

function packOf<Rule extends z.ZodType>(rule: Rule) {
  return z.strictObject({
    制度: text,
    单位: text,
    领域: text,
    版本: words,
    施行: words,
    废止: words.nullish(),
    确认: words.nullish(),
    依据: z.array(text).default([]),
    表: z.record(z.string(), tableShape).default({}),
    问题: z.record(z.string(), texts).default({}),
    条款: z
      .array(
        z.strictObject({
          编号: text,
          条: words,
          级别: z.enum(['强制', '计算', '跟踪', '记录', '确认', '公示']),
          文: text,
          解读: text.optional(),
          规则: z.array(rule).default([]),
        }),
      )
      .min(1),
  });
}

/** For reading: rules are read one by one, so that a fault in one is told in its own words. */
export const packShape = packOf(z.record(z.string(), z.unknown()));
/** For editors. */
export const wholePackShape = packOf(z.union(Object.values(ruleShapes)));

const postShape = z.strictObject({
  上级: text.optional(),
  独任: z.literal('是').optional(),
  集体: z.literal('是').optional(),
  成员: text.optional(),
  法定: z.enum(QUORUMS).optional(),
});

export const officeShape = z.strictObject({ 单位: text, 名称: text, 职务: z.record(z.string(), postShape.nullable()), 制度: texts });

const factsShape = z.record(z.string(), z.unknown());
export const caseShape = z.union([
  z.strictObject({
    编号: text,
    名: text,
    问: text,
    并问: texts.optional(),
    日: words.optional(),
    沿用: text.optional(),
    知: factsShape.default({}),
    得: z.strictObject({
      路径: z.array(text).optional(),
      拒绝: z.array(text).optional(),
      值: factsShape.optional(),
      需: z.array(text).optional(),
      义务: z.array(text).optional(),
      提示: z.array(text).optional(),
      缺: text.optional(),
    }),
  }),
  z.strictObject({
    编号: text,
    名: text,
    义务: text,
    事件: words.optional(),
    看: words.optional(),
    日: words.optional(),
    得: z.strictObject({ 开启: words.optional(), 提醒: words.optional(), 截止: words.optional(), 状态: z.enum(['未到', '进行', '临近', '逾期']).optional() }),
  }),
]);
