import { describe, expect, test } from 'vitest';
import { civilDate } from './calendar/civil-date.ts';
import { FactFault, RuleFault } from './fact-fault.ts';
import { readFacts } from './facts.ts';
import { bookOf, HEAD, oneTable, vocabulary } from './fixtures/sample.ts';
import type { Rulebook } from './rulebook.ts';

const day = civilDate('2026-03-02');

function ask(book: Rulebook, facts: Readonly<Record<string, unknown>>, question = '试问') {
  return book.decide({ question, facts: readFacts(facts, vocabulary), on: day });
}

const BANDS = [
  '{ 当: { 金额: "[0元, 5000元)" }, 则: { 步骤: [{ 职务: 分管财务领导, 动作: 批准 }] } }',
  '{ 当: { 金额: "[5000元, 20000元)" }, 则: { 步骤: [{ 职务: 局长, 动作: 批准, 本人: [局务会] }] } }',
  '{ 当: { 金额: "[20000元, )" }, 则: { 步骤: [{ 职务: 局务会, 动作: 决定 }] } }',
];

describe('an answer', () => {
  const book = bookOf(oneTable({ rows: BANDS }));

  test.each([
    ['4999.99元', '分管财务领导'],
    ['5000元', '局长'],
    ['19999.99元', '局长'],
    ['20000元', '局务会'],
  ])('for %s asks for %s', (amount, post) => expect(ask(book, { 金额: amount }).steps.map((step) => step.post)).toEqual([post]));

  test('says why, with the clause, the value and the limits', () => {
    expect(ask(book, { 金额: '12300元' }).reasons.map((reason) => reason.sentence)).toEqual([
      '《财务财物管理制度》二：金额12300.00元（5000.00元以上、不满20000.00元），须局长批准。',
    ]);
  });

  test('carries the pack, the day and the facts', () => {
    const decision = ask(book, { 金额: '1元' });
    expect(decision).toMatchObject({
      office: '文旅局',
      on: day,
      verdict: 'allowed',
      facts: { amount: 100 },
      pack: { regulation: '财务财物管理制度', version: '2024-01-01', digest: 'digest' },
    });
  });

  test('is refused for a missing fact, never read as zero', () => {
    expect(() => ask(book, {})).toThrow(FactFault);
    expect(() => ask(book, {})).toThrow('缺少“金额”');
  });

  test('is a fault outside every row or inside two', () => {
    const overlapping = bookOf(
      oneTable({ rows: ['{ 当: { 金额: "[0元, 5000元]" }, 则: { 提示: 甲。 } }', '{ 当: { 金额: "[5000元, 9000元)" }, 则: { 提示: 乙。 } }'] }),
    );
    expect(() => ask(overlapping, { 金额: '5000元' })).toThrow('FIN-02i第1行、FIN-02i第2行');
    expect(() => ask(overlapping, { 金额: '9000元' })).toThrow(RuleFault);
    expect(ask(overlapping, { 金额: '8999.99元' }).notices.map((notice) => notice.sentence)).toEqual(['乙。']);
  });

  test('adds up in 汇总, and is silent where no row speaks', () => {
    const adding = bookOf(
      oneTable({ hit: '汇总', rows: ['{ 当: { 付款方式: 现金 }, 则: { 需: [收据] } }', '{ 当: { 金额: "[100元, )" }, 则: { 需: [发票, 收据] } }'] }),
    );
    expect(ask(adding, { 付款方式: '现金', 金额: '100元' }).required.map((one) => one.evidence)).toEqual(['收据', '发票']);
    expect(ask(adding, { 付款方式: '公务卡', 金额: '99.99元' }).required).toEqual([]);
  });

  test('of 一致 rows must agree', () => {
    const rows = (second: string) => [
      `{ 当: { 付款方式: 现金 }, 则: { 提示: 甲。 } }`,
      `{ 当: { 金额: "[100元, )" }, 则: { 提示: ${second} } }`,
      '{ 当: { 付款方式: 非 现金, 金额: "[0元, 100元)" }, 则: { 提示: 丙。 } }',
    ];
    expect(ask(bookOf(oneTable({ hit: '一致', rows: rows('甲。') })), { 付款方式: '现金', 金额: '100元' }).notices).toHaveLength(1);
    expect(() => ask(bookOf(oneTable({ hit: '一致', rows: rows('乙。') })), { 付款方式: '现金', 金额: '100元' })).toThrow('结论不一致');
  });
});

