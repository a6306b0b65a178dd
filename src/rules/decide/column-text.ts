import type { FactValue } from '../decision.ts';
import { badFact } from '../fact-fault.ts';
import type { Condition } from '../pack/pack.ts';
import { axisOf, type Axis } from '../table/axis.ts';
import type { Cell, ChoiceCell, Span } from '../table/cell.ts';
import type { Term } from '../vocabulary.ts';
import { numeral, type FunctionText } from './function-text.ts';

/** Rows of a block as bits: bit 0 is its first row. */
export type RowBits = number;

/** A column of a block of rows, as text to run. */
export interface ColumnText {
  readonly term: Term;
  /** Rows that ask anything of this column. */
  readonly asking: RowBits;
  /** Statements that take the rows ruled out by `fact` from `bits`, keeping all that do not ask; throw FactFault for a value of the wrong kind. */
  readonly text: string;
}

/** One column over the conditions of the rows of a block. */
export function columnText(of: FunctionText, term: Term, rows: readonly (readonly Condition[])[]): ColumnText {
  const cells = rows.flatMap((when, index): readonly Asked[] => {
    const cell = when.find((one) => one.term.id === term.id)?.cell;
    return cell === undefined ? [] : [{ bit: 1 << index, cell }];
  });
  const asking = union(cells);
  const silent = ((1 << rows.length) - 1) & ~asking;
  const wrong = `throw ${of.given((fact: FactValue) => badFact(term, fact))}(fact)`;
  return { term, asking, text: ruledOut({ of, term, wrong, silent }, cells) };
}

interface Asked<Sort extends Cell = Cell> {
  readonly bit: RowBits;
  readonly cell: Sort;
}

interface Column {
  readonly of: FunctionText;
  readonly term: Term;
  readonly wrong: string;
  /** Rows that do not ask. */
  readonly silent: RowBits;
}

function ruledOut(column: Column, cells: readonly Asked[]): string {
  const { term } = column;
  const axis = axisOf(term);
  if (axis !== undefined) return alongAxis(column, axis, cells);
  const choices = cells.flatMap(({ bit, cell }) => (cell.shape === 'choices' ? [{ bit, cell }] : []));
  switch (term.kind) {
    case '职务集':
      return ofSet(column, choices);
    case '是否':
      return ofYesOrNo(column, choices);
    default:
      return ofChoice(column, choices);
  }
}

function alongAxis({ of, wrong, silent }: Column, axis: Axis, cells: readonly Asked[]): string {
  const spans = cells.flatMap(({ bit, cell }) => (cell.shape === 'spans' ? [{ bit, spans: cell.spans }] : []));
  const stretches = cuts(spans.flatMap((one) => one.spans)).map((start) => ({
    start,
    standing: silent | union(spans.filter((one) => one.spans.some(({ from, to }) => from <= start && start <= to))),
  }));
  return `const point = ${of.given(axis.pointOf)}(fact); if (point === undefined) ${wrong}; bits &= ${stretchOf(stretches)};`;
}

interface Stretch {
  readonly start: number;
  readonly standing: RowBits;
}

/** Finds the stretch `point` lies in by halves. */
function stretchOf(stretches: readonly Stretch[]): string {
  const half = Math.ceil(stretches.length / 2);
  const [middle] = stretches.slice(half);
  if (middle === undefined) return numeral(stretches[0]?.standing ?? 0);
  return `(point < ${numeral(middle.start)} ? ${stretchOf(stretches.slice(0, half))} : ${stretchOf(stretches.slice(half))})`;
}

/** First points of the stretches within which no bound lies, from the very beginning. */
export function cuts(spans: readonly Span[]): readonly number[] {
  return [...new Set([-Infinity, ...spans.flatMap(({ from, to }) => [from, to + 1])])]
    .filter((start) => start !== Infinity)
    .toSorted((one, other) => one - other);
}

function ofYesOrNo({ wrong, silent }: Column, cells: readonly Asked<ChoiceCell>[]): string {
  const [yes, no] = [silent | admitting(cells, '是'), silent | admitting(cells, '否')];
  return `if (fact === true) bits &= ${numeral(yes)}; else if (fact === false) bits &= ${numeral(no)}; else ${wrong};`;
}

function ofChoice({ of, term, wrong, silent }: Column, cells: readonly Asked<ChoiceCell>[]): string {
  const closed = term.kind === '选项';
  const named = closed ? [...term.options.keys()] : cells.flatMap(({ cell }) => cell.choices);
  const known = of.given(new Map(named.map((choice) => [choice, silent | admitting(cells, choice)])));
  const other = silent | union(cells.filter(({ cell }) => cell.except));
  return `if (typeof fact !== 'string') ${wrong}; const found = ${known}.get(fact); ${closed ? `if (found === undefined) ${wrong}; bits &= found;` : `bits &= found ?? ${numeral(other)};`}`;
}

function ofSet({ of, wrong, silent }: Column, cells: readonly Asked<ChoiceCell>[]): string {
  const posts = new Set(cells.flatMap(({ cell }) => cell.choices));
  const naming = of.given(new Map([...posts].map((post) => [post, union(cells.filter(({ cell }) => cell.choices.includes(post)))])));
  const [wanting, excluding] = [union(cells.filter(({ cell }) => !cell.except)), union(cells.filter(({ cell }) => cell.except))];
  return `if (!Array.isArray(fact)) ${wrong}; let named = 0; for (const post of fact) named |= ${naming}.get(post) ?? 0;
    bits &= ${numeral(silent)} | (named & ${numeral(wanting)}) | (${numeral(excluding)} & ~named);`;
}

function admitting(cells: readonly Asked<ChoiceCell>[], choice: string): RowBits {
  return union(cells.filter(({ cell }) => cell.choices.includes(choice) !== cell.except));
}

function union(cells: readonly { readonly bit: RowBits }[]): RowBits {
  return cells.reduce((all, { bit }) => all | bit, 0);
}
