import { addDays, civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';

/** The days of rest that a use from one moment to another touches. */
export function restDaysBetween(fromAt: Date, untilAt: Date): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = civilDayOf(fromAt); day <= civilDayOf(untilAt); day = addDays(day, 1)) if (!isWorkday(day)) days.push(day);
  return days;
}

/** The last working day on or before the day, behind which cars are sealed if the next one rests; undefined if the office works tomorrow too. */
export function sealingDay(day: CivilDate): CivilDate | undefined {
  if (isWorkday(day)) return isWorkday(addDays(day, 1)) ? undefined : day;
  let last = day;
  while (!isWorkday(last)) last = addDays(last, -1);
  return last;
}
