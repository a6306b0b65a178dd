import type { Register } from '../../platform/registers/register.ts';
import { FINDINGS, GRADES } from './contract-attendance.ts';
import { day, part } from './half-day-sql.ts';
import { WATCHERS } from './watchers.ts';

/** 打卡台账 (ATT-02c): each punch with the file it came from. */
const punches: Register = {
  register: 'punch',
  title: '打卡台账',
  module: 'leave',
  question: '打卡认定',
  columns: [
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'punchedAt', title: '打卡时间', type: 'moment' },
    { key: 'day', title: '日期', type: 'day', filter: true, sql: day('x.half') },
    { key: 'half', title: '时段', type: 'choice', filter: true, choices: ['上午', '下午'], sql: part('x.half') },
    { key: 'standing', title: '认定', type: 'choice', filter: true, choices: ['有效', '迟到', '过早'], sql: 'x.standing' },
    { key: 'file', title: '文件校验值', type: 'text' },
  ],
  select: `p.name, x.punched_at as "punchedAt", ${day('x.half')}::text as day, ${part('x.half')} as half, x.standing, left(encode(f.digest, 'hex'), 16) as file`,
  from: `from punch x join person p on p.office_id = x.office_id and p.person_id = x.person_id join punch_file f on f.office_id = x.office_id and f.punch_file_id = x.punch_file_id where x.office_id = $1`,
  keyset: 'x.punch_id',
  readers: WATCHERS,
  own: 'x.person_id = $2',
};

/** 考勤异常台账 (ATT-07b): late and unaccepted punches, findings of checks, corrections. Absences are worked out in the statistics, from the calendar. */
const exceptions: Register = {
  register: 'attendance-exception',
  title: '考勤异常台账',
  module: 'leave',
  question: '半日考勤',
  columns: [
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'department', title: '股室', type: 'text', filter: true, sql: 'd.name' },
    { key: 'day', title: '日期', type: 'day', filter: true, sql: day('e.half') },
    { key: 'half', title: '时段', type: 'choice', filter: true, choices: ['上午', '下午'], sql: part('e.half') },
    { key: 'what', title: '情况', type: 'choice', filter: true, choices: ['迟到', '打卡过早', '更正待确认', ...FINDINGS], sql: 'e.what' },
    { key: 'note', title: '说明', type: 'text' },
  ],
  select: `p.name, d.name as department, ${day('e.half')}::text as day, ${part('e.half')} as half, e.what, e.note`,
  from: `from (
      select h.office_id, h.person_id, h.half, case h.standing when 2 then '迟到' else '打卡过早' end as what, '' as note, 0 as rank from attendance_half h where h.standing > 1
      union all select s.office_id, s.person_id, s.half, s.finding, s.facts, 1 + (s.check_id % 6)::int from spot_check s
      union all select c.office_id, c.person_id, c.half, '更正待确认', c.reason, 7 from punch_correction c where c.confirmed_at is null and c.withdrawn_at is null) e
    join person p on p.office_id = e.office_id and p.person_id = e.person_id left join department d on d.office_id = p.office_id and d.department_id = p.department_id where e.office_id = $1`,
  keyset: '((e.half::bigint * 1000000 + e.person_id) * 8 + e.rank)',
  readers: WATCHERS,
  own: 'e.person_id = $2',
};

/** 外出登记台账 (ATT-03b). */
const outings: Register = {
  register: 'outing',
  title: '外出登记台账',
  module: 'leave',
  question: '外出登记',
  columns: [
    { key: 'outingId', title: '外出编号', type: 'number' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'fromAt', title: '起', type: 'moment' },
    { key: 'untilAt', title: '止', type: 'moment' },
    { key: 'place', title: '地点', type: 'text', filter: true, sql: 'o.place' },
    { key: 'purpose', title: '事由', type: 'text' },
    { key: 'told', title: '告知谁', type: 'person' },
    { key: 'noticedAt', title: '告知时间', type: 'moment' },
    {
      key: 'state',
      title: '状态',
      type: 'choice',
      filter: true,
      choices: ['已登记', '迟登待确认', '迟登已确认'],
      sql: `(case when not o.late then '已登记' when o.confirmed_at is null then '迟登待确认' else '迟登已确认' end)`,
    },
    { key: 'reportedAt', title: '报告局长时间', type: 'moment' },
  ],
  select: `o.outing_id as "outingId", p.name, o.from_at as "fromAt", o.until_at as "untilAt", o.place, o.purpose, t.name as told, o.noticed_at as "noticedAt",
    case when not o.late then '已登记' when o.confirmed_at is null then '迟登待确认' else '迟登已确认' end as state, o.reported_at as "reportedAt"`,
  from: `from outing o join person p on p.office_id = o.office_id and p.person_id = o.person_id join person t on t.office_id = o.office_id and t.person_id = o.told_id where o.office_id = $1`,
  keyset: 'o.outing_id',
  readers: [...WATCHERS, '分管领导'],
  own: 'o.person_id = $2',
};

