import type { Facts } from '../decision.ts';
import type { Row, Table } from '../pack/pack.ts';
import { axisOf, type Axis } from '../table/axis.ts';
import type { Term } from '../vocabulary.ts';
import { cuts } from './column-text.ts';

/**
 * Of a long table, the blocks in which a row may match: those that the first column every row asks for does not rule out whole. All of them where there is no such column, and
 * where its fact is missing or of the wrong kind, which the blocks then say.
 * @param size rows of a block.
 */
export function blockIndex({ columns, rows }: Pick<Table, 'columns' | 'rows'>, size: number): (facts: Facts) => readonly number[] {
  const all = Array.from({ length: Math.ceil(rows.length / size) }, (_, block) => block);
  const term = columns.find(({ id }) => rows.every(({ when }) => when.some((one) => one.term.id === id)));
  if (term === undefined) return () => all;
  const blocksOf = byBlock(term, { rows, size });
  return (facts) => blocksOf?.(facts[term.id]) ?? all;
}

interface Blocks {
  readonly rows: readonly Row[];
  readonly size: number;
}

type BlocksOf = (fact: Facts[string] | undefined) => readonly number[] | undefined;

function byBlock(term: Term, blocks: Blocks): BlocksOf | undefined {
  const axis = axisOf(term);
  if (axis !== undefined) return alongAxis(term, axis, blocks);
  return term.kind === '选项' ? byChoice(term, blocks) : undefined;
}

function alongAxis(term: Term, axis: Axis, { rows, size }: Blocks): BlocksOf {
  const spansOf = ({ when }: Row) => when.flatMap(({ term: { id }, cell }) => (id === term.id && cell.shape === 'spans' ? cell.spans : []));
  const starts = cuts(rows.flatMap(spansOf));
  const standing = starts.map(() => new Set<number>());
  for (const [index, row] of rows.entries()) {
    for (const { from, to } of spansOf(row))
      for (let at = stretchAt(starts, from); at < starts.length && (starts[at] ?? 0) <= to; at += 1) standing[at]?.add(Math.floor(index / size));
  }
  const found = standing.map((one) => [...one]);
  return (fact) => {
    const point = fact === undefined ? undefined : axis.pointOf(fact);
    return point === undefined ? undefined : found[stretchAt(starts, point)];
  };
}

/** The last stretch that begins at the point or before it. */
function stretchAt(starts: readonly number[], point: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= point) low = middle;
    else high = middle;
  }
  return low;
}

function byChoice(term: Term, { rows, size }: Blocks): BlocksOf {
  const admits = ({ when }: Row, choice: string): boolean =>
    when.some(({ term: { id }, cell }) => id === term.id && cell.shape === 'choices' && cell.choices.includes(choice) !== cell.except);
  const found = new Map(
    [...term.options.keys()].map((choice) => [choice, [...new Set(rows.flatMap((row, index) => (admits(row, choice) ? [Math.floor(index / size)] : [])))]]),
  );
  return (fact) => (typeof fact === 'string' ? found.get(fact) : undefined);
}