describe('a refusal', () => {
  const book = bookOf(oneTable({ scope: '无', rows: ['{ 当: { 付款方式: 现金 }, 则: { 拒绝: 不收现金。, 办法: [改用公务卡], 可由: 分管财务领导 } }'] }));

  test('names its clause, what helps and who may release it', () => {
    const decision = ask(book, { 付款方式: '现金' });
    expect(decision.verdict).toBe('refused');
    expect(decision.refusals).toMatchObject([{ code: 'FIN-02i', sentence: '不收现金。', whatWouldHelp: ['改用公务卡'], releasableBy: '分管财务领导' }]);
  });

  test('does not arise with another way of paying', () => expect(ask(book, { 付款方式: '公务卡' }).verdict).toBe('allowed'));
});

describe('the office’s own number', () => {
  const rows = ['{ 当: { 现金限额: "[0元, 1000元)" }, 则: { 提示: 低。 } }', '{ 当: { 现金限额: "[1000元, )" }, 则: { 提示: 高。 } }'];

  test('stands above what the facts say', () => {
    const book = bookOf(oneTable({ rows, settings: '{ 现金限额: 2000元 }' }));
    expect(ask(book, { 现金限额: '1元' }).notices[0]?.sentence).toBe('高。');
    expect(book.setting('cashLimit', day)).toBe(200_000);
  });

  test('must be set before anything that needs it is decided', () => {
    expect(() => ask(bookOf(oneTable({ rows, settings: '{ 现金限额: ~ }' })), {})).toThrow('本单位尚未设定“现金限额”（《财务财物管理制度》二）');
  });
});

test('a computed value is a fact for the tables after it, and stands in the reason', () => {
  const text = `${HEAD}表:
  上限: { 命中: 唯一 }
  分档: { 命中: 唯一 }
问题: { 试问: [上限, 分档] }
条款:
  - { 编号: A, 条: 一, 级别: 计算, 文: 甲。, 规则: [{ 表: 上限, 行: [{ 当: { 金额: 任意 }, 则: { 计算: { 函数: 借款上限, 得: 借款上限 } } }] }] }
  - 编号: B
    条: 二
    级别: 强制
    文: 乙。
    规则:
      - 表: 分档
        行:
          - { 当: { 借款上限: "[0元, 900元)" }, 则: { 步骤: [{ 职务: 财务股, 动作: 审核 }] } }
          - { 当: { 借款上限: "[900元, )" }, 则: { 步骤: [{ 职务: 局长, 动作: 批准 }] } }
`;
  const decision = ask(bookOf(text), { 金额: '1000元' });
  expect(decision.values).toEqual({ advanceLimit: 90_000 });
  expect(decision.steps.map((step) => step.post)).toEqual(['局长']);
  expect(decision.reasons[0]?.sentence).toBe('《财务财物管理制度》一：借款上限为900.00元。');
});

describe('an exception', () => {
  const text = `${HEAD}表:
  常例: { 命中: 唯一 }
  例外: { 命中: 唯一, 范围: 无, 替代: 常例 }
问题: { 试问: [常例] }
条款:
  - { 编号: A, 条: 一, 级别: 强制, 文: 甲。, 规则: [{ 表: 常例, 行: [{ 当: { 金额: 任意 }, 则: { 步骤: [{ 职务: 局长, 动作: 批准 }] } }] }] }
  - { 编号: B, 条: 二, 级别: 强制, 文: 乙。, 规则: [{ 表: 例外, 行: [{ 当: { 经办人职务: 局长 }, 则: { 步骤: [{ 职务: 局务会, 动作: 决定 }] } }] }] }
`;
  test('replaces the answer of its table', () =>
    expect(ask(bookOf(text), { 金额: '1元', 经办人职务: ['局长'] }).reasons.map((reason) => reason.clause.id)).toEqual(['B']));
  test('leaves it alone otherwise', () => expect(ask(bookOf(text), { 金额: '1元', 经办人职务: [] }).reasons.map((reason) => reason.clause.id)).toEqual(['A']));
});

describe('the version in force on the day', () => {
  const version = (from: string, until: string, notice: string) =>
    oneTable({ rows: [`{ 当: { 金额: 任意 }, 则: { 提示: ${notice} } }`] }).replace(
      '版本: 2024-01-01\n施行: 2024-01-01',
      `版本: ${from}\n施行: ${from}\n废止: ${until}`,
    );
  const book = bookOf(version('2024-01-01', '2026-01-01', '旧。'), version('2026-01-01', '~', '新。'));

  test.each([
    ['2024-01-01', '旧。'],
    ['2025-12-31', '旧。'],
    ['2026-01-01', '新。'],
  ])('answers on %s: %s', (on, notice) => expect(book.decide({ question: '试问', facts: { amount: 1 }, on: civilDate(on) }).notices[0]?.sentence).toBe(notice));

  test('is none before the first', () => {
    expect(book.knows('试问', civilDate('2023-12-31'))).toBe(false);
    expect(() => book.decide({ question: '试问', facts: {}, on: civilDate('2023-12-31') })).toThrow('没有关于“试问”的现行制度');
  });
});
