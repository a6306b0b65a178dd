import type { Register } from '../../platform/registers/register.ts';

const WATCHERS = ['财务股', '财务人员', '管账', '纪检领导', '分管财务领导', '分管领导', '局长', '审计员'] as const;

/** 银行流水核对 (FIN-02c). */
const bankLines: Register = {
  register: 'bank-line',
  accounting: true,
  title: '银行流水核对台账',
  module: 'expenditure',
  columns: [
    { key: 'bookedOn', title: '交易日期', type: 'day', filter: true, sql: 'b.booked_on' },
    { key: 'account', title: '账号', type: 'text', filter: true, sql: 'b.account' },
    { key: 'amount', title: '支出金额', type: 'money', filter: true, sql: 'b.amount' },
    { key: 'counterparty', title: '对方户名', type: 'text', filter: true, sql: 'b.counterparty' },
    { key: 'reference', title: '流水号', type: 'text', filter: true, sql: 'b.reference' },
    { key: 'summary', title: '摘要', type: 'text' },
    {
      key: 'verdict',
      title: '核对结果',
      type: 'choice',
      filter: true,
      choices: ['相符', '没有审批'],
      sql: `(case when b.voucher_id is null then '没有审批' else '相符' end)`,
    },
    { key: 'voucher', title: '凭证', type: 'text' },
  ],
  select: `b.booked_on::text as "bookedOn", b.account, b.amount, b.counterparty, b.reference, b.summary, case when b.voucher_id is null then '没有审批' else '相符' end as verdict, v.number as voucher`,
  from: `from bank_line b left join voucher v on v.office_id = b.office_id and v.voucher_id = b.voucher_id where b.office_id = $1`,
  keyset: 'b.bank_line_id',
  readers: WATCHERS,
};

/** 白条 (FIN5-05f, FIN5-05g): what is still owed, and by whom it is collected. */
const ious: Register = {
  register: 'iou',
  title: '白条台账',
  module: 'expenditure',
  question: '白条年终清理',
  columns: [
    { key: 'number', title: '白条', type: 'matter' },
    { key: 'title', title: '事由', type: 'text', filter: true, sql: 'm.title' },
    { key: 'collector', title: '催收责任人', type: 'person' },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'm.amount' },
    { key: 'paid', title: '已收', type: 'money' },
    { key: 'open', title: '尚欠', type: 'money' },
    {
      key: 'deduction',
      title: '年终抵扣',
      type: 'choice',
      filter: true,
      choices: ['无', '已提出', '已签批'],
      sql: `(case when d.signed_at is not null then '已签批' when d.debt is not null then '已提出' else '无' end)`,
    },
    { key: 'fromDeposit', title: '风险金扣', type: 'money' },
    { key: 'fromPay', title: '工资扣', type: 'money' },
  ],
  select: `m.number, m.matter_id as "matterId", m.title, p.name as collector, m.amount, paid.sum as paid, m.amount - paid.sum as open,
    case when d.signed_at is not null then '已签批' when d.debt is not null then '已提出' else '无' end as deduction, d.from_deposit as "fromDeposit", d.from_pay as "fromPay"`,
  from: `from matter m join person p on p.office_id = m.office_id and p.person_id = m.handler_id
    left join iou_deduction d on d.office_id = m.office_id and d.iou_matter_id = m.matter_id
    cross join lateral (select coalesce(sum(amount), 0)::bigint as sum from iou_payment i where i.office_id = m.office_id and i.iou_matter_id = m.matter_id) paid
    where m.office_id = $1 and m.kind = 'iou' and m.state = 'approved'`,
  keyset: 'm.matter_id',
  searched: { subject: 'matter', columns: ['title'] },
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

/** 借款核销 (FIN5-09c). */
const advances: Register = {
  register: 'advance',
  title: '借款台账',
  module: 'expenditure',
  question: '借款审批',
  columns: [
    { key: 'number', title: '借款', type: 'matter' },
    { key: 'title', title: '事由', type: 'text', filter: true, sql: 'm.title' },
    { key: 'borrower', title: '借款人', type: 'person' },
    { key: 'amount', title: '借款金额', type: 'money', filter: true, sql: 'm.amount' },
    { key: 'setOff', title: '已抵扣', type: 'money' },
    { key: 'repaid', title: '已缴回', type: 'money' },
    { key: 'open', title: '未核销', type: 'money' },
  ],
  select: `m.number, m.matter_id as "matterId", m.title, p.name as borrower, m.amount, s.set_off as "setOff", s.repaid, m.amount - s.set_off - s.repaid as open`,
  from: `from matter m join person p on p.office_id = m.office_id and p.person_id = m.handler_id
    cross join lateral (select coalesce(sum(set_off), 0)::bigint as set_off, coalesce(sum(repaid), 0)::bigint as repaid from advance_settlement a where a.office_id = m.office_id and a.advance_matter_id = m.matter_id) s
    where m.office_id = $1 and m.kind = 'advance' and m.state = 'approved'`,
  keyset: 'm.matter_id',
  searched: { subject: 'matter', columns: ['title'] },
  readers: WATCHERS,
  own: 'm.handler_id = $2',
};

