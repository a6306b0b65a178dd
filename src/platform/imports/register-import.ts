import { z } from 'zod';
import { readCivilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { readYuan, type Fen } from '../../rules/money.ts';
import type { Moment } from '../act/verb.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';
import type { LineFinding, Verdict } from './contract.ts';

export interface ImportColumn {
  /** Heading in the file. */
  readonly title: string;
  readonly required: boolean;
  /** As shown in the template. */
  readonly example: string;
}

/** A line that could be read. */
export interface ReadLine<Row> {
  readonly line: number;
  readonly row: Row;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly findings: readonly LineFinding[];
}

/** How lines of an old ledger become lines of a register. `Row` is a line as read, `Background` what the registers know about all of them. */
export interface RegisterImport<Row, Background> {
  /** The register the lines come into. */
  readonly register: string;
  readonly title: string;
  /** Offices whose packs do not know this question do not have it. */
  readonly question: string;
  /** Whose register it is. */
  readonly who: readonly string[];
  readonly columns: readonly ImportColumn[];
  /** From the texts of a line, by column title. */
  readonly row: z.ZodType<Row>;
  readonly background: (tx: ReadTx, lines: readonly ReadLine<Row>[]) => Promise<Background>;
  /** Judges a line by the rules of its day; pure. */
  readonly judge: (line: ReadLine<Row>, of: { readonly background: Background; readonly rules: RulesInForce; readonly officeId: number }) => Judged;
  /** Keeps the lines taken; each must name its batch and line. */
  readonly keep: (
    tx: ActTx,
    lines: readonly ReadLine<Row>[],
    of: { readonly background: Background; readonly batchId: number; readonly moment: Moment },
  ) => Promise<void>;
}

/** Kept in one list; each reads its own lines. */
export type AnyRegisterImport = RegisterImport<unknown, unknown>;

/** The list forgets the types; what a kind reads is what it judges and keeps. */
export function registerImport<Row, Background>(one: RegisterImport<Row, Background>): AnyRegisterImport {
  return one as unknown as AnyRegisterImport;
}

/** Cells of old ledgers, as people have written them. */
export const textCell = z.string().trim();
export const requiredCell = textCell.min(1, '没有填写');
/** 2019-3-2, 2019/3/2, 2019.3.2, 2019年3月2日. */
export const dayCell = textCell.transform((text, context): CivilDate => {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const read = readCivilDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: `“${text}”不是日期，应像2019-03-02` });
  return z.NEVER;
});
/** As readYuan reads it; nothing negative. */
export const yuanCell = textCell.transform((text, context): Fen => {
  const read = text.startsWith('-') ? undefined : readYuan(text);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: `“${text}”不是金额，应像1234.50` });
  return z.NEVER;
});
