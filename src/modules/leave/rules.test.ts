import { expect, test } from 'vitest';
import { addDays, civilDate } from '../../rules/calendar/civil-date.ts';
import { adjoinedDays, halfDay, sickMonths, stretchOf, withinYear, workingDays, yearsOf, type HalfDays } from './half-days.ts';

const days = (from: string, until = from): HalfDays => stretchOf({ from: civilDate(from), fromHalf: '上午', until: civilDate(until), untilHalf: '下午' });
/** Single days, each apart from the next. */
const separate = (count: number): readonly HalfDays[] => Array.from({ length: count }, (_, index) => days(addDays(civilDate('2026-01-01'), index * 3)));

test('rest days and holidays inside a leave do not count, make-up days do (ATT-05a)', () => {
  expect(workingDays(days('2026-09-30', '2026-10-09'))).toBe(3);
  expect(workingDays(days('2026-05-09'))).toBe(1); // a Saturday on which the office works
  expect(workingDays(days('2026-05-16', '2026-05-17'))).toBe(0);
  expect(workingDays({ from: halfDay(civilDate('2026-05-11'), '下午'), until: halfDay(civilDate('2026-05-12'), '下午') })).toBe(1);
});

test('a month of sick leave runs to the day before the same day of the next month; scattered days make a month by thirties (ATT-05c)', () => {
  expect(sickMonths([days('2026-02-01', '2026-02-28')])).toBe(1);
  expect(sickMonths([days('2026-03-10', '2026-04-09')])).toBe(1);
  expect(sickMonths([days('2026-03-10', '2026-04-08')])).toBe(1); // thirty days left over
  expect(sickMonths([days('2026-02-10', '2026-03-08')])).toBe(0);
  expect(sickMonths(separate(29))).toBe(0);
  expect(sickMonths(separate(59))).toBe(1);
  expect(sickMonths(separate(60))).toBe(2);
  expect(sickMonths(separate(119))).toBe(3);
  expect(sickMonths(separate(120))).toBe(4);
  expect(sickMonths([days('2026-01-31', '2026-02-28')])).toBe(1);
  expect(sickMonths([days('2026-03-10', '2026-04-09'), days('2026-06-01', '2026-06-30'), days('2026-09-01', '2026-09-29')])).toBe(2);
});

test('leaves touch where no working half day lies between; a chain is added up whole (ATT-04c)', () => {
  const monday = days('2026-05-18');
  expect(adjoinedDays(monday, [])).toBe(1);
  expect(adjoinedDays(monday, [days('2026-05-15')])).toBe(2);
  expect(adjoinedDays(monday, [days('2026-05-14')])).toBe(1);
  expect(adjoinedDays(monday, [days('2026-05-14'), days('2026-05-15'), days('2026-05-19'), days('2026-05-21')])).toBe(4);
});

test('a leave over New Year belongs to both years', () => {
  const leave = days('2025-12-31', '2026-01-05');
  expect(yearsOf(leave)).toEqual([2025, 2026]);
  expect([workingDays(withinYear(leave, 2025)), workingDays(withinYear(leave, 2026))]).toEqual([1, 2]);
});
