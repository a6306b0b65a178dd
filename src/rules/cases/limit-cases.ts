import { compileQuestion, type CompiledQuestion } from '../decide/compile-question.ts';
import type { RuleFunctions } from '../decide/compile-row.ts';
import type { Facts, FactValue } from '../decision.ts';
import { FactFault, RuleFault } from '../fact-fault.ts';
import type { Condition, Pack, Row, Table } from '../pack/pack.ts';
import { axisOf, type Axis } from '../table/axis.ts';
import { commonSpans, type Cell, type SpanCell } from '../table/cell.ts';
import type { Term } from '../vocabulary.ts';

/** One limit of one row, decided one step below, on, and above it. */
export interface LimitResult {
  /** `支出批准第2行（FIN-02i）金额 5000.00元` */
  readonly name: string;
  readonly clause: string;
  readonly differences: readonly string[];
}

/** For each finite bound of each row: the row answers exactly where its cell says. Two of three points always lie on different sides. */
export function runLimitCases(pack: Pack, functions: RuleFunctions): readonly LimitResult[] {
  return [...pack.tables.values()].flatMap((table) => {
    const ask = compileQuestion([{ name: table.name, parts: [table] }], functions);
    const settings = Object.fromEntries([...pack.settings.values()].flatMap(({ term, value }) => (value === undefined ? [] : [[term.id, value]])));
    return table.rows.flatMap((row) => row.when.flatMap((condition) => limitsOf({ table, row, ask, settings }, condition)));
  });
}

interface At {
  readonly table: Table;
  readonly row: Row;
  readonly ask: CompiledQuestion;
  readonly settings: Facts;
}

function limitsOf(at: At, { term, cell }: Condition): readonly LimitResult[] {
  const axis = axisOf(term);
  if (cell.shape !== 'spans' || axis === undefined) return [];
  const { table, row } = at;
  const bounds = new Set(cell.spans.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite));
  const base = { ...witness(table, row), ...at.settings };
  return [...bounds].map((bound) => ({
    name: `${table.name}第${row.position}行（${row.clause.ref.id}）${term.name} ${axis.show(bound)}`,
    clause: row.clause.ref.id,
    differences: [bound - 1, bound, bound + 1]
      .filter((point) => point >= axis.first && point <= axis.last)
      .flatMap((point) => pointDifference(at, { term, cell, axis, point, facts: { ...base, [term.id]: axis.factOf(point) } })),
  }));
}

interface Point {
  readonly term: Term;
  readonly cell: SpanCell;
  readonly axis: Axis;
  readonly point: number;
  readonly facts: Facts;
}

function pointDifference({ row, ask }: At, { term, cell, axis, point, facts }: Point): readonly string[] {
  const shown = `${term.name}${axis.show(point)}`;
  const expected = cell.spans.some(({ from, to }) => from <= point && point <= to);
  try {
    // Of 一致 rows that agree the first answers for all: then the same answer counts.
    const hits = ask(facts, { tell: () => facts }).hits;
    const itself = hits.some((hit) => hit.row.position === row.position);
    const sameAnswer = hits.some((hit) => JSON.stringify(hit.row.answer) === JSON.stringify(row.answer));
    if (expected ? itself || sameAnswer : !itself) return [];
    return [`${shown}时${expected ? '应当适用这一行，却没有适用' : '不应适用这一行，却适用了'}（${cell.words}）。`];
  } catch (error) {
    // Outside its cell the row rightly stays silent; a gap or overlap of the others is told by the checks.
    if (error instanceof RuleFault && !expected) return [];
    if (error instanceof RuleFault || error instanceof FactFault) return [`${shown}时不能判定：${error.message}`];
    throw error;
  }
}

/** Facts under which the row matches: a value from each of its cells, and any value in the table's scope for the other columns. */
export function witness(table: Table, row: Row): Facts {
  const scope = table.scope === 'none' ? [] : table.scope;
  const terms = new Set([...table.columns, ...scope.map((one) => one.term)]);
  const cellOf = (conditions: readonly Condition[], term: Term): Cell | undefined => conditions.find((one) => one.term === term)?.cell;
  return Object.fromEntries([...terms].map((term) => [term.id, valueIn(term, cellOf(row.when, term), cellOf(scope, term))]));
}

function valueIn(term: Term, cell: Cell | undefined, scope: Cell | undefined): FactValue {
  const axis = axisOf(term);
  if (axis !== undefined) return axis.factOf(pointIn(axis, cell, scope));
  const fits = (value: FactValue): boolean => [cell, scope].every((one) => one === undefined || one.shape !== 'choices' || admits(term, one, value));
  const candidates: readonly FactValue[] = candidatesOf(
    term,
    [cell, scope].flatMap((one) => (one?.shape === 'choices' ? one.choices : [])),
  );
  return candidates.find(fits) ?? candidates.at(0) ?? '其他';
}

function pointIn(axis: Axis, cell: Cell | undefined, scope: Cell | undefined): number {
  const spans = [cell, scope].flatMap((one) => (one?.shape === 'spans' ? [one.spans] : []));
  const [whole] = [{ from: axis.first, to: axis.last }];
  const [first] = spans.reduce((common, one) => commonSpans(common, one), [whole]);
  const span = first ?? spans[0]?.[0] ?? whole;
  return Number.isFinite(span.from) ? span.from : Number.isFinite(span.to) ? span.to : 0;
}

function candidatesOf(term: Term, choices: readonly string[]): readonly FactValue[] {
  if (term.kind === '是否') return [true, false];
  if (term.kind === '选项') return [...term.options.keys()];
  if (term.kind === '职务集') return [[], ...choices.map((choice) => [choice]), ...(choices.length > 1 ? [choices] : [])];
  return ['其他', ...choices];
}

function admits(term: Term, cell: { readonly choices: readonly string[]; readonly except: boolean }, value: FactValue): boolean {
  if (term.kind === '职务集') return (Array.isArray(value) && value.some((member) => cell.choices.includes(member))) !== cell.except;
  const word = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  return cell.choices.includes(word) !== cell.except;
}
