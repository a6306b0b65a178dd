import type { SheetLine } from '../files/read-sheet.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';
import type { ImportLine, LineFinding } from './contract.ts';
import type { AnyRegisterImport, ReadLine } from './register-import.ts';

/** A line with its verdict, before anything of it is taken. */
export type JudgedLine = Omit<ImportLine, 'taken'>;

export interface JudgedFile {
  readonly lines: readonly JudgedLine[];
  /** The lines that could be read, and what the registers know about them. */
  readonly read: readonly ReadLine<unknown>[];
  readonly background: unknown;
}

/** Reads every line and judges it by the rules of its day; a line that cannot be read says which of its cells, and stops no other. */
export async function judgeLines(
  tx: ReadTx,
  { kind, sheet, rules }: { readonly kind: AnyRegisterImport; readonly sheet: readonly SheetLine[]; readonly rules: RulesInForce },
): Promise<JudgedFile> {
  const tried = sheet.map(({ line, cells }) => ({ line, cells, parsed: kind.row.safeParse(cells) }));
  const read = tried.flatMap(({ line, parsed }) => (parsed.success ? [{ line, row: parsed.data }] : []));
  const background = await kind.background(tx, read);
  const lines = tried.map(({ line, cells, parsed }): JudgedLine => {
    if (!parsed.success)
      return {
        line,
        cells,
        verdict: 'bad',
        findings: parsed.error.issues.map((issue): LineFinding => ({ sentence: `${issue.path.join('、')}：${issue.message}。`, clause: null })),
      };
    return { line, cells, ...kind.judge({ line, row: parsed.data }, { background, rules, officeId: tx.officeId }) };
  });
  return { lines, read, background };
}
