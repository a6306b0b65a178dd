/** A length of time as regulations write it. Day 0 is the day of the event. */
export interface Span {
  readonly count: number;
  /** 'yearEnd': until the last day of the year of the event, whatever the count. */
  readonly unit: 'day' | 'workday' | 'month' | 'year' | 'yearEnd';
}

/** A day within, or after, a recurring period. `periods` 1 = in the next period; `month` 0-based within the period; day 0 = last. */
export interface Anchor {
  readonly periods: number;
  readonly month: number;
  readonly day: number;
  readonly written: string;
}

export type Every = '年' | '半年' | '季' | '月' | '周' | '日';

/** A day on which the owner is told: so long before the due day, or so long after the event. */
export interface Reminder {
  readonly counted: 'beforeDue' | 'afterEvent';
  readonly span: Span;
}

/** When a duty falls due: some time after an event, or again and again. */
export type Period =
  | { readonly kind: 'triggered'; readonly event: string; readonly within: Span; readonly reminders: readonly Reminder[]; readonly written: string }
  | {
      readonly kind: 'recurring';
      readonly every: Every;
      readonly opens: Anchor;
      readonly due: Anchor;
      readonly remind: Anchor | undefined;
      readonly written: string;
    };

export const LAST_DAY = 0;
const MONTHS: Readonly<Record<Every, number>> = { 年: 12, 半年: 6, 季: 3, 月: 1, 周: 0, 日: 0 };
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** `2日`, `10个工作日`, `1个月`, `1年`, `当年末`; undefined if it is none of these. */
export function readSpan(text: string): Span | undefined {
  if (text.trim() === '当年末') return { count: 0, unit: 'yearEnd' };
  const [, digits, unit] = /^(\d+)(日|天|个工作日|工作日|个月|年)$/.exec(text.trim()) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const units: Readonly<Record<string, Span['unit']>> = { 日: 'day', 天: 'day', 个工作日: 'workday', 工作日: 'workday', 个月: 'month', 年: 'year' };
  return { count: Number(digits), unit: units[unit] ?? 'day' };
}

/** Reads `前3日`, `提前3日` (before the due day) or `第5个工作日` (after the event); undefined if it is neither. */
export function readReminder(text: string): Reminder | undefined {
  const [, place, rest = ''] = /^(第|提前|前)?(.*)$/.exec(text.trim()) ?? [];
  const span = readSpan(rest);
  return span && { counted: place === '第' ? 'afterEvent' : 'beforeDue', span };
}

/** Reads `10-01`, `次月10日`, `首月1日`, `次季10日`, `月末`, `周五`, `当日` for a period of that length. */
export function readAnchor(every: Every, text: string): Anchor | undefined {
  const written = text.trim();
  const later = written.startsWith('次');
  const rest = written.replace(/^次/, '');
  const place = every === '周' ? weekAnchor(rest) : every === '日' ? dayAnchor(rest) : monthAnchor(every, rest, later);
  return place === undefined ? undefined : { periods: later ? 1 : 0, ...place, written };
}

type InPeriod = Pick<Anchor, 'month' | 'day'>;

function weekAnchor(rest: string): InPeriod | undefined {
  const index = WEEKDAYS.indexOf(rest.replace(/^周/, ''));
  return /^周.$/.test(rest) && index >= 0 ? { month: 0, day: index + 1 } : undefined;
}

function dayAnchor(rest: string): InPeriod | undefined {
  return rest === '当日' || rest === '日' ? { month: 0, day: 1 } : undefined;
}

function monthAnchor(every: Every, rest: string, later: boolean): InPeriod | undefined {
  const months = MONTHS[every];
  if (rest === `${every}末` || rest === '期末') return { month: months - 1, day: LAST_DAY };
  const [, month, dayOfYear] = /^(?:年)?(\d{2})-(\d{2})$/.exec(rest) ?? [];
  if (month !== undefined) return every === '年' && Number(month) >= 1 && Number(month) <= 12 ? inMonth(Number(month) - 1, Number(dayOfYear)) : undefined;
  const [, where = '', digits] = /^(首月|中月|末月|季|半年|年|月|当月)?(\d{1,2})日$/.exec(rest) ?? [];
  if (digits === undefined) return undefined;
  const named: Readonly<Record<string, number | undefined>> = {
    首月: 0,
    中月: every === '季' ? 1 : undefined,
    末月: months - 1,
    季: every === '季' && later ? 0 : undefined,
    半年: every === '半年' && later ? 0 : undefined,
    年: every === '年' && later ? 0 : undefined,
    月: every === '月' ? 0 : undefined,
    当月: every === '月' ? 0 : undefined,
    '': every === '月' ? 0 : undefined,
  };
  const index = named[where];
  return index === undefined ? undefined : inMonth(index, Number(digits));
}

function inMonth(month: number, day: number): InPeriod | undefined {
  return day >= 1 && day <= 31 ? { month, day } : undefined;
}
