import { addDays, daysBetween, endOfDay, startOfDay, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { holidayOn } from '../../rules/calendar/working-days.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { writeAgenda } from '../../platform/agenda/agenda.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { PublishRoster } from './contract-duty.ts';
import { halfDay } from './half-days.ts';

const OFFICE = '办公室';
export const ROSTER = '节假日值班表';
export const LOG = '值班记录';
/** Subject of the duty to publish a roster: the holiday by its first day. */
export const HOLIDAY = 'holiday';

/** The public holiday around a day, as far as the calendar knows it. */
export function holidayAround(day: CivilDate): { readonly name: string; readonly from: CivilDate; readonly until: CivilDate } | undefined {
  const name = holidayOn(day);
  if (name === undefined) return undefined;
  let [from, until] = [day, day];
  while (holidayOn(addDays(from, -1)) === name) from = addDays(from, -1);
  while (holidayOn(addDays(until, 1)) === name) until = addDays(until, 1);
  return { name, from, until };
}

interface Seen {
  readonly people: readonly number[];
  readonly published: boolean;
}

const seen = statement<Seen>(
  'roster-to-publish',
  `
  select (select coalesce(jsonb_agg(person_id), '[]') from person where office_id = $1 and person_id = any($2::int[]) and left_on is null) as people,
    exists (select from duty_roster where office_id = $1 and daterange(from_day, until_day) && daterange($3::date, $4::date, '[]')) as published`,
);
const insertRoster = statement<{ id: number }>(
  'insert-duty-roster',
  `
  insert into duty_roster (office_id, holiday, from_day, until_day, published_by, published_at) values ($1, $2, $3, $4, $5, $6) returning roster_id as id`,
);
const insertDays = statement<StandingDuty>(
  'insert-duty-days',
  `
  insert into duty_day (office_id, roster_id, on_day, person_id, swap_id, made_at)
  select $1, $2, x.day, x."personId", $4, $5 from jsonb_to_recordset($3::jsonb) as x (day date, "personId" int)
  returning duty_id as "dutyId", on_day::text as day, person_id as "personId"`,
);

/** Somebody's duty on a day. */
export interface StandingDuty {
  readonly dutyId: number;
  readonly day: CivilDate;
  readonly personId: number;
}

/** 公布值班表 (ATT-06a): every day of the holiday with somebody, before its first day. */
export function publishRosterVerb(
  rules: RulesInForce,
): Verb<
  PublishRoster,
  Seen,
  PublishRoster & { readonly notices: readonly string[] },
  { readonly rosterId: number; readonly duties: readonly StandingDuty[]; readonly notices: readonly string[] }
> {
  return {
    name: 'publish-roster',
    title: '公布值班表',
    who: OFFICE,
    read: async (tx, { days, from, until }) => {
      const found = await tx.row(seen, [tx.officeId, [...new Set(days.map((one) => one.personId))], from < until ? from : until, until]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return found;
    },
    decide: ({ people, published }, input, { actor, today }) => {
      const { from, until, days } = input;
      if (!holds(actor, OFFICE)) return no('not-office', `值班表由${OFFICE}公布。`);
      if (until < from || daysBetween(from, until) > 30) return no('dates', '放假的起止日期不对，一次不超过一个月。');
      if (published) return no('published-already', '这段时间的值班表已经公布。', ['个别调整请办理换班']);
      const stranger = days.find((one) => !people.includes(one.personId));
      if (stranger !== undefined) return no('unknown-person', `${stranger.day}的值班人不是本单位在职人员。`);
      const outside = days.find((one) => one.day < from || one.day > until);
      if (outside !== undefined) return no('outside', `${outside.day}不在放假期间。`);
      const twice = days.find((one, index) => days.some((other, at) => at > index && other.day === one.day && other.personId === one.personId));
      if (twice !== undefined) return no('twice', `${twice.day}同一人写了两次。`);
      const whole = holidayAround(from) ?? { from, until };
      const [first, last] = [whole.from < from ? whole.from : from, whole.until > until ? whole.until : until];
      const empty = Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index)).filter(
        (day) => !days.some((one) => one.day === day),
      );
      const { refusals, notices } = rules.decide({
        officeId: actor.officeId,
        question: '值班安排',
        facts: { daysWithoutDuty: empty.length, publishedBefore: today < from },
        on: today,
      });
      const [refusal] = refusals;
      if (refusal !== undefined) return { no: { ...refusal, sentence: `${refusal.sentence}缺：${empty.join('、')}。` } };
      return { yes: { ...input, notices: notices.map((one) => one.sentence) } };
    },
    write: async (tx, { holiday, from, until, days, notices }, { actor, now, today }) => {
      const made = await tx.row(insertRoster, [tx.officeId, holiday, from, addDays(until, 1), actor.personId, now]);
      if (made === undefined) throw new Error('the roster was not inserted');
      const duties = await putOnDuty(tx, { rules, rosterId: made.id, days, swapId: null, now, today });
      await endObligation(tx, { duty: ROSTER, occasion: `${HOLIDAY}/${from}`, state: 'discharged', by: actor.personId, with: { rosterId: made.id }, now });
      return {
        result: { rosterId: made.id, duties, notices },
        entry: { subject: { kind: 'duty-roster', id: made.id }, detail: { holiday, from, until, days } },
      };
    },
  };
}

