import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts } from '../decision.ts';
import { FactFault } from '../fact-fault.ts';
import { bookOf, functions, oneTable, packOf } from '../fixtures/sample.ts';
import type { Table } from '../pack/pack.ts';
import { cellTest } from '../table/match-cell.ts';
import { civilDate } from '../calendar/civil-date.ts';
import { compileQuestion } from './compile-question.ts';

const amount = fc.nat({ max: 9 }).map((hundreds) => hundreds * 10_000);
const limit = fc.nat({ max: 9 });
const cells = fc.record(
  {
    金额: fc.oneof(
      fc.constant('任意'),
      fc.tuple(limit, limit).map(([from, to]) => `"[${Math.min(from, to)}00元, ${Math.max(from, to)}00元]"`),
      limit.map((from) => `"(${from}00元, )"`),
    ),
    付款方式: fc.constantFrom('现金', '[公务卡, 银行转账]', '非 现金'),
    经办人职务: fc.constantFrom('局长', '[财务股, 纪检领导]', '"非 [局长, 财务股]"'),
    是否预支: fc.constantFrom('是', '否'),
    请假天数: fc.constantFrom('0.5天', '"[1天, 2.5天)"'),
  },
  { requiredKeys: [] },
);
const facts = fc.record(
  {
    amount,
    paymentMethod: fc.constantFrom('现金', '公务卡', '银行转账'),
    handlerPosts: fc.subarray(['局长', '财务股', '纪检领导', '办公室']),
    advanceSpending: fc.boolean(),
    leaveDays: fc.constantFrom(0, 0.5, 1, 2, 2.5),
  },
  { requiredKeys: [] },
);

/** The rows that match, every cell tested by itself; `missing` if a fact is, and a row's other cells do not rule it out. */
function oneByOne(table: Table, given: Facts): readonly number[] | 'missing' {
  const standing = table.rows.filter(({ when }) => when.every(({ term, cell }) => given[term.id] === undefined || cellTest(term, cell)(given[term.id])));
  if (standing.some(({ when }) => when.some(({ term }) => given[term.id] === undefined))) return 'missing';
  return standing.map(({ position }) => position);
}

function compiled(table: Table, given: Facts): readonly number[] | 'missing' {
  try {
    return compileQuestion([{ name: table.name, parts: [table] }], functions)(given, { tell: () => given }).hits.map((hit) => hit.row.position);
  } catch (error) {
    if (error instanceof FactFault && error.code === 'missing') return 'missing';
    throw error;
  }
}

test.each([
  [1, 6],
  [29, 34],
])('a table of %i to %i rows answers as its cells do one at a time', (minLength, maxLength) => {
  const rows = fc.array(cells, { minLength, maxLength }).map((all) =>
    all.map(
      (row) =>
        `{ 当: { ${Object.entries(row)
          .map(([term, cell]) => `${term}: ${cell}`)
          .join(', ')} }, 则: { 提示: 甲。 } }`,
    ),
  );
  fc.assert(
    fc.property(rows, fc.array(facts, { minLength: 5, maxLength: 5 }), (written, asked) => {
      const table = packOf(oneTable({ hit: '汇总', rows: written })).tables.get('试表');
      if (table === undefined) throw new Error('the table is missing');
      for (const given of asked) expect(compiled(table, given)).toEqual(oneByOne(table, given));
    }),
    { numRuns: 100 },
  );
});

test('a long table every row of which asks for an amount or a choice is looked up by it, and answers the same', () => {
  const columns = cells.map(({ 金额: _amount, 付款方式: _method, ...others }) => others);
  const bands = fc.tuple(limit, limit).map(([from, to]) => ({ 金额: `"[${Math.min(from, to)}00元, ${Math.max(from, to)}00元]"` }));
  const choices = fc.constantFrom('现金', '[公务卡, 银行转账]', '非 现金').map((choice) => ({ 付款方式: choice }));
  for (const asked of [bands, choices]) {
    const rows = fc.array(fc.tuple(asked, columns), { minLength: 31, maxLength: 95 }).map((all) =>
      all.map(
        ([always, at]) =>
          `{ 当: { ${Object.entries({ ...always, ...at })
            .map(([term, cell]) => `${term}: ${cell}`)
            .join(', ')} }, 则: { 提示: 甲。 } }`,
      ),
    );
    fc.assert(
      fc.property(rows, fc.array(facts, { minLength: 5, maxLength: 5 }), (written, given) => {
        const table = packOf(oneTable({ hit: '汇总', rows: written })).tables.get('试表');
        if (table === undefined) throw new Error('the table is missing');
        for (const one of given) expect(compiled(table, one)).toEqual(oneByOne(table, one));
      }),
      { numRuns: 50 },
    );
  }
});

test('words of a pack stay words, whatever they hold', () => {
  const words = '"；`${process.exit(1)}`\\n\\";//';
  const text = oneTable({ scope: '无', rows: [`{ 当: { 付款方式: 现金 }, 则: { 提示: '${words}' } }`] });
  const decision = bookOf(text).decide({ question: '试问', facts: { paymentMethod: '现金' }, on: civilDate('2026-03-02') });
  expect(decision.notices.map((notice) => notice.sentence)).toEqual([words]);
  expect(decision.reasons.map((reason) => reason.sentence)).toEqual([`《财务财物管理制度》二：付款方式现金，${words}。`]);
});

test('what rows come to together is shared and cannot be changed', () => {
  const book = bookOf(oneTable({ rows: ['{ 当: { 金额: 任意 }, 则: { 步骤: [{ 职务: 局长, 动作: 批准 }], 需: [发票] } }'] }));
  const ask = (fen: number) => book.decide({ question: '试问', facts: { amount: fen }, on: civilDate('2026-03-02') });
  expect(ask(1).steps).toBe(ask(2).steps);
  expect([ask(1).steps, ask(1).required, ask(1).values].every(Object.isFrozen)).toBe(true);
});
