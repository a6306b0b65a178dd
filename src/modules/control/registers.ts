import type { Register } from '../../platform/registers/register.ts';
import { departmentOf, lineRegister, nameOf, wordsOf } from './line-register.ts';

const WATCHERS = ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] as const;
const PERSONNEL = ['局长', '纪检领导', '政工人事股', '内审人员', '审计员'] as const;

const reviewed = (what: string): string => `(select r.${what}::text from control_review r where r.office_id = t.office_id and r.number = t.number order by r.year desc limit 1)`;

/** 内部控制, 风险, 改进, 程序, 授权, 岗位. */
export const controlRegisters: readonly Register[] = [
  lineRegister({
    register: 'control', title: '内部控制台账', question: '控制运行', readers: WATCHERS, table: 'control_point',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'], ['version', '版次', 'number', 't.version'], ['name', '名称', 'text', 't.name', 'filter'], ['aims', '目标', 'text', wordsOf('t.aims')], ['businessClass', '业务类别', 'text', 't.business_class', 'filter'],
      ['part', '组成部分', 'text', 't.part', 'filter'], ['point', '控制点', 'text', 't.point'], ['post', '责任职务', 'text', 't.post', 'filter'], ['checkPost', '牵制职务', 'text', 't.check_post'], ['basis', '法规依据', 'text', 't.basis'],
      ['every', '周期', 'text', 't.every'], ['mode', '执行方式', 'text', `case when t.run_by = '' then '人工' else '系统' end`], ['state', '状态', 'text', 't.state', 'filter'], ['reason', '变更原因', 'text', 't.reason'],
      ['complete', '登记情况', 'text', `case when t.basis = '' or t.check_post = '' then '不完整' else '完整' end`, 'filter'], ['principles', '最近评审确认', 'text', reviewed('principles')],
    ],
  }),
  lineRegister({
    register: 'control-run', title: '控制运行记录', question: '控制运行', readers: WATCHERS, table: 'control_run',
    columns: [['number', '控制编号', 'text', 't.number', 'filter'], ['ranOn', '运行日期', 'day', 't.ran_on', 'filter'], ['result', '结果', 'text', 't.result', 'filter'], ['finding', '运行情况', 'text', 't.finding']],
  }),
  lineRegister({
    register: 'control-review', title: '内控评审台账', question: '控制评审', readers: WATCHERS, table: 'control_review',
    columns: [['number', '控制编号', 'text', 't.number', 'filter'], ['year', '年度', 'number', 't.year', 'filter'], ['change', '因何变动', 'text', 't.change', 'filter'], ['runs', '本年运行次数', 'number', 't.runs'], ['answers', '四问', 'text', `(select string_agg(a ->> 'question' || '：' || (a ->> 'answer'), '；') from jsonb_array_elements(t.answers) as x (a))`], ['principles', '确认的原则', 'text', wordsOf('t.principles')]],
  }),
  lineRegister({
    register: 'business-procedure', title: '业务程序目录', question: '程序启用', readers: [], table: 'business_procedure',
    columns: [['businessClass', '业务类别', 'text', 't.business_class', 'filter'], ['question', '审批问题', 'text', 't.question'], ['pack', '制度版本', 'text', 't.pack'], ['route', '审批程序', 'text', 't.route']],
  }),
  lineRegister({
    register: 'risk', title: '风险台账', question: '风险评价', readers: WATCHERS, table: 'risk',
    joins: 'join lateral (select * from risk_assessment x where x.office_id = t.office_id and x.number = t.number order by risk_assessment_id desc limit 1) a on true',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'], ['name', '风险', 'text', 't.name', 'filter'], ['link', '业务环节', 'text', 't.link'], ['department', '责任股室', 'text', departmentOf('t.department_id')], ['post', '责任职务', 'text', 't.post'],
      ['likelihood', '可能性', 'number', 'a.likelihood'], ['impact', '影响', 'number', 'a.impact'], ['score', '得分', 'number', 'a.likelihood * a.impact'], ['controlNumber', '应对控制', 'text', 't.control_number'], ['indicator', '监测指标', 'text', 't.indicator'],
      ['assessedOn', '最近评估', 'day', 'a.assessed_on', 'filter'],
    ],
  }),
  lineRegister({
    register: 'improvement', title: '改进台账', question: '改进验证', readers: WATCHERS, own: 't.owner_id = $2', table: 'improvement', joins: 'left join improvement_verification v on v.office_id = t.office_id and v.number = t.number',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'], ['source', '来源', 'text', 't.source', 'filter'], ['about', '关联记录', 'text', 't.about', 'filter'], ['problem', '问题', 'text', 't.problem'], ['measure', '措施', 'text', 't.measure'],
      ['owner', '责任人', 'person', nameOf('t.owner_id')], ['dueOn', '期限', 'day', 't.due_on', 'filter'], ['verifiedBy', '验证人', 'person', nameOf('v.recorded_by')], ['verified', '验证意见', 'text', 'v.note'],
    ],
  }),
  {
    register: 'difference', title: '自动查对差异台账', module: 'control', question: '银行对账', readers: WATCHERS,
    columns: [
      { key: 'number', title: '编号', type: 'text' }, { key: 'check', title: '查对', type: 'text', filter: true, sql: 'd.check_name' }, { key: 'sentence', title: '差异', type: 'text' }, { key: 'owner', title: '责任职务', type: 'text', filter: true, sql: 'd.owner_post' },
      { key: 'foundOn', title: '发现日', type: 'day', filter: true, sql: 'd.found_on' }, { key: 'endedOn', title: '了结日', type: 'day' }, { key: 'state', title: '状态', type: 'text', filter: true, sql: `coalesce(d.ended_as, '未说明')` },
      { key: 'explanation', title: '说明', type: 'text' }, { key: 'explainedBy', title: '说明人', type: 'person' },
    ],
    select: `d.number, d.check_name as "check", d.sentence, d.owner_post as owner, d.found_on::text as "foundOn", d.ended_on::text as "endedOn", coalesce(d.ended_as, '未说明') as state, d.explanation, p.name as "explainedBy"`,
    from: 'from difference d left join person p on p.office_id = d.office_id and p.person_id = d.explained_by where d.office_id = $1',
    keyset: 'd.difference_id',
  },
  lineRegister({
    register: 'post-sheet', title: '岗位说明书台账', question: '任职资格', readers: [], table: 'post_sheet',
    columns: [
      ['post', '岗位', 'text', 't.post', 'filter'], ['version', '版次', 'number', 't.version'], ['duties', '职责', 'text', 't.duties'], ['powers', '权力', 'text', 't.powers'], ['scope', '金额与事项范围', 'text', 't.scope'], ['forbidden', '禁止事项', 'text', 't.forbidden'],
      ['superior', '上级', 'text', 't.superior'], ['incompatible', '不相容职务', 'text', 't.incompatible'], ['manager', '管理责任人', 'person', nameOf('t.manager_id')],
      ['unconfirmed', '未确认人员', 'text', `(select string_agg(distinct p.name, '、') from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id where h.office_id = t.office_id and h.post = t.post and h.until_day is null
        and not exists (select from acknowledgement k where k.office_id = h.office_id and k.about = '岗位说明书/' || t.post and k.version = t.version and k.recorded_by = h.person_id))`],
    ],
  }),
  lineRegister({
    register: 'post-check', title: '关键岗位任职审查台账', question: '任职资格', readers: PERSONNEL, own: 't.person_id = $2', table: 'post_check',
    columns: [
      ['person', '人员', 'person', nameOf('t.person_id')], ['post', '岗位', 'text', 't.post', 'filter'], ['qualified', '专业能力', 'text', `case when t.qualified then '符合' else '不符合' end`], ['inductionOn', '岗前培训', 'day', 't.induction_on'],
      ['sanction', '处分情况', 'text', `case when t.sanction_open then '有未了处分' else '无' end`], ['relative', '近亲属', 'text', `case when t.relative_incompatible then '任不相容职务' else '无' end`], ['note', '说明', 'text', 't.note'],
    ],
  }),
  lineRegister({
    register: 'post-exception', title: '关键岗位任职例外', question: '任职资格', readers: PERSONNEL, table: 'post_exception',
    columns: [['person', '人员', 'person', nameOf('t.person_id')], ['post', '岗位', 'text', 't.post', 'filter'], ['until', '例外止日', 'day', 't.until_day'], ['reason', '理由', 'text', 't.reason']],
  }),
  {
    register: 'separation-exception', title: '不相容职务例外台账', module: 'control', question: '控制运行', readers: PERSONNEL,
    columns: [
      { key: 'person', title: '人员', type: 'person' }, { key: 'post', title: '现任职务', type: 'text', filter: true, sql: 'e.post' }, { key: 'otherPost', title: '兼任职务', type: 'text', filter: true, sql: 'e.other_post' },
      { key: 'from', title: '起日', type: 'day' }, { key: 'until', title: '止日（不含）', type: 'day' }, { key: 'matter', title: '集体决定', type: 'text' },
    ],
    select: `p.name as person, e.post, e.other_post as "otherPost", e.from_day::text as "from", e.until_day::text as until, m.number as matter`,
    from: 'from separation_exception e join person p on p.office_id = e.office_id and p.person_id = e.person_id join matter m on m.office_id = e.office_id and m.matter_id = e.matter_id where e.office_id = $1',
    keyset: 'e.separation_exception_id',
  },
  lineRegister({
    register: 'post-handover', title: '岗位交接台账', question: '任职资格', readers: PERSONNEL, own: '(t.from_person_id = $2 or t.to_person_id = $2)', table: 'post_handover',
    columns: [['post', '岗位', 'text', 't.post', 'filter'], ['from', '移交人', 'person', nameOf('t.from_person_id')], ['to', '接收人', 'person', nameOf('t.to_person_id')], ['supervisor', '监交人', 'person', nameOf('t.supervisor_id')], ['items', '移交内容', 'text', 't.items'], ['open', '未了事项', 'text', 't.open_items']],
  }),
  {
    register: 'post-authority', title: '一般授权台账', module: 'control', question: '授权登记', readers: [],
    columns: [
      { key: 'number', title: '编号', type: 'text' }, { key: 'post', title: '被授权职务', type: 'text', filter: true, sql: 'a.post' }, { key: 'ceiling', title: '金额上限（含）', type: 'money' }, { key: 'from', title: '起日', type: 'day' }, { key: 'until', title: '止日', type: 'day' },
      { key: 'responsibility', title: '责任', type: 'text' }, { key: 'basis', title: '依据', type: 'text' }, { key: 'grantedBy', title: '授权人', type: 'person' },
    ],
    select: `a.number, a.post, a.ceiling, a.from_day::text as "from", a.until_day::text as until, a.responsibility, a.basis, p.name as "grantedBy"`,
    from: 'from post_authority a join person p on p.office_id = a.office_id and p.person_id = a.granted_by where a.office_id = $1',
    keyset: 'a.post_authority_id',
  },
  lineRegister({
    register: 'special-authority', title: '特定授权台账', question: '授权登记', readers: WATCHERS, own: 't.person_id = $2', table: 'special_authority', joins: 'left join special_authority_use u on u.office_id = t.office_id and u.number = t.number',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['person', '被授权人', 'person', nameOf('t.person_id')], ['matter', '事项', 'text', `(select m.number from matter m where m.office_id = t.office_id and m.matter_id = t.matter_id)`], ['purpose', '事由', 'text', 't.purpose'], ['ceiling', '金额', 'money', 't.ceiling'], ['from', '起日', 'day', 't.from_day'], ['until', '止日', 'day', 't.until_day'],
      ['responsibility', '责任', 'text', 't.responsibility'], ['basis', '依据', 'text', 't.basis'], ['used', '使用金额', 'money', 'u.amount'], ['usedFor', '所办事项', 'text', 'u.document']],
  }),
  {
    register: 'override', title: '例外放行台账', module: 'control', question: '控制运行', readers: ['局长', '纪检领导', '分管财务领导', '审计员', '内审人员'],
    columns: [
      { key: 'number', title: '事项', type: 'text', filter: true, sql: 'm.number' }, { key: 'title', title: '事由', type: 'text' }, { key: 'clause', title: '条款', type: 'text', filter: true, sql: 'r.code' }, { key: 'reason', title: '理由', type: 'text' },
      { key: 'releasedBy', title: '放行人', type: 'person' }, { key: 'releasedOn', title: '放行日期', type: 'day', filter: true, sql: `(r.released_at at time zone 'Asia/Shanghai')::date` }, { key: 'until', title: '有效至', type: 'day' },
    ],
    select: `m.number, m.title, r.code as clause, r.reason, p.name as "releasedBy", (r.released_at at time zone 'Asia/Shanghai')::date::text as "releasedOn", r.until_day::text as until`,
    from: 'from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id join person p on p.office_id = r.office_id and p.person_id = r.released_by where r.office_id = $1',
    keyset: 'r.release_id',
  },
  {
    register: 'refused-attempt', title: '被拒绝的办理', module: 'control', question: '控制运行', readers: ['纪检领导', '审计员', '内审人员'],
    columns: [
      { key: 'person', title: '人员', type: 'text', filter: true, sql: 'p.name' }, { key: 'verb', title: '办理', type: 'text', filter: true, sql: 'a.verb' }, { key: 'about', title: '记录', type: 'text' }, { key: 'code', title: '依据', type: 'text' }, { key: 'sentence', title: '原因', type: 'text' }, { key: 'at', title: '时间', type: 'moment' },
    ],
    select: 'p.name as person, a.verb, a.about, a.code, a.sentence, a.at',
    from: 'from refused_attempt a left join person p on p.office_id = a.office_id and p.person_id = a.person_id where a.office_id = $1',
    keyset: 'a.attempt_id',
  },
];
