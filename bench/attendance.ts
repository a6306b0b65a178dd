import type { Pool } from 'pg';
import { attendanceOf } from '../src/modules/leave/statistics.ts';
import { transactionOf } from '../src/platform/db/transaction.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { openWorld } from '../src/world.ts';
import { rates } from './measure.ts';

const PEOPLE = 500;
/** Half days of March 2026: number of its first, and of the first after. */
const [FROM, UNTIL] = [19_112, 19_174];

/** Five hundred people who punched all month, some late; a leave for every tenth, an outing for every fifth. */
const STAFF = `insert into person (office_id, name, pinyin, department_id, login_name, joined_on)
  select $1, '职工' || n, 'zhigong' || n, (select min(department_id) from department where office_id = $1), 'zhigong' || n, '2020-01-01' from generate_series(1, $2::int) n`;
const PUNCHES = `insert into attendance_half (office_id, person_id, half, standing)
  select $1, p.person_id, h, case when (p.person_id * 7 + h) % 29 = 0 then 2 else 1 end from person p cross join generate_series($2::int, $3::int - 1) h
  where p.office_id = $1 and extract(isodow from date '2000-01-01' + h / 2) < 6 and (p.person_id + h) % 37 <> 0`;
const LEAVES = `with staff as (select person_id, row_number() over (order by person_id) as n from person where office_id = $1),
    made as (insert into matter (office_id, kind, number, title, state, handler_id, facts, fact_day, made_at)
      select $1, 'leave', '假〔2026〕基' || n || '号', '事假', 'approved', person_id, '{}', '2026-03-01', now() from staff where n % 10 = 0 returning matter_id, handler_id)
  insert into leave_line (office_id, matter_id, person_id, kind, halves, covered, days, registered_by, registered_at)
  select $1, matter_id, handler_id, '事假', int4range($2::int + 16, $2::int + 20), int4range($2::int + 16, $2::int + 20), 2, handler_id, now() from made`;
const OUTINGS = `with staff as (select person_id, row_number() over (order by person_id) as n from person where office_id = $1)
  insert into outing (office_id, person_id, from_at, until_at, halves, place, purpose, told_id, noticed_at, late, recorded_by)
  select $1, person_id, '2026-03-17T09:00+08', '2026-03-17T11:00+08', int4range($2::int + 32, $2::int + 33), '文昌镇', '检查', person_id, now(), false, person_id from staff where n % 5 = 0`;
const BARE = {
  name: 'bench-attendance',
  text: 'select person_id, standing, count(*)::int as count from attendance_half where office_id = $1 and half >= $2 and half < $3 group by person_id, standing',
};

/** A month's statistics as the report makes them – leave, outings, trips, duty and the regulation's names included – against nothing but the sums of the punches. */
export async function benchAttendance(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const open = await openWorld({ url, folder: data, connections: 2 });
  const { rows } = await owner.query<{ office_id: number }>(`select office_id from office where key = '文旅局'`);
  const office = rows[0]?.office_id ?? 0;
  await owner.query(STAFF, [office, PEOPLE]);
  await owner.query(PUNCHES, [office, FROM, UNTIL]);
  await owner.query(LEAVES, [office, FROM]);
  await owner.query(OUTINGS, [office, FROM]);
  await owner.query('analyze attendance_half; analyze person; analyze leave_line; analyze outing');
  const client = await open.world.pool.connect();
  await client.query(`select set_config('app.office_id', $1, false)`, [String(office)]);
  const tx = transactionOf(client, office);
  const rate = await rates({
    report: async () => {
      const figures = await attendanceOf(tx, open.rules, { period: '2026-03', today: civilDate('2026-04-10') });
      if (figures.length < PEOPLE) throw new Error('somebody is missing');
      return 1;
    },
    bare: async () => {
      const found = await client.query({ ...BARE, values: [office, FROM, UNTIL] });
      if (found.rows.length < PEOPLE) throw new Error('somebody is missing');
      return 1;
    },
  });
  client.release();
  await open.close();
  return { attendance_month_500_people_vs_bare_aggregate: rate.bare / rate.report };
}
