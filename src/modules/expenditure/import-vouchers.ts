import { z } from 'zod';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { LineFinding } from '../../platform/imports/contract.ts';
import {
  dayCell,
  registerImport,
  requiredCell,
  textCell,
  yuanCell,
  type Judged,
  type ReadLine,
  type RegisterImport,
} from '../../platform/imports/register-import.ts';
import type { Register } from '../../platform/registers/register.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { searchedText } from '../../platform/search/searched-text.ts';
import { FINANCE_STAFF } from './finance-staff.ts';

const METHODS = ['现金', '公务卡', '银行转账'] as const;
const row = z.object({
  凭证号: requiredCell,
  付款日期: dayCell,
  事由: requiredCell,
  收款单位: requiredCell,
  支出类别: textCell,
  金额: yuanCell.refine((value) => value > 0, '应大于零'),
  付款方式: z.enum(METHODS, { error: `应为${METHODS.join('、')}之一` }),
  付款凭据号: textCell,
  经办人: textCell,
  审批人: textCell,
});
type Row = z.infer<typeof row>;

interface Background {
  /** Numbers and days that stand in the register already. */
  readonly known: ReadonlySet<string>;
  /** Cash paid to one payee on one day for one purpose, over the whole file, in fen. */
  readonly sameDay: ReadonlyMap<string, number>;
  /** Lines of the file that repeat an earlier one. */
  readonly repeated: ReadonlySet<number>;
}

const known = statement<{ key: string }>(
  'old-vouchers-known',
  `select number || '/' || paid_on as key from old_voucher where office_id = $1 and number = any($2::text[])`,
);
const sameDayKey = ({ 付款日期, 收款单位, 事由 }: Row): string => `${付款日期}/${收款单位}/${事由}`;

async function background(tx: ReadTx, lines: readonly ReadLine<Row>[]): Promise<Background> {
  const found = await tx.rows(known, [tx.officeId, lines.map(({ row: one }) => one.凭证号)]);
  const sameDay = new Map<string, number>();
  const seen = new Set<string>();
  const repeated = new Set<number>();
  for (const { line, row: one } of lines) {
    if (one.付款方式 === '现金') sameDay.set(sameDayKey(one), (sameDay.get(sameDayKey(one)) ?? 0) + one.金额);
    const key = `${one.凭证号}/${one.付款日期}`;
    if (seen.has(key)) repeated.add(line);
    seen.add(key);
  }
  return { known: new Set(found.map((one) => one.key)), sameDay, repeated };
}

interface Of {
  readonly background: Background;
  readonly rules: RulesInForce;
  readonly officeId: number;
}

/** A payment of the past stays as it was; the regulation of its day says what was wrong with it. */
function judge({ line, row: one }: ReadLine<Row>, { background: { known: before, sameDay, repeated }, rules, officeId }: Of): Judged {
  if (repeated.has(line) || before.has(`${one.凭证号}/${one.付款日期}`))
    return { verdict: 'bad', findings: [{ sentence: `凭证${one.凭证号}（${one.付款日期}）已经有了。`, clause: null }] };
  const on = one.付款日期;
  if (!rules.knows({ officeId, question: '付款', on })) return { verdict: 'doubtful', findings: [{ sentence: `${on}没有现行制度，未作判定。`, clause: null }] };
  const facts = {
    amount: one.金额,
    paymentMethod: one.付款方式,
    finallyApproved: one.审批人 !== '',
    paymentReference: one.付款凭据号 !== '',
    fundsRecorded: true,
    monthClosed: false,
    sameDaySum: one.付款方式 === '现金' ? (sameDay.get(sameDayKey(one)) ?? one.金额) : one.金额,
    expenseCategory: '其他',
    fundingSource: '财政拨款',
  };
  const findings = rules
    .decide({ officeId, question: '付款', facts, on })
    .refusals.map(({ sentence, clause }): LineFinding => ({ sentence: `按当时的制度：${sentence}`, clause }));
  return { verdict: findings.length === 0 ? 'good' : 'doubtful', findings };
}

