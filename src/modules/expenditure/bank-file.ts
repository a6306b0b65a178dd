import { z } from 'zod';
import type { Refusal } from '../../rules/decision.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { SheetLine } from '../../platform/files/read-sheet.ts';

export const BANK_TITLES = ['交易日期', '支出金额', '对方户名', '流水号', '摘要'] as const;

/** Money that left an account, as the bank says. */
export interface BankLine {
  readonly on: CivilDate;
  /** fen */
  readonly amount: number;
  readonly counterparty: string;
  readonly reference: string;
  readonly summary: string;
}

const day = z.iso.date();
const YUAN = /^\d{1,12}(\.\d{1,2})?$/;

/** The outgoing lines of a bank's file; incoming ones have no amount here. A line that cannot be read refuses the file, by its number. */
export function readBankLines(lines: readonly SheetLine[]): { readonly lines: readonly BankLine[] } | { readonly no: Refusal } {
  const found: BankLine[] = [];
  const wrong: number[] = [];
  for (const { line, cells } of lines) {
    const spent = (cells['支出金额'] ?? '').replaceAll(',', '');
    if (spent === '' || Number(spent) === 0) continue;
    const on = day.safeParse((cells['交易日期'] ?? '').replaceAll('/', '-').slice(0, 10)); // banks write the time behind the day
    const reference = cells['流水号'] ?? '';
    if (!on.success || !YUAN.test(spent) || reference === '') {
      wrong.push(line);
      continue;
    }
    // z.iso.date() has made sure that the day exists.
    found.push({
      on: on.data as CivilDate,
      amount: Math.round(Number(spent) * 100),
      counterparty: cells['对方户名'] ?? '',
      reference,
      summary: cells['摘要'] ?? '',
    });
  }
  if (wrong.length === 0) return { lines: found };
  const sentence = `第${wrong.slice(0, 10).join('、')}行${wrong.length > 10 ? '等' : ''}的日期、金额或流水号无法读取，整个文件没有登记。`;
  return { no: { code: 'unreadable-lines', clause: null, sentence, whatWouldHelp: ['日期写成2026-03-02，金额最多两位小数，流水号不能为空'] } };
}

/** A payment of the office that the bank has not confirmed yet. */
export interface OpenVoucher {
  readonly voucherId: number;
  readonly amount: number;
  readonly payee: string;
  readonly reference: string;
  readonly paidOn: CivilDate;
}

export interface MatchedLine extends BankLine {
  readonly voucherId: number | null;
}

/** Each line takes at most one voucher of its amount: by the reference, else by the payee. What takes none was not paid through the office's approvals. */
export function matchLines(lines: readonly BankLine[], vouchers: readonly OpenVoucher[]): readonly MatchedLine[] {
  const free = new Set(vouchers);
  const take = (fits: (voucher: OpenVoucher) => boolean): number | undefined => {
    const voucher = [...free].find(fits);
    if (voucher !== undefined) free.delete(voucher);
    return voucher?.voucherId;
  };
  const byReference = lines.map((line) => take((one) => one.amount === line.amount && one.reference === line.reference));
  return lines.map((line, index) => ({
    ...line,
    voucherId: byReference[index] ?? take((one) => one.amount === line.amount && one.payee === line.counterparty) ?? null,
  }));
}
