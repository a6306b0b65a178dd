import type { Register } from '../../platform/registers/register.ts';
import { LEAVE_KINDS } from './contract.ts';
import { day, words } from './half-day-sql.ts';
import { WATCHERS } from './watchers.ts';

/** 请休假台账 (ATT-04a, ATT-07b): one line a leave, with its form. */
const leaves: Register = {
  register: 'leave',
  title: '请休假台账',
  module: 'leave',
  question: '请假',
  columns: [
    { key: 'number', title: '审批表', type: 'matter' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'department', title: '股室', type: 'text', filter: true, sql: 'd.name' },
    { key: 'kind', title: '类别', type: 'choice', filter: true, choices: LEAVE_KINDS, sql: 'x.kind' },
    { key: 'from', title: '起', type: 'text' },
    { key: 'until', title: '止', type: 'text' },
    { key: 'firstDay', title: '首日', type: 'day', filter: true, sql: day('lower(x.halves)') },
    { key: 'days', title: '天数', type: 'number' },
    { key: 'waiting', title: '待认可（天）', type: 'number' },
    { key: 'consents', title: '同意人', type: 'text' },
    { key: 'registeredAt', title: '登记时间', type: 'moment' },
  ],
  select: `m.number, m.matter_id as "matterId", p.name, d.name as department, x.kind, ${words('lower(x.halves)')} as "from", ${words('(upper(x.halves) - 1)')} as "until", ${day('lower(x.halves)')}::text as "firstDay", x.days::float as days,
    (case when isempty(x.covered) then upper(x.halves) - lower(x.halves) else lower(x.covered) - lower(x.halves) end)::float / 2 as waiting,
    (select string_agg(s.post || q.name, '、' order by s.step) from matter_step s join person q on q.office_id = s.office_id and q.person_id = s.acted_by where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.verdict = 'agreed') as consents,
    x.registered_at as "registeredAt"`,
  from: `from leave_line x join matter m on m.office_id = x.office_id and m.matter_id = x.matter_id join person p on p.office_id = x.office_id and p.person_id = x.person_id
    left join department d on d.office_id = p.office_id and d.department_id = p.department_id where x.office_id = $1 and x.replaced_at is null`,
  keyset: 'x.line_id',
  readers: WATCHERS,
  own: 'x.person_id = $2',
};

/** 销假台账 (ATT-04b). */
const returns: Register = {
  register: 'leave-return',
  title: '销假台账',
  module: 'leave',
  question: '请假',
  columns: [
    { key: 'number', title: '审批表', type: 'matter' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'back', title: '返岗', type: 'text' },
    { key: 'dueOn', title: '应销假日', type: 'day', filter: true, sql: 'r.due_on' },
    { key: 'late', title: '是否逾期', type: 'choice', filter: true, choices: ['按期', '逾期'], sql: `(case when r.late then '逾期' else '按期' end)` },
    { key: 'reportedAt', title: '销假时间', type: 'moment' },
    { key: 'confirmedBy', title: '办公室确认', type: 'person' },
  ],
  select: `m.number, m.matter_id as "matterId", p.name, ${words('r.back_from')} as back, r.due_on::text as "dueOn", case when r.late then '逾期' else '按期' end as late, r.reported_at as "reportedAt", c.name as "confirmedBy"`,
  from: `from leave_return r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id join person p on p.office_id = r.office_id and p.person_id = r.person_id
    left join person c on c.office_id = r.office_id and c.person_id = r.confirmed_by where r.office_id = $1`,
  keyset: 'r.matter_id',
  readers: WATCHERS,
  own: 'r.person_id = $2',
};

/** 工作年限台账 (ATT-05a). */
const services: Register = {
  register: 'service-record',
  title: '工作年限台账',
  module: 'leave',
  question: '公休假核算',
  columns: [
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'firstWorkingDay', title: '参加工作时间', type: 'day', filter: true, sql: 's.first_working_day' },
    { key: 'deductedMonths', title: '扣除月数', type: 'number' },
    { key: 'basis', title: '依据', type: 'text' },
    { key: 'recordedBy', title: '核定人', type: 'person' },
    { key: 'recordedAt', title: '核定时间', type: 'moment' },
  ],
  select: `p.name, s.first_working_day::text as "firstWorkingDay", s.deducted_months as "deductedMonths", s.basis, r.name as "recordedBy", s.recorded_at as "recordedAt"`,
  from: `from service_record s join person p on p.office_id = s.office_id and p.person_id = s.person_id join person r on r.office_id = s.office_id and r.person_id = s.recorded_by where s.office_id = $1`,
  keyset: 's.record_id',
  readers: ['政工人事股', '局长', '审计员'],
  own: 's.person_id = $2',
};