/** 月结 (FIN5-03a). */
const months: Register = {
  register: 'month-closing',
  accounting: true,
  title: '月结台账',
  module: 'expenditure',
  question: '月末结账',
  columns: [
    { key: 'month', title: '月份', type: 'text', filter: true, sql: 'c.month' },
    { key: 'opening', title: '期初', type: 'money' },
    { key: 'received', title: '收入', type: 'money' },
    { key: 'spent', title: '支出', type: 'money' },
    { key: 'closing', title: '期末', type: 'money' },
    { key: 'opinion', title: '变化、风险和建议', type: 'text' },
    { key: 'closedBy', title: '结账人', type: 'person' },
    { key: 'closedAt', title: '结账时间', type: 'moment' },
    { key: 'delivered', title: '已送达', type: 'text' },
  ],
  select: `c.month, c.opening, c.received, c.spent, c.closing, c.opinion, p.name as "closedBy", c.closed_at as "closedAt",
    (select string_agg(r.report || '：' || coalesce(d.name, r.recipient), '；' order by r.report_delivery_id) from report_delivery r
      left join department d on d.office_id = r.office_id and d.department_id = r.department_id where r.office_id = c.office_id and r.month = c.month) as delivered`,
  from: `from month_closing c join person p on p.office_id = c.office_id and p.person_id = c.closed_by where c.office_id = $1`,
  keyset: `replace(c.month, '-', '')::bigint`,
  readers: WATCHERS,
};

/** 站所室年终结算 (FIN5-06b). */
const units: Register = {
  register: 'unit-settlement',
  title: '站所室年终结算台账',
  module: 'expenditure',
  question: '站所年终结算',
  columns: [
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 's.year' },
    { key: 'unit', title: '站所室', type: 'text', filter: true, sql: 'd.name' },
    { key: 'base', title: '结算基数', type: 'money' },
    { key: 'rate', title: '提成比例（%）', type: 'number' },
    { key: 'allowance', title: '费用额度', type: 'money' },
    { key: 'actual', title: '实际费用', type: 'money' },
    { key: 'saved', title: '节余（归站所室）', type: 'money' },
    { key: 'overspent', title: '超支（站所室负担）', type: 'money' },
  ],
  select: `s.year, d.name as unit, s.base, s.rate::float as rate, s.allowance, s.actual, s.saved, s.overspent`,
  from: `from unit_settlement s join department d on d.office_id = s.office_id and d.department_id = s.department_id where s.office_id = $1`,
  keyset: '(s.year::bigint * 1000000 + s.department_id)',
  readers: [...WATCHERS, '站所室负责人'],
};

/** 现金损失 (FIN5-10c). */
const losses: Register = {
  register: 'cash-loss',
  title: '现金损失台账',
  module: 'expenditure',
  question: '现金损失',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'l.number' },
    { key: 'on', title: '日期', type: 'day', filter: true, sql: 'l.happened_on' },
    { key: 'overnight', title: '当夜现金', type: 'money' },
    { key: 'limit', title: '限额', type: 'money' },
    { key: 'lost', title: '损失金额', type: 'money', filter: true, sql: 'l.lost' },
    { key: 'keeper', title: '责任人', type: 'person' },
    { key: 'proposed', title: '建议承担', type: 'money' },
    { key: 'borne', title: '决定承担', type: 'money' },
    { key: 'decision', title: '处理决定', type: 'text' },
  ],
  select: `l.number, l.happened_on::text as on, l.overnight, l.cash_limit as limit, l.lost, p.name as keeper, l.proposed, l.borne, l.decision`,
  from: `from cash_loss l join person p on p.office_id = l.office_id and p.person_id = l.keeper_id where l.office_id = $1`,
  keyset: 'l.cash_loss_id',
  readers: WATCHERS,
  own: 'l.keeper_id = $2',
};

export const settlementRegisters: readonly Register[] = [bankLines, ious, advances, months, units, losses];
