import { describe, expect, test } from 'vitest';
import { bookOf, functions, HEAD, packOf, oneTable, vocabulary } from '../fixtures/sample.ts';
import { openSource } from '../pack/source.ts';
import { readCases } from './case.ts';
import { runLimitCases } from './limit-cases.ts';
import { runCases } from './run-cases.ts';

const book = bookOf(`${HEAD}表:
  批准: { 命中: 唯一, 范围: { 金额: "[500元, )" } }
  现金: { 命中: 汇总 }
问题: { 事前审批: [批准, 现金] }
条款:
  - 编号: FIN-01c
    条: 一
    级别: 强制
    文: 现金。
    规则:
      - { 表: 现金, 行: [{ 当: { 付款方式: 现金, 金额: "[500元, )" }, 则: { 拒绝: 满500元不付现金。, 办法: [改用公务卡] } }] }
  - 编号: FIN-02i
    条: 二
    级别: 强制
    文: 批准。
    规则:
      - 表: 批准
        行:
          - { 当: { 金额: "[500元, 5000元)" }, 则: { 步骤: [{ 职务: 分管财务领导, 动作: 批准, 本人: [局长] }], 义务: [先支后报] } }
          - { 当: { 金额: "[5000元, )" }, 则: { 步骤: [{ 职务: 分管财务领导, 动作: 审核 }, { 职务: 局长, 动作: 批准 }, { 职务: 纪检领导, 动作: 知会 }] } }
      - { 义务: 先支后报, 周期: { 触发: 支出日, 期限: 2日 }, 责任: 经办人, 证据: [事后报告] }
      - { 义务: 站所月报, 周期: { 每: 月, 开启: 次月1日, 截止: 次月10日, 提醒: 次月5日 }, 责任: 财务股, 证据: [月报] }
`);

function differences(text: string): readonly (readonly string[])[] {
  const { cases, findings } = readCases(openSource({ file: '样例.cases.yaml', text }));
  if (findings.length > 0) throw new Error(findings.map((one) => one.sentence).join('\n'));
  return runCases(cases, { book, vocabulary }).map((one) => one.differences);
}
const asked = (known: string, expected: string): readonly string[] =>
  differences(`- { 编号: FIN-02i, 名: 试, 问: 事前审批, 知: { ${known} }, 得: { ${expected} } }`)[0] ?? ['no case'];

describe('a case of a question', () => {
  test.each([
    ['金额: 500元, 付款方式: 公务卡', '路径: [分管财务领导], 拒绝: [], 义务: [先支后报], 需: []'],
    ['金额: 5000元, 付款方式: 公务卡', '路径: ["分管财务领导:审核", 局长]'],
    ['金额: 5000元, 付款方式: 公务卡', '路径: [分管财务领导, 局长, "纪检领导:知会"]'],
    ['金额: 500元, 付款方式: 现金', '拒绝: [FIN-01c]'],
    ['金额: 500元, 付款方式: 公务卡, 经办人职务: [分管财务领导]', '路径: [局长]'],
    ['金额: 5000元, 付款方式: 公务卡, 受益人职务: [局长]', '路径: [分管财务领导, "局务会:决定"]'],
    ['金额: 5000元, 付款方式: 公务卡, 兼任: [分管财务领导, 局长]', '路径: [分管财务领导, 局务会]'],
    ['付款方式: 公务卡', '缺: 金额'],
  ])('holds: %s → %s', (known, expected) => expect(asked(known, expected)).toEqual([]));

  test.each([
    ['金额: 5000元, 付款方式: 公务卡', '路径: [局长]', '路径应为局长，实为分管财务领导:审核、局长:批准。'],
    ['金额: 499.99元, 付款方式: 现金', '拒绝: [FIN-01c]', '拒绝应为FIN-01c，实为无。'],
    ['金额: 5000元, 付款方式: 公务卡', '值: { 借款上限: 1元 }', '借款上限应为1.00元，实为没有得出。'],
    ['金额: 5000元, 付款方式: 公务卡', '缺: 金额', '应当因缺少“金额”而不能判定，却作出了判定。'],
    ['付款方式: 公务卡', '拒绝: []', '缺少“金额”，无法判定。请补充，应写成5000元这样的金额，最多两位小数。'],
    ['金钱: 5000元', '拒绝: []', '用语“金钱”不在词汇表中，最接近的是“金额”。'],
  ])('does not hold: %s → %s', (known, expected, sentence) => expect(asked(known, expected)).toEqual([sentence]));
});

describe('a case of a duty', () => {
  test('after an event', () => {
    expect(
      differences('- { 编号: FIN-02g, 名: 试, 义务: 先支后报, 事件: 2026-03-13, 看: 2026-03-16, 得: { 开启: 2026-03-13, 截止: 2026-03-15, 状态: 逾期 } }'),
    ).toEqual([[]]);
    expect(differences('- { 编号: FIN-02g, 名: 试, 义务: 先支后报, 事件: 2026-03-13, 得: { 截止: 2026-03-16 } }')).toEqual([
      ['截止应为2026-03-16，实为2026-03-15。'],
    ]);
  });
  test('in a period', () => {
    expect(
      differences(
        '- { 编号: X, 名: 试, 义务: 站所月报, 日: 2026-12-31, 看: 2027-01-05, 得: { 开启: 2027-01-01, 提醒: 2027-01-05, 截止: 2027-01-10, 状态: 临近 } }',
      ),
    ).toEqual([[]]);
  });
});

test('a case of the wrong shape is told with its line', () => {
  const { findings } = readCases(openSource({ file: '样例.cases.yaml', text: '- { 编号: A, 名: 试, 问: 事前审批, 得: { 路劲: [局长] } }' }));
  expect(findings).toMatchObject([{ sentence: '这里不能写“路劲”。', place: { line: 1, column: 32 } }]);
});

describe('the limits', () => {
  test('of every row are decided on both sides', () => {
    const results = book.packs.flatMap((pack) => runLimitCases(pack, functions));
    expect(results.map((one) => one.name)).toEqual([
      '批准第1行（FIN-02i）金额 500.00元',
      '批准第1行（FIN-02i）金额 4999.99元',
      '批准第2行（FIN-02i）金额 5000.00元',
      '现金第1行（FIN-01c）金额 500.00元',
    ]);
    expect(results.flatMap((one) => one.differences)).toEqual([]);
  });

  test('where another row answers too are told', () => {
    const doubled = packOf(
      oneTable({ rows: ['{ 当: { 金额: "[0元, 20000元]" }, 则: { 提示: 甲。 } }', '{ 当: { 金额: "[20000元, )" }, 则: { 提示: 乙。 } }'] }),
    );
    expect(runLimitCases(doubled, functions).flatMap((one) => one.differences)[0]).toContain('金额20000.00元时不能判定');
  });
});
