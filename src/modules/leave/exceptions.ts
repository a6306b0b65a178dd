import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { SheetTable } from '../../platform/reports/contract.ts';
import { dayOf, halfOf } from './half-days.ts';
import { HALF_DAYS, namer, periodOf } from './statistics.ts';

interface Unusual {
  readonly department: string;
  readonly name: string;
  readonly half: number;
  readonly whereabouts: string;
  readonly standing: number;
  readonly leftEarly: boolean;
}

const MOST_SHOWN = 1_000;

const unusual = statement<Unusual>(
  'unusual-half-days',
  `
  with ${HALF_DAYS}
  select coalesce(d.name, '未列股室') as department, p.name, s.half, coalesce(c.whereabouts, '无') as whereabouts, coalesce(m.standing, 0) as standing, e.half is not null as "leftEarly"
  from person p cross join slot s left join department d on d.office_id = p.office_id and d.department_id = p.department_id
  left join attendance_half m on m.office_id = p.office_id and m.person_id = p.person_id and m.half = s.half left join cover c on c.person_id = p.person_id and c.half = s.half left join early e on e.person_id = p.person_id and e.half = s.half
  where p.office_id = $1 and p.joined_on <= date '2000-01-01' + s.half / 2 and (p.left_on is null or p.left_on > date '2000-01-01' + s.half / 2) and (m.standing is distinct from 1 or e.half is not null)
  order by s.half, d.department_id nulls last, p.person_id limit $5`,
);

const NAMED = ['迟到', '早退', '缺勤'];

/** 考勤异常 (ATT-01a, ATT-07b): every half day that the regulation calls late, left early or absent, with what is known of it. */
export async function exceptionTable(
  tx: ReadTx,
  rules: RulesInForce,
  { period, today }: { readonly period: string; readonly today: CivilDate },
): Promise<SheetTable> {
  const { until, halves, slots } = periodOf(period, today);
  const found = await tx.rows(unusual, [tx.officeId, slots, halves.from, halves.until, MOST_SHOWN]);
  const named = namer(rules, { officeId: tx.officeId, on: until > today ? today : addDays(until, -1) });
  const rows = found.flatMap((one) => {
    const name = named(one);
    const known = one.whereabouts !== '无' ? one.whereabouts : one.standing === 3 ? '打卡过早' : '';
    return NAMED.includes(name) ? [[dayOf(one.half), halfOf(one.half), one.department, one.name, name, known]] : [];
  });
  return {
    title: found.length === MOST_SHOWN ? `考勤异常（前${MOST_SHOWN}个半日）` : '考勤异常',
    columns: [
      { title: '日期', type: 'text' },
      { title: '时段', type: 'text' },
      { title: '股室', type: 'text' },
      { title: '姓名', type: 'text' },
      { title: '情况', type: 'text' },
      { title: '说明', type: 'text' },
    ],
    rows,
  };
}
