import { addDays, civilDayOf, momentOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { SetTimetable } from './contract-attendance.ts';
import type { Half } from './contract.ts';
import { dayOf, halfDay, halfOf, type HalfDays } from './half-days.ts';

/** When the office works: the regulation's own times, or those of a timetable in force on the day (ATT-02a, ATT-02b). */
export interface OfficeTimes {
  startsAt(half: number): Date;
  endsAt(half: number): Date;
  /** The half day a moment belongs to: until its end; after the last end of a day, undefined. */
  halfAt(moment: Date): number | undefined;
}

interface Timetable {
  readonly from: CivilDate;
  /** First day after. */
  readonly until: CivilDate;
  readonly times: Readonly<Record<Half, { readonly startsAt: string; readonly endsAt: string }>>;
}

const inForce = statement<Timetable>(
  'timetables-between',
  `
  select from_day::text as "from", until_day::text as "until", jsonb_build_object(
      '上午', jsonb_build_object('startsAt', to_char(morning_starts, 'HH24:MI'), 'endsAt', to_char(morning_ends, 'HH24:MI')),
      '下午', jsonb_build_object('startsAt', to_char(afternoon_starts, 'HH24:MI'), 'endsAt', to_char(afternoon_ends, 'HH24:MI'))) as times
  from timetable where office_id = $1 and daterange(from_day, until_day) && daterange($2::date, $3::date, '[]') order by from_day`,
);

/** The office's times for all days from `from` to `until`, both included. */
export async function officeTimes(
  tx: ReadTx,
  rules: RulesInForce,
  { from, until }: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<OfficeTimes> {
  const timetables = await tx.rows(inForce, [tx.officeId, from, until]);
  const on = (half: number): { readonly startsAt: string; readonly endsAt: string } => {
    const [day, part] = [dayOf(half), halfOf(half)];
    const own = timetables.find((one) => one.from <= day && day < one.until);
    if (own !== undefined) return own.times[part];
    const { values } = rules.decide({ officeId: tx.officeId, question: '作息时间', facts: { half: part }, on: day });
    return { startsAt: String(values['startsAt']), endsAt: String(values['endsAt']) };
  };
  const endsAt = (half: number): Date => momentOf(`${dayOf(half)}T${on(half).endsAt}`);
  return {
    startsAt: (half) => momentOf(`${dayOf(half)}T${on(half).startsAt}`),
    endsAt,
    halfAt: (at) => {
      const morning = halfDay(civilDayOf(at), '上午');
      return [morning, morning + 1].find((half) => at <= endsAt(half));
    },
  };
}

/** The same for a stretch of half days. */
export function timesOf(tx: ReadTx, rules: RulesInForce, { from, until }: HalfDays): Promise<OfficeTimes> {
  return officeTimes(tx, rules, { from: dayOf(from), until: dayOf(Math.max(from, until - 1)) });
}

/** A stretch of half days as moments: from the beginning of work to its end. */
export function momentsOf(times: OfficeTimes, { from, until }: HalfDays): { readonly fromAt: Date; readonly untilAt: Date } {
  return { fromAt: times.startsAt(from), untilAt: times.endsAt(until - 1) };
}

interface Seen {
  readonly overlaps: boolean;
  /** Days already judged by punches. */
  readonly judged: boolean;
}

const seen = statement<Seen>(
  'timetable-to-set',
  `
  select exists (select from timetable where office_id = $1 and daterange(from_day, until_day) && daterange($2::date, $3::date, '[]')) as overlaps,
    exists (select from attendance_half where office_id = $1 and half between $4 and $5) as judged`,
);
const insert = statement<{ id: number }>(
  'insert-timetable',
  `
  insert into timetable (office_id, name, from_day, until_day, morning_starts, morning_ends, afternoon_starts, afternoon_ends, set_by, set_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning timetable_id as id`,
);

const SETTER = '办公室主任';

/** 登记作息时间 (ATT-02b): never for days whose punches have been judged. */
export const setTimetableVerb: Verb<SetTimetable, Seen, SetTimetable, { readonly timetableId: number }> = {
  name: 'set-timetable',
  title: '登记作息时间',
  who: SETTER,
  read: async (tx, { from, until }) => {
    const found = await tx.row(seen, [tx.officeId, from, until, halfDay(from, '上午'), halfDay(until, '下午')]);
    if (found === undefined) throw new Error('a select without from gave no row');
    return found;
  },
  decide: ({ overlaps, judged }, input, { actor }) => {
    if (!holds(actor, SETTER)) return no('not-setter', `作息时间由${SETTER}登记。`);
    if (input.until < input.from) return no('dates', '结束日期应不早于起始日期。');
    const { morningStarts, morningEnds, afternoonStarts, afternoonEnds } = input;
    if (!(morningStarts < morningEnds && morningEnds <= afternoonStarts && afternoonStarts < afternoonEnds))
      return no('times', '上午上班、上午下班、下午上班、下午下班应依次往后。');
    if (overlaps) return no('overlaps', '这段时间已有另一作息时间。', ['改填起止日期']);
    if (judged) return no('judged', '这段时间的打卡已经认定，不能再改作息时间。', ['从尚未导入打卡的日子起登记']);
    return { yes: input };
  },
  write: async (tx, plan, { actor, now }) => {
    const { name, from, until, morningStarts, morningEnds, afternoonStarts, afternoonEnds } = plan;
    const made = await tx.row(insert, [
      tx.officeId,
      name,
      from,
      addDays(until, 1),
      morningStarts,
      morningEnds,
      afternoonStarts,
      afternoonEnds,
      actor.personId,
      now,
    ]);
    if (made === undefined) throw new Error('the timetable was not inserted');
    return { result: { timetableId: made.id }, entry: { subject: { kind: 'timetable', id: made.id }, detail: { ...plan } } };
  },
};
