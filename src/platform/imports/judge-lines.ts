import type { SheetLine } from '../files/read-sheet.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { RulesInForce } from '../regulations/rules-in-force.ts';
import type { ImportLine, LineFinding } from './contract.ts';
import { hiddenIn, readAs, unreadable } from './line-marks.ts';
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
  const titles = kind.columns.map((one) => one.title);
  const tried = sheet.map((of) => ({ of, ...tryLine(of, kind, titles) }));
  const read = tried.flatMap(({ of, row, faults }) => (faults.length === 0 ? [{ line: of.line, row }] : []));
  const background = await kind.background(tx, read);
  const lines = tried.map(({ of, row, faults }): JudgedLine => {
    const { line, cells } = of;
    if (faults.length > 0) return { line, cells, verdict: 'bad', findings: faults };
    const { verdict, findings } = kind.judge({ line, row }, { background, rules, officeId: tx.officeId });
    const hidden = hiddenIn(of);
    return {
      line,
      cells,
      verdict: verdict === 'good' && hidden.length > 0 ? 'doubtful' : verdict,
      findings: [...hidden, ...findings, ...readAs(of, { titles, row })],
    };
  });
  return { lines, read, background };
}

/** A line as its kind reads it; `faults` say why it cannot be, and then `row` is nothing. */
function tryLine(of: SheetLine, kind: AnyRegisterImport, titles: readonly string[]): { readonly row: unknown; readonly faults: readonly LineFinding[] } {
  const broken = unreadable(of, titles);
  if (broken.length > 0) return { row: undefined, faults: broken };
  const parsed = kind.row.safeParse(of.cells);
  if (parsed.success) return { row: parsed.data, faults: [] };
  return { row: undefined, faults: parsed.error.issues.map((issue) => ({ sentence: `${issue.path.join('、')}：${issue.message}。`, clause: null })) };
}
