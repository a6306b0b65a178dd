import { describe, expect, test } from 'vitest';
import { readPack } from '../pack/read-pack.ts';
import { openSource } from '../pack/source.ts';
import type { OfficeDefinition } from '../rulebook.ts';
import { readVocabulary } from '../vocabulary.ts';
import { checkPack } from './check-pack.ts';

const { vocabulary } = readVocabulary(openSource({ file: 'vocabulary.yaml', text: `
金额: { id: amount, 类: 金额 }
请假天数: { id: leaveDays, 类: 小数, 单位: 天, 步: 0.5 }
付款方式: { id: paymentMethod, 类: 选项, 选项: { 现金: cash, 公务卡: card } }
` }));
const office: OfficeDefinition = { key: '试验局', name: '试验局', posts: [...['局长', '分管领导'].map((post) => ({ post, superior: null, sole: true, collective: false })), { post: '班子成员', superior: '局长', sole: false, collective: false }] };

/** A pack of one table with these rows (YAML of `行`). */
function check(rows: string, head = '命中: 唯一') {
  const text = `
制度: 试验制度
单位: 试验局
领域: trial
版本: 2024-01-01
施行: 2024-01-01
依据: [会计法]
表: { 表一: { ${head} } }
问题: { 问: [表一] }
条款:
  - 编号: T-1
    条: 一
    级别: 强制
    文: 试验。
    规则:
      - 表: 表一
        行:
${rows.trim().split('\n').map((line) => `          ${line.trim()}`).join('\n')}
`;
  const { pack, findings } = readPack({ source: openSource({ file: 'trial.yaml', text }), vocabulary, digest: '' });
  if (pack === undefined) throw new Error(findings.map((one) => one.sentence).join());
  return [...findings, ...checkPack(pack, office)].map(({ check: name, severity, sentence, place }) => ({ name, severity, sentence, line: place.line }));
}
const step = (post: string): string => `则: { 步骤: [{ 职务: ${post}, 动作: 批准 }] }`;

describe('limits as sources state them', () => {
  test('20000 yuan stands in two bands', () => {
    const found = check(`
      - { 当: { 金额: "[5000元, 20000元]" }, ${step('分管领导')} }
      - { 当: { 金额: "[20000元, )" }, ${step('局长')} }`, '命中: 唯一, 范围: { 金额: "[5000元, )" }');
    expect(found).toMatchObject([{ name: 'overlap', severity: 'error', sentence: expect.stringContaining('金额20000.00元时同时适用') }]);
    expect(found[0]?.line).toBeGreaterThan(10);
  });

  test('two and a half days stand in no band', () => {
    const found = check(`
      - { 当: { 请假天数: "[, 2天]" }, ${step('分管领导')} }
      - { 当: { 请假天数: "[3天, )" }, ${step('局长')} }`);
    expect(found).toMatchObject([{ name: 'gap', severity: 'error', sentence: expect.stringContaining('请假天数2.5天时没有一行适用') }]);
  });

  test('once read, the doubled value remains as a note, and the reading is asked for', () => {
    const found = check(`
      - { 当: { 金额: "[, 20000元)" }, 原文: { 金额: "[, 20000元]" }, ${step('分管领导')} }
      - { 当: { 金额: "[20000元, )" }, ${step('局长')} }`);
    expect(found.map(({ name, severity }) => `${name}/${severity}`)).toEqual(['overlap/note', 'reading/error']);
    expect(found[0]?.sentence).toContain('20000.00元');
  });
});

describe('tables', () => {
  test('a complete table has nothing to be said about', () => {
    expect(check(`
      - { 当: { 金额: "[, 500元)" }, ${step('分管领导')} }
      - { 当: { 金额: "[500元, )" }, ${step('局长')} }`)).toEqual([]);
  });
  test('rows that agree may overlap under 一致, rows that do not may not', () => {
    const rows = (second: string): string => `
      - { 当: { 金额: "[, 500元]" }, ${step('分管领导')} }
      - { 当: { 金额: "[500元, )" }, ${step(second)} }`;
    expect(check(rows('分管领导'), '命中: 一致')).toEqual([]);
    expect(check(rows('局长'), '命中: 一致')).toMatchObject([{ name: 'contradiction', sentence: expect.stringContaining('500.00元') }]);
  });
  test('a post the office does not have is named, with the nearest it has', () => {
    expect(check(`- { 当: {}, ${step('分管领道')} }`)).toMatchObject([{ name: 'post-nobody-holds', sentence: expect.stringContaining('分管领导') }]);
  });
  test('several holders are asked only where there can be several, and a step stands beside another', () => {
    const steps = (written: string): string => `- { 当: {}, 则: { 步骤: [${written}] } }`;
    expect(check(steps('{ 职务: 局长, 动作: 批准 }, { 职务: 班子成员, 动作: 审核, 并行: 是, 几人: 3 }'))).toEqual([]);
    expect(check(steps('{ 职务: 局长, 动作: 批准, 几人: 3 }'))).toMatchObject([{ name: 'shape', sentence: expect.stringContaining('几人') }]);
    expect(check(steps('{ 职务: 班子成员, 动作: 审核, 并行: 是 }'))).toMatchObject([{ name: 'shape', sentence: expect.stringContaining('并行') }]);
    expect(check(steps('{ 职务: 班子成员, 动作: 审核, 几人: 1 }'))).toContainEqual(expect.objectContaining({ name: 'shape', sentence: '“几人”不能小于2。' }));
  });
  test('an unknown word suggests the nearest', () => {
    expect(check(`- { 当: { 付款方法: 现金 }, ${step('局长')} }`)).toContainEqual(expect.objectContaining({ name: 'term', sentence: expect.stringContaining('付款方式') }));
  });
});
