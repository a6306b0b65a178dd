import type { z } from 'zod';
import { readCivilDate, type CivilDate } from '../calendar/civil-date.ts';
import type { Finding } from '../finding.ts';
import { caseShape } from '../pack/shape.ts';
import { shapeFindings } from '../pack/shape-findings.ts';
import type { Source } from '../pack/source.ts';

export type WrittenCase = z.output<typeof caseShape>;
export type QuestionCase = Extract<WrittenCase, { 问: string }>;
export type DutyCase = Exclude<WrittenCase, QuestionCase>;

/** One case and where it stands. */
export interface Case {
  readonly id: string;
  readonly name: string;
  readonly written: WrittenCase;
  readonly place: Finding['place'];
}

export interface ReadCases {
  readonly cases: readonly Case[];
  readonly findings: readonly Finding[];
}

/** Reads a `….cases.yaml`; a faulty case is reported and left out. */
export function readCases(source: Source): ReadCases {
  if (source.data === undefined || source.data === null) return { cases: [], findings: source.findings };
  if (!Array.isArray(source.data)) {
    return { cases: [], findings: [{ check: 'shape', severity: 'error', sentence: '案例文件应当是逐行短横的列表。', place: source.place([]) }] };
  }
  const findings: Finding[] = [];
  const cases: Case[] = [];
  for (const [index, raw] of source.data.entries()) {
    // Each sort has its own shape, so that a fault is told in the words of that sort.
    const shape = isDutyCase(raw) ? caseShape.options[1] : caseShape.options[0];
    const parsed = shape.safeParse(raw, { reportInput: true });
    if (parsed.success) cases.push({ id: parsed.data.编号, name: parsed.data.名, written: inherited(parsed.data, cases), place: source.place([index]) });
    else findings.push(...shapeFindings(source, [index], parsed.error.issues));
  }
  return { cases, findings };
}

/** `沿用` takes the facts of an earlier case, under its own. */
function inherited(written: WrittenCase, before: readonly Case[]): WrittenCase {
  if (!('问' in written) || written.沿用 === undefined) return written;
  const model = before.find((one) => one.name === written.沿用)?.written;
  return model !== undefined && '知' in model ? { ...written, 知: { ...model.知, ...written.知 } } : written;
}

function isDutyCase(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && '义务' in raw && !('问' in raw);
}

/** A day as written in a case; RangeError in Chinese if it is none. */
export function dayIn(text: string): CivilDate {
  const day = readCivilDate(text);
  if (day === undefined) throw new RangeError(`“${text}”不是日期；应当像2026-03-02。`);
  return day;
}
