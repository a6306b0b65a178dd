import type { z } from 'zod';
import type { FactValue } from '../decision.ts';
import { FactFault } from '../fact-fault.ts';
import { readFact } from '../facts.ts';
import { readCell } from '../table/read-cell.ts';
import { SIGN_ONCE } from '../route/resolve-route.ts';
import { unknownTerm, type Term } from '../vocabulary.ts';
import type { Clause, Condition, Row, RowAnswer, RowStep } from './pack.ts';
import { fault, type Reading } from './read-pack.ts';
import type { answerShape, stepShape } from './shape.ts';
import type { Path } from './source.ts';

export interface ReadConditions {
  /** Every column mentioned, also those that take anything. */
  readonly columns: readonly Term[];
  readonly conditions: readonly Condition[];
}

/** Reads the cells of `当`, `原文` or `范围`. */
export function readConditions(reading: Reading, path: Path, written: Readonly<Record<string, unknown>>): ReadConditions {
  const columns: Term[] = [];
  const conditions: Condition[] = [];
  for (const [name, raw] of Object.entries(written)) {
    const term = reading.vocabulary.byName.get(name);
    if (term === undefined) {
      fault(reading, { check: 'term', sentence: unknownTerm(reading.vocabulary, name), path: [...path, name], key: true });
      continue;
    }
    columns.push(term);
    const read = readCell(term, raw);
    if ('fault' in read) fault(reading, { check: 'cell', sentence: `“${name}”${read.fault}。`, path: [...path, name] });
    else if ('cell' in read) conditions.push({ term, cell: read.cell });
  }
  return { columns, conditions };
}

interface WrittenRow {
  readonly 当: Readonly<Record<string, unknown>>;
  readonly 原文?: Readonly<Record<string, unknown>> | undefined;
  readonly 则: z.output<typeof answerShape>;
}

/** Reads one row standing at `path` under a clause. */
export function readRow(
  reading: Reading,
  at: { readonly clause: Clause; readonly path: Path; readonly position: number },
  written: WrittenRow,
): { readonly row: Row; readonly columns: readonly Term[] } {
  const when = readConditions(reading, [...at.path, '当'], written.当);
  const stated = written.原文 === undefined ? undefined : readConditions(reading, [...at.path, '原文'], written.原文);
  const foreign = stated?.columns.find((term) => term.kind === '职务集');
  if (foreign !== undefined)
    fault(reading, { check: 'cell', sentence: `“原文”里不能写职务集“${foreign.name}”。`, path: [...at.path, '原文'], clause: at.clause });
  const row: Row = {
    position: at.position,
    clause: at.clause,
    when: when.conditions,
    stated: stated && [...when.conditions.filter(({ term }) => !stated.columns.includes(term)), ...stated.conditions],
    answer: readAnswer(reading, [...at.path, '则'], written.则),
    path: at.path,
  };
  return { row, columns: [...when.columns, ...(stated?.columns ?? [])] };
}

function readAnswer(reading: Reading, path: Path, written: z.output<typeof answerShape>): RowAnswer {
  if (Object.keys(written).length === 0) fault(reading, { check: 'shape', sentence: '“则”是空的；请写明步骤、拒绝、得、需、义务、提示或计算。', path });
  if (written.拒绝 === undefined && (written.办法 ?? written.可由) !== undefined)
    fault(reading, { check: 'shape', sentence: '有“拒绝”时才能写“办法”“可由”。', path });
  const into = written.计算 && reading.vocabulary.byName.get(written.计算.得);
  if (written.计算 && into === undefined)
    fault(reading, { check: 'term', sentence: unknownTerm(reading.vocabulary, written.计算.得), path: [...path, '计算', '得'] });
  return {
    steps: (written.步骤 ?? []).map(readStep),
    refusal: written.拒绝 === undefined ? undefined : { sentence: written.拒绝, whatWouldHelp: written.办法 ?? [], releasableBy: written.可由 },
    values: Object.fromEntries(readValues(reading, [...path, '得'], written.得 ?? {}).map(({ term, value }) => [term.id, value])),
    required: written.需 ?? [],
    duties: written.义务 ?? [],
    notice: written.提示,
    compute: written.计算 && into && { function: written.计算.函数, into },
  };
}

function readStep(step: z.output<typeof stepShape>): RowStep {
  const onSamePerson = step.同人 === SIGN_ONCE ? [SIGN_ONCE] : (step.同人 ?? []);
  return { post: step.职务, act: step.动作, onOwnBusiness: step.本人 ?? [], onSamePerson, mustKnow: step.须知, beside: step.并行 === '是', count: step.几人 };
}

export interface ReadValue {
  readonly term: Term;
  readonly value: FactValue;
}

/** Reads `{ 现金限额: 2000元 }`. */
export function readValues(reading: Reading, path: Path, written: Readonly<Record<string, unknown>>): readonly ReadValue[] {
  return Object.entries(written).flatMap(([name, raw]) => {
    const term = reading.vocabulary.byName.get(name);
    if (term === undefined) {
      fault(reading, { check: 'term', sentence: unknownTerm(reading.vocabulary, name), path: [...path, name], key: true });
      return [];
    }
    try {
      return [{ term, value: readFact(term, raw) }];
    } catch (error) {
      if (!(error instanceof FactFault)) throw error;
      fault(reading, { check: 'cell', sentence: error.message, path: [...path, name] });
      return [];
    }
  });
}
