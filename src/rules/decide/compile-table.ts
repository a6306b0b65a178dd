import type { Facts } from '../decision.ts';
import { RuleFault } from '../fact-fault.ts';
import type { RowAnswer, Table } from '../pack/pack.ts';
import { blockText, ROWS_PER_BLOCK } from './block-text.ts';
import { compileRow, rowTest, type CompiledRow, type RuleFunctions } from './compile-row.ts';
import type { FunctionText } from './function-text.ts';
import { grow } from './gathered.ts';
import { LongTable } from './long-table.ts';

/** A table in the order asked: what replaces it where one of its rows matches, in the order of the pack, and then the table itself. */
export interface AskedTable {
  readonly name: string;
  readonly parts: readonly Table[];
}

/**
 * Statements that ask a table of a question: from the branch `at` to the branch of the rows that answer, which are told at once if one of
 * them brings a value the tables after it may read. They throw RuleFault where the pack has a gap or an overlap.
 */
export function tableText(of: FunctionText, { name, parts }: AskedTable, functions: RuleFunctions): string {
  const brings = parts.some(({ rows }) => rows.some(({ answer }) => answer.compute !== undefined || Object.keys(answer.values).length > 0));
  const asked = parts.map((part) => partText(of, { part, name, functions }));
  return `table: { ${asked.join('\n')} }\n${brings ? 'facts = telling.tell(at.rows, facts);' : ''}`;
}

function partText(of: FunctionText, { part, name, functions }: { readonly part: Table; readonly name: string; readonly functions: RuleFunctions }): string {
  const compiled = part.rows.map((row) => compileRow(row, name, functions));
  const long = part.rows.length > ROWS_PER_BLOCK ? new LongTable(part) : undefined;
  const answering = (found: number): readonly CompiledRow[] => {
    const hits = compiled.filter((_, index) => (long === undefined ? (found & (1 << index)) !== 0 : long.matches(found, index)));
    return part.hit === '汇总' || hits.length < 2 ? hits : single(part, hits);
  };
  const found = long === undefined ? blockText(of, part.columns, part.rows) : `const bits = ${of.given(long.find)}(facts);`;
  const checked = part.scope === 'none' || part.hit === '汇总' ? '' : `${of.given(gapCheck(part, rowTest(part.scope)))}(facts);`;
  return `{ ${found} at = at.next[bits] ?? ${of.given(grow)}(at, bits, ${of.given(answering)}); }
    if (at.hits.length !== 0) break table;
    ${checked}`;
}

/** No row matches: right outside the table's scope only. */
function gapCheck({ name }: Table, inScope: (facts: Facts) => boolean): (facts: Facts) => void {
  return (facts) => {
    if (inScope(facts)) throw new RuleFault(`表“${name}”没有一行适用，制度在这里有缺口。`);
  };
}

/** What several matching rows come to: an overlap in 唯一; in 一致 the answer they share. */
function single(table: Table, hits: readonly CompiledRow[]): readonly CompiledRow[] {
  const positions = hits.map((hit) => `${hit.clause.id}第${hit.row.position}行`).join('、');
  if (table.hit === '唯一') throw new RuleFault(`表“${table.name}”有${hits.length}行同时适用（${positions}），制度在这里重叠。`);
  const [first, ...others] = hits;
  if (first === undefined) return [];
  if (others.some((hit) => !sameAnswer(hit.row.answer, first.row.answer))) throw new RuleFault(`表“${table.name}”的几行结论不一致（${positions}）。`);
  return [first];
}

/** Do two rows come to the same? 一致 rows may stand under different clauses. */
export function sameAnswer(one: RowAnswer, other: RowAnswer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
