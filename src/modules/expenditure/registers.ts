import type { Register } from '../../platform/registers/register.ts';
import { CATEGORIES, PAYMENT_METHODS } from './contract-request.ts';

const WATCHERS = ['财务股', '财务人员', '管账', '管钱', '纪检领导', '分管财务领导', '局长', '审计员'] as const;

/** 支出台账: every payment, with its counter-entries. */
const vouchers: Register = {
  register: 'voucher',
  accounting: true,
  title: '支出台账',
  module: 'expenditure',
  columns: [
    { key: 'number', title: '凭证号', type: 'text', filter: true, sql: 'v.number' },
    { key: 'paidOn', title: '付款日', type: 'day', filter: true, sql: 'v.paid_on' },
    { key: 'purpose', title: '事由', type: 'text', filter: true, sql: 'v.purpose' },
    { key: 'payee', title: '收款单位（人）', type: 'text', filter: true, sql: 'v.payee' },
    { key: 'category', title: '支出类别', type: 'choice', filter: true, choices: CATEGORIES, sql: 'v.category' },
    {
      key: 'threePublic',
      title: '三公归类',
      type: 'choice',
      filter: true,
      choices: ['因公出国(境)', '公务用车购置', '公务用车运行', '租车', '公务接待'],
      sql: 'v.three_public',
    },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'v.amount' },
    { key: 'method', title: '付款方式', type: 'choice', filter: true, choices: PAYMENT_METHODS, sql: 'v.payment_method' },
    { key: 'reference', title: '付款凭据', type: 'text' },
    { key: 'handler', title: '经办人', type: 'person' },
    { key: 'matter', title: '报销单', type: 'matter' },
    { key: 'book', title: '账套', type: 'choice', filter: true, choices: ['机关', '工会'], sql: 'v.book' },
    { key: 'exceptions', title: '放行条款', type: 'text' },
  ],
  select: `v.number, v.paid_on::text as "paidOn", v.purpose, v.payee, v.category, v.three_public as "threePublic", v.amount, v.payment_method as method, v.reference,
    h.name as handler, m.number as matter, v.matter_id as "matterId", v.book, (select string_agg(e, '、') from jsonb_array_elements_text(v.exceptions) e) as exceptions`,
  from: `from voucher v join person h on h.office_id = v.office_id and h.person_id = v.handler_id
    left join matter m on m.office_id = v.office_id and m.matter_id = v.matter_id where v.office_id = $1`,
  keyset: 'v.voucher_id',
  searched: { subject: 'voucher', columns: ['number', 'purpose', 'payee'] },
  readers: WATCHERS,
  own: 'v.handler_id = $2',
};

/** 收入台账. */
const incomes: Register = {
  register: 'income',
  accounting: true,
  title: '收入台账',
  module: 'expenditure',
  columns: [
    { key: 'number', title: '收入号', type: 'text', filter: true, sql: 'i.number' },
    { key: 'receivedOn', title: '到账日', type: 'day', filter: true, sql: 'i.received_on' },
    { key: 'source', title: '来源', type: 'text', filter: true, sql: 'i.source' },
    { key: 'funding', title: '资金来源', type: 'choice', filter: true, choices: ['财政拨款', '其他资金'], sql: 'i.funding' },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'i.amount' },
    { key: 'account', title: '账号', type: 'text' },
    { key: 'unit', title: '站所室', type: 'text' },
    { key: 'project', title: '专项', type: 'text' },
    { key: 'book', title: '账套', type: 'choice', filter: true, choices: ['机关', '工会'], sql: 'i.book' },
    { key: 'recordedBy', title: '登记人', type: 'person' },
  ],
  select: `i.number, i.received_on::text as "receivedOn", i.source, i.funding, i.amount, i.account, d.name as unit, j.name as project, i.book, p.name as "recordedBy"`,
  from: `from income i join person p on p.office_id = i.office_id and p.person_id = i.recorded_by
    left join department d on d.office_id = i.office_id and d.department_id = i.unit_id
    left join project j on j.office_id = i.office_id and j.project_id = i.project_id where i.office_id = $1`,
  keyset: 'i.income_id',
  readers: WATCHERS,
};

/** 事前审批台账. */
const requests: Register = {
  register: 'spending-request',
  title: '事前审批台账',
  module: 'expenditure',
  columns: [
    { key: 'number', title: '审批号', type: 'matter', sql: 'm.number' },
    { key: 'submittedAt', title: '提交时间', type: 'moment' },
    { key: 'title', title: '事由', type: 'text', filter: true, sql: 'm.title' },
    { key: 'handler', title: '经办人', type: 'person' },
    { key: 'payee', title: '收款单位（人）', type: 'text', filter: true, sql: "m.facts ->> 'payee'" },
    { key: 'category', title: '支出类别', type: 'choice', filter: true, choices: CATEGORIES, sql: "m.facts ->> 'category'" },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'm.amount' },
    {
      key: 'state',
      title: '状态',
      type: 'choice',
      filter: true,
      choices: ['在审', '已退回', '已批准', '未批准', '已撤回', '已作废', '已办结'],
      sql: 'm.state_title',
    },
  ],
  select: `m.number, m.submitted_at as "submittedAt", m.title, p.name as handler, m.facts ->> 'payee' as payee, m.facts ->> 'category' as category, m.amount, m.state_title as state, m.matter_id as "matterId"`,
  from: `from (select x.*, case state when 'in_review' then '在审' when 'returned' then '已退回' when 'approved' then '已批准' when 'refused' then '未批准'
      when 'withdrawn' then '已撤回' when 'void' then '已作废' when 'closed' then '已办结' end as state_title from matter x) m
    join person p on p.office_id = m.office_id and p.person_id = m.handler_id where m.office_id = $1 and m.kind = 'spending-request' and m.state <> 'draft'`,
  keyset: 'm.matter_id',
  searched: { subject: 'matter', columns: ['title'] },
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

