import type { Register } from '../../platform/registers/register.ts';
import { LETTER_SORTS, OCCASIONS, ORDER_SORTS, RANKS } from './contract.ts';

const WATCHERS = ['办公室', '分管机关领导', '财务股', '纪检领导', '分管财务领导', '局长', '审计员'] as const;

/** 接待台账: every reception that was asked for, with what it cost. */
const receptions: Register = {
  register: 'reception',
  title: '接待台账',
  module: 'reception',
  question: '接待审批',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'm.number' },
    { key: 'startsOn', title: '接待日期', type: 'day', filter: true, sql: 'm.fact_day' },
    { key: 'occasion', title: '场合', type: 'choice', filter: true, choices: OCCASIONS, sql: `(m.facts ->> 'occasion')` },
    { key: 'class', title: '类别', type: 'choice', filter: true, choices: ['一般接待', '重要接待'], sql: `(d.decision -> 'values' ->> 'receptionClass')` },
    { key: 'unit', title: '来客单位', type: 'text', filter: true, sql: `(m.facts -> 'guests' -> 0 ->> 'unit')` },
    { key: 'activity', title: '活动项目', type: 'text', filter: true, sql: `(m.facts ->> 'activity')` },
    { key: 'guests', title: '来客人数', type: 'number' },
    { key: 'planned', title: '同意金额', type: 'money', filter: true, sql: 'm.amount' },
    { key: 'claimed', title: '报销金额', type: 'money' },
    { key: 'personal', title: '个人承担', type: 'money' },
    { key: 'handler', title: '经办人', type: 'person' },
    { key: 'state', title: '状态', type: 'choice', filter: true, choices: ['办理中', '已同意', '已办结', '未批先行', '其他'], sql: 'x.state' },
  ],
  select: `m.number, m.fact_day::text as "startsOn", m.facts ->> 'occasion' as occasion, d.decision -> 'values' ->> 'receptionClass' as class, m.facts -> 'guests' -> 0 ->> 'unit' as unit,
    m.facts ->> 'activity' as activity, jsonb_array_length(m.facts -> 'guests') as guests, m.amount as planned, c.claimed, c.personal, h.name as handler, x.state`,
  from: `from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id
    left join matter_decision d on d.office_id = m.office_id and d.matter_id = m.matter_id and d.round = m.round
    left join lateral (select sum(c.amount)::bigint as claimed, sum((cd.decision -> 'values' ->> 'personalShare')::bigint)::bigint as personal from matter c
      join matter_decision cd on cd.office_id = c.office_id and cd.matter_id = c.matter_id and cd.round = c.round
      where c.office_id = m.office_id and c.linked_matter_id = m.matter_id and c.kind = 'reception-claim' and c.state in ('approved', 'closed')) c on true
    cross join lateral (select case when m.state in ('approved', 'closed') and m.facts ->> 'unapproved' <> '' then '未批先行' when m.state = 'approved' then '已同意' when m.state = 'closed' then '已办结'
      when m.state in ('in_review', 'returned') then '办理中' else '其他' end as state) x
    where m.office_id = $1 and m.kind = 'reception' and m.number is not null`,
  keyset: 'm.matter_id',
  searched: { subject: 'matter', columns: ['number'] },
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

/** 来函登记簿. */
const letters: Register = {
  register: 'reception-letter',
  title: '来函登记簿',
  module: 'reception',
  question: '来函登记',
  columns: [
    { key: 'number', title: '登记号', type: 'text', filter: true, sql: 'l.number' },
    { key: 'sort', title: '种类', type: 'choice', filter: true, choices: LETTER_SORTS, sql: 'l.sort' },
    { key: 'unit', title: '来函单位', type: 'text', filter: true, sql: 'l.unit' },
    { key: 'documentNumber', title: '文号', type: 'text' },
    { key: 'activity', title: '活动项目', type: 'text', filter: true, sql: 'l.activity' },
    { key: 'from', title: '起始日', type: 'day', filter: true, sql: 'l.from_day' },
    { key: 'until', title: '终止日', type: 'day' },
    { key: 'people', title: '人员', type: 'text' },
    { key: 'registeredBy', title: '登记人', type: 'person' },
  ],
  select: `l.number, l.sort, l.unit, l.document_number as "documentNumber", l.activity, l.from_day::text as "from", l.until_day::text as "until",
    case when jsonb_array_length(l.people) > 0 then (select string_agg(p, '、') from jsonb_array_elements_text(l.people) p) else l.leader || '等' || l.headcount || '人' end as people, r.name as "registeredBy"`,
  from: `from reception_letter l join person r on r.office_id = l.office_id and r.person_id = l.registered_by where l.office_id = $1`,
  keyset: 'l.letter_id',
  readers: [],
};

