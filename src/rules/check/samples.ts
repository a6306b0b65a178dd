import type { Condition, Table } from '../pack/pack.ts';
import { axisOf } from '../table/axis.ts';
import type { Cell } from '../table/cell.ts';
import type { Term } from '../vocabulary.ts';

/** Values of a term that no cell of the table tells apart: a stretch of an axis, or one choice. */
export interface Sample {
  /** As a person reads it: `20000.00元`, `2.5天`, `10.00元至19.99元`, `现金`. */
  readonly words: string;
  readonly within: (cell: Cell | undefined) => boolean;
}

/** Any value that no cell of the table names. */
const OTHER = '其他';

/** Cuts a column at every bound of these conditions, so that one value of each sample stands for all of them. */
export function samplesOf(term: Term, conditions: readonly Condition[]): readonly Sample[] {
  const cells = conditions.filter((one) => one.term.id === term.id).map((one) => one.cell);
  const axis = axisOf(term);
  if (axis === undefined) return choiceSamples(term, cells);
  const starts = new Set<number>([axis.first]);
  for (const cell of cells) {
    if (cell.shape !== 'spans') continue;
    for (const { from, to } of cell.spans) {
      if (Number.isFinite(from)) starts.add(from);
      if (Number.isFinite(to)) starts.add(to + 1);
    }
  }
  const sorted = [...starts].filter((start) => start <= axis.last).toSorted((one, other) => one - other);
  return sorted.map((from, index) => {
    const to = (sorted[index + 1] ?? axis.last + 1) - 1;
    const point = Number.isFinite(from) ? from : Number.isFinite(to) ? to : 0;
    return {
      words: stretch(axis.show, from, to),
      within: (cell) => cell === undefined || (cell.shape === 'spans' && cell.spans.some((span) => span.from <= point && point <= span.to)),
    };
  });
}

function stretch(show: (point: number) => string, from: number, to: number): string {
  if (from === to) return show(from);
  if (!Number.isFinite(to)) return Number.isFinite(from) ? `${show(from)}以上` : '任意';
  return Number.isFinite(from) ? `${show(from)}至${show(to)}` : `${show(to)}以下`;
}

function choiceSamples(term: Term, cells: readonly Cell[]): readonly Sample[] {
  const named = cells.flatMap((cell) => (cell.shape === 'choices' ? cell.choices : []));
  const values = term.kind === '选项' ? [...term.options.keys()] : term.kind === '是否' ? ['是', '否'] : [...new Set(named), OTHER];
  return values.map((value) => ({
    words: value,
    within: (cell) => cell === undefined || (cell.shape === 'choices' && cell.choices.includes(value) !== cell.except),
  }));
}

/** One place of the world as the table sees it: a sample of each column. */
export interface Spot {
  readonly samples: readonly { readonly term: Term; readonly sample: Sample }[];
  /** Positions of the rows that match. */
  readonly rows: readonly number[];
  readonly inScope: boolean;
}

/** More places than this are not gone through; the finding says so. */
export const MOST_SPOTS = 200_000;

/** Goes through every place that the table tells apart. @returns undefined if there are too many. */
export function spotsOf(table: Table, rows: readonly { readonly position: number; readonly when: readonly Condition[] }[]): readonly Spot[] | undefined {
  const scope = table.scope === 'none' ? [] : table.scope;
  const conditions = [...rows.flatMap((row) => row.when), ...scope];
  const terms = [...new Map(conditions.map((one) => [one.term.id, one.term])).values()];
  const columns = terms.map((term) => ({ term, samples: samplesOf(term, conditions) }));
  const count = columns.reduce((product, column) => product * column.samples.length, 1);
  if (count > MOST_SPOTS) return undefined;
  const cellIn = (when: readonly Condition[], term: Term): Cell | undefined => when.find((one) => one.term.id === term.id)?.cell;
  return Array.from({ length: count }, (_, number) => {
    let rest = number;
    const samples = columns.flatMap(({ term, samples: all }) => {
      const sample = all[rest % all.length];
      rest = Math.floor(rest / all.length);
      return sample === undefined ? [] : [{ term, sample }];
    });
    const holds = (when: readonly Condition[]): boolean => samples.every(({ term, sample }) => sample.within(cellIn(when, term)));
    return { samples, rows: rows.filter((row) => holds(row.when)).map((row) => row.position), inScope: table.scope !== 'none' && holds(scope) };
  });
}