/** 考勤检查台账 (ATT-03a). */
const checks: Register = {
  register: 'spot-check',
  title: '考勤检查台账',
  module: 'leave',
  question: '考勤检查',
  columns: [
    { key: 'name', title: '被检查人', type: 'text', filter: true, sql: 'p.name' },
    { key: 'checkedAt', title: '检查时间', type: 'moment' },
    { key: 'finding', title: '发现情况', type: 'choice', filter: true, choices: FINDINGS, sql: 's.finding' },
    { key: 'facts', title: '具体情况', type: 'text' },
    { key: 'statement', title: '本人说明', type: 'text' },
    { key: 'checkedBy', title: '检查人', type: 'person' },
  ],
  select: `p.name, s.checked_at as "checkedAt", s.finding, s.facts, s.statement, c.name as "checkedBy"`,
  from: `from spot_check s join person p on p.office_id = s.office_id and p.person_id = s.person_id join person c on c.office_id = s.office_id and c.person_id = s.checked_by where s.office_id = $1`,
  keyset: 's.check_id',
  readers: WATCHERS,
  own: 's.person_id = $2',
};

/** 考勤统计台账 (ATT-01b): every version, with who signed it. */
const freezes: Register = {
  register: 'attendance-freeze',
  title: '考勤统计台账',
  module: 'leave',
  question: '考勤月统计',
  columns: [
    { key: 'period', title: '期间', type: 'text', filter: true, sql: 'f.period' },
    { key: 'version', title: '版本', type: 'number' },
    { key: 'people', title: '人数', type: 'number' },
    { key: 'frozenBy', title: '签署人', type: 'person' },
    { key: 'frozenAt', title: '签署时间', type: 'moment' },
    { key: 'objections', title: '异议', type: 'number' },
    { key: 'unanswered', title: '未答复', type: 'number' },
  ],
  select: `f.period, f.version, jsonb_array_length(f.figures) as people, p.name as "frozenBy", f.frozen_at as "frozenAt",
    (select count(*)::int from attendance_objection o where o.office_id = f.office_id and o.freeze_id = f.freeze_id) as objections,
    (select count(*)::int from attendance_objection o where o.office_id = f.office_id and o.freeze_id = f.freeze_id and o.answered_at is null) as unanswered`,
  from: `from attendance_freeze f join person p on p.office_id = f.office_id and p.person_id = f.frozen_by where f.office_id = $1`,
  keyset: 'f.freeze_id',
  readers: WATCHERS,
};

/** 年度考核台账 (ATT-01c). */
const appraisals: Register = {
  register: 'appraisal',
  title: '年度考核台账',
  module: 'leave',
  question: '考核办结',
  columns: [
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 'a.year' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'grade', title: '等次', type: 'choice', filter: true, choices: GRADES, sql: 'a.grade' },
    { key: 'attendance', title: '考勤情况', type: 'text' },
    { key: 'closedBy', title: '办结人', type: 'person' },
  ],
  select: `a.year, p.name, a.grade, a.attendance, c.name as "closedBy"`,
  from: `from appraisal a join person p on p.office_id = a.office_id and p.person_id = a.person_id join person c on c.office_id = a.office_id and c.person_id = a.closed_by where a.office_id = $1`,
  keyset: '(a.year::bigint * 10000000 + a.person_id)',
  readers: ['政工人事股', '局长', '审计员'],
  own: 'a.person_id = $2',
};

/** 作息时间台账 (ATT-02b). */
const timetables: Register = {
  register: 'timetable',
  title: '作息时间台账',
  module: 'leave',
  question: '作息时间',
  columns: [
    { key: 'name', title: '名称', type: 'text' },
    { key: 'from', title: '起', type: 'day' },
    { key: 'until', title: '止', type: 'day' },
    { key: 'morning', title: '上午', type: 'text' },
    { key: 'afternoon', title: '下午', type: 'text' },
  ],
  select: `t.name, t.from_day::text as "from", (t.until_day - 1)::text as "until", to_char(t.morning_starts, 'HH24:MI') || '—' || to_char(t.morning_ends, 'HH24:MI') as morning, to_char(t.afternoon_starts, 'HH24:MI') || '—' || to_char(t.afternoon_ends, 'HH24:MI') as afternoon`,
  from: `from timetable t where t.office_id = $1`,
  keyset: 't.timetable_id',
  readers: [],
};

