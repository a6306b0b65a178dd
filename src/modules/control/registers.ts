import type { Register } from '../../platform/registers/register.ts';
import { departmentOf, lineRegister, nameOf, wordsOf } from './line-register.ts';

const WATCHERS = ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] as const;

/** Of the log for a control the system runs, else as registered with evidence. */
const LAST_RUN = `(case when t.run_by <> '' then (select (max(l.at) at time zone 'Asia/Shanghai')::date from log_entry l where l.office_id = t.office_id and l.verb = t.run_by)
  else (select max(r.ran_on) from control_run r where r.office_id = t.office_id and r.number = t.number) end)`;
const reviewed = (what: string): string =>
  `(select r.${what}::text from control_review r where r.office_id = t.office_id and r.number = t.number order by r.year desc limit 1)`;

/** 内部控制, 程序, 风险, 改进, 差异. */
export const controlRegisters: readonly Register[] = [
  lineRegister({
    register: 'control',
    title: '内部控制台账',
    question: '控制运行',
    readers: WATCHERS,
    table: 'control_point',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'],
      ['version', '版次', 'number', 't.version'],
      ['name', '名称', 'text', 't.name', 'filter'],
      ['aims', '目标', 'text', wordsOf('t.aims')],
      ['businessClass', '业务类别', 'text', 't.business_class', 'filter'],
      ['part', '组成部分', 'text', 't.part', 'filter'],
      ['point', '控制点', 'text', 't.point'],
      ['post', '责任职务', 'text', 't.post', 'filter'],
      ['checkPost', '牵制职务', 'text', 't.check_post'],
      ['basis', '法规依据', 'text', 't.basis'],
      ['evidence', '运行证据', 'text', 't.evidence'],
      ['every', '周期', 'text', 't.every'],
      ['mode', '执行方式', 'text', `case when t.run_by = '' then '人工' else '系统' end`],
      ['lastRun', '最近运行', 'day', LAST_RUN],
      ['state', '状态', 'text', 't.state', 'filter'],
      ['reason', '变更原因', 'text', 't.reason'],
      ['complete', '登记情况', 'text', `case when t.basis = '' or t.check_post = '' then '不完整' else '完整' end`, 'filter'],
      ['principles', '最近评审确认', 'text', reviewed('principles')],
    ],
  }),
  lineRegister({
    register: 'control-run',
    title: '控制运行记录',
    question: '控制运行',
    readers: WATCHERS,
    table: 'control_run',
    columns: [
      ['number', '控制编号', 'text', 't.number', 'filter'],
      ['ranOn', '运行日期', 'day', 't.ran_on', 'filter'],
      ['result', '结果', 'text', 't.result', 'filter'],
      ['finding', '运行情况', 'text', 't.finding'],
    ],
  }),
  lineRegister({
    register: 'control-review',
    title: '内控评审台账',
    question: '控制评审',
    readers: WATCHERS,
    table: 'control_review',
    columns: [
      ['number', '控制编号', 'text', 't.number', 'filter'],
      ['year', '年度', 'number', 't.year', 'filter'],
      ['change', '因何变动', 'text', 't.change', 'filter'],
      ['runs', '本年运行次数', 'number', 't.runs'],
      ['answers', '四问', 'text', `(select string_agg(a ->> 'question' || '：' || (a ->> 'answer'), '；') from jsonb_array_elements(t.answers) as x (a))`],
      ['principles', '确认的原则', 'text', wordsOf('t.principles')],
    ],
  }),
  lineRegister({
    register: 'business-procedure',
    title: '业务程序目录',
    question: '程序启用',
    readers: [],
    table: 'business_procedure',
    columns: [
      ['businessClass', '业务类别', 'text', 't.business_class', 'filter'],
      ['question', '审批问题', 'text', 't.question'],
      ['pack', '制度版本', 'text', 't.pack'],
      ['route', '审批程序', 'text', 't.route'],
    ],
  }),
  lineRegister({
    register: 'risk',
    title: '风险台账',
    question: '风险评价',
    readers: WATCHERS,
    table: 'risk',
    joins: `join lateral (select * from risk_assessment x where x.office_id = t.office_id and x.number = t.number order by risk_assessment_id desc limit 1) a on true
      left join lateral (select min(o.due_on) as due_on, bool_or(o.reported_overdue_at is not null) as overdue from obligation o where o.office_id = t.office_id and o.state = 'open' and ((o.duty = '风险评估' and o.subject_kind = 'risk') or (o.duty = '风险重新评估' and o.subject_kind = 'risk-event')) and o.subject_id like t.number || '/%') n on true`,
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'],
      ['name', '风险', 'text', 't.name', 'filter'],
      ['link', '业务环节', 'text', 't.link'],
      ['department', '责任股室', 'text', departmentOf('t.department_id')],
      ['post', '责任职务', 'text', 't.post'],
      ['likelihood', '可能性', 'number', 'a.likelihood'],
      ['impact', '影响', 'number', 'a.impact'],
      ['score', '得分', 'number', 'a.likelihood * a.impact'],
      ['controlNumber', '应对控制', 'text', 't.control_number'],
      ['indicator', '监测指标', 'text', 't.indicator'],
      ['assessedOn', '最近评估', 'day', 'a.assessed_on', 'filter'],
      ['nextOn', '下次评估', 'day', 'n.due_on'],
      [
        'holders',
        '责任人',
        'text',
        `(select string_agg(distinct p.name, '、') from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id where h.office_id = t.office_id and h.post = t.post and h.until_day is null)`,
      ],
      ['state', '状态', 'text', `case when t.control_number is null then '未受控' when n.overdue then '评估逾期' else '受控' end`],
    ],
  }),
  lineRegister({
    register: 'improvement',
    title: '改进台账',
    question: '改进验证',
    readers: WATCHERS,
    own: 't.owner_id = $2',
    table: 'improvement',
    joins: 'left join improvement_verification v on v.office_id = t.office_id and v.number = t.number',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'],
      ['source', '来源', 'text', 't.source', 'filter'],
      ['about', '关联记录', 'text', 't.about', 'filter'],
      ['problem', '问题', 'text', 't.problem'],
      ['measure', '措施', 'text', 't.measure'],
      ['owner', '责任人', 'person', nameOf('t.owner_id')],
      ['dueOn', '期限', 'day', 't.due_on', 'filter'],
      ['verifiedBy', '验证人', 'person', nameOf('v.recorded_by')],
      ['verified', '验证意见', 'text', 'v.note'],
    ],
  }),
  {
    register: 'difference',
    title: '自动查对差异台账',
    module: 'control',
    question: '银行对账',
    readers: WATCHERS,
    columns: [
      { key: 'number', title: '编号', type: 'text' },
      { key: 'check', title: '查对', type: 'text', filter: true, sql: 'd.check_name' },
      { key: 'sentence', title: '差异', type: 'text' },
      { key: 'owner', title: '责任职务', type: 'text', filter: true, sql: 'd.owner_post' },
      { key: 'foundOn', title: '发现日', type: 'day', filter: true, sql: 'd.found_on' },
      { key: 'endedOn', title: '了结日', type: 'day' },
      { key: 'state', title: '状态', type: 'text', filter: true, sql: `coalesce(d.ended_as, '未说明')` },
      { key: 'explanation', title: '说明', type: 'text' },
      { key: 'explainedBy', title: '说明人', type: 'person' },
    ],
    select: `d.number, d.check_name as "check", d.sentence, d.owner_post as owner, d.found_on::text as "foundOn", d.ended_on::text as "endedOn", coalesce(d.ended_as, '未说明') as state, d.explanation, p.name as "explainedBy"`,
    from: 'from difference d left join person p on p.office_id = d.office_id and p.person_id = d.explained_by where d.office_id = $1',
    keyset: 'd.difference_id',
  },
];
