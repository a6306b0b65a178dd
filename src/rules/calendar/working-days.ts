import chineseDays from 'chinese-days';
import { addDays, weekday, type CivilDate } from './civil-date.ts';

/** The last year whose holidays and make-up days the State Council has announced and the calendar package carries. */
export const LAST_ANNOUNCED_YEAR = 2026;

/** Does the office work on the day? Public holidays rest, make-up weekends work; a year not announced yet counts weekends only. */
export function isWorkday(day: CivilDate): boolean {
  if (isProvisional(day)) return weekday(day) !== 0 && weekday(day) !== 6;
  return chineseDays.isWorkday(day);
}

/** Is the answer for the day only a forecast? */
export function isProvisional(day: CivilDate): boolean {
  return Number(day.slice(0, 4)) > LAST_ANNOUNCED_YEAR;
}

/** The n-th working day after `day` (day 0 does not count). n ≥ 1. */
export function addWorkdays(day: CivilDate, count: number): CivilDate {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isWorkday(at)) left -= 1;
  }
  return at;
}

/** How many working days lie from `from` to before `until`. */
export function workdaysBetween(from: CivilDate, until: CivilDate): number {
  let count = 0;
  for (let day = from; day < until; day = addDays(day, 1)) count += isWorkday(day) ? 1 : 0;
  return count;
}

/** The public holiday a day belongs to, by its Chinese name (国庆节), as far as announced; undefined on working days and plain weekends. */
export function holidayOn(day: CivilDate): string | undefined {
  if (isProvisional(day)) return undefined;
  const { work, name } = chineseDays.getDayDetail(day);
  // `National Day,国庆节,3` is a holiday, `Saturday` is not.
  return work ? undefined : name.split(',')[1];
}