const insert = statement<never>(
  'insert-old-vouchers',
  `
  with made as (
    insert into old_voucher (office_id, number, paid_on, purpose, payee, category, amount, payment_method, handler, approver, findings, import_batch, import_line)
    select $1, x.number, x."paidOn", x.purpose, x.payee, x.category, x.amount, x.method, x.handler, x.approver, x.findings, $2, x.line
    from jsonb_to_recordset($3::jsonb) as x (number text, "paidOn" date, purpose text, payee text, category text, amount bigint, method text, handler text, approver text, findings text, line int)
    returning office_id, old_voucher_id, number, purpose, payee
  )
  insert into search_tail (office_id, subject, subject_id, text) select office_id, 'old-voucher', old_voucher_id, ${searchedText(['number', 'purpose', 'payee'])} from made`,
);

function voucherImport(rules: RulesInForce): RegisterImport<Row, Background> {
  return {
    register: 'old-voucher',
    title: '旧支出台账',
    question: '付款',
    who: FINANCE_STAFF,
    columns: [
      { title: '凭证号', required: true, example: '2024-0031' },
      { title: '付款日期', required: true, example: '2024-05-18' },
      { title: '事由', required: true, example: '会议室音响维修' },
      { title: '收款单位', required: true, example: '示范县声远电器行' },
      { title: '支出类别', required: false, example: '维修费' },
      { title: '金额', required: true, example: '1,260.00' },
      { title: '付款方式', required: true, example: '公务卡' },
      { title: '付款凭据号', required: false, example: 'POS000123' },
      { title: '经办人', required: false, example: '蒋雪' },
      { title: '审批人', required: false, example: '王建华' },
    ],
    row,
    background,
    judge,
    keep: async (tx, lines, { background: about, batchId }) => {
      const rows = lines.map(({ line, row: one }) => ({
        line,
        number: one.凭证号,
        paidOn: one.付款日期,
        purpose: one.事由,
        payee: one.收款单位,
        category: one.支出类别,
        amount: one.金额,
        method: one.付款方式,
        handler: one.经办人,
        approver: one.审批人,
        findings: judge({ line, row: one }, { background: about, rules, officeId: tx.officeId })
          .findings.map((finding) => `${finding.clause === null ? '' : `${finding.clause.id} `}${finding.sentence}`)
          .join('；'),
      }));
      await tx.rows(insert, [tx.officeId, batchId, JSON.stringify(rows)]);
    },
  };
}
export const oldVouchers = (rules: RulesInForce) => registerImport(voucherImport(rules));

/** 历史支出台账: what was taken over, with its findings and where it came from. */
export const oldVoucherRegister: Register = {
  register: 'old-voucher',
  title: '历史支出台账',
  module: 'expenditure',
  question: '付款',
  columns: [
    { key: 'number', title: '凭证号', type: 'text', filter: true, sql: 'o.number' },
    { key: 'paidOn', title: '付款日期', type: 'day', filter: true, sql: 'o.paid_on' },
    { key: 'purpose', title: '事由', type: 'text', filter: true, sql: 'o.purpose' },
    { key: 'payee', title: '收款单位', type: 'text', filter: true, sql: 'o.payee' },
    { key: 'amount', title: '金额', type: 'money', filter: true, sql: 'o.amount' },
    { key: 'method', title: '付款方式', type: 'choice', filter: true, choices: METHODS, sql: 'o.payment_method' },
    { key: 'handler', title: '经办人', type: 'text' },
    { key: 'approver', title: '审批人', type: 'text' },
    { key: 'findings', title: '按当时制度的疑问', type: 'text', filter: true, sql: 'o.findings' },
    { key: 'origin', title: '出处', type: 'text' },
  ],
  select: `o.number, o.paid_on::text as "paidOn", o.purpose, o.payee, o.amount, o.payment_method as method, o.handler, o.approver, o.findings, b.number || '第' || o.import_line || '行' as origin`,
  from: `from old_voucher o join import_batch b on b.office_id = o.office_id and b.batch_id = o.import_batch where o.office_id = $1`,
  keyset: 'o.old_voucher_id',
  searched: { subject: 'old-voucher', columns: ['number', 'purpose', 'payee'] },
  readers: ['财务股', '财务人员', '管账', '纪检领导', '分管财务领导', '局长', '审计员'],
};
