import type { Register } from '../../platform/registers/register.ts';

const WATCHERS = ['办公室', '政工人事股', '财务股', '纪检领导', '分管财务领导', '局长', '审计员'] as const;

/** 出差台账: every trip that was agreed, with its filing. */
const trips: Register = {
  register: 'official-trip',
  title: '出差台账',
  module: 'travel',
  question: '公务出差',
  columns: [
    { key: 'number', title: '出差编号', type: 'matter' },
    { key: 'filed', title: '备案号', type: 'text', filter: true, sql: 'f.number' },
    { key: 'traveller', title: '出差人', type: 'text', filter: true, sql: 'h.name' },
    { key: 'department', title: '部门', type: 'text', filter: true, sql: 'd.name' },
    { key: 'title', title: '目的地和事由', type: 'text', filter: true, sql: 'm.title' },
    { key: 'basis', title: '依据', type: 'text' },
    { key: 'startOn', title: '出发日期', type: 'day', filter: true, sql: `left(m.facts ->> 'startAt', 10)::date` },
    { key: 'endOn', title: '返回日期', type: 'day', filter: true, sql: `left(m.facts ->> 'endAt', 10)::date` },
    { key: 'companions', title: '同行人数', type: 'number' },
    { key: 'estimate', title: '预计费用（每人）', type: 'money' },
    { key: 'filedAt', title: '备案时间', type: 'moment' },
    { key: 'claim', title: '报销单', type: 'text' },
  ],
  select: `m.number, m.matter_id as "matterId", f.number as filed, h.name as traveller, d.name as department, m.title,
    concat_ws(' ', m.facts #>> '{basis,sort}', m.facts #>> '{basis,issuer}', m.facts #>> '{basis,number}') as basis,
    left(m.facts ->> 'startAt', 10) as "startOn", left(m.facts ->> 'endAt', 10) as "endOn", jsonb_array_length(m.facts -> 'companions') as companions, m.amount as estimate, f.filed_at as "filedAt",
    (select c.number from matter c where c.office_id = m.office_id and c.linked_matter_id = m.matter_id and c.kind = 'trip-claim' and c.state in ('in_review', 'approved', 'closed') limit 1) as claim`,
  from: `from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id
    left join department d on d.office_id = m.office_id and d.department_id = m.department_id
    left join trip_filing f on f.office_id = m.office_id and f.trip_matter_id = m.matter_id
    where m.office_id = $1 and m.kind = 'official-trip' and m.state in ('approved', 'closed')`,
  keyset: 'm.matter_id',
  searched: { subject: 'matter', columns: ['title'] },
  readers: WATCHERS,
  own: `(m.handler_id = $2 or m.facts -> 'companions' @> to_jsonb($2::int))`,
};

/** 差旅报销台账: what was claimed, what the office pays and what the travellers bear. */
const claims: Register = {
  register: 'trip-claim',
  title: '差旅报销台账',
  module: 'travel',
  question: '出差报销',
  columns: [
    { key: 'number', title: '报销单号', type: 'matter' },
    { key: 'claimant', title: '报销人', type: 'text', filter: true, sql: 'h.name' },
    { key: 'trip', title: '出差', type: 'text', filter: true, sql: 't.number' },
    { key: 'title', title: '出差事由', type: 'text', filter: true, sql: 't.title' },
    { key: 'startOn', title: '出发日期', type: 'day', filter: true, sql: 'm.fact_day' },
    { key: 'submittedAt', title: '提交时间', type: 'moment' },
    { key: 'claimed', title: '票据金额', type: 'money', filter: true, sql: 'm.amount' },
    { key: 'payable', title: '可报金额', type: 'money' },
    { key: 'personal', title: '个人承担', type: 'money' },
    { key: 'setOff', title: '冲抵预借', type: 'money' },
    { key: 'repaid', title: '缴回余款', type: 'money' },
    {
      key: 'state',
      title: '办理情况',
      type: 'choice',
      filter: true,
      choices: ['办理中', '待付款', '已结清'],
      sql: `case m.state when 'in_review' then '办理中' when 'approved' then '待付款' else '已结清' end`,
    },
  ],
  select: `m.number, m.matter_id as "matterId", h.name as claimant, t.number as trip, t.title, m.fact_day::text as "startOn", m.submitted_at as "submittedAt", m.amount as claimed,
    (e.decision #>> '{values,reimbursable}')::bigint as payable, (e.decision #>> '{values,personalShare}')::bigint as personal,
    coalesce((m.payment ->> 'setOff')::bigint, 0) as "setOff", (select r.amount from trip_repayment r where r.office_id = m.office_id and r.claim_matter_id = m.matter_id) as repaid,
    case m.state when 'in_review' then '办理中' when 'approved' then '待付款' else '已结清' end as state`,
  from: `from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id
    join matter_decision e on e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round
    left join matter t on t.office_id = m.office_id and t.matter_id = m.linked_matter_id
    where m.office_id = $1 and m.kind = 'trip-claim' and m.state in ('in_review', 'approved', 'closed')`,
  keyset: 'm.matter_id',
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

export const registers: readonly Register[] = [trips, claims];
