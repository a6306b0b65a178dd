import type { Register } from '../../platform/registers/register.ts';
import { DISCLOSED } from './contract-oversight.ts';
import { DISCIPLINE, GROUNDS, HEAD } from './violation-store.ts';

/** 财务公开台账 (FIN-07b): open to everybody; what fell due and was not published stands in it as a gap. */
const disclosures: Register = {
  register: 'disclosure',
  title: '财务公开台账',
  module: 'expenditure',
  columns: [
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 'd.year' },
    { key: 'content', title: '内容', type: 'choice', filter: true, choices: DISCLOSED, sql: 'd.content' },
    { key: 'state', title: '公开情况', type: 'choice', filter: true, choices: ['已公开', '未公开'], sql: 'd.state' },
    { key: 'from', title: '起', type: 'day' },
    { key: 'until', title: '止', type: 'day' },
    { key: 'audience', title: '范围', type: 'text' },
    { key: 'publishedBy', title: '公开人', type: 'person' },
    { key: 'publishedAt', title: '公开时间', type: 'moment' },
    { key: 'dueOn', title: '应公开日', type: 'day' },
  ],
  select: `d.year, d.content, d.state, d.from_day as "from", d.until_day as until, d.audience, d.published_by as "publishedBy", d.published_at as "publishedAt", d.due_on as "dueOn"`,
  // A gap is a year whose duty was opened and whose content is not there; what was published comes before the gaps of its year.
  from: `from (
    select x.office_id, x.year, x.content, '已公开' as state, coalesce(x.statement ->> 'from', x.year || '-01-01') as from_day, coalesce(x.statement ->> 'until', x.year || '-12-31') as until_day, x.audience, p.name as published_by, x.published_at, null::text as due_on, 10 + x.disclosure_id as rank
    from disclosure x join person p on p.office_id = x.office_id and p.person_id = x.published_by where x.office_id = $1
    union all
    select o.office_id, left(o.occasion, 4)::int, c.content, '未公开', left(o.occasion, 4) || '-01-01', left(o.occasion, 4) || '-12-31', null, null, null, o.due_on::text, c.rank
    from obligation o join (values (1, '工会经费通报', '工会经费收支'), (2, '资金使用通报', '资金使用情况'), (3, '资金使用通报', '下一年预算计划')) c (rank, duty, content) on c.duty = o.duty
    where o.office_id = $1 and o.state in ('open', 'lapsed') and not exists (select from disclosure x where x.office_id = o.office_id and x.year = left(o.occasion, 4)::int and x.content = c.content)
  ) d where d.office_id = $1`,
  keyset: '(d.year::bigint * 1000000000000 + d.rank)',
  readers: [],
};

const INSPECTORS = ['纪检领导', '财务股', '局长', '审计员'] as const;

/** 局属单位财务检查台账 (FIN-07a). */
const inspections: Register = {
  register: 'inspection',
  title: '局属单位财务检查台账',
  module: 'expenditure',
  question: '三公归类',
  columns: [
    { key: 'unit', title: '单位', type: 'text', filter: true, sql: 'u.name' },
    { key: 'on', title: '检查日期', type: 'day', filter: true, sql: 'i.inspected_on' },
    { key: 'leader', title: '带队人', type: 'person' },
    { key: 'scope', title: '检查范围', type: 'text' },
    { key: 'findings', title: '检查结论', type: 'text' },
    { key: 'rectify', title: '整改事项', type: 'text' },
    { key: 'counts', title: '计入年度', type: 'choice', filter: true, choices: ['是', '否'], sql: `(case when i.counts then '是' else '否' end)` },
  ],
  select: `u.name as unit, i.inspected_on::text as on, p.name as leader, i.scope, i.findings,
    coalesce((select string_agg(r.finding || '（' || o.name || '，' || r.due_on || '）', '；' order by r.rectification_id) from rectification r join person o on o.office_id = r.office_id and o.person_id = r.owner_id
      where r.office_id = i.office_id and r.inspection_id = i.inspection_id), i.rectify) as rectify, case when i.counts then '是' else '否' end as counts`,
  from: `from inspection i join department u on u.office_id = i.office_id and u.department_id = i.unit_id join person p on p.office_id = i.office_id and p.person_id = i.leader_id where i.office_id = $1`,
  keyset: 'i.inspection_id',
  readers: INSPECTORS,
};

const PUT_RIGHT = `(case o.state when 'discharged' then '已整改' when 'waived' then '已免除' else case when o.reported_overdue_at is null then '整改中' else '逾期' end end)`;

/** 检查整改台账 (FIN-07a): whoever owes a rectification sees his own. */
const rectifications: Register = {
  register: 'rectification',
  title: '财务检查整改台账',
  module: 'expenditure',
  question: '三公归类',
  columns: [
    { key: 'unit', title: '单位', type: 'text', filter: true, sql: 'u.name' },
    { key: 'on', title: '检查日期', type: 'day', filter: true, sql: 'i.inspected_on' },
    { key: 'finding', title: '发现问题', type: 'text', filter: true, sql: 'r.finding' },
    { key: 'measure', title: '整改要求', type: 'text' },
    { key: 'owner', title: '整改责任人', type: 'person' },
    { key: 'dueOn', title: '整改期限', type: 'day', filter: true, sql: 'r.due_on' },
    { key: 'state', title: '整改情况', type: 'choice', filter: true, choices: ['整改中', '逾期', '已整改', '已免除'], sql: PUT_RIGHT },
    { key: 'endedAt', title: '了结时间', type: 'moment' },
  ],
  select: `u.name as unit, i.inspected_on::text as on, r.finding, r.measure, p.name as owner, r.due_on::text as "dueOn", ${PUT_RIGHT} as state, o.ended_at as "endedAt"`,
  from: `from rectification r join inspection i on i.office_id = r.office_id and i.inspection_id = r.inspection_id join department u on u.office_id = i.office_id and u.department_id = i.unit_id
    join person p on p.office_id = r.office_id and p.person_id = r.owner_id
    join obligation o on o.office_id = r.office_id and o.duty = '财务检查整改' and o.occasion = 'rectification/' || r.rectification_id where r.office_id = $1`,
  keyset: 'r.rectification_id',
  readers: INSPECTORS,
  own: 'r.owner_id = $2',
};

