import { addDays, civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { LeaveSort } from './contract.ts';
import { dayBegins, firstHalf, lastHalf } from './half-day-sql.ts';
import { halfDay, workingHalves, type HalfDays } from './half-days.ts';

/** One person's period, in half days. */
export interface PersonFigures {
  readonly personId: number;
  readonly name: string;
  readonly department: string;
  /** Half days due while he was of the office. */
  readonly due: number;
  readonly present: number;
  readonly late: number;
  readonly leftEarly: number;
  readonly absent: number;
  readonly leave: Readonly<Record<LeaveSort, number>>;
  readonly trip: number;
  readonly outing: number;
  /** Days of holiday duty. */
  readonly duty: number;
  /** Findings of spot checks. */
  readonly findings: number;
}

interface Person {
  readonly personId: number;
  readonly name: string;
  readonly department: string;
  readonly joinedOn: CivilDate;
  readonly leftOn: CivilDate | null;
  readonly duty: number;
  readonly findings: number;
}

const people = statement<Person>(
  'people-of-period',
  `
  with duty as (select person_id, count(*)::int as n from duty_day where office_id = $1 and ended_at is null and on_day >= $2::date and on_day < $3::date group by 1),
    found as (select person_id, count(*)::int as n from spot_check where office_id = $1 and half >= $4 and half < $5 group by 1)
  select p.person_id as "personId", p.name, coalesce(d.name, '未列股室') as department, p.joined_on::text as "joinedOn", p.left_on::text as "leftOn", coalesce(duty.n, 0) as duty, coalesce(found.n, 0) as findings
  from person p left join department d on d.office_id = p.office_id and d.department_id = p.department_id
  left join duty on duty.person_id = p.person_id left join found on found.person_id = p.person_id
  where p.office_id = $1 and p.joined_on < $3::date and (p.left_on is null or p.left_on > $2::date) order by d.department_id nulls last, p.person_id`,
);

/** How many of a person's half days stand alike. */
interface Tally {
  readonly personId: number;
  /** 半日去向 as the regulation calls it. */
  readonly whereabouts: string;
  readonly kind: LeaveSort | null;
  /** 1 有效, 2 迟到, 3 过早; 0 without a punch. */
  readonly standing: number;
  readonly leftEarly: boolean;
  readonly count: number;
}

/**
 * `slot`, the half days asked for ($2, all within $3 and $4); `cover`, where somebody was instead of at his desk, the best founded of several; `early`, where a
 * check found him gone.
 */
export const HALF_DAYS = `
  slot as (select unnest($2::int[]) as half),
  away as (
    select x.person_id, s.half, case when not s.half <@ x.covered then '请假待认可' when x.kind in ('公休假', '补休') then x.kind else '请假' end as whereabouts, x.kind, case when s.half <@ x.covered then 1 else 5 end as rank
    from leave_line x join slot s on s.half <@ x.halves where x.office_id = $1 and x.replaced_at is null and x.halves && int4range($3::int, $4::int)
    union all
    select o.person_id, s.half, case when o.late and o.confirmed_at is null then '外出待确认' else '县内外出' end, null, case when o.late and o.confirmed_at is null then 5 else 3 end
    from outing o join slot s on s.half <@ o.halves where o.office_id = $1 and o.halves && int4range($3::int, $4::int)
    union all
    select a.person_id, s.half, case when a.filed then '出差' else '出差未备案' end, null, case when a.filed then 2 else 5 end from (
      select person_id, (select min(b.made_at) from agenda_entry b where b.office_id = a.office_id and b.matter_id = a.matter_id and b.sort = a.sort) <= from_at as filed,
        ${firstHalf('from_at')} as first,
        ${lastHalf('until_at')} as last
      from agenda_entry a where office_id = $1 and sort = '出差' and ended_at is null and person_id is not null
        and from_at < ${dayBegins('$4::int')} and until_at > ${dayBegins('$3::int')}) a
    join slot s on s.half between a.first and a.last
    union all
    select d.person_id, s.half, '值班', null, 4 from duty_day d join slot s on s.half / 2 = d.on_day - date '2000-01-01' where d.office_id = $1 and d.ended_at is null
  ),
  cover as (select distinct on (person_id, half) person_id, half, whereabouts, kind from away order by person_id, half, rank),
  early as (select distinct person_id, half from spot_check where office_id = $1 and half >= $3 and half < $4 and finding = '早退')`;

/** Half days on which there is nothing but a punch are most of them: they are counted as they lie. */
const marks = statement<Pick<Tally, 'personId' | 'standing' | 'count'>>(
  'attendance-marks',
  `
  select person_id as "personId", standing, count(*)::int as count from attendance_half where office_id = $1 and half >= $2 and half < $3 group by person_id, standing`,
);

/** The others are few: with whereabouts or a finding, and punches on days of rest, which count nowhere. */
const others = statement<Tally & { readonly rest: boolean }>(
  'attendance-others',
  `
  with ${HALF_DAYS},
    other as (select person_id, half, c.whereabouts, c.kind, e.half is not null as early from cover c full join early e using (person_id, half))
  select o.person_id as "personId", coalesce(o.whereabouts, '无') as whereabouts, o.kind, coalesce(h.standing, 0) as standing, o.early as "leftEarly", false as rest, count(*)::int as count
  from other o left join attendance_half h on h.office_id = $1 and h.half = o.half and h.person_id = o.person_id group by 1, 2, 3, 4, 5
  union all
  select person_id, '无', null, standing, false, true, count(*)::int from attendance_half where office_id = $1 and half = any($5::int[]) group by 1, 4`,
);

export interface AttendancePeriod {
  readonly from: CivilDate;
  /** First day after. */
  readonly until: CivilDate;
  readonly halves: HalfDays;
  /** Half days on which the office worked, up to the day before today. */
  readonly slots: readonly number[];
  /** First half day that is not counted yet, or no longer. */
  readonly end: number;
}

/** A month (`2026-03`) or a year (`2026`) as seen today. */
export function periodOf(period: string, today: CivilDate): AttendancePeriod {
  const [from, until] =
    period.length === 4 ? [civilDate(`${period}-01-01`), civilDate(`${Number(period) + 1}-01-01`)] : [civilDate(`${period}-01`), nextMonth(period)];
  const halves = { from: halfDay(from, '上午'), until: halfDay(until, '上午') };
  const end = until < today ? halves.until : Math.max(halves.from, halfDay(today, '上午'));
  return { from, until, halves, slots: workingHalves({ from: halves.from, until: end }), end };
}

function nextMonth(period: string): CivilDate {
  return civilDate(`${addDays(civilDate(`${period}-01`), 31).slice(0, 7)}-01`);
}

const STANDINGS = ['无打卡', '有效', '迟到', '过早'] as const;

/** 考勤统计 (ATT-01b): added up by the database, named by the regulation. Whoever has neither punch nor whereabouts was absent. */
export async function attendanceOf(
  tx: ReadTx,
  rules: RulesInForce,
  { period, today }: { readonly period: string; readonly today: CivilDate },
): Promise<readonly PersonFigures[]> {
  const { from, until, halves, slots, end } = periodOf(period, today);
  const worked = new Set(slots);
  const rest = Array.from({ length: end - halves.from }, (_, index) => halves.from + index).filter((half) => !worked.has(half));
  const [staff, marked, odd] = await Promise.all([
    tx.rows(people, [tx.officeId, from, until, halves.from, halves.until]),
    tx.rows(marks, [tx.officeId, halves.from, end]),
    tx.rows(others, [tx.officeId, slots, halves.from, end, rest]),
  ]);
  const named = namer(rules, { officeId: tx.officeId, on: until > today ? today : addDays(until, -1) });
  const marksOf = Map.groupBy(marked, (one) => one.personId);
  const oddOf = Map.groupBy(odd, (one) => one.personId);
  return staff.map((person) => figuresOf(person, { slots, tallies: talliesOf(marksOf.get(person.personId) ?? [], oddOf.get(person.personId) ?? []), named }));
}

/** The punches that stand alone are all of them less those of the other half days. */
function talliesOf(marked: readonly Pick<Tally, 'standing' | 'count' | 'personId'>[], odd: readonly (Tally & { readonly rest: boolean })[]): readonly Tally[] {
  const alone = marked.map(({ personId, standing, count }) => ({
    personId,
    whereabouts: '无',
    kind: null,
    standing,
    leftEarly: false,
    count: odd.reduce((left, one) => (one.standing === standing ? left - one.count : left), count),
  }));
  return [...alone, ...odd.filter((one) => !one.rest)];
}

/** What the regulation calls a half day; each combination is asked once. */
export function namer(
  rules: RulesInForce,
  { officeId, on }: { readonly officeId: number; readonly on: CivilDate },
): (one: Pick<Tally, 'whereabouts' | 'standing' | 'leftEarly'>) => string {
  const known = new Map<string, string>();
  return ({ whereabouts, standing, leftEarly }) => {
    const key = `${whereabouts}/${standing}/${leftEarly}`;
    const name =
      known.get(key) ??
      String(
        rules.decide({ officeId, question: '半日考勤', facts: { whereabouts, punchStanding: STANDINGS[standing] ?? '无打卡', leftEarly }, on }).values[
          'attendance'
        ],
      );
    known.set(key, name);
    return name;
  };
}

interface Counting {
  readonly slots: readonly number[];
  readonly tallies: readonly Tally[];
  readonly named: ReturnType<typeof namer>;
}

function figuresOf({ personId, name, department, joinedOn, leftOn, duty, findings }: Person, { slots, tallies, named }: Counting): PersonFigures {
  const [first, after] = [halfDay(joinedOn, '上午'), leftOn === null ? Infinity : halfDay(leftOn, '上午')];
  const due = slots.filter((slot) => slot >= first && slot < after).length;
  const leave: Record<LeaveSort, number> = { 公休假: 0, 病假: 0, 事假: 0, 婚假: 0, 产假: 0, 陪产假: 0, 丧假: 0, 其他假: 0, 补休: 0 };
  const sums = new Map<string, number>();
  let seen = 0;
  for (const one of tallies) {
    const attendance = named(one);
    seen += one.count;
    sums.set(attendance, (sums.get(attendance) ?? 0) + one.count);
    if (one.kind !== null && ON_LEAVE.includes(attendance)) leave[one.kind] += one.count;
  }
  // Whoever has neither punch nor whereabouts has no line at all.
  const nothing = named({ whereabouts: '无', standing: 0, leftEarly: false });
  sums.set(nothing, (sums.get(nothing) ?? 0) + Math.max(0, due - seen));
  const of = (attendance: string): number => sums.get(attendance) ?? 0;
  return {
    personId,
    name,
    department,
    due,
    present: of('正常'),
    late: of('迟到'),
    leftEarly: of('早退'),
    absent: of('缺勤'),
    leave,
    trip: of('出差'),
    outing: of('县内外出'),
    duty,
    findings,
  };
}

const ON_LEAVE = ['请假', '公休假', '补休'];
