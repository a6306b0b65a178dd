import { describe, expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { readPack } from '../pack/read-pack.ts';
import { openSource } from '../pack/source.ts';
import type { OfficeDefinition } from '../rulebook.ts';
import { readVocabulary } from '../vocabulary.ts';
import { checkPack } from './check-pack.ts';
import { checkAllPeriods, checkPeriods } from './periods.ts';

const { vocabulary } = readVocabulary(
  openSource({
    file: 'vocabulary.yaml',
    text: `
金额: { id: amount, 类: 金额 }
请假天数: { id: leaveDays, 类: 小数, 单位: 天, 步: 0.5 }
付款方式: { id: paymentMethod, 类: 选项, 选项: { 现金: cash, 公务卡: card } }
`,
  }),
);
const office: OfficeDefinition = {
  key: '试验局',
  name: '试验局',
  posts: [
    ...['局长', '分管领导'].map((post) => ({ post, superior: null, sole: true, collective: false })),
    { post: '班子成员', superior: '局长', sole: false, collective: false },
  ],
};

interface Trial {
  readonly title?: string;
  readonly dates?: string;
  /** `命中`, and `范围` if there is one, of 表一. */
  readonly head?: string;
  /** YAML of `规则`. */
  readonly rules: string;
}

/** A pack of one clause, with everything reading had to say about it. */
function trial({ title = '试验制度', dates = '施行: 2024-01-01', head = '命中: 唯一', rules }: Trial) {
  const tables = rules.includes('表一') ? `表: { 表一: { ${head} } }\n问题: { 问: [表一] }` : '';
  const text = `
制度: ${title}
单位: 试验局
领域: trial
版本: 2024-01-01
${dates}
依据: [会计法]
${tables}
条款:
  - 编号: T-1
    条: 一
    级别: 强制
    文: 试验。
    规则: ${rules}
`;
  const { pack, findings } = readPack({ source: openSource({ file: `${title}.yaml`, text }), vocabulary, digest: '' });
  if (pack === undefined) throw new Error(findings.map((one) => one.sentence).join());
  return { pack, findings };
}

function told(findings: readonly Finding[]) {
  return findings.map(({ check: name, severity, sentence, place }) => ({ name, severity, sentence, line: place.line }));
}

function checked(written: Trial) {
  const { pack, findings } = trial(written);
  return told([...findings, ...checkPack(pack, office)]);
}

/** A pack of one table with these rows (YAML of `行`). */
function check(rows: string, head = '命中: 唯一') {
  const lines = rows
    .trim()
    .split('\n')
    .map((line) => `          ${line.trim()}`)
    .join('\n');
  return checked({ head, rules: `\n      - 表: 表一\n        行:\n${lines}` });
}
const step = (post: string): string => `则: { 步骤: [{ 职务: ${post}, 动作: 批准 }] }`;

describe('limits as sources state them', () => {
  test('20000 yuan stands in two bands', () => {
    const found = check(
      `
      - { 当: { 金额: "[5000元, 20000元]" }, ${step('分管领导')} }
      - { 当: { 金额: "[20000元, )" }, ${step('局长')} }`,
      '命中: 唯一, 范围: { 金额: "[5000元, )" }',
    );
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
    expect(
      check(`
      - { 当: { 金额: "[, 500元)" }, ${step('分管领导')} }
      - { 当: { 金额: "[500元, )" }, ${step('局长')} }`),
    ).toEqual([]);
  });
  test('rows that agree may overlap under 一致, rows that do not may not', () => {
    const rows = (second: string): string => `
      - { 当: { 金额: "[, 500元]" }, ${step('分管领导')} }
      - { 当: { 金额: "[500元, )" }, ${step(second)} }`;
    expect(check(rows('分管领导'), '命中: 一致')).toEqual([]);
    expect(check(rows('局长'), '命中: 一致')).toMatchObject([{ name: 'contradiction', sentence: expect.stringContaining('500.00元') }]);
  });
  test('a row that no facts reach is an error, and one that some do is not', () => {
    const rows = (cell: string): string => `
      - { 当: { 付款方式: "${cell}" }, ${step('分管领导')} }
      - { 当: { 付款方式: [现金, 公务卡] }, ${step('局长')} }`;
    expect(check(rows('非 [现金, 公务卡]'))).toMatchObject([{ name: 'unreachable', severity: 'error', sentence: '表“表一”第1行（T-1）永远不会适用。' }]);
    expect(check(rows('现金'), '命中: 汇总')).toEqual([]);
  });
  test('a column that is open in every row decides nothing', () => {
    const rows = (cell: string): string => `
      - { 当: { 金额: "[, 500元)", 付款方式: ${cell} }, ${step('分管领导')} }
      - { 当: { 金额: "[500元, )", 付款方式: 任意 }, ${step('局长')} }`;
    expect(check(rows('任意'))).toMatchObject([{ name: 'unused-column', severity: 'warning', sentence: '表“表一”的“付款方式”一栏处处任意，不起作用。' }]);
    expect(check(rows('现金'), '命中: 唯一, 范围: { 金额: "[500元, )" }')).toEqual([]);
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
    expect(check(`- { 当: { 付款方法: 现金 }, ${step('局长')} }`)).toContainEqual(
      expect.objectContaining({ name: 'term', sentence: expect.stringContaining('付款方式') }),
    );
  });
});

describe('clauses and duties', () => {
  const duty = (lines: string): string =>
    `\n      - 义务: 盘点\n${lines
      .split('，')
      .map((line) => `        ${line}`)
      .join('\n')}`;
  const COMPLETE = '周期: { 每: 年, 截止: 12-31 }，责任: 局长，证据: [盘点表]';

  test('a clause brings a rule, or says that there is nothing to enforce', () => {
    expect(checked({ rules: '[]' })).toMatchObject([
      { name: 'clause-without-rule', severity: 'error', sentence: 'T-1没有规则；没有可执行内容的要写“公示”并说明。' },
    ]);
    expect(checked({ rules: '[{ 公示: 只作说明。 }]' })).toEqual([]);
  });
  test('a duty says when, by whom and on what evidence', () => {
    expect(checked({ rules: duty(COMPLETE) })).toEqual([]);
    expect(checked({ rules: duty('责任: 局长') })).toMatchObject([
      { name: 'duty-incomplete', severity: 'error', sentence: '义务“盘点”没有写明办结证据、周期。' },
    ]);
    expect(checked({ rules: duty(COMPLETE.replace('责任: 局长，', '')) })).toMatchObject([{ name: 'duty-incomplete', sentence: '义务“盘点”没有写明责任人。' }]);
  });
  test('two regulations in force together do not give one subject two periods', () => {
    const on = (title: string, day: string, dates?: string) =>
      trial({ title, rules: duty(`主题: 资产盘点，${COMPLETE.replace('12-31', day)}`), ...(dates !== undefined && { dates }) }).pack;
    const conflict = told(checkPeriods(on('资产制度', '11-30'), [on('财务制度', '12-31')]));
    expect(conflict).toMatchObject([
      {
        name: 'period-conflict',
        severity: 'warning',
        sentence: expect.stringMatching(/^“资产盘点”的期限不一：《财务制度》T-1为.*12-31.*，《资产制度》T-1为.*11-30/),
      },
    ]);
    expect(told(checkAllPeriods([on('财务制度', '12-31'), on('资产制度', '11-30')]))).toEqual(conflict);
    expect(checkPeriods(on('资产制度', '12-31'), [on('财务制度', '12-31')])).toEqual([]);
    expect(checkPeriods(on('财务制度', '11-30', '施行: 2026-01-01'), [on('财务制度', '12-31')])).toEqual([]);
    expect(checkPeriods(on('资产制度', '11-30', '施行: 2026-01-01'), [on('财务制度', '12-31', '施行: 2024-01-01\n废止: 2026-01-01')])).toEqual([]);
    expect(checkPeriods(on('资产制度', '11-30', '施行: 2025-12-31'), [on('财务制度', '12-31', '施行: 2024-01-01\n废止: 2026-01-01')])).toHaveLength(1);
  });
});
