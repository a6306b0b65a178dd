import type { FactValue } from '../decision.ts';
import { badFact } from '../fact-fault.ts';
import type { Condition } from '../pack/pack.ts';
import { axisOf } from '../table/axis.ts';
import type { Cell, ChoiceCell, Span } from '../table/cell.ts';
import type { Term } from '../vocabulary.ts';

/** Rows of a block as bits: bit 0 is its first row. */
export type RowBits = number;

/** At most this many rows share one word of bits, so that a word stays a small integer. */
export const ROWS_PER_BLOCK = 30;

/** A column of a block of rows, ready to run. */
export interface CompiledColumn {
  readonly term: Term;
  readonly id: string;
  /** Rows that ask anything of this column. */
  readonly asking: RowBits;
  /** Rows that a value leaves standing, among them all that do not ask. Throws FactFault for a value of the wrong kind. */
  readonly standing: (fact: FactValue) => RowBits;
}

/** One column over the conditions of at most ROWS_PER_BLOCK rows. */
export function compileColumn(term: Term, rows: readonly (readonly Condition[])[]): CompiledColumn {
  const cells = rows.flatMap((when, index): readonly Asked[] => {
    const cell = when.find((one) => one.term.id === term.id)?.cell;
    return cell === undefined ? [] : [{ bit: 1 << index, cell }];
  });
  const asking = union(cells.map((one) => one.bit));
  const silent = ((1 << rows.length) - 1) & ~asking;
  return { term, id: term.id, asking, standing: standingOf(term, cells, silent) };
}

interface Asked<Sort extends Cell = Cell> {
  readonly bit: RowBits;
  readonly cell: Sort;
}

function standingOf(term: Term, cells: readonly Asked[], silent: RowBits): CompiledColumn['standing'] {
  if (axisOf(term) !== undefined) return alongAxis(term, cells, silent);
  const choices = cells.flatMap(({ bit, cell }) => (cell.shape === 'choices' ? [{ bit, cell }] : []));
  return term.kind === '职务集' ? ofSet(term, choices, silent) : ofChoice(term, choices, silent);
}

function alongAxis(term: Term, cells: readonly Asked[], silent: RowBits): CompiledColumn['standing'] {
  const axis = axisOf(term);
  if (axis === undefined) throw new TypeError(`${term.name} has no order`);
  const spans = cells.flatMap(({ bit, cell }) => (cell.shape === 'spans' ? [{ bit, spans: cell.spans }] : []));
  const starts = cuts(spans.flatMap((one) => one.spans));
  const standing = starts.map((point) => silent | union(spans.filter((one) => one.spans.some(({ from, to }) => from <= point && point <= to)).map((one) => one.bit)));
  return (fact) => {
    const point = axis.pointOf(fact);
    if (point === undefined) throw badFact(term, fact);
    let at = starts.length - 1;
    while (at > 0 && (starts[at] ?? 0) > point) at -= 1;
    return standing[at] ?? 0;
  };
}

/** First points of the stretches within which no bound lies, from the very beginning. */
function cuts(spans: readonly Span[]): readonly number[] {
  return [...new Set([-Infinity, ...spans.flatMap(({ from, to }) => [from, to + 1])])].filter((start) => start !== Infinity).toSorted((one, other) => one - other);
}

function ofChoice(term: Term, cells: readonly Asked<ChoiceCell>[], silent: RowBits): CompiledColumn['standing'] {
  const standing = (choice: string): RowBits => silent | union(cells.filter(({ cell }) => cell.choices.includes(choice) !== cell.except).map((one) => one.bit));
  if (term.kind === '是否') {
    const [yes, no] = [standing('是'), standing('否')];
    return (fact) => {
      if (fact === true) return yes;
      if (fact === false) return no;
      throw badFact(term, fact);
    };
  }
  const closed = term.kind === '选项';
  const known = new Map((closed ? [...term.options.keys()] : cells.flatMap(({ cell }) => cell.choices)).map((choice) => [choice, standing(choice)]));
  const other = silent | union(cells.filter(({ cell }) => cell.except).map((one) => one.bit));
  return (fact) => {
    const found = typeof fact === 'string' ? known.get(fact) : undefined;
    if (found !== undefined) return found;
    if (closed || typeof fact !== 'string') throw badFact(term, fact);
    return other;
  };
}

function ofSet(term: Term, cells: readonly Asked<ChoiceCell>[], silent: RowBits): CompiledColumn['standing'] {
  const naming = new Map(cells.flatMap(({ cell }) => cell.choices).map((post) => [post, union(cells.filter(({ cell }) => cell.choices.includes(post)).map((one) => one.bit))]));
  const wanting = union(cells.filter(({ cell }) => !cell.except).map((one) => one.bit));
  const excluding = union(cells.filter(({ cell }) => cell.except).map((one) => one.bit));
  return (fact) => {
    if (!Array.isArray(fact)) throw badFact(term, fact);
    let named = 0;
    for (const post of fact) named |= naming.get(post) ?? 0;
    return silent | (named & wanting) | (excluding & ~named);
  };
}

function union(bits: readonly RowBits[]): RowBits {
  return bits.reduce((all, bit) => all | bit, 0);
}
