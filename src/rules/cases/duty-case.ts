import type { CivilDate } from '../calendar/civil-date.ts';
import { colourOn, dueAfter, dueInPeriod, type DueDays } from '../duties/due.ts';
import { RuleFault } from '../fact-fault.ts';
import { nearestHint } from '../nearest.ts';
import type { Duty } from '../pack/pack.ts';
import type { Rulebook } from '../rulebook.ts';
import { dayIn, type DutyCase } from './case.ts';

/** Compares the days of a duty: after 事件, or in the period that contains 日; 状态 as seen on 看. */
export function dutyDifferences(one: DutyCase, book: Rulebook): readonly string[] {
  const written = one.事件 ?? one.日;
  const day = written === undefined ? firstDay(book, one.义务) : dayIn(written);
  const duty = book.duty(one.义务, day);
  if (duty === undefined)
    throw new RuleFault(
      `${day}没有义务“${one.义务}”${nearestHint(
        one.义务,
        book.duties(day).map((other) => other.duty),
      )}。`,
    );
  const days = daysOf(duty, day, one);
  const { 开启, 提醒, 截止, 状态 } = one.得;
  return [
    ...dayDifference('开启', 开启, days.opensOn),
    ...dayDifference('提醒', 提醒, days.remindOn),
    ...dayDifference('截止', 截止, days.dueOn),
    ...(状态 === undefined ? [] : stateDifference(状态, days, one.看)),
  ];
}

function firstDay(book: Rulebook, duty: string): CivilDate {
  const [first] = book.packs
    .filter((pack) => pack.duties.has(duty))
    .map((pack) => pack.inForceFrom)
    .toSorted();
  if (first === undefined) throw new RuleFault(`${book.office.name}没有义务“${duty}”。`);
  return first;
}

function daysOf({ duty, period }: Duty, day: CivilDate, one: DutyCase): DueDays {
  if (period === undefined) throw new RuleFault(`义务“${duty}”没有写周期，算不出截止日。`);
  if (period.kind === 'recurring') return dueInPeriod(period, day);
  if (one.事件 === undefined) throw new RuleFault(`义务“${duty}”由${period.event}触发，案例要写“事件”。`);
  return dueAfter(period, day);
}

function dayDifference(what: string, expected: string | undefined, found: CivilDate | null): readonly string[] {
  if (expected === undefined || dayIn(expected) === found) return [];
  return [`${what}应为${expected}，实为${found ?? '没有'}。`];
}

function stateDifference(expected: string, days: DueDays, seenOn: string | undefined): readonly string[] {
  if (seenOn === undefined) return ['写了“状态”，还要写在哪一天“看”。'];
  const day = dayIn(seenOn);
  const found = day < days.opensOn ? '未到' : { green: '进行', amber: '临近', red: '逾期' }[colourOn(day, days)];
  return found === expected ? [] : [`${seenOn}的状态应为${expected}，实为${found}（截止${days.dueOn}）。`];
}
