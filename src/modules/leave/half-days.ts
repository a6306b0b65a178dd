import { addDays, civilDate, daysBetween, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import type { Half } from './contract.ts';

/** Half days are numbered from the morning of this day, so that a stretch of them is a range of whole numbers, here and in the database. */
const FIRST = civilDate('2000-01-01');

/** A stretch of half days; `until` is the first after. */
export interface HalfDays {
  readonly from: number;
  readonly until: number;
}

export function halfDay(day: CivilDate, half: Half): number {
  return daysBetween(FIRST, day) * 2 + (half === '上午' ? 0 : 1);
}

export function dayOf(number: number): CivilDate {
  return addDays(FIRST, Math.floor(number / 2));
}

export function halfOf(number: number): Half {
  return number % 2 === 0 ? '上午' : '下午';
}

/** `2026-05-12上午` */
export function halfDayWords(number: number): string {
  return `${dayOf(number)}${halfOf(number)}`;
}

/** A form's first and last half day, both included. */
export function stretchOf({
  from,
  fromHalf,
  until,
  untilHalf,
}: {
  readonly from: CivilDate;
  readonly fromHalf: Half;
  readonly until: CivilDate;
  readonly untilHalf: Half;
}): HalfDays {
  return { from: halfDay(from, fromHalf), until: halfDay(until, untilHalf) + 1 };
}

/** Half days on which the office works. */
export function workingHalves({ from, until }: HalfDays): readonly number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, index) => from + index).filter((number) => isWorkday(dayOf(number)));
}

/** Working days in steps of a half: rest days and public holidays inside do not count, make-up days do. */
export function workingDays(stretch: HalfDays): number {
  return workingHalves(stretch).length / 2;
}

/** The part of a stretch that lies in a calendar year. */
export function withinYear({ from, until }: HalfDays, year: number): HalfDays {
  const [first, after] = [halfDay(civilDate(`${year}-01-01`), '上午'), halfDay(civilDate(`${year + 1}-01-01`), '上午')];
  return { from: Math.max(from, first), until: Math.max(Math.max(from, first), Math.min(until, after)) };
}

/** Calendar years a stretch touches, in order. */
export function yearsOf({ from, until }: HalfDays): readonly number[] {
  const [first, last] = [Number(dayOf(from).slice(0, 4)), Number(dayOf(until - 1).slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Everything that touches a stretch, directly or through others: no working half day lies between. Returns it with the stretch itself, in working days. */
export function adjoinedDays(stretch: HalfDays, others: readonly HalfDays[]): number {
  const left = new Set(others);
  let joined = stretch;
  const touches = (one: HalfDays): boolean => workingHalves({ from: Math.min(one.until, joined.until), until: Math.max(one.from, joined.from) }).length === 0;
  for (let found = others.find(touches); found !== undefined; found = [...left].find(touches)) {
    left.delete(found);
    joined = { from: Math.min(joined.from, found.from), until: Math.max(joined.until, found.until) };
  }
  return workingDays(joined);
}

/**
 * Months of sick leave: within one continuous leave every stretch from a day to the day before the same day of the next month is one; the calendar
 * days left over of all leaves are added up, thirty of them one more. Half days are added up too.
 */
export function sickMonths(leaves: readonly HalfDays[]): number {
  let months = 0;
  let halves = 0;
  for (const { from, until } of leaves) {
    let start = from;
    for (let next = aMonthLater(start); next <= until; next = aMonthLater(start)) {
      months += 1;
      start = next;
    }
    halves += until - start;
  }
  return months + Math.floor(halves / 60);
}

/** 28 February reaches the end of a month that begins on the 1st; the 31st has no fellow in a short month and ends with it. */
function aMonthLater(number: number): number {
  const day = dayOf(number);
  const [year = '', month = '', date = ''] = day.split('-');
  const [toYear, toMonth] = month === '12' ? [Number(year) + 1, 1] : [Number(year), Number(month) + 1];
  const first = civilDate(`${toYear}-${String(toMonth).padStart(2, '0')}-01`);
  const length = daysBetween(first, civilDate(`${toMonth === 12 ? toYear + 1 : toYear}-${String((toMonth % 12) + 1).padStart(2, '0')}-01`));
  return halfDay(addDays(first, Math.min(Number(date), length + 1) - 1), halfOf(number));
}