/** 接待清单: one line a guest, as claimed. */
const lists: Register = {
  register: 'reception-list',
  title: '接待清单',
  module: 'reception',
  question: '接待报销',
  columns: [
    { key: 'number', title: '清单编号', type: 'text', filter: true, sql: 'm.number' },
    { key: 'unit', title: '接待单位', type: 'text', filter: true, sql: `(g.guest ->> 'unit')` },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: `(g.guest ->> 'name')` },
    { key: 'post', title: '职务', type: 'text' },
    { key: 'rank', title: '级别', type: 'choice', filter: true, choices: RANKS, sql: `(g.guest ->> 'rank')` },
    { key: 'area', title: '区划代码', type: 'text' },
    { key: 'activity', title: '公务活动项目', type: 'text' },
    { key: 'time', title: '时间', type: 'text' },
    { key: 'place', title: '场所', type: 'text' },
    { key: 'cost', title: '费用（全单）', type: 'money' },
    { key: 'author', title: '填写人', type: 'person' },
  ],
  select: `m.number, g.guest ->> 'unit' as unit, g.guest ->> 'name' as name, g.guest ->> 'post' as post, g.guest ->> 'rank' as rank, g.guest ->> 'area' as area, r.facts ->> 'activity' as activity,
    replace(r.facts ->> 'startAt', 'T', ' ') || '至' || replace(r.facts ->> 'endAt', 'T', ' ') as time, r.facts ->> 'place' as place, m.amount as cost, h.name as author`,
  from: `from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id join matter r on r.office_id = m.office_id and r.matter_id = m.linked_matter_id
    cross join lateral jsonb_array_elements(m.facts -> 'guests') with ordinality as g (guest, place)
    where m.office_id = $1 and m.kind = 'reception-claim' and m.state in ('in_review', 'approved', 'closed')`,
  keyset: '(m.matter_id * 1000 + g.place)',
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

/** 接待安排单. */
const orders: Register = {
  register: 'reception-order',
  title: '接待安排台账',
  module: 'reception',
  question: '接待安排',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'o.number' },
    { key: 'matter', title: '所依据的审批', type: 'text', filter: true, sql: 'm.number' },
    { key: 'sort', title: '事项', type: 'choice', filter: true, choices: ORDER_SORTS, sql: 'o.sort' },
    { key: 'at', title: '时间', type: 'moment' },
    { key: 'place', title: '地点', type: 'text', filter: true, sql: 'o.place' },
    { key: 'content', title: '内容', type: 'text' },
    { key: 'orderedBy', title: '安排人', type: 'person' },
  ],
  select: `o.number, m.number as matter, o.sort, o.at, o.place, o.content, p.name as "orderedBy"`,
  from: `from reception_order o join matter m on m.office_id = o.office_id and m.matter_id = o.matter_id join person p on p.office_id = o.office_id and p.person_id = o.ordered_by where o.office_id = $1`,
  keyset: 'o.order_id',
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

/** 接待违规线索台账: a case is opened from a line by whoever may. */
const incidents: Register = {
  register: 'reception-incident',
  title: '接待违规线索台账',
  module: 'reception',
  question: '接待审批',
  columns: [
    { key: 'notedOn', title: '日期', type: 'day', filter: true, sql: `((i.noted_at at time zone 'Asia/Shanghai')::date)` },
    { key: 'clause', title: '条款', type: 'text', filter: true, sql: `(i.clause ->> 'id')` },
    { key: 'facts', title: '事实', type: 'text' },
    { key: 'person', title: '责任人', type: 'person' },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'i.amount' },
    { key: 'matter', title: '事项', type: 'text', filter: true, sql: 'm.number' },
  ],
  select: `(i.noted_at at time zone 'Asia/Shanghai')::date::text as "notedOn", i.clause ->> 'id' as clause, i.facts, p.name as person, i.amount, m.number as matter`,
  from: `from reception_incident i join matter m on m.office_id = i.office_id and m.matter_id = i.matter_id join person p on p.office_id = i.office_id and p.person_id = i.person_id where i.office_id = $1`,
  keyset: 'i.incident_id',
  readers: ['纪检领导', '局长', '审计员'],
};

export const registers: readonly Register[] = [receptions, letters, lists, orders, incidents];
