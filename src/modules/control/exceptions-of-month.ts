import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { Report } from '../../platform/reports/report.ts';
import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';

interface Exception {
  readonly what: string;
  readonly about: string;
  readonly clause: string | null;
  readonly reason: string;
  readonly by: string | null;
  readonly on: CivilDate;
  readonly until: CivilDate | null;
}
// What the desk released is another module's: the log has it. A separation that is lifted rests on the decision of the body.
const exceptions = statement<Exception>(
  'exceptions-of-month',
  `
  select x.what, x.about, x.clause, x.reason, p.name as "by", (x.at at time zone 'Asia/Shanghai')::date::text as "on", x.until::text as until from (
    select r.office_id, '放行' as what, coalesce(m.number, m.title) as about, r.code as clause, r.reason, r.released_by as person_id, r.released_at as at, r.until_day as until from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id
    union all select e.office_id, '兼办例外', coalesce(m.number, m.title), null, q.name || '兼办' || e.duty || '：' || e.reason, e.granted_by, e.granted_at, e.until_day from duty_exception e join matter m on m.office_id = e.office_id and m.matter_id = e.matter_id
      join person q on q.office_id = e.office_id and q.person_id = e.person_id
    union all select e.office_id, '不相容职务例外', m.number, null, q.name || '兼任' || e.post || '和' || e.other_post, e.recorded_by, e.recorded_at, e.until_day from separation_exception e join matter m on m.office_id = e.office_id and m.matter_id = e.matter_id
      join person q on q.office_id = e.office_id and q.person_id = e.person_id
    union all select e.office_id, '任职例外', e.post, null, q.name || '：' || e.reason, e.recorded_by, e.recorded_at, e.until_day from post_exception e join person q on q.office_id = e.office_id and q.person_id = e.person_id
    union all select l.office_id, '现金放行', l.subject_id, l.body::jsonb #>> '{detail,released}', l.body::jsonb #>> '{detail,reason}', l.person_id, l.at, l.subject_id::date from log_entry l where l.verb = 'release-cash' and l.outcome = 'done'
  ) x left join person p on p.office_id = x.office_id and p.person_id = x.person_id
  where x.office_id = $1 and x.at >= ($2::date)::timestamp at time zone 'Asia/Shanghai' and x.at < ($2::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai' order by x.at`,
);

interface Reached {
  readonly number: string;
  readonly title: string;
}
const approved = statement<{ count: number }>(
  'matters-approved-in-month',
  `
  select count(*) from matter where office_id = $1 and state in ('approved', 'closed') and amount is not null and submitted_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai' and submitted_at < ($2::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai'`,
);
const outside = statement<Reached>(
  'states-reached-outside-a-route',
  `
  select coalesce(m.number, '') as number, m.title from matter m where m.office_id = $1 and m.state in ('approved', 'closed') and m.amount is not null
    and m.submitted_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai' and m.submitted_at < ($2::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai'
    and exists (select from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state <> 'done' and s.act <> '知会') order by m.matter_id`,
);

/** On the first of a month, how many exceptions the one before had; null on any other day. */
export async function exceptionsBefore(tx: ReadTx, day: CivilDate): Promise<number | null> {
  if (!day.endsWith('-01')) return null;
  return (await tx.rows(exceptions, [tx.officeId, `${addDays(day, -1).slice(0, 7)}-01`])).length;
}

/** 例外月报 (ICF-03.2k): whatever went another way in a month, by whose word, why and until when; and that nothing reached its state outside its route. */
export const exceptionsOfMonth: Report = {
  report: 'exceptions-of-month',
  title: '例外月报',
  period: 'month',
  question: '控制运行',
  readers: ['局长', '纪检领导', '分管财务领导', '内审人员', '审计员'],
  read: async (tx, { period }) => {
    const first = `${period}-01`;
    const [found, through, wrong] = await Promise.all([
      tx.rows(exceptions, [tx.officeId, first]),
      tx.row(approved, [tx.officeId, first]),
      tx.rows(outside, [tx.officeId, first]),
    ]);
    const text = (title: string) => ({ title, type: 'text' as const });
    return {
      tables: [
        {
          title: '例外',
          columns: ['种类', '事项', '条款', '理由', '准许人', '日期', '有效至'].map(text),
          rows: found.map((one) => [one.what, one.about, one.clause, one.reason, one.by, one.on, one.until]),
        },
        { title: '未经程序到达状态的事项', columns: ['事项', '事由'].map(text), rows: wrong.map((one) => [one.number, one.title]) },
      ],
      notes: [`例外${found.length}项。本月提交、已经批准或者办结的${through?.count ?? 0}笔，未经程序到达状态的${wrong.length}笔。`],
    };
  },
};
