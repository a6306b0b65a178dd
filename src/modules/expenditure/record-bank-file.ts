import type { Refusal } from '../../rules/decision.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { readSheet, type ReadKept } from '../../platform/files/read-sheet.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { isOfficialAccount } from './account-store.ts';
import { BANK_TITLES, matchLines, readBankLines, type BankLine, type MatchedLine, type OpenVoucher } from './bank-file.ts';
import type { RecordBankFile } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const INCIDENT = '未批付款核查';

interface Seen {
  readonly official: boolean;
  readonly read: { readonly lines: readonly BankLine[] } | { readonly no: Refusal };
  readonly known: ReadonlySet<string>;
  readonly vouchers: readonly OpenVoucher[];
}

interface Plan extends RecordBankFile {
  readonly lines: readonly MatchedLine[];
}

export interface BankFileRecorded {
  readonly recorded: number;
  readonly matched: number;
  readonly unapproved: number;
}

const open = statement<OpenVoucher>(
  'vouchers-not-at-bank',
  `
  select v.voucher_id as "voucherId", v.amount, v.payee, v.reference, v.paid_on::text as "paidOn" from voucher v
  where v.office_id = $1 and v.payment_method <> '现金' and v.amount > 0 and v.amount = any($2::bigint[])
    and not exists (select from bank_line b where b.office_id = v.office_id and b.voucher_id = v.voucher_id)
  order by v.paid_on, v.voucher_id`,
);
const recorded = statement<{ key: string }>(
  'bank-lines-recorded',
  `
  select reference || '/' || booked_on || '/' || amount as key from bank_line where office_id = $1 and account = $2 and reference = any($3::text[])`,
);
const insert = statement<{ id: number; reference: string; voucherId: number | null }>(
  'insert-bank-lines',
  `
  insert into bank_line (office_id, account, booked_on, amount, counterparty, reference, summary, voucher_id, file, recorded_by, recorded_at)
  select $1, $2, x."on", x.amount, x.counterparty, x.reference, x.summary, x."voucherId", decode($4, 'hex'), $5, $6
  from jsonb_to_recordset($3::jsonb) as x ("on" date, amount bigint, counterparty text, reference text, summary text, "voucherId" bigint)
  returning bank_line_id as id, reference, voucher_id as "voucherId"`,
);

const keyOf = ({ reference, on, amount }: BankLine): string => `${reference}/${on}/${amount}`;

/** 核对银行流水 (FIN-02c): every payment of the bank's file finds its voucher; one that has none was made without approval and opens an incident. */
export function recordBankFileVerb(rules: RulesInForce, readKept: ReadKept): Verb<RecordBankFile, Seen, Plan, BankFileRecorded> {
  return {
    name: 'record-bank-file',
    title: '核对银行流水',
    who: '财务人员',
    read: async (tx, { account, file }) => {
      const read = readBankLines(await readSheet(await readKept(tx.officeId, file), BANK_TITLES));
      const lines = 'no' in read ? [] : read.lines;
      const [official, known, vouchers] = await Promise.all([
        isOfficialAccount(tx, account),
        tx.rows(recorded, [tx.officeId, account, lines.map((line) => line.reference)]),
        tx.rows(open, [tx.officeId, lines.map((line) => line.amount)]),
      ]);
      return { official, read, known: new Set(known.map((one) => one.key)), vouchers };
    },
    decide: ({ official, read, known, vouchers }, input, { actor }) => {
      const against = onlyFinanceStaff(actor, '银行流水核对');
      if (against !== undefined) return { no: against };
      if (!official) return no('unknown-account', '账号不在本单位公款账户登记中。', ['先登记公款账户']);
      if ('no' in read) return read;
      const fresh = read.lines.filter((line) => !known.has(keyOf(line)));
      if (fresh.length === 0) return no('nothing-new', '文件中没有尚未登记的支出流水。');
      return { yes: { ...input, lines: matchLines(fresh, vouchers) } };
    },
    write: async (tx, { account, file, lines }, { actor, now, today }) => {
      const made = await tx.rows(insert, [tx.officeId, account, JSON.stringify(lines), file, actor.personId, now]);
      const duty = rules.duty({ officeId: tx.officeId, duty: INCIDENT, on: today });
      const unapproved = made.filter((one) => one.voucherId === null);
      if (duty !== undefined) {
        for (const { id, reference } of unapproved) {
          const line = lines.find((one) => one.reference === reference);
          const about = `银行流水${reference}付${line?.counterparty ?? ''}${yuanInWords(fen(line?.amount ?? 0))}没有对应的审批`;
          await openDuty(tx, { duty, event: today, today, subject: { kind: 'bank-line', id }, handlerId: null, about });
        }
      }
      const result = { recorded: made.length, matched: made.length - unapproved.length, unapproved: unapproved.length };
      return {
        result,
        entry: { subject: { kind: 'bank-file', id: file }, detail: { account, ...result, references: unapproved.map((one) => one.reference) } },
      };
    },
  };
}
