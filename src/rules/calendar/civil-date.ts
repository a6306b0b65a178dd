/** A day in Asia/Shanghai as `YYYY-MM-DD`; no time, no zone. Compare with `<`. */
export type CivilDate = string & { readonly __civilDate: true };

const DAY = 86_400_000;

/** Reads `YYYY-MM-DD`; undefined if there is no such day (2026-02-30). */
export function readCivilDate(text: string): CivilDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : (text as CivilDate);
}

/** The same, for text known to be a day; throws RangeError if it is not. */
export function civilDate(text: string): CivilDate {
  const day = readCivilDate(text);
  if (day === undefined) throw new RangeError(`not a day: ${text}`);
  return day;
}

/** `day` moved by whole days. */
export function addDays(day: CivilDate, days: number): CivilDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10) as CivilDate;
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(day: CivilDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The civil day in Asia/Shanghai at a moment. */
export function civilDayOf(moment: Date): CivilDate {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) as CivilDate;
}

/** The moment written on a clock in Asia/Shanghai, as forms have it: `2026-06-09T07:00`. */
export function momentOf(written: string): Date {
  return new Date(`${written}:00+08:00`);
}

/** The first moment of a day in Asia/Shanghai. */
export function startOfDay(day: CivilDate): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 8 * 3_600_000);
}

/** The last moment of a day in Asia/Shanghai: where a limit "24:00 of the last day" ends. */
export function endOfDay(day: CivilDate): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY - 8 * 3_600_000);
}
