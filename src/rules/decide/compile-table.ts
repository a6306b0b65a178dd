import type { Facts } from '../decision.ts';
import { RuleFault } from '../fact-fault.ts';
import type { RowAnswer, Table } from '../pack/pack.ts';
import { compileRow, rowTest, type CompiledRow, type RuleFunctions } from './compile-row.ts';

/** A table ready to run: the rows that answer. Throws RuleFault where the pack has a gap or an overlap, FactFault for a missing fact. */
export type CompiledTable = (facts: Facts) => readonly CompiledRow[];

/** @param exceptions tables that replace this one's answer when one of their rows matches, in the order of the pack. */
export function compileTable(table: Table, exceptions: readonly Table[], functions: RuleFunctions): CompiledTable {
  const base = compilePlain(table, functions);
  const others = exceptions.map((exception) => compilePlain(exception, functions));
  if (others.length === 0) return base;
  return (facts) => {
    for (const other of others) {
      const rows = other(facts);
      if (rows.length > 0) return rows;
    }
    return base(facts);
  };
}

function compilePlain(table: Table, functions: RuleFunctions): CompiledTable {
  const rows = table.rows.map((row) => ({ matches: rowTest(row.when), compiled: compileRow(row, table.name, functions) }));
  const inScope = table.scope === 'none' || table.hit === '汇总' ? () => false : rowTest(table.scope);
  return (facts) => {
    const hits = rows.filter(({ matches }) => matches(facts)).map(({ compiled }) => compiled);
    if (table.hit === '汇总' || hits.length === 1) return hits;
    if (hits.length > 1) return [shared(table, hits)];
    if (inScope(facts)) throw new RuleFault(`表“${table.name}”没有一行适用，制度在这里有缺口。`);
    return hits;
  };
}

/** What several matching rows come to: an overlap in 唯一; in 一致 the answer they share, told by the first. */
function shared(table: Table, hits: readonly CompiledRow[]): CompiledRow {
  const [first, ...others] = hits;
  const positions = hits.map((hit) => `${hit.clause.id}第${hit.row.position}行`).join('、');
  if (first === undefined || table.hit === '唯一') throw new RuleFault(`表“${table.name}”有${hits.length}行同时适用（${positions}），制度在这里重叠。`);
  if (others.some((hit) => !sameAnswer(hit.row.answer, first.row.answer))) throw new RuleFault(`表“${table.name}”的几行结论不一致（${positions}）。`);
  return first;
}

/** Do two rows come to the same? 一致 rows may stand under different clauses. */
export function sameAnswer(one: RowAnswer, other: RowAnswer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
