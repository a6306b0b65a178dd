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
  const rows = table.rows.map((row) => compileRow(row, functions));
  const inScope = table.scope === 'none' ? () => false : rowTest(table.scope);
  const agree = table.hit === '一致' ? sameAnswer : undefined;
  return (facts) => {
    const hits: CompiledRow[] = [];
    for (const row of rows) if (row.matches(facts)) hits.push(row);
    const [first] = hits;
    if (first === undefined && table.hit !== '汇总' && inScope(facts)) throw new RuleFault(`表“${table.name}”没有一行适用，制度在这里有缺口。`);
    if (hits.length < 2 || table.hit === '汇总') return hits;
    const positions = hits.map((hit) => `${hit.clause.id}第${hit.row.position}行`).join('、');
    if (table.hit === '唯一') throw new RuleFault(`表“${table.name}”有${hits.length}行同时适用（${positions}），制度在这里重叠。`);
    if (first !== undefined && agree !== undefined && hits.some((hit) => !agree(hit.row.answer, first.row.answer))) throw new RuleFault(`表“${table.name}”的几行结论不一致（${positions}）。`);
    return first === undefined ? [] : [first];
  };
}

function sameAnswer(one: RowAnswer, other: RowAnswer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