/** 例外台账 (FIN-01b, FIN-08): every refusal that somebody released, with both reasons. */
const exceptions: Register = {
  register: 'exception',
  title: '例外放行台账',
  module: 'expenditure',
  columns: [
    { key: 'clause', title: '条款', type: 'text', filter: true, sql: 'r.code' },
    { key: 'sentence', title: '不予办理的理由', type: 'text' },
    { key: 'reason', title: '申请理由', type: 'text' },
    { key: 'askedBy', title: '申请人', type: 'person' },
    { key: 'releasedBy', title: '放行人', type: 'person' },
    { key: 'releasedAt', title: '放行时间', type: 'moment' },
    { key: 'matter', title: '事项', type: 'matter' },
  ],
  select: `r.code as clause, r.sentence, r.reason, a.name as "askedBy", b.name as "releasedBy", r.released_at as "releasedAt", coalesce(m.number, m.title) as matter, m.matter_id as "matterId"`,
  from: `from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id
    join person a on a.office_id = r.office_id and a.person_id = r.asked_by
    join person b on b.office_id = r.office_id and b.person_id = r.released_by where r.office_id = $1`,
  keyset: 'r.release_id',
  readers: WATCHERS,
};

/** 指定采购人员 (FIN-02d). */
const purchasers: Register = {
  register: 'purchaser',
  title: '指定采购人员名册',
  module: 'expenditure',
  question: '付款',
  columns: [
    { key: 'name', title: '姓名', type: 'person' },
    { key: 'designatedBy', title: '指定部门', type: 'choice', filter: true, choices: ['办公室', '财务股'], sql: 'x.designated_by' },
    { key: 'from', title: '起', type: 'day' },
    { key: 'until', title: '止（不含）', type: 'day' },
  ],
  select: `p.name, x.designated_by as "designatedBy", x.from_day::text as from, x.until_day::text as until`,
  from: `from purchaser x join person p on p.office_id = x.office_id and p.person_id = x.person_id where x.office_id = $1`,
  keyset: 'x.designation_id',
  readers: [],
};

/** 现金日记账 (FIN-04d). */
const cash: Register = {
  register: 'cash-book',
  accounting: true,
  title: '现金日记账',
  module: 'expenditure',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'e.number' },
    { key: 'day', title: '日期', type: 'day', filter: true, sql: 'e.booked_on' },
    { key: 'time', title: '时刻', type: 'text' },
    { key: 'movement', title: '环节', type: 'choice', filter: true, choices: ['结算', '存入', '支拨', '转借'], sql: 'e.movement' },
    { key: 'counterpart', title: '对方', type: 'text', filter: true, sql: 'e.counterpart' },
    { key: 'summary', title: '摘要', type: 'text', filter: true, sql: 'e.summary' },
    { key: 'received', title: '收入', type: 'money' },
    { key: 'paid', title: '支出', type: 'money' },
    { key: 'balance', title: '余额', type: 'money' },
    { key: 'document', title: '凭据', type: 'text' },
    { key: 'cashier', title: '出纳', type: 'person' },
  ],
  select: `e.number, e.booked_on::text as day, e.booked_at as time, e.movement, e.counterpart, e.summary, case e.direction when 1 then e.amount end as received, case e.direction when -1 then e.amount end as paid,
    (select sum(b.direction * b.amount)::bigint from cash_entry b where b.office_id = e.office_id and (b.booked_on, b.cash_entry_id) <= (e.booked_on, e.cash_entry_id)) as balance, e.document, p.name as cashier`,
  from: `from cash_entry e join person p on p.office_id = e.office_id and p.person_id = e.cashier_id where e.office_id = $1`,
  keyset: 'e.cash_entry_id',
  readers: [...WATCHERS, '出纳'],
};

/** 票证领用台账 (FIN5-05d). */
const tickets: Register = {
  register: 'ticket-issue',
  title: '票证领用台账',
  module: 'expenditure',
  question: '票证领用',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 't.number' },
    { key: 'item', title: '品名', type: 'text', filter: true, sql: 't.item' },
    { key: 'range', title: '号段', type: 'text' },
    { key: 'quantity', title: '数量', type: 'number' },
    { key: 'unitPrice', title: '单价', type: 'money' },
    { key: 'sum', title: '金额', type: 'money' },
    { key: 'receiver', title: '领用人', type: 'text', filter: true, sql: 't.receiver' },
    { key: 'receipt', title: '收据号', type: 'text' },
    { key: 'iou', title: '白条', type: 'matter' },
    { key: 'issuedAt', title: '领取时间', type: 'moment' },
  ],
  select: `t.number, t.item, t.number_range as range, t.quantity, t.unit_price as "unitPrice", t.quantity * t.unit_price as sum, t.receiver, t.receipt, m.number as iou, t.iou_matter_id as "matterId", t.issued_at as "issuedAt"`,
  from: `from ticket_issue t left join matter m on m.office_id = t.office_id and m.matter_id = t.iou_matter_id where t.office_id = $1`,
  keyset: 't.ticket_issue_id',
  readers: [...WATCHERS, '管物'],
};

export const registers: readonly Register[] = [vouchers, requests, incomes, cash, tickets, exceptions, purchasers];