/** 通报处理台账 (ATT-08). */
const discipline: Register = {
  register: 'discipline-case',
  title: '通报处理台账',
  module: 'leave',
  question: '半日考勤',
  columns: [
    { key: 'caseId', title: '通报处理编号', type: 'number' },
    { key: 'noticedOn', title: '通报日期', type: 'day', filter: true, sql: 'x.noticed_on' },
    { key: 'number', title: '文号', type: 'text', filter: true, sql: 'x.number' },
    { key: 'body', title: '督查机关', type: 'text' },
    { key: 'name', title: '姓名', type: 'text', filter: true, sql: 'p.name' },
    { key: 'facts', title: '事实', type: 'text' },
    { key: 'comment', title: '本人意见', type: 'text' },
    { key: 'decision', title: '责任追究决定', type: 'text' },
    {
      key: 'state',
      title: '状态',
      type: 'choice',
      filter: true,
      choices: ['待检查和决定', '待检查', '待决定', '已了结'],
      sql: `(case when x.handed_in_at is null and x.decided_at is null then '待检查和决定' when x.handed_in_at is null then '待检查' when x.decided_at is null then '待决定' else '已了结' end)`,
    },
  ],
  select: `x.case_id as "caseId", x.noticed_on::text as "noticedOn", x.number, x.body, p.name, x.facts, x.comment, x.decision,
    case when x.handed_in_at is null and x.decided_at is null then '待检查和决定' when x.handed_in_at is null then '待检查' when x.decided_at is null then '待决定' else '已了结' end as state`,
  from: `from discipline_case x join person p on p.office_id = x.office_id and p.person_id = x.person_id where x.office_id = $1`,
  keyset: 'x.case_id',
  readers: ['纪检领导', '办公室', '局长', '审计员'],
  own: 'x.person_id = $2',
};

/** 值班表台账 (ATT-06a, ATT-06b): who is on duty, and the log of the day. */
const duties: Register = {
  register: 'duty',
  title: '值班表台账',
  module: 'leave',
  question: '值班安排',
  columns: [
    { key: 'dutyId', title: '值班编号', type: 'number' },
    { key: 'day', title: '日期', type: 'day', filter: true, sql: 'd.on_day' },
    { key: 'holiday', title: '节日', type: 'text', filter: true, sql: 'r.holiday' },
    { key: 'name', title: '值班人', type: 'text', filter: true, sql: 'p.name' },
    { key: 'source', title: '来源', type: 'choice', filter: true, choices: ['排班', '换班'], sql: `(case when d.swap_id is null then '排班' else '换班' end)` },
    {
      key: 'log',
      title: '值班记录',
      type: 'choice',
      filter: true,
      choices: ['已签署', '未签署'],
      sql: `(case when l.duty_id is null then '未签署' else '已签署' end)`,
    },
    { key: 'events', title: '情况', type: 'text' },
    { key: 'reported', title: '报告时间', type: 'text' },
  ],
  select: `d.duty_id as "dutyId", d.on_day::text as day, r.holiday, p.name, case when d.swap_id is null then '排班' else '换班' end as source, case when l.duty_id is null then '未签署' else '已签署' end as log,
    (select string_agg(e ->> 'what', '；') from jsonb_array_elements(l.events) e) as events,
    (select string_agg((e ->> 'reportedAt') || '（' || (e ->> 'minutes') || '分钟后）', '；') from jsonb_array_elements(l.events) e where e ->> 'reportedAt' is not null) as reported`,
  from: `from duty_day d join duty_roster r on r.office_id = d.office_id and r.roster_id = d.roster_id join person p on p.office_id = d.office_id and p.person_id = d.person_id
    left join duty_log l on l.office_id = d.office_id and l.duty_id = d.duty_id where d.office_id = $1 and d.ended_at is null`,
  keyset: 'd.duty_id',
  readers: [],
};

/** 换班台账 (ATT-06a). */
const swaps: Register = {
  register: 'duty-swap',
  title: '换班台账',
  module: 'leave',
  question: '值班安排',
  columns: [
    { key: 'swapId', title: '换班编号', type: 'number' },
    { key: 'given', title: '换出', type: 'text' },
    { key: 'taken', title: '换入', type: 'text' },
    { key: 'reason', title: '理由', type: 'text' },
    {
      key: 'state',
      title: '状态',
      type: 'choice',
      filter: true,
      choices: ['待对方答复', '待办公室确认', '已换', '未换'],
      sql: `(case when s.confirmed_at is not null then '已换' when s.ended_at is not null then '未换' when s.agreed_at is null then '待对方答复' else '待办公室确认' end)`,
    },
  ],
  select: `s.swap_id as "swapId", a.name || g.on_day as given, b.name || t.on_day as taken, s.reason,
    case when s.confirmed_at is not null then '已换' when s.ended_at is not null then '未换' when s.agreed_at is null then '待对方答复' else '待办公室确认' end as state`,
  from: `from duty_swap s join duty_day g on g.office_id = s.office_id and g.duty_id = s.given_id join duty_day t on t.office_id = s.office_id and t.duty_id = s.taken_id
    join person a on a.office_id = s.office_id and a.person_id = s.proposed_by join person b on b.office_id = s.office_id and b.person_id = s.agreed_by where s.office_id = $1`,
  keyset: 's.swap_id',
  readers: WATCHERS,
  own: '(s.proposed_by = $2 or s.agreed_by = $2)',
};

export const attendanceRegisters: readonly Register[] = [punches, exceptions, outings, checks, freezes, appraisals, timetables, discipline, duties, swaps];
