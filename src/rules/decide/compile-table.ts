import type { Facts } from '../decision.ts';
import { missingFact, RuleFault } from '../fact-fault.ts';
import type { RowAnswer, Table } from '../pack/pack.ts';
import type { Term } from '../vocabulary.ts';
import { compileColumn, ROWS_PER_BLOCK, type CompiledColumn } from './compile-column.ts';
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

const NONE: readonly CompiledRow[] = [];

function compilePlain(table: Table, functions: RuleFunctions): CompiledTable {
  const rows = table.rows.map((row) => compileRow(row, functions));
  const blocks = Array.from({ length: Math.ceil(rows.length / ROWS_PER_BLOCK) }, (_, index) => compileBlock(table, rows.slice(index * ROWS_PER_BLOCK, (index + 1) * ROWS_PER_BLOCK)));
  const inScope = table.scope === 'none' ? () => false : rowTest(table.scope);
  const adding = table.hit === '汇总';
  return (facts) => {
    let hits: CompiledRow[] | undefined;
    for (const block of blocks) {
      const bits = standing(block, facts);
      if (bits === 0) continue;
      hits ??= [];
      for (let index = 0; bits >> index > 0; index += 1) {
        const row = block.rows[index];
        if (row !== undefined && (bits & (1 << index)) !== 0) hits.push(row);
      }
    }
    if (adding) return hits ?? NONE;
    if (hits === undefined) {
      if (inScope(facts)) throw new RuleFault(`表“${table.name}”没有一行适用，制度在这里有缺口。`);
      return NONE;
    }
    return hits.length === 1 ? hits : single(table, hits);
  };
}

interface Block {
  readonly rows: readonly CompiledRow[];
  readonly all: number;
  readonly columns: readonly CompiledColumn[];
}

function compileBlock(table: Table, rows: readonly CompiledRow[]): Block {
  const columns = table.columns.map((term) => compileColumn(term, rows.map(({ row }) => row.when))).filter((column) => column.asking !== 0);
  return { rows, all: (1 << rows.length) - 1, columns };
}

/** Rows that match. A fact may be missing as long as every row that asks for it is ruled out by another. */
function standing({ all, columns }: Block, facts: Facts): number {
  let bits = all;
  let unknown: Missing[] | undefined;
  for (const { term, id, asking, standing: leaves } of columns) {
    if ((bits & asking) === 0) continue;
    const fact = facts[id];
    if (fact === undefined) (unknown ??= []).push({ term, asking });
    else bits &= leaves(fact);
    if (bits === 0) return 0;
  }
  const needed = unknown?.find((one) => (bits & one.asking) !== 0);
  if (needed !== undefined) throw missingFact(needed.term);
  return bits;
}

interface Missing {
  readonly term: Term;
  readonly asking: number;
}

/** What several matching rows come to: an overlap in 唯一; in 一致 the answer they share. */
function single(table: Table, hits: readonly CompiledRow[]): readonly CompiledRow[] {
  const positions = hits.map((hit) => `${hit.clause.id}第${hit.row.position}行`).join('、');
  if (table.hit === '唯一') throw new RuleFault(`表“${table.name}”有${hits.length}行同时适用（${positions}），制度在这里重叠。`);
  const [first, ...others] = hits;
  if (first === undefined) return NONE;
  if (others.some((hit) => !sameAnswer(hit.row.answer, first.row.answer))) throw new RuleFault(`表“${table.name}”的几行结论不一致（${positions}）。`);
  return [first];
}

/** Do two rows come to the same? 一致 rows may stand under different clauses. */
export function sameAnswer(one: RowAnswer, other: RowAnswer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
