import { comparedOf, type ComparedRow, type CrossCheck } from '../../platform/cross-checks/cross-check.ts';
import { statement } from '../../platform/db/statement.ts';

const BOOKKEEPER = '财务股';

const approvals = statement<ComparedRow>(
  'vouchers-against-approvals',
  `
  select v.number as about, case
    when v.matter_id is null and v.reverses is null then format('凭证%s没有对应的审批事项。', v.number)
    when m.state not in ('approved', 'closed') then format('凭证%s已付款，事项%s尚未批准。', v.number, m.number)
    when v.reverses is null and v.amount > 0 and (select sum(o.amount) from voucher o where o.office_id = v.office_id and o.matter_id = v.matter_id) > m.amount
      then format('事项%s付款合计超过批准的金额。', m.number)
    else '' end as sentence
  from voucher v left join matter m on m.office_id = v.office_id and m.matter_id = v.matter_id where v.office_id = $1 and v.paid_on <= $2::date order by v.voucher_id`,
);

// A payment is looked for once the bank's lines reach a week beyond it.
const bank = statement<ComparedRow>(
  'payments-against-bank-lines',
  `
  select '流水' || b.reference as about, case when b.voucher_id is null then format('银行流水%s付%s%s元，没有对应的付款凭证。', b.reference, b.counterparty, to_char(b.amount / 100.0, 'FM999999990.00')) else '' end as sentence
  from bank_line b where b.office_id = $1 and b.booked_on <= $2::date
  union all
  select '付款' || v.number, format('凭证%s付%s%s元，银行流水中没有。', v.number, v.payee, to_char(v.amount / 100.0, 'FM999999990.00'))
  from voucher v where v.office_id = $1 and v.payment_method <> '现金' and v.amount > 0 and v.paid_on <= $2::date
    and not exists (select from bank_line b where b.office_id = v.office_id and b.voucher_id = v.voucher_id)
    and not exists (select from voucher r where r.office_id = v.office_id and r.reverses = v.voucher_id)
    and v.paid_on >= (select min(b.booked_on) from bank_line b where b.office_id = $1) and v.paid_on + 7 < (select max(b.booked_on) from bank_line b where b.office_id = $1)
  order by 1`,
);

/** What the books of expenditure are compared with every night. */
export const crossChecks: readonly CrossCheck[] = [
  { check: '凭证与审批', owner: BOOKKEEPER, compare: async (tx, day) => comparedOf(await tx.rows(approvals, [tx.officeId, day])) },
  { check: '付款与银行流水', owner: BOOKKEEPER, compare: async (tx, day) => comparedOf(await tx.rows(bank, [tx.officeId, day])) },
];
