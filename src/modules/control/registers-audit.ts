import type { Register } from '../../platform/registers/register.ts';
import { departmentOf, lineRegister, nameOf, namesOf, wordsOf } from './line-register.ts';

const WATCHERS = ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] as const;

/** 审计, 抽查, 对账与基础工作, 预算, 外部来文, 评价. */
export const auditRegisters: readonly Register[] = [
  lineRegister({
    register: 'audit', title: '审计台账', question: '审计独立', readers: WATCHERS, table: 'audit',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['sort', '类别', 'text', 't.sort', 'filter'], ['scope', '范围', 'text', 't.scope'], ['area', '被审职务', 'text', 't.area_post'], ['from', '期间起', 'day', 't.from_day'], ['until', '期间止', 'day', 't.until_day'],
      ['firm', '审计机构', 'text', 't.firm', 'filter'], ['orderedBy', '委托机关', 'text', 't.ordered_by'], ['auditors', '审计人员', 'text', namesOf('t.auditors')], ['papers', '底稿数', 'number', '(select count(*) from audit_paper p where p.office_id = t.office_id and p.audit_number = t.number)'], ['reportedOn', '报告日期', 'day', 't.reported_on', 'filter'], ['reportedAt', '提交时间', 'moment', 't.reported_at'],
      ['findings', '问题', 'number', '(select count(*) from audit_finding f where f.office_id = t.office_id and f.audit_number = t.number)'], ['corrected', '已整改', 'number', `(select count(*) from audit_finding f join improvement_verification v on v.office_id = f.office_id and v.number = replace(f.number, '审问', '改') where f.office_id = t.office_id and f.audit_number = t.number)`]],
  }),
  lineRegister({
    register: 'audit-finding', title: '审计问题台账', question: '审计独立', readers: ['局长', '分管财务领导', '纪检领导', '内审人员', '审计员'], own: 't.owner_id = $2', table: 'audit_finding',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['audit', '审计', 'text', 't.audit_number', 'filter'], ['gravity', '级别', 'text', 't.gravity', 'filter'], ['facts', '问题', 'text', 't.facts'], ['owner', '责任人', 'person', nameOf('t.owner_id')], ['dueOn', '整改期限', 'day', 't.due_on'],
      ['remarks', '答复和撤回说明', 'text', `(select string_agg(r.sort || '：' || r.remark, '；' order by r.audit_remark_id) from audit_remark r where r.office_id = t.office_id and r.finding_number = t.number)`]],
  }),
  lineRegister({
    register: 'sample-check', title: '抽查台账', question: '抽查数量', readers: WATCHERS, table: 'sample_check', joins: 'join matter m on m.office_id = t.office_id and m.matter_id = t.matter_id join sample s on s.office_id = t.office_id and s.number = t.sample_number',
    columns: [['sample', '样本', 'text', 't.sample_number', 'filter'], ['month', '月份', 'text', 's.month', 'filter'], ['seed', '种子', 'text', 's.seed'], ['matter', '事项', 'text', 'm.number', 'filter'], ['amount', '金额', 'money', 'm.amount'], ['result', '结果', 'text', 't.result', 'filter'], ['note', '意见', 'text', 't.note']],
  }),
  lineRegister({
    register: 'reconciliation', title: '银行对账台账', question: '银行对账', readers: WATCHERS, table: 'reconciliation',
    columns: [['month', '月份', 'text', 't.month', 'filter'], ['account', '账户', 'text', 't.account', 'filter'], ['book', '账面余额', 'money', 't.book_balance'], ['bank', '银行余额', 'money', 't.bank_balance'], ['difference', '差异', 'money', 't.book_balance - t.bank_balance'], ['explanation', '说明', 'text', 't.explanation']],
  }),
  lineRegister({
    register: 'groundwork', title: '会计基础检查台账', question: '会计基础', readers: WATCHERS, table: 'groundwork',
    columns: [['month', '月份', 'text', 't.month', 'filter'], ['claimed', '填报做到', 'text', wordsOf(`t.answers -> 'fulfilled'`)], ['measured', '实测做到', 'text', `(select string_agg(k, '、') from jsonb_each_text(t.measured) as x (k, v) where v = 'true')`]],
  }),
  lineRegister({
    register: 'accounting-policy', title: '会计政策台账', question: '会计基础', readers: [], table: 'accounting_policy',
    columns: [['version', '版次', 'number', 't.version'], ['chart', '科目表依据', 'text', 't.chart'], ['basis', '核算基础', 'text', 't.basis'], ['depreciation', '折旧', 'text', 't.depreciation'], ['recognition', '收支确认', 'text', 't.recognition'], ['closing', '结账日程', 'text', 't.closing'],
      ['correction', '更正办法', 'text', 't.correction'], ['from', '起用日', 'day', 't.from_day', 'filter'], ['approval', '批准文件', 'text', 't.approval']],
  }),
  lineRegister({
    register: 'account-title', title: '会计科目表', question: '会计基础', readers: [], table: 'account_title',
    columns: [['version', '会计政策版次', 'number', 't.policy_version', 'filter'], ['code', '科目编码', 'text', 't.code', 'filter'], ['name', '科目名称', 'text', 't.name'], ['items', '归入的类别', 'text', wordsOf('t.items')]],
  }),
  lineRegister({
    register: 'record-set', title: '资料保管台账', question: '资料盘点', readers: WATCHERS, own: 't.custodian_id = $2', table: 'record_set',
    joins: 'left join lateral (select * from record_check c where c.office_id = t.office_id and c.set_number = t.number order by record_check_id desc limit 1) c on true',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['name', '资料', 'text', 't.name', 'filter'], ['place', '存放地点', 'text', 't.place'], ['booked', '账面数', 'number', 't.booked'], ['custodian', '保管人', 'person', nameOf('t.custodian_id')], ['counted', '最近实点', 'number', 'c.counted'], ['checkedAt', '最近核对', 'moment', 'c.recorded_at']],
  }),
  lineRegister({
    register: 'record-use', title: '会计记录使用台账', question: '资料盘点', readers: WATCHERS, table: 'record_use',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['set', '资料', 'text', 't.set_number', 'filter'], ['purpose', '用途', 'text', 't.purpose'], ['usedBy', '使用人', 'text', 't.used_by', 'filter']],
  }),
  {
    register: 'budget', title: '预算台账', module: 'control', question: '预算控制', readers: WATCHERS,
    columns: [{ key: 'year', title: '年度', type: 'number', filter: true, sql: 'b.year' }, { key: 'item', title: '项目', type: 'text', filter: true, sql: 'b.item' }, { key: 'amount', title: '预算', type: 'money' }, { key: 'basis', title: '依据', type: 'text' }, { key: 'matter', title: '批准事项', type: 'text' }],
    select: 'b.year, b.item, b.amount, b.basis, m.number as matter',
    from: 'from budget_line b join matter m on m.office_id = b.office_id and m.matter_id = b.matter_id where b.office_id = $1',
    keyset: 'b.budget_line_id',
  },
  lineRegister({
    register: 'external-request', title: '外部来文检查台账', question: '控制运行', readers: [...WATCHERS, '办公室'], own: 't.owner_id = $2', table: 'external_request', joins: 'left join external_reply r on r.office_id = t.office_id and r.number = t.number',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['authority', '机关', 'text', 't.authority', 'filter'], ['subject', '事项', 'text', 't.subject'], ['letter', '来文号', 'text', 't.letter'], ['dueOn', '要求日期', 'day', 't.due_on', 'filter'], ['owner', '责任人', 'person', nameOf('t.owner_id')], ['sentOn', '答复日期', 'day', 'r.sent_on']],
  }),
  lineRegister({
    register: 'control-member', title: '内控小组名册', question: '控制运行', readers: [], table: 'control_member',
    columns: [['person', '成员', 'person', nameOf('t.person_id')], ['task', '分工', 'text', 't.task'], ['from', '起日', 'day', 't.from_day']],
  }),
  lineRegister({
    register: 'law-change', title: '依据复核台账', question: '控制运行', readers: WATCHERS, table: 'law_change',
    columns: [
      ['number', '编号', 'text', 't.number', 'filter'], ['law', '上位规定', 'text', 't.law', 'filter'], ['effective', '施行日', 'day', 't.effective'], ['change', '变动', 'text', 't.change'], ['regulations', '须复核的制度', 'text', wordsOf('t.regulations')],
      ['reviewed', '复核结论', 'text', `(select string_agg('《' || r.regulation || '》' || r.clause || r.conclusion, '；' order by r.basis_review_id) from basis_review r where r.office_id = t.office_id and r.change_number = t.number)`],
    ],
  }),
  lineRegister({
    register: 'control-evaluation', title: '内控评价台账', question: '内控评价', readers: [...WATCHERS, '股室负责人'], table: 'control_evaluation', joins: 'left join evaluation_answer a on a.office_id = t.office_id and a.department_id = t.department_id and a.year = t.year',
    columns: [['department', '股室', 'text', departmentOf('t.department_id')], ['year', '年度', 'number', 't.year', 'filter'], ['score', '得分', 'number', 't.score'], ['comment', '意见', 'text', 't.comment'],
      ['runRate', '按期运行率（%）', 'number', `(t.measures ->> 'runRate')::float`], ['completeness', '完整率（%）', 'number', `(t.measures ->> 'completeness')::float`], ['exceptions', '例外数', 'number', `(t.measures ->> 'exceptions')::int`],
      ['lateImprovements', '逾期改进数', 'number', `(t.measures ->> 'lateImprovements')::int`], ['findings', '审计问题数', 'number', `(t.measures ->> 'findings')::int`],
      ['answer', '签收', 'text', `case when a.agreed then '同意' when a.agreed is not null then '不同意：' || a.remark else '待签收' end`], ['answeredBy', '签收人', 'person', nameOf('a.recorded_by')], ['answeredAt', '签收时间', 'moment', 'a.recorded_at']],
  }),
];
