import { addDays, daysBetween, weekday, type CivilDate } from '../calendar/civil-date.ts';
import { addWorkdays, isProvisional } from '../calendar/working-days.ts';
import { LAST_DAY, type Anchor, type Every, type Period, type Span } from './period.ts';

/** When a duty stands open. All days are in Asia/Shanghai; `dueOn` ends at 24:00 and is never moved by a rest day. */
export interface DueDays {
  readonly opensOn: CivilDate;
  readonly remindOn: CivilDate | null;
  /** Further days on which the owner is told. */
  readonly remindAlso: readonly CivilDate[];
  readonly dueOn: CivilDate;
  /** The due day counts working days of a year whose holidays are not announced yet. */
  readonly provisional: boolean;
}

/** Of a duty that an event triggers; day 0 is the day of the event. */
export function dueAfter(period: Extract<Period, { kind: 'triggered' }>, event: CivilDate): DueDays {
  const dueOn = dayAfter(event, period.within);
  const [remindOn = null, ...remindAlso] = period.reminders
    .map(({ counted, span }) => (counted === 'afterEvent' ? dayAfter(event, span) : dayBefore(dueOn, span)))
    .toSorted();
  return { opensOn: event, remindOn, remindAlso, dueOn, provisional: period.within.unit === 'workday' && isProvisional(dueOn) };
}

/** Of a recurring duty, for the period that contains `day`. */
export function dueInPeriod(period: Extract<Period, { kind: 'recurring' }>, day: CivilDate): DueDays & { readonly occasion: string } {
  const start = periodStart(period.every, day);
  const at = (anchor: Anchor): CivilDate => dayOf(period.every, start, anchor);
  return {
    occasion: start,
    opensOn: at(period.opens),
    remindOn: period.remind === undefined ? null : at(period.remind),
    remindAlso: [],
    dueOn: at(period.due),
    provisional: false,
  };
}

/** First day of the year, half-year, quarter, month, week (Monday) or day that contains `day`. */
export function periodStart(every: Every, day: CivilDate): CivilDate {
  const [year = '', month = ''] = day.split('-');
  const first = (size: number): CivilDate => ymd(Number(year), Math.floor((Number(month) - 1) / size) * size, 1);
  switch (every) {
    case '年':
      return first(12);
    case '半年':
      return first(6);
    case '季':
      return first(3);
    case '月':
      return first(1);
    case '周':
      return addDays(day, -((weekday(day) + 6) % 7));
    case '日':
      return day;
    default: {
      const never: never = every;
      throw new RangeError(String(never));
    }
  }
}

const MONTHS: Readonly<Record<Every, number>> = { 年: 12, 半年: 6, 季: 3, 月: 1, 周: 0, 日: 0 };

function dayOf(every: Every, start: CivilDate, { periods, month, day }: Anchor): CivilDate {
  if (every === '日') return addDays(start, periods);
  if (every === '周') return addDays(start, periods * 7 + day - 1);
  const [year = '', first = ''] = start.split('-');
  const index = Number(first) - 1 + periods * MONTHS[every] + month;
  const lastDay = Number(ymd(Number(year), index + 1, 0).slice(8));
  return ymd(Number(year), index, day === LAST_DAY ? lastDay : Math.min(day, lastDay));
}

/** `from` and a span later: calendar days, working days, or the same day of a later month (its last day where it has no such day). */
export function dayAfter(from: CivilDate, { count, unit }: Span): CivilDate {
  if (unit === 'workday') return addWorkdays(from, count);
  if (unit === 'yearEnd') return ymd(Number(from.slice(0, 4)), 11, 31);
  if (unit === 'day') return addDays(from, count);
  const [year = '', month = '', day = ''] = from.split('-');
  const index = Number(month) - 1 + (unit === 'month' ? count : count * 12);
  const lastDay = Number(ymd(Number(year), index + 1, 0).slice(8));
  return ymd(Number(year), index, Math.min(Number(day), lastDay));
}

/** A span earlier; working days count as calendar days. */
export function dayBefore(from: CivilDate, { count, unit }: Span): CivilDate {
  if (unit !== 'month' && unit !== 'year') return addDays(from, -count);
  return dayAfter(from, { count: -count, unit });
}

/** Months and days may run over, as in month 12 or day 0. */
function ymd(year: number, month: number, day: number): CivilDate {
  // A date made by the calendar is a civil date.
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10) as CivilDate;
}

export type Colour = 'green' | 'amber' | 'red';

/** Days before the due day from which a duty without a reminder day of its own is amber. */
const AMBER_DAYS = 3;

/** 红: past its day. 黄: reminder day reached. 绿: time left. */
export function colourOn(day: CivilDate, { remindOn, dueOn }: Pick<DueDays, 'remindOn' | 'dueOn'>): Colour {
  if (day > dueOn) return 'red';
  return day >= (remindOn ?? addDays(dueOn, -AMBER_DAYS)) ? 'amber' : 'green';
}

/** Whole days past the due day; 0 while there is time. */
export function daysOverdue(day: CivilDate, dueOn: CivilDate): number {
  return Math.max(0, daysBetween(dueOn, day));
}
