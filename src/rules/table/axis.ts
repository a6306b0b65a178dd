import { addDays, civilDate, daysBetween, readCivilDate } from '../calendar/civil-date.ts';
import type { FactValue } from '../decision.ts';
import { fen, readYuan, yuan } from '../money.ts';
import type { Term } from '../vocabulary.ts';

/**
 * The values of an ordered term as whole numbers, so that bounds are exact: money in fen, days of leave in half days,
 * dates in days, times of day in minutes.
 */
export interface Axis {
  /** The least and greatest point that can occur; infinite where there is none. */
  readonly first: number;
  readonly last: number;
  /** Reads what a pack or a person wrote: `20000元`, `2.5天`, `2026-03-01`, `08:30`. */
  readonly read: (text: string) => number | undefined;
  /** Undefined if the fact is not of this kind, or lies between two steps. */
  readonly pointOf: (fact: FactValue) => number | undefined;
  readonly factOf: (point: number) => number | string;
  /** As a person reads it: `20000.00元`. */
  readonly show: (point: number) => string;
  /** The same without its unit: `20000.00`. */
  readonly figure: (point: number) => string;
  /** 元, 天; empty where there is none. */
  readonly unit: string;
}

const EPOCH = civilDate('1970-01-01');

/** The axis of an ordered term; undefined for choices, text and posts. */
export function axisOf(term: Term): Axis | undefined {
  switch (term.kind) {
    case '金额':
      return money;
    case '整数':
    case '小数':
      return count(term);
    case '日期':
      return days;
    case '时刻':
      return minutes;
    case '是否':
    case '选项':
    case '文字':
    case '职务':
    case '职务集':
      return undefined;
    default: {
      const never: never = term.kind;
      throw new RangeError(String(never));
    }
  }
}

const money: Axis = {
  first: 0,
  last: Infinity,
  read: readMoney,
  pointOf: (fact) => (typeof fact === 'number' && Number.isSafeInteger(fact) ? fact : undefined),
  factOf: (point) => point,
  show: (point) => `${figureOfMoney(point)}元`,
  figure: figureOfMoney,
  unit: '元',
};

function figureOfMoney(point: number): string {
  return yuan(fen(point));
}

function readMoney(text: string): number | undefined {
  const inTenThousands = /^(.*[\d.])\s*万元?$/.exec(text.trim());
  if (inTenThousands === null) return readYuan(text);
  const [whole = '', rest = ''] = (inTenThousands[1] ?? '').split('.');
  if (!/^\d+$/.test(whole) || !/^\d{0,6}$/.test(rest)) return undefined;
  return Number(whole) * 1_000_000 + Number(rest.padEnd(6, '0'));
}

function count(term: Term): Axis {
  const written = /^(-?\d+(?:\.\d+)?)\s*(\D*)$/;
  const pointOf = (fact: FactValue): number | undefined => {
    if (typeof fact !== 'number') return undefined;
    const point = Math.round(fact * term.perUnit);
    return Number.isSafeInteger(point) && point / term.perUnit === fact ? point : undefined;
  };
  return {
    first: 0,
    last: Infinity,
    read: (text) => {
      const [, digits, unit] = written.exec(text.trim()) ?? [];
      return digits === undefined || (unit !== '' && unit !== term.unit) ? undefined : pointOf(Number(digits));
    },
    pointOf,
    factOf: (point) => point / term.perUnit,
    show: (point) => `${point / term.perUnit}${term.unit}`,
    figure: (point) => `${point / term.perUnit}`,
    unit: term.unit,
  };
}

const days: Axis = {
  first: -Infinity,
  last: Infinity,
  read: dayNumber,
  pointOf: (fact) => (typeof fact === 'string' ? dayNumber(fact) : undefined),
  factOf: (point) => addDays(EPOCH, point),
  show: (point) => addDays(EPOCH, point),
  figure: (point) => addDays(EPOCH, point),
  unit: '',
};

function dayNumber(text: string): number | undefined {
  const day = readCivilDate(text);
  return day === undefined ? undefined : daysBetween(EPOCH, day);
}

const minutes: Axis = {
  first: 0,
  last: 24 * 60 - 1,
  read: minuteOfDay,
  pointOf: (fact) => (typeof fact === 'string' ? minuteOfDay(fact) : undefined),
  factOf: clock,
  show: clock,
  figure: clock,
  unit: '',
};

function minuteOfDay(text: string): number | undefined {
  const [, hours, rest] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(rest);
}

function clock(point: number): string {
  return `${String(Math.floor(point / 60)).padStart(2, '0')}:${String(point % 60).padStart(2, '0')}`;
}
