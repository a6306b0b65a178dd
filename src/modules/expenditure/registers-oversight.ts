import type { Register } from '../../platform/registers/register.ts';
import { DISCLOSED } from './contract-oversight.ts';

/** 财务公开台账 (FIN-07b): open to everybody. */
const disclosures: Register = {
  register: 'disclosure',
  title: '财务公开台账',
  module: 'expenditure',
  columns: [
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 'd.year' },
    { key: 'content', title: '内容', type: 'choice', filter: true, choices: DISCLOSED, sql: 'd.content' },
    { key: 'audience', title: '范围', type: 'text' },
    { key: 'publishedBy', title: '公开人', type: 'person' },
    { key: 'publishedAt', title: '公开时间', type: 'moment' },
  ],
  select: `d.year, d.content, d.audience, p.name as "publishedBy", d.published_at as "publishedAt"`,
  from: `from disclosure d join person p on p.office_id = d.office_id and p.person_id = d.published_by where d.office_id = $1`,
  keyset: 'd.disclosure_id',
  readers: [],
};

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
    { key: 'findings', title: '发现问题', type: 'text' },
    { key: 'rectify', title: '整改事项', type: 'text' },
    { key: 'rectifyBy', title: '整改期限', type: 'day' },
    { key: 'counts', title: '计入年度', type: 'choice', filter: true, choices: ['是', '否'], sql: `(case when i.counts then '是' else '否' end)` },
  ],
  select: `u.name as unit, i.inspected_on::text as on, p.name as leader, i.findings, i.rectify, i.rectify_by::text as "rectifyBy", case when i.counts then '是' else '否' end as counts`,
  from: `from inspection i join department u on u.office_id = i.office_id and u.department_id = i.unit_id join person p on p.office_id = i.office_id and p.person_id = i.leader_id where i.office_id = $1`,
  keyset: 'i.inspection_id',
  readers: ['纪检领导', '财务股', '局长', '审计员'],
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
    { key: 'facts', title: '事实', type: 'text' },
    { key: 'statement', title: '本人陈述', type: 'text' },
    { key: 'decision', title: '处理决定', type: 'text' },
    { key: 'decidedOn', title: '决定日期', type: 'day' },
  ],
  select: `v.number, v.clause, p.name as person, v.gravity, v.facts, v.statement, v.decision, v.decided_on::text as "decidedOn"`,
  from: `from violation v join person p on p.office_id = v.office_id and p.person_id = v.person_id where v.office_id = $1`,
  keyset: 'v.violation_id',
  readers: ['纪检领导', '局长'],
  own: 'v.person_id = $2',
};

export const oversightRegisters: readonly Register[] = [disclosures, inspections, violations];