export interface OnDuty {
  readonly rules: RulesInForce;
  readonly rosterId: number;
  readonly days: readonly { readonly day: CivilDate; readonly personId: number }[];
  readonly swapId: number | null;
  readonly now: Date;
  readonly today: CivilDate;
}

/** Puts people on duty: the agenda and the person know it, and the log falls due on the following day. */
export async function putOnDuty(tx: ActTx, { rules, rosterId, days, swapId, now, today }: OnDuty): Promise<readonly StandingDuty[]> {
  const made = await tx.rows(insertDays, [tx.officeId, rosterId, JSON.stringify(days), swapId, now]);
  for (const { dutyId, day, personId } of made) {
    const subject = { kind: 'duty-day', id: dutyId };
    await writeAgenda(tx, {
      sort: '值班',
      title: '值班',
      personIds: [personId],
      resource: null,
      fromAt: startOfDay(day),
      untilAt: endOfDay(day),
      matterId: null,
      now,
    });
    await notify(tx, { personIds: [personId], sentence: `${day}由您值班。`, subject, now });
    const duty = rules.duty({ officeId: tx.officeId, duty: LOG, on: day });
    if (duty !== undefined) await openDuty(tx, { duty, event: day, today, subject, handlerId: personId, about: `${day}值班` });
  }
  return made.toSorted((one, other) => one.day.localeCompare(other.day));
}

interface Turn {
  readonly personId: number;
  readonly name: string;
  readonly turns: number;
  readonly lastOn: CivilDate | null;
  readonly away: readonly (readonly [number, number])[];
}

const turns = statement<Turn>(
  'turns-of-duty',
  `
  select p.person_id as "personId", p.name, count(d.duty_id)::int as turns, max(d.on_day)::text as "lastOn",
    (select coalesce(jsonb_agg(jsonb_build_array(lower(l.halves), upper(l.halves))), '[]') from leave l where l.office_id = p.office_id and l.person_id = p.person_id and l.ended_at is null) as away
  from person p left join duty_day d on d.office_id = p.office_id and d.person_id = p.person_id and d.ended_at is null
  where p.office_id = $1 and p.left_on is null group by p.office_id, p.person_id order by p.person_id`,
);

/** 值班表草案 (ATT-06a): whoever has done least duty comes first, the longest ago before others; whoever is on leave is passed over. */
export async function proposeRoster(
  tx: ReadTx,
  { from, until }: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<readonly { readonly day: CivilDate; readonly personId: number; readonly name: string }[]> {
  const found = [...(await tx.rows(turns, [tx.officeId]))];
  const count = new Map(found.map((one) => [one.personId, one.turns]));
  const last = new Map(found.map((one): readonly [number, string] => [one.personId, one.lastOn ?? '']));
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => addDays(from, index)).flatMap((day) => {
    const half = halfDay(day, '上午');
    const free = found.filter((one) => !one.away.some(([start, end]) => start < half + 2 && end > half));
    const [next] = free.toSorted(
      (one, other) =>
        (count.get(one.personId) ?? 0) - (count.get(other.personId) ?? 0) ||
        (last.get(one.personId) ?? '').localeCompare(last.get(other.personId) ?? '') ||
        one.personId - other.personId,
    );
    if (next === undefined) return [];
    count.set(next.personId, (count.get(next.personId) ?? 0) + 1);
    last.set(next.personId, day);
    return [{ day, personId: next.personId, name: next.name }];
  });
}
