import { civilDate } from '../../rules/calendar/civil-date.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { PlanLeave } from './contract.ts';
import { annualDays } from './entitlement.ts';
import { dayOf, halfDay, stretchOf, workingDays, type HalfDays } from './half-days.ts';
import type { ServiceRecord } from './leave-background.ts';
import { PERSONNEL } from './record-service.ts';

const DUTY = '公休假摸底';
const MOST_TOLD = 10;

interface Employee {
  readonly personId: number;
  readonly name: string;
  readonly department: string | null;
  readonly service: ServiceRecord | null;
}

interface PlannedLine {
  readonly personId: number;
  readonly name: string;
  readonly entitlement: number;
  readonly wished: string;
  readonly planned: readonly HalfDays[];
}

interface Plan {
  readonly year: number;
  readonly lines: readonly PlannedLine[];
  readonly warnings: readonly string[];
}

const employees = statement<Employee>(
  'employees-of-plan',
  `
  select p.person_id as "personId", p.name, d.name as department,
    (select jsonb_build_object('firstWorkingDay', s.first_working_day, 'deductedMonths', s.deducted_months) from service_record s where s.office_id = p.office_id and s.person_id = p.person_id order by s.record_id desc limit 1) as service
  from person p left join department d on d.office_id = p.office_id and d.department_id = p.department_id where p.office_id = $1 and p.left_on is null order by p.person_id`,
);
const insertPlan = statement<{ id: number }>(
  'insert-leave-plan',
  `
  insert into leave_plan (office_id, year, warnings, signed_by, signed_at) values ($1, $2, $3, $4, $5) returning plan_id as id`,
);
const insertLines = statement<never>(
  'insert-leave-plan-lines',
  `
  insert into leave_plan_line (office_id, plan_id, person_id, entitlement, wished, planned)
  select $1, $2, x."personId", x.entitlement, x.wished, coalesce((select range_agg(int4range((r ->> 'from')::int, (r ->> 'until')::int)) from jsonb_array_elements(x.planned) r), '{}')
  from jsonb_to_recordset($3::jsonb) as x ("personId" int, entitlement numeric, wished text, planned jsonb)`,
);

/** 签署公休假摸底表 (ATT-05b): everybody with a settled figure stands in it; it warns where a section would be empty, and never refuses for that. */
export function planLeaveVerb(
  rules: RulesInForce,
): Verb<PlanLeave, readonly Employee[], Plan, { readonly planId: number; readonly warnings: readonly string[] }> {
  return {
    name: 'plan-leave',
    title: '签署公休假摸底表',
    who: PERSONNEL,
    read: (tx) => tx.rows(employees, [tx.officeId]),
    decide: (staff, { year, lines }, { actor }) => {
      if (!holds(actor, PERSONNEL)) return no('not-personnel', `公休假摸底表由${PERSONNEL}签署。`);
      const missing = staff.filter((one) => one.service !== null && !lines.some((line) => line.personId === one.personId));
      if (missing.length > 0)
        return no(
          'incomplete',
          `摸底表还缺${missing.length}人：${missing
            .slice(0, MOST_TOLD)
            .map((one) => one.name)
            .join('、')}。`,
          ['逐人列入后签署，没有安排的也要列出'],
        );
      const on = civilDate(`${year}-12-31`);
      const within = { rules, officeId: actor.officeId };
      const planned = lines.flatMap((line): readonly PlannedLine[] => {
        const employee = staff.find((one) => one.personId === line.personId);
        if (employee === undefined) return [];
        const stretches = line.planned.map(({ from, until }) => stretchOf({ from, fromHalf: '上午', until, untilHalf: '下午' }));
        return [
          {
            personId: line.personId,
            name: employee.name,
            wished: line.wished,
            planned: stretches,
            entitlement: employee.service === null ? 0 : annualDays(within, { service: employee.service, on }).days,
          },
        ];
      });
      if (planned.length < lines.length) return no('unknown-person', '摸底表中有人不是本单位在职人员。');
      const wrong = lines.find((line) =>
        line.planned.some(({ from, until }) => until < from || !from.startsWith(String(year)) || !until.startsWith(String(year))),
      );
      if (wrong !== undefined) return no('dates', `安排的起止应在${year}年之内，且止日不早于起日。`);
      const beyond = planned.find((one) => sum(one) > one.entitlement);
      if (beyond !== undefined) return no('beyond-entitlement', `${beyond.name}安排了${sum(beyond)}天，应休只有${beyond.entitlement}天。`);
      return {
        yes: {
          year,
          lines: planned,
          warnings: [...crowded(rules, { staff, planned, officeId: actor.officeId, year }), ...withCover(rules, { lines, planned, officeId: actor.officeId })],
        },
      };
    },
    write: async (tx, { year, lines, warnings }, { actor, now }) => {
      const made = await tx.row(insertPlan, [tx.officeId, year, JSON.stringify(warnings), actor.personId, now]);
      if (made === undefined) throw new Error('the plan was not inserted');
      const sent = [
        tx.rows(insertLines, [tx.officeId, made.id, JSON.stringify(lines)]),
        endObligation(tx, { duty: DUTY, occasion: `${year}-01-01`, state: 'discharged', by: actor.personId, with: { planId: made.id }, now }),
      ];
      return {
        result: { planId: made.id, warnings },
        entry: { subject: { kind: 'leave-plan', id: made.id }, detail: { year, people: lines.length, warnings } },
        sent,
      };
    },
  };
}