/** 现金突击盘点台账 (FIN-04c). */
const counts: Register = {
  register: 'cash-count',
  title: '现金突击盘点台账',
  module: 'expenditure',
  question: '现金盘点',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'c.number' },
    { key: 'day', title: '日期', type: 'day', filter: true, sql: 'c.counted_on' },
    { key: 'time', title: '时刻', type: 'text' },
    { key: 'counted', title: '实点现金', type: 'money' },
    { key: 'book', title: '账面余额', type: 'money' },
    { key: 'difference', title: '差异', type: 'money' },
    { key: 'witness', title: '监盘人', type: 'person' },
    { key: 'cashier', title: '现金管理人员', type: 'person' },
    {
      key: 'signed',
      title: '签认',
      type: 'choice',
      filter: true,
      choices: ['已签认', '待签认'],
      sql: `(case when c.signed_at is null then '待签认' else '已签认' end)`,
    },
    { key: 'objection', title: '不同意见', type: 'text' },
    { key: 'remark', title: '说明', type: 'text' },
  ],
  select: `c.number, c.counted_on::text as day, c.counted_at as time, c.counted, c.book, c.counted - c.book as difference, w.name as witness, p.name as cashier,
    case when c.signed_at is null then '待签认' else '已签认' end as signed, c.objection, c.remark`,
  from: `from cash_count c join person w on w.office_id = c.office_id and w.person_id = c.witness_id join person p on p.office_id = c.office_id and p.person_id = c.cashier_id where c.office_id = $1`,
  keyset: 'c.cash_count_id',
  readers: ['财务股', '纪检领导', '内审人员', '分管财务领导', '局长', '审计员'],
  own: 'c.cashier_id = $2',
};

/** 违规事项台账 (FIN-08): the 纪检领导 and the 局长 see all, everybody his own. */
const violations: Register = {
  register: 'violation',
  title: '违规事项台账',
  module: 'expenditure',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'v.number' },
    { key: 'clause', title: '条款', type: 'text', filter: true, sql: 'v.clause' },
    { key: 'person', title: '责任人', type: 'person' },
    { key: 'gravity', title: '情节', type: 'choice', filter: true, choices: ['轻微', '一般', '严重'], sql: 'v.gravity' },
    { key: 'ground', title: '来源', type: 'text', filter: true, sql: 'v.ground' },
    { key: 'facts', title: '事实', type: 'text' },
    { key: 'statement', title: '本人陈述', type: 'text' },
    { key: 'decision', title: '处理决定', type: 'text' },
    { key: 'decidedBy', title: '决定人', type: 'person' },
    { key: 'decidedOn', title: '决定日期', type: 'day' },
  ],
  select: `v.number, v.clause, p.name as person, v.gravity, v.ground, v.facts,
    coalesce((select string_agg(s.statement, '；' order by s.statement_id) from violation_statement s where s.office_id = v.office_id and s.violation_id = v.violation_id), nullif(v.statement, ''), '未陈述：' || v.unheard) as statement,
    v.decision, d.name as "decidedBy", v.decided_on::text as "decidedOn"`,
  from: `from violation v join person p on p.office_id = v.office_id and p.person_id = v.person_id left join person d on d.office_id = v.office_id and d.person_id = v.decided_by where v.office_id = $1`,
  keyset: 'v.violation_id',
  readers: ['纪检领导', '局长'],
  own: 'v.person_id = $2',
};

/** 可立案事项 (FIN-08): what was released, overdue or went wrong, and the cases opened from it. */
const grounds: Register = {
  register: 'violation-ground',
  title: '可立案事项台账',
  module: 'expenditure',
  columns: [
    { key: 'ground', title: '来源编号', type: 'text', filter: true, sql: 'g.ground' },
    {
      key: 'sort',
      title: '类别',
      type: 'choice',
      filter: true,
      choices: ['放行事项', '逾期义务', '现金短款', '盘点差异', '现金损失', '未批付款', '放行现金限制'],
      sql: 'g.sort',
    },
    { key: 'clause', title: '条款', type: 'text', filter: true, sql: 'g.clause' },
    { key: 'facts', title: '事实', type: 'text', filter: true, sql: 'g.facts' },
    { key: 'person', title: '经手人', type: 'person' },
    { key: 'at', title: '时间', type: 'moment' },
    { key: 'opened', title: '已立案', type: 'text' },
  ],
  select: `g.ground, g.sort, g.clause, g.facts, p.name as person, g.at, (select string_agg(v.number, '、' order by v.violation_id) from violation v where v.office_id = g.office_id and v.ground = g.ground) as opened`,
  from: `from (${GROUNDS}) g left join person p on p.office_id = g.office_id and p.person_id = g.person_id where g.office_id = $1`,
  keyset: 'g.rank',
  readers: [DISCIPLINE, HEAD],
};

export const oversightRegisters: readonly Register[] = [disclosures, inspections, rectifications, counts, violations, grounds];
