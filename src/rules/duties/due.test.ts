import { describe, expect, test } from 'vitest';
import { civilDate } from '../calendar/civil-date.ts';
import { addWorkdays, isWorkday } from '../calendar/working-days.ts';
import { colourOn, dueAfter, dueInPeriod } from './due.ts';
import { readAnchor, readSpan, type Every, type Period } from './period.ts';

const triggered = (within: string): Extract<Period, { kind: 'triggered' }> => {
  const span = readSpan(within);
  if (span === undefined) throw new Error(within);
  return { kind: 'triggered', event: '支出日', within: span, reminders: [], written: within };
};
const recurring = (every: Every, opens: string, due: string): Extract<Period, { kind: 'recurring' }> => {
  const [o, d] = [readAnchor(every, opens), readAnchor(every, due)];
  if (o === undefined || d === undefined) throw new Error(`${opens} ${due}`);
  return { kind: 'recurring', every, opens: o, due: d, remind: undefined, written: due };
};

describe('a duty after an event', () => {
  test.each([
    ['2日', '2026-03-09', '2026-03-11'],
    ['2日', '2026-03-13', '2026-03-15'],
    ['10个工作日', '2026-06-03', '2026-06-17'],
    ['1个月', '2026-01-31', '2026-02-28'],
    ['1年', '2024-02-29', '2025-02-28'],
    ['当年末', '2026-05-11', '2026-12-31'],
    ['1个工作日', '2026-02-13', '2026-02-14'],
  ])('of %s from %s is due %s', (within, event, due) => expect(dueAfter(triggered(within), civilDate(event)).dueOn).toBe(due));

  test('working days of a year not announced yet are provisional', () => {
    expect(dueAfter(triggered('10个工作日'), civilDate('2026-12-25')).provisional).toBe(true);
    expect(dueAfter(triggered('10个工作日'), civilDate('2026-06-25')).provisional).toBe(false);
  });
});

describe('a recurring duty', () => {
  test.each([
    ['年', '10-01', '12-31', '2026-05-05', '2026-10-01', '2026-12-31'],
    ['月', '次月1日', '次月10日', '2026-03-15', '2026-04-01', '2026-04-10'],
    ['月', '次月1日', '次月末', '2026-01-15', '2026-02-01', '2026-02-28'],
    ['月', '次月1日', '次月10日', '2026-12-15', '2027-01-01', '2027-01-10'],
    ['季', '首月1日', '次季10日', '2026-05-05', '2026-04-01', '2026-07-10'],
    ['周', '周一', '周五', '2026-11-24', '2026-11-23', '2026-11-27'],
    ['日', '当日', '当日', '2026-03-10', '2026-03-10', '2026-03-10'],
  ] as const)('every %s from %s to %s, seen on %s', (...[every, opens, due, day, opensOn, dueOn]) =>
    expect(dueInPeriod(recurring(every, opens, due), civilDate(day))).toMatchObject({ opensOn, dueOn }),
  );
});

test('the office works on make-up Saturdays and rests in Spring Festival', () => {
  expect(isWorkday(civilDate('2026-02-14'))).toBe(true);
  expect(isWorkday(civilDate('2026-02-16'))).toBe(false);
  expect(addWorkdays(civilDate('2026-09-30'), 1)).toBe('2026-10-08');
});

test('a duty is red from the day after its last', () => {
  const days = { remindOn: null, dueOn: civilDate('2026-03-11') };
  expect(['2026-03-07', '2026-03-08', '2026-03-11', '2026-03-12'].map((day) => colourOn(civilDate(day), days))).toEqual(['green', 'amber', 'amber', 'red']);
});