function sum({ planned }: PlannedLine): number {
  return planned.reduce((total, one) => total + workingDays(one), 0);
}

function away({ planned }: PlannedLine, half: number): boolean {
  return planned.some((one) => one.from <= half && half < one.until);
}

interface Crowd {
  readonly staff: readonly Employee[];
  readonly planned: readonly PlannedLine[];
  readonly officeId: number;
  readonly year: number;
}

/** Days on which more of a section is away than the office has set; the first day of each run is told. */
function crowded(rules: RulesInForce, { staff, planned, officeId, year }: Crowd): readonly string[] {
  const warnings: string[] = [];
  const on = civilDate(`${year}-01-01`);
  const days = [
    ...new Set(
      planned.flatMap((one) =>
        one.planned.flatMap(({ from, until }) => Array.from({ length: Math.ceil((until - from) / 2) }, (_, index) => dayOf(from + index * 2))),
      ),
    ),
  ]
    .filter(isWorkday)
    .toSorted();
  for (const [department, members] of Map.groupBy(staff, (one) => one.department)) {
    let told = false;
    for (const day of days) {
      const gone = planned.filter((one) => members.some((member) => member.personId === one.personId) && away(one, halfDay(day, '上午')));
      const shareAway = Math.round((gone.length * 10_000) / members.length) / 100;
      const { notices } = rules.decide({ officeId, question: '公休假统筹', on, facts: { shareAway, coverAway: false } });
      if (notices.length > 0 && gone.length > 1 && !told)
        warnings.push(`${day}${department ?? '未列股室'}${members.length}人中有${gone.length}人休假（${gone.map((one) => one.name).join('、')}），超过上限。`);
      told = notices.length > 0 && gone.length > 1;
    }
  }
  return warnings;
}

/** Somebody and whoever stands in for him, away at once. */
function withCover(
  rules: RulesInForce,
  { lines, planned, officeId }: { readonly lines: PlanLeave['lines']; readonly planned: readonly PlannedLine[]; readonly officeId: number },
): readonly string[] {
  return lines.flatMap(({ personId, coverPersonId }) => {
    const [own, cover] = [planned.find((one) => one.personId === personId), planned.find((one) => one.personId === coverPersonId)];
    const both = own?.planned.find((one) => cover?.planned.some((other) => other.from < one.until && other.until > one.from));
    if (own === undefined || cover === undefined || both === undefined) return [];
    const { notices } = rules.decide({ officeId, question: '公休假统筹', on: dayOf(both.from), facts: { shareAway: 0, coverAway: true } });
    return notices.map(() => `${own.name}与代理人${cover.name}自${dayOf(both.from)}起同时休假。`);
  });
}