/** 公休假摸底表 (ATT-05b): the newest table of each year. */
const plans: Register = {
  register: 'leave-plan',
  title: '公休假摸底表',
  module: 'leave',
  question: '公休假统筹',
  columns: [
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 'l.year' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'department', title: '股室', type: 'text', filter: true, sql: 'd.name' },
    { key: 'entitlement', title: '应休（天）', type: 'number' },
    { key: 'wished', title: '本人意愿', type: 'text' },
    { key: 'planned', title: '安排', type: 'text' },
  ],
  select: `l.year, p.name, d.name as department, x.entitlement::float as entitlement, x.wished,
    (select string_agg(${day('lower(r)')}::text || '至' || ${day('(upper(r) - 1)')}::text, '、' order by r) from unnest(x.planned) r) as planned`,
  from: `from leave_plan_line x join leave_plan l on l.office_id = x.office_id and l.plan_id = x.plan_id join person p on p.office_id = x.office_id and p.person_id = x.person_id
    left join department d on d.office_id = p.office_id and d.department_id = p.department_id
    where x.office_id = $1 and not exists (select from leave_plan n where n.office_id = l.office_id and n.year = l.year and n.plan_id > l.plan_id)`,
  keyset: '(x.plan_id * 1000000 + x.person_id)',
  readers: WATCHERS,
  own: 'x.person_id = $2',
};

/** 扣发工资台账 (ATT-05d). */
const deductions: Register = {
  register: 'pay-deduction',
  title: '扣发工资台账',
  module: 'leave',
  question: '扣发工资',
  columns: [
    { key: 'deductionId', title: '扣发编号', type: 'number' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 'x.year' },
    { key: 'kinds', title: '假别', type: 'text' },
    { key: 'daysTaken', title: '累计（天）', type: 'number' },
    { key: 'daysBeyond', title: '超限（天）', type: 'number' },
    { key: 'amount', title: '扣发金额', type: 'money' },
    { key: 'proposedBy', title: '政工核算', type: 'person' },
    { key: 'confirmedBy', title: '财务确认', type: 'person' },
  ],
  select: `x.deduction_id as "deductionId", p.name, x.year, (select string_agg(k, '、') from jsonb_array_elements_text(x.kinds) k) as kinds, x.days_taken::float as "daysTaken", x.days_beyond::float as "daysBeyond", x.amount, a.name as "proposedBy", b.name as "confirmedBy"`,
  from: `from pay_deduction x join person p on p.office_id = x.office_id and p.person_id = x.person_id join person a on a.office_id = x.office_id and a.person_id = x.proposed_by
    left join person b on b.office_id = x.office_id and b.person_id = x.confirmed_by where x.office_id = $1`,
  keyset: 'x.deduction_id',
  readers: ['政工人事股', '财务股', '局长', '审计员'],
  own: 'x.person_id = $2',
};

/** 加班补休台账 (ATT-06c): what each overtime gave; the balance stands in the person's own figures. */
const overtimes: Register = {
  register: 'overtime',
  title: '加班补休台账',
  module: 'leave',
  question: '加班补休',
  columns: [
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'fromAt', title: '起', type: 'moment' },
    { key: 'untilAt', title: '止', type: 'moment' },
    { key: 'reason', title: '事由', type: 'text' },
    { key: 'orderedBy', title: '安排人', type: 'person' },
    { key: 'days', title: '得补休（天）', type: 'number' },
    { key: 'balance', title: '补休余额（天）', type: 'number' },
    { key: 'registeredBy', title: '登记人', type: 'person' },
  ],
  select: `p.name, o.from_at as "fromAt", o.until_at as "untilAt", o.reason, a.name as "orderedBy", o.days::float as days,
    ((select sum(b.days) from overtime b where b.office_id = o.office_id and b.person_id = o.person_id)
      - (select coalesce(sum(x.days), 0) from leave_line x where x.office_id = o.office_id and x.person_id = o.person_id and x.kind = '补休' and x.replaced_at is null))::float as balance, r.name as "registeredBy"`,
  from: `from overtime o join person p on p.office_id = o.office_id and p.person_id = o.person_id join person a on a.office_id = o.office_id and a.person_id = o.ordered_by
    join person r on r.office_id = o.office_id and r.person_id = o.registered_by where o.office_id = $1`,
  keyset: 'o.overtime_id',
  readers: WATCHERS,
  own: 'o.person_id = $2',
};

export const leaveRegisters: readonly Register[] = [leaves, returns, services, plans, deductions, overtimes];
