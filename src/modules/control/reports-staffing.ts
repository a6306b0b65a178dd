import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { keyPosts } from './key-posts.ts';

const PERSONNEL = ['局长', '纪检领导', '政工人事股', '内审人员', '审计员'] as const;
const text = (title: string) => ({ title, type: 'text' as const });

interface Staffed {
  readonly day: CivilDate;
  readonly post: string;
  readonly holders: string | null;
}
// Days on which somebody paid, by the log; a cover holds the post for the day.
const staffed = statement<Staffed>(
  'staffing-of-payment-days',
  `
  select d.day::text as day, x.post, (select string_agg(distinct p.name || case when h.cover then '（代）' else '' end, '、') from (
      select person_id, false as cover from post_holding o where o.office_id = $1 and o.post = x.post and o.period @> d.day
      union all select cover_person_id, true from cover c where c.office_id = $1 and c.post = x.post and c.from_day <= d.day and c.until_day > d.day and (c.ended_at is null or (c.ended_at at time zone 'Asia/Shanghai')::date > d.day)) h
      join person p on p.office_id = $1 and p.person_id = h.person_id) as holders
  from (select distinct (l.at at time zone 'Asia/Shanghai')::date as day from log_entry l where l.office_id = $1 and l.verb = 'pay' and l.outcome = 'done'
      and l.at >= ($2::date)::timestamp at time zone 'Asia/Shanghai' and l.at < ($2::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai') d
  cross join unnest($3::text[]) with ordinality as x (post, place) order by d.day, x.place`,
);

/** 付款日人员配备 (ICF-03.4c): on every day money left the office, who held the posts it needs. */
export const paymentStaffing: Report = {
  report: 'payment-staffing',
  title: '付款日人员配备',
  period: 'month',
  question: '付款配备',
  readers: ['局长', '纪检领导', '分管财务领导', '财务股', '政工人事股', '内审人员', '审计员'],
  read: async (tx, { period, rules, moment: { today } }) => {
    const needed = rules.setting({ officeId: tx.officeId, setting: 'postsForPayment', on: today });
    const found = await tx.rows(staffed, [tx.officeId, `${period}-01`, typeof needed === 'object' ? needed : []]);
    const bare = found.filter((one) => one.holders === null).length;
    return {
      tables: [{ title: '逐日', columns: ['付款日', '岗位', '在岗人员'].map(text), rows: found.map((one) => [one.day, one.post, one.holders ?? '空缺']) }],
      notes: [`空缺${bare}处。`],
    };
  },
};

interface Substituted {
  readonly about: string;
  readonly owner: string | null;
  readonly dueOn: CivilDate;
  readonly state: string;
  readonly endedOn: CivilDate | null;
}
const substituted = statement<Substituted>(
  'substitutions-of-year',
  `
  select split_part(o.subject_id, '/', 1) as about, p.name as owner, o.due_on::text as "dueOn", o.state, (o.ended_at at time zone 'Asia/Shanghai')::date::text as "endedOn"
  from obligation o left join person p on p.office_id = o.office_id and p.person_id = o.owner_person_id where o.office_id = $1 and o.duty = '强制替岗' and extract(year from o.due_on) = $2 order by 1, 2`,
);

interface Covered {
  readonly post: string;
  readonly absent: string;
  readonly cover: string;
  readonly span: string;
  readonly reason: string;
  readonly acts: string | null;
}
const covered = statement<Covered>(
  'covers-of-year',
  `
  select c.post, a.name as absent, b.name as cover, c.from_day || '至' || c.until_day as span, c.reason,
    (select string_agg(m.number || s.act, '、' order by s.acted_at) from matter_step s join matter m on m.office_id = s.office_id and m.matter_id = s.matter_id
      where s.office_id = c.office_id and s.cover_for = c.absent_person_id and s.acted_by = c.cover_person_id and s.post = c.post and (s.acted_at at time zone 'Asia/Shanghai')::date >= c.from_day and (s.acted_at at time zone 'Asia/Shanghai')::date < c.until_day) as acts
  from cover c join person a on a.office_id = c.office_id and a.person_id = c.absent_person_id join person b on b.office_id = c.office_id and b.person_id = c.cover_person_id
  where c.office_id = $1 and daterange(c.from_day, greatest(c.until_day, c.from_day + 1)) && daterange(make_date($2, 1, 1), make_date($2 + 1, 1, 1)) order by c.from_day, c.cover_id`,
);

