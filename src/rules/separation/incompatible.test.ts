import { expect, test } from 'vitest';
import { civilDate } from '../calendar/civil-date.ts';
import { clashOf, dutyOfAct, type DutyAsk } from './incompatible.ts';

const clause = { regulation: '内控制度', version: '2024-01-01', clause: '三', id: 'X-1' };
const ask = (more: Partial<DutyAsk>): DutyAsk => ({
  rules: [{ duties: ['批准', '付款'], exception: false, clause }],
  done: [{ personId: 1, duty: '批准' }],
  exceptions: [],
  today: civilDate('2026-03-02'),
  personId: 1,
  duty: '付款',
  ...more,
});

test('whoever has done one of two incompatible duties takes none of the others', () => {
  expect(clashOf(ask({}))?.done).toBe('批准');
  expect(clashOf(ask({ personId: 2 }))).toBeUndefined();
  expect(clashOf(ask({ duty: '归档' }))).toBeUndefined();
  expect(clashOf(ask({ done: [{ personId: 1, duty: '付款' }] }))).toBeUndefined();
});

test('an exception holds where the clause allows one, for that person and duty, until its day', () => {
  const exceptions = [{ personId: 1, duty: '付款', until: civilDate('2026-03-05') }] as const;
  const allowed = [{ duties: ['批准', '付款'], exception: true, clause }] as const;
  expect(clashOf(ask({ exceptions }))).toBeDefined();
  expect(clashOf(ask({ exceptions, rules: allowed }))).toBeUndefined();
  expect(clashOf(ask({ exceptions, rules: allowed, today: civilDate('2026-03-05') }))).toBeDefined();
  expect(clashOf(ask({ exceptions: [{ ...exceptions[0], personId: 2 }], rules: allowed }))).toBeDefined();
});

test('every act of a step is a duty, but for word given', () => {
  expect(['同意', '签批', '证明', '付款', '知会'].map((act) => dutyOfAct(act as '同意'))).toEqual(['审核', '批准', '证明', '付款', null]);
});
