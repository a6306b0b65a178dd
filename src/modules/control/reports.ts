import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { workdaysBetween } from '../../rules/calendar/working-days.ts';
import { noticed } from './lines.ts';

const attendance = statement<{ name: string; department: string | null; count: number }>(
  'education-by-person',
  `
  select p.name, d.name as department, (select count(*) from education e where e.office_id = p.office_id and e.sort = '廉政教育' and extract(year from e.held_on) = $2 and e.attendees @> to_jsonb(p.person_id)) as count
  from person p left join department d on d.office_id = p.office_id and d.department_id = p.department_id where p.office_id = $1 and p.left_on is null order by count, p.pinyin`,
);

/** 廉政教育年度一览 (ETH-01): whoever attended nothing stands first. */
const education: Report = {
  report: 'education',
  title: '廉政教育年度一览',
  period: 'year',
  question: '礼品处理',
  readers: ['纪检领导', '局长', '政工人事股', '审计员'],
  read: async (tx, { period }) => {
    const found = await tx.rows(attendance, [tx.officeId, Number(period)]);
    const none = found.filter((one) => one.count === 0).map((one) => one.name);
    return {
      tables: [
        {
          title: '参加次数',
          columns: [
            { title: '姓名', type: 'text' },
            { title: '股室', type: 'text' },
            { title: '次数', type: 'number' },
          ],
          rows: found.map((one) => [one.name, one.department, one.count]),
        },
      ],
      notes: none.length === 0 ? [] : [`本年度没有参加的人员：${none.join('、')}。`],
    };
  },
};

const attested = statement<{ duty: string; due: number; made: number; missing: string | null }>(
  'attestations-of-year',
  `
  select o.duty, count(*) as due, count(*) filter (where o.state = 'discharged') as made, string_agg(p.name, '、' order by p.pinyin) filter (where o.state = 'open') as missing
  from obligation o join person p on p.office_id = o.office_id and p.person_id = o.owner_person_id
  where o.office_id = $1 and o.duty = any($3::text[]) and extract(year from o.due_on) = $2 group by o.duty order by o.duty`,
);

/** 确认完成情况 (ICF-02.3h, ICF-03.3c, ETH-02): by attestation, with the names that are missing. */
const attestations: Report = {
  report: 'attestations',
  title: '确认完成情况',
  period: 'year',
  question: '内控声明',
  readers: ['纪检领导', '局长', '分管财务领导', '政工人事股', '审计员'],
  read: async (tx, { period, moment, rules }) => {
    const names = (rules.bookOf(tx.officeId)?.attestations(moment.today) ?? []).map((one) => one.name);
    const found = await tx.rows(attested, [tx.officeId, Number(period), names]);
    const rate = (due: number, made: number): number =>
      Number(
        rules.decide({ officeId: tx.officeId, question: '内控声明', on: moment.today, facts: { declarationsDue: due, declarationsMade: made } }).values[
          'completionRate'
        ],
      );
    return {
      tables: [
        {
          title: '按确认事项',
          columns: [
            { title: '确认事项', type: 'text' },
            { title: '应确认', type: 'number' },
            { title: '已确认', type: 'number' },
            { title: '完成率', type: 'percent' },
            { title: '尚未确认', type: 'text' },
          ],
          rows: found.map((one) => [one.duty, one.due, one.made, rate(one.due, one.made), one.missing]),
        },
      ],
      notes: [],
    };
  },
};

const steps = statement<{ number: string; title: string; post: string; openedOn: CivilDate; returned: number }>(
  'steps-open-in-month',
  `
  select m.number, m.title, s.post, (s.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
    (select count(*) from matter_step r where r.office_id = m.office_id and r.matter_id = m.matter_id and r.verdict = 'returned') as returned
  from matter m join matter_step s on s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'open'
  where m.office_id = $1 and m.state = 'in_review' and (s.opened_at at time zone 'Asia/Shanghai')::date < ($2::date + interval '1 month')::date order by s.opened_at`,
);

/** 办理时效清单 (ETH-05a): what waits longer than the office allows, or came back more than twice. */
const late: Report = {
  report: 'late-steps',
  title: '办理时效清单',
  period: 'month',
  question: '办理时效',
  readers: ['局长', '班子成员', '纪检领导', '审计员'],
  read: async (tx, { period, moment, rules }) => {
    const found = await tx.rows(steps, [tx.officeId, `${period}-01`]);
    const rows = found.flatMap((one) => {
      const waiting = workdaysBetween(addDays(one.openedOn, 1), addDays(moment.today, 1));
      const said = noticed(rules, '办理时效', { workdaysWaiting: waiting, timesReturned: one.returned }, { officeId: tx.officeId, on: moment.today });
      return said.length === 0 ? [] : [[one.number, one.title, one.post, waiting, one.returned, said.join('')]];
    });
    return {
      tables: [
        {
          title: '超过时限或多次退回',
          columns: [
            { title: '事项', type: 'text' },
            { title: '事由', type: 'text' },
            { title: '等待', type: 'text' },
            { title: '工作日', type: 'number' },
            { title: '退回次数', type: 'number' },
            { title: '说明', type: 'text' },
          ],
          rows,
        },
      ],
      notes: [],
    };
  },
};

interface Phases {
  readonly number: string;
  readonly title: string;
  readonly applied: string;
  readonly approved: string | null;
  readonly paid: string | null;
}
const phases = statement<Phases>(
  'people-by-phase',
  `
  select m.number, m.title, h.name as applied,
    (select string_agg(distinct p.name, '、') from matter_step s join person p on p.office_id = s.office_id and p.person_id = s.acted_by where s.office_id = m.office_id and s.matter_id = m.matter_id and s.verdict in ('agreed', 'dissented')) as approved,
    (select string_agg(distinct p.name, '、') from log_entry l join person p on p.office_id = l.office_id and p.person_id = l.person_id where l.office_id = m.office_id and l.subject_kind = 'matter' and l.subject_id = m.matter_id::text and l.verb = 'pay') as paid
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id where m.office_id = $1 and m.state = 'closed' and m.amount is not null
    and (m.ended_at at time zone 'Asia/Shanghai')::date >= $2::date and (m.ended_at at time zone 'Asia/Shanghai')::date < ($2::date + interval '1 month')::date order by m.matter_id`,
);

/** 经手人分布 (ICF-03.2b): who applied, approved and paid, for every transaction closed in the month. */
const people: Report = {
  report: 'people-by-phase',
  title: '经手人分布',
  period: 'month',
  question: '控制运行',
  readers: ['局长', '纪检领导', '分管财务领导', '财务股', '内审人员', '审计员'],
  read: async (tx, { period }) => {
    const found = await tx.rows(phases, [tx.officeId, `${period}-01`]);
    return {
      tables: [
        {
          title: '逐笔',
          columns: [
            { title: '事项', type: 'text' },
            { title: '事由', type: 'text' },
            { title: '申请', type: 'text' },
            { title: '审批', type: 'text' },
            { title: '付款', type: 'text' },
          ],
          rows: found.map((one) => [one.number, one.title, one.applied, one.approved, one.paid]),
        },
      ],
      notes: [],
    };
  },
};

export const reports: readonly Report[] = [education, attestations, late, people];