const STATES: Readonly<Record<string, string>> = { open: '未完成', discharged: '已替岗', waived: '免除', lapsed: '失效' };

/** 代理与替岗 (ICF-03.2i, ICF-03.2p): covers of the year with what was signed under each, and whose key post somebody else has held for five days. */
export const coversAndSubstitutions: Report = {
  report: 'covers-and-substitutions',
  title: '代理与替岗',
  period: 'year',
  question: '委托代理',
  readers: PERSONNEL,
  read: async (tx, { period }) => {
    const [covers, substitutions] = await Promise.all([tx.rows(covered, [tx.officeId, Number(period)]), tx.rows(substituted, [tx.officeId, Number(period)])]);
    return {
      tables: [
        {
          title: '代理',
          columns: ['职务', '委托人', '代理人', '期间（止日不含）', '事由', '代办'].map(text),
          rows: covers.map((one) => [one.post, one.absent, one.cover, one.span, one.reason, one.acts]),
        },
        {
          title: '关键岗位替岗',
          columns: ['岗位', '任职人员', '期限', '情况', '完成日期'].map(text),
          rows: substitutions.map((one) => [one.about, one.owner, one.dueOn, STATES[one.state] ?? one.state, one.endedOn]),
        },
      ],
      notes: [],
    };
  },
};

interface Sheeted {
  readonly post: string;
  readonly version: number | null;
  readonly scope: string | null;
  readonly ceiling: number | null;
  readonly holders: string | null;
  readonly unconfirmed: string | null;
}
const sheeted = statement<Sheeted>(
  'posts-against-sheets',
  `
  select x.post, s.version, s.scope, (select min(a.ceiling) from post_authority a where a.office_id = $1 and a.post = x.post and a.from_day <= $2::date and (a.until_day is null or a.until_day > $2::date)) as ceiling,
    string_agg(distinct p.name, '、') as holders,
    string_agg(distinct p.name, '、') filter (where s.version is not null and not exists (select from acknowledgement k where k.office_id = $1 and k.about = '岗位说明书/' || x.post and k.version = s.version and k.recorded_by = p.person_id)) as unconfirmed
  from (select post from post_sheet where office_id = $1 union select unnest($3::text[])) x
  left join lateral (select version, scope from post_sheet t where t.office_id = $1 and t.post = x.post order by version desc limit 1) s on true
  left join post_holding h on h.office_id = $1 and h.post = x.post and h.period @> $2::date left join person p on p.office_id = $1 and p.person_id = h.person_id
  group by x.post, s.version, s.scope order by x.post`,
);

/** 岗位说明书与任职对照 (ICF-03.2m): what a post may is what its holders may; who holds one without a sheet, or has not confirmed it, differs. */
export const sheetsAndHolders: Report = {
  report: 'sheets-and-holders',
  title: '岗位说明书与任职对照',
  period: 'year',
  question: '任职资格',
  readers: PERSONNEL,
  read: async (tx, { rules, moment: { today } }) => {
    const found = await tx.rows(sheeted, [tx.officeId, today, keyPosts(rules, { officeId: tx.officeId, on: today })]);
    const differs = (one: Sheeted): string =>
      one.version === null && one.holders !== null ? '没有说明书' : one.unconfirmed !== null ? `未确认：${one.unconfirmed}` : '';
    const columns = [
      text('岗位'),
      text('说明书版次'),
      text('金额与事项范围'),
      { title: '一般授权上限', type: 'money' as const },
      text('任职人员'),
      text('差异'),
    ];
    const rows = found.map((one) => [one.post, one.version === null ? null : `第${one.version}版`, one.scope, one.ceiling, one.holders, differs(one)]);
    return {
      tables: [{ title: '各岗位', columns, rows }],
      notes: [`差异${found.filter((one) => differs(one) !== '').length}处。权限随职务授予，不能在职务之外另行加授。`],
    };
  },
};
