import { addDays, civilDate, civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { act } from '../../platform/act/act.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { TimedJob } from '../../platform/modules.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { World } from '../../platform/world.ts';
import type { Subject } from '../../platform/registers/series.ts';
import { MONTH } from './freeze-attendance.ts';
import { HOLIDAY, holidayAround, ROSTER } from './roster.ts';

/** A roster is asked for this long before the holiday. */
const AHEAD = 15;

interface Due {
  readonly duty: string;
  readonly event: CivilDate;
  readonly subject: Subject;
  readonly about: string;
}

const started = statement<{ startedOn: CivilDate }>('attendance-started-on', `select started_on::text as "startedOn" from office where office_id = $1`);

/** 开启考勤义务: the statistics of the month that has ended, the roster of the holiday that comes. What is open or done already stays as it is. */
export function openAttendanceDutiesVerb(rules: RulesInForce): Verb<{ readonly day: CivilDate }, CivilDate, readonly Due[], { readonly opened: number }> {
  return {
    name: 'open-attendance-duties',
    title: '开启考勤义务',
    who: '系统',
    read: async (tx, { day }) => (await tx.row(started, [tx.officeId]))?.startedOn ?? day,
    decide: (since, { day }) => ({ yes: [...monthBefore(day, since), ...holidaysAhead(day)] }),
    write: async (tx, due, { today }) => {
      for (const { duty: name, event, subject, about } of due) {
        const duty = rules.duty({ officeId: tx.officeId, duty: name, on: event });
        if (duty !== undefined) await openDuty(tx, { duty, event, today, subject, handlerId: null, about });
      }
      return {
        result: { opened: due.length },
        entry: { subject: { kind: 'office', id: tx.officeId }, detail: { opened: due.map((one) => `${one.duty}/${one.subject.id}`) } },
      };
    },
  };
}

function monthBefore(day: CivilDate, since: CivilDate): readonly Due[] {
  const last = addDays(civilDate(`${day.slice(0, 7)}-01`), -1);
  const month = last.slice(0, 7);
  return last < since ? [] : [{ duty: '考勤月统计', event: last, subject: { kind: MONTH, id: month }, about: `${month}考勤` }];
}

/** Every holiday that begins within the days ahead. */
function holidaysAhead(day: CivilDate): readonly Due[] {
  const ahead = Array.from({ length: AHEAD }, (_, index) => addDays(day, index + 1));
  return ahead.flatMap((first) => {
    const holiday = holidayAround(first);
    if (holiday === undefined || holiday.from !== first) return [];
    return [{ duty: ROSTER, event: addDays(first, -1), subject: { kind: HOLIDAY, id: first }, about: `${holiday.name}（${holiday.from}至${holiday.until}）` }];
  });
}

/** Once a day for every office that has an attendance regulation. */
export function attendanceDuties(rules: RulesInForce): TimedJob {
  const verb = openAttendanceDutiesVerb(rules);
  return {
    job: 'attendance-duties',
    title: '考勤义务',
    verb,
    run: async (world: World, officeId: number) => {
      const day = civilDayOf(world.clock());
      if (!rules.knows({ officeId, question: '半日考勤', on: day })) return;
      await act(world, { credential: { kind: 'system', officeId, job: 'attendance-duties' }, verb, input: { day }, key: `attendance-duties-${day}` });
    },
  };
}
