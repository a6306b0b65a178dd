import type { Register } from '../../platform/registers/register.ts';
import { lineRegister, nameOf, namesOf, wordsOf } from './line-register.ts';

const DISCIPLINE = ['纪检领导', '局长', '审计员'] as const;

const WATCHED_CATEGORY = `case m.kind when 'reception' then '公务接待' else coalesce(m.facts ->> 'category', m.payment ->> 'category') end`;
/** Receptions of the same unit in the thirty days before, other than the plan this one changes. */
const AGAIN = `left join lateral (select string_agg(o.number, '、' order by o.matter_id) as numbers from matter o
    where m.kind = 'reception' and o.office_id = m.office_id and o.kind = 'reception' and o.state in ('in_review', 'approved', 'closed') and o.matter_id < m.matter_id and o.matter_id is distinct from m.linked_matter_id
      and o.fact_day between m.fact_day - 30 and m.fact_day + 30
      and exists (select from jsonb_array_elements(m.facts -> 'guests') a join jsonb_array_elements(o.facts -> 'guests') b on a ->> 'unit' = b ->> 'unit')) again on true`;

/** 廉政: 教育, 礼品, 申报, 项目公示, 专项备案, 收费, 案件. */
export const ethicsRegisters: readonly Register[] = [
  lineRegister({
    register: 'education-plan', title: '廉政教育计划台账', question: '礼品处理', readers: [], table: 'education_plan', joins: 'left join education e on e.office_id = t.office_id and e.plan_number = t.number',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['plannedOn', '计划日期', 'day', 't.planned_on', 'filter'], ['topic', '主题', 'text', 't.topic'], ['heldOn', '举办日期', 'day', 'e.held_on'], ['activity', '活动编号', 'text', 'e.number']],
  }),
  lineRegister({
    register: 'education', title: '教育活动台账', question: '礼品处理', readers: [], table: 'education',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['sort', '类别', 'text', 't.sort', 'filter'], ['heldOn', '日期', 'day', 't.held_on', 'filter'], ['topic', '主题', 'text', 't.topic'], ['speaker', '主讲', 'text', 't.speaker'], ['attendees', '参加人员', 'text', namesOf('t.attendees')]],
  }),
  lineRegister({
    register: 'gift', title: '礼品登记台账', question: '礼品处理', readers: DISCIPLINE, own: '(t.receiver_id = $2 or t.recorded_by = $2)', table: 'gift', joins: 'left join gift_settlement s on s.office_id = t.office_id and s.number = t.number',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['happenedOn', '日期', 'day', 't.happened_on', 'filter'], ['giver', '送礼人', 'text', 't.giver'], ['giverUnit', '单位', 'text', 't.giver_unit', 'filter'], ['sort', '种类', 'text', 't.sort'], ['description', '品名', 'text', 't.description'], ['value', '估计价值', 'money', 't.value'],
      ['occasion', '场合', 'text', 't.occasion'], ['receiver', '收受人', 'person', nameOf('t.receiver_id')], ['reportedBy', '来源', 'text', `case when t.receiver_id = t.recorded_by then '本人登记' else '他人报告' end`], ['fate', '处理', 'text', `coalesce(s.fate, '待处理')`], ['receipt', '凭证', 'text', 's.receipt']],
  }),
  lineRegister({
    register: 'invitation', title: '宴请娱乐邀请台账', question: '礼品处理', readers: DISCIPLINE, own: 't.recorded_by = $2', table: 'invitation',
    columns: [['number', '编号', 'text', 't.number'], ['inviter', '邀请人', 'text', 't.inviter', 'filter'], ['relation', '关系', 'text', 't.relation'], ['occasion', '活动', 'text', 't.occasion'], ['heldOn', '日期', 'day', 't.held_on'], ['decision', '决定', 'text', 't.decision', 'filter'], ['reason', '理由', 'text', 't.reason'], ['warning', '提示', 'text', 't.warning']],
  }),
  lineRegister({
    register: 'hospitality', title: '异地接待申报台账', question: '异地接待', readers: DISCIPLINE, own: 't.recorded_by = $2', table: 'hospitality',
    columns: [['number', '编号', 'text', 't.number'], ['trip', '出差事项', 'text', 't.trip', 'filter'], ['above', '是否超标准', 'text', `case when t.above_standard then '是' else '否' end`], ['kind', '项目', 'text', 't.kind'], ['host', '接待单位', 'text', 't.host'], ['value', '估计价值', 'money', 't.value']],
  }),
  {
    register: 'recusal', title: '申报回避台账', module: 'control', question: '礼品处理', readers: DISCIPLINE,
    columns: [{ key: 'matter', title: '事项', type: 'text', filter: true, sql: 'm.number' }, { key: 'title', title: '事由', type: 'text' }, { key: 'person', title: '申报人', type: 'person' }, { key: 'relation', title: '利害关系', type: 'text' }, { key: 'at', title: '时间', type: 'moment' }],
    select: 'm.number as matter, m.title, p.name as person, r.relation, r.recorded_at as at',
    from: 'from recusal r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id join person p on p.office_id = r.office_id and p.person_id = r.person_id where r.office_id = $1',
    keyset: 'r.recusal_id',
  },
  {
    register: 'watch-list', title: '廉政关注清单', module: 'control', question: '礼品处理', readers: ['纪检领导', '审计员'],
    columns: [{ key: 'number', title: '事项', type: 'text', filter: true, sql: 'm.number' }, { key: 'title', title: '事由', type: 'text' }, { key: 'category', title: '类别', type: 'text', filter: true, sql: WATCHED_CATEGORY }, { key: 'amount', title: '金额', type: 'money' }, { key: 'cut', title: '个人负担或核减', type: 'money' }, { key: 'released', title: '放行条款', type: 'text' }, { key: 'again', title: '30日内接待过同一单位', type: 'text' }],
    select: `m.number, m.title, ${WATCHED_CATEGORY} as category, m.amount, (d.decision #>> '{values,personalShare}')::bigint as cut, (select string_agg(r.code, '、') from release r where r.office_id = m.office_id and r.matter_id = m.matter_id and r.released_at is not null) as released, again.numbers as again`,
    from: `from matter m join matter_decision d on d.office_id = m.office_id and d.matter_id = m.matter_id and d.round = m.round ${AGAIN} where m.office_id = $1 and m.state not in ('draft', 'withdrawn')
      and (coalesce((d.decision #>> '{values,personalShare}')::bigint, 0) > 0 or exists (select from release r where r.office_id = m.office_id and r.matter_id = m.matter_id and r.released_at is not null) or again.numbers is not null)`,
    keyset: 'm.matter_id',
  },
  lineRegister({
    register: 'works', title: '基建发包项目台账', question: '工程合同', readers: [], table: 'works', joins: 'left join works_contract c on c.office_id = t.office_id and c.works_number = t.number',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['name', '项目', 'text', 't.name', 'filter'], ['amount', '金额', 'money', 't.amount'], ['leader', '责任领导', 'person', nameOf('t.leader_id')], ['supervisor', '纪检监督人', 'person', nameOf('t.supervisor_id')], ['procedure', '程序', 'text', 't.procedure'], ['basis', '依据', 'text', 't.basis'],
      ['steps', '已完成步骤', 'text', `(select string_agg(s.step, '、' order by s.works_step_id) from works_step s where s.office_id = t.office_id and s.works_number = t.number)`], ['notices', '公示', 'text', `(select string_agg(n.stage || n.from_day || '至' || n.until_day, '；') from works_notice n where n.office_id = t.office_id and n.works_number = t.number)`], ['contractor', '承包单位', 'text', 'c.contractor'], ['signedOn', '签订日', 'day', 'c.signed_on']],
  }),
  lineRegister({
    register: 'works-objection', title: '公示异议台账', question: '工程合同', readers: [], table: 'works_objection', joins: 'left join works_objection_answer a on a.office_id = t.office_id and a.number = t.number',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['works', '项目', 'text', 't.works_number', 'filter'], ['receivedOn', '收到日期', 'day', 't.received_on'], ['content', '意见', 'text', 't.content'], ['answer', '答复', 'text', 'a.answer'], ['answeredAt', '答复时间', 'moment', 'a.recorded_at']],
  }),
  lineRegister({
    register: 'fund-filing', title: '专项资金备案台账', question: '专项备案', readers: [], table: 'fund_filing',
    columns: [['project', '专项', 'number', 't.project_id', 'filter'], ['name', '名称', 'text', 't.name', 'filter'], ['source', '来源', 'text', 't.source'], ['amount', '金额', 'money', 't.amount'], ['purpose', '用途', 'text', 't.purpose'], ['from', '期间起', 'day', 't.from_day'], ['until', '期间止', 'day', 't.until_day'], ['authority', '备案机关', 'text', 't.authority'], ['filedOn', '备案日', 'day', 't.filed_on'], ['filing', '备案号', 'text', 't.filing']],
  }),
  lineRegister({
    register: 'fee', title: '收费目录', question: '收费', readers: [], table: 'fee',
    columns: [['item', '收费项目', 'text', 't.item', 'filter'], ['price', '标准', 'money', 't.price'], ['basis', '法律依据', 'text', 't.basis'], ['from', '起用日', 'day', 't.from_day']],
  }),
  lineRegister({
    register: 'fee-taken', title: '收费台账', question: '收费', readers: ['财务股', '出纳', ...DISCIPLINE], table: 'fee_taken',
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['item', '收费项目', 'text', 't.item', 'filter'], ['amount', '金额', 'money', 't.amount'], ['payer', '交费人', 'text', 't.payer'], ['receipt', '票据号', 'text', 't.receipt', 'filter']],
  }),
  lineRegister({
    register: 'expected-income', title: '应收款台账', question: '收费', readers: ['财务股', ...DISCIPLINE], table: 'expected_income', joins: `left join obligation o on o.office_id = t.office_id and o.duty = '应收款核查' and o.occasion = 'expected-income/' || t.number`,
    columns: [['number', '编号', 'text', 't.number', 'filter'], ['source', '来源', 'text', 't.source'], ['amount', '应收金额', 'money', 't.amount'], ['dueOn', '应入账日', 'day', 't.due_on', 'filter'], ['state', '状态', 'text', `case o.state when 'open' then '未入账' else '已核' end`]],
  }),
  lineRegister({
    register: 'circular', title: '规定文件台账', question: '礼品处理', readers: [], table: 'circular',
    columns: [['title', '文件', 'text', 't.title', 'filter'], ['issuer', '发文机关', 'text', 't.issuer'], ['version', '版次', 'number', 't.version'],
      ['missing', '未确认人员', 'text', `(select string_agg(p.name, '、' order by p.pinyin) from person p where p.office_id = t.office_id and p.left_on is null and not exists (select from acknowledgement k where k.office_id = t.office_id and k.about = '文件/' || t.title and k.version = t.version and k.recorded_by = p.person_id))`]],
  }),
  {
    // Everybody sees the cases he handles, and no others: not even that they exist (ETH-10c).
    register: 'conduct-case', title: '线索和案件台账', module: 'control', question: '案件办结', readers: [], looksLogged: true,
    columns: [{ key: 'number', title: '编号', type: 'text' }, { key: 'sort', title: '类别', type: 'text' }, { key: 'facts', title: '事由', type: 'text' }, { key: 'subject', title: '对象', type: 'person' }, { key: 'manager', title: '管理责任人', type: 'person' }, { key: 'reporter', title: '反映人', type: 'text' }, { key: 'forwardedTo', title: '转送', type: 'text' }, { key: 'stages', title: '办理情况', type: 'text' }, { key: 'formerHandlers', title: '原承办人', type: 'text' }, { key: 'closedAt', title: '办结时间', type: 'moment' }],
    select: `c.number, c.sort, c.facts, s.name as subject, g.name as manager, coalesce(r.name, '匿名或立案') as reporter, c.forwarded_to as "forwardedTo",
      (select string_agg(x.stage || '：' || x.remark, '；' order by x.case_stage_id) from case_stage x where x.office_id = c.office_id and x.case_number = c.number) as stages,
      (select string_agg(p.name, '、' order by x.case_succession_id) from case_succession x join person p on p.office_id = x.office_id and p.person_id = x.from_person_id where x.office_id = c.office_id and x.case_number = c.number) as "formerHandlers", c.closed_at as "closedAt"`,
    from: `from conduct_case c join person s on s.office_id = c.office_id and s.person_id = c.subject_id left join person g on g.office_id = c.office_id and g.person_id = c.manager_id left join person r on r.office_id = c.office_id and r.person_id = c.reporter_id
      where c.office_id = $1 and c.handler_id = $2`,
    keyset: 'c.conduct_case_id',
  },
  // Nobody reads there what was decided about himself.
  lineRegister({
    register: 'case-measure', title: '处理决定台账', question: '案件办结', readers: ['纪检领导', '审计员'], table: 'case_stage', joins: 'join conduct_case c on c.office_id = t.office_id and c.number = t.case_number', where: `and t.stage = '结论' and c.subject_id <> $2`,
    columns: [['number', '案件', 'text', 't.case_number', 'filter'], ['measures', '处理措施', 'text', wordsOf('t.measures')], ['penalty', '经济处罚', 'money', 't.penalty'], ['body', '决定机构', 'text', 't.deciding_body'], ['decidedOn', '决定日', 'day', 't.decided_on'],
      ['document', '文书', 'text', `case when t.document = '' then '无' else '已附' end`], ['heard', '当事人陈述', 'text', `case when exists (select from case_stage h where h.office_id = t.office_id and h.case_number = t.case_number and h.stage = '申辩') then '已记录' else '无' end`]],
  }),
];
