import type { Facts } from '../decision.ts';
import { missingFact, RuleFault } from '../fact-fault.ts';
import type { RowAnswer, Table } from '../pack/pack.ts';
import type { Term } from '../vocabulary.ts';
import { compileColumn, ROWS_PER_BLOCK, type CompiledColumn, type RowBits } from './compile-column.ts';
import { compileRow, rowTest, type CompiledRow, type RuleFunctions } from './compile-row.ts';
import type { Outcome } from './gathered.ts';

/** A table ready to run: the rows that answer. Throws RuleFault where the pack has a gap or an overlap, FactFault for a missing fact. */
export type CompiledTable = (facts: Facts) => Outcome;

/** @param exceptions tables that replace this one's answer when one of their rows matches, in the order of the pack. */
export function compileTable(table: Table, exceptions: readonly Table[], functions: RuleFunctions): CompiledTable {
  const outcomes = new Outcomes();
  const base = compilePlain(table, functions, outcomes);
  const others = exceptions.map((exception) => compilePlain(exception, functions, outcomes));
  if (others.length === 0) return base;
  return (facts) => {
    for (const other of others) {
      const outcome = other(facts);
      if (outcome.rows.length > 0) return outcome;
    }
    return base(facts);
  };
}

/** Hands out outcomes, numbered within one table and its exceptions. */
class Outcomes {
  readonly none: Outcome = { index: 0, rows: [] };
  #made = 1;

  of(rows: readonly CompiledRow[]): Outcome {
    if (rows.length === 0) return this.none;
    this.#made += 1;
    return { index: this.#made - 1, rows };
  }
}

function compilePlain(table: Table, functions: RuleFunctions, outcomes: Outcomes): CompiledTable {
  const rows = table.rows.map((row) => compileRow(row, functions));
  const inScope = table.scope === 'none' || table.hit === '汇总' ? () => false : rowTest(table.scope);
  const nothing = (facts: Facts): Outcome => {
    if (inScope(facts)) throw new RuleFault(`表“${table.name}”没有一行适用，制度在这里有缺口。`);
    return outcomes.none;
  };
  const known = new Map<number | string, Outcome>();
  const outcomeOf = (key: number | string, hits: readonly CompiledRow[]): Outcome => {
    const made = outcomes.of(table.hit === '汇总' || hits.length < 2 ? hits : single(table, hits));
    known.set(key, made);
    return made;
  };
  const blocks = Array.from({ length: Math.ceil(rows.length / ROWS_PER_BLOCK) }, (_, index) => compileBlock(table, rows.slice(index * ROWS_PER_BLOCK, (index + 1) * ROWS_PER_BLOCK)));
  const [only, ...others] = blocks;
  if (only !== undefined && others.length === 0) {
    return (facts) => {
      const bits = standing(only, facts);
      return bits === 0 ? nothing(facts) : (known.get(bits) ?? outcomeOf(bits, rowsOf(only, bits)));
    };
  }
  return (facts) => {
    const bits = blocks.map((block) => standing(block, facts));
    const key = bits.join();
    return bits.every((one) => one === 0) ? nothing(facts) : (known.get(key) ?? outcomeOf(key, blocks.flatMap((block, index) => rowsOf(block, bits[index] ?? 0))));
  };
}

function rowsOf({ rows }: Block, bits: RowBits): readonly CompiledRow[] {
  return rows.filter((_, index) => (bits & (1 << index)) !== 0);
}

interface Block {
  readonly rows: readonly CompiledRow[];
  readonly all: number;
  readonly columns: readonly CompiledColumn[];
}

function compileBlock(table: Table, rows: readonly CompiledRow[]): Block {
  const asking = table.columns.map((term) => compileColumn(term, rows.map(({ row }) => row.when))).filter((column) => column.asking !== 0);
  // The column most rows ask for is the likeliest to rule all of them out.
  const columns = asking.toSorted((one, other) => bitCount(other.asking) - bitCount(one.asking));
  return { rows, all: (1 << rows.length) - 1, columns };
}

function bitCount(bits: RowBits): number {
  return bits === 0 ? 0 : (bits & 1) + bitCount(bits >> 1);
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
  if (first === undefined) return [];
  if (others.some((hit) => !sameAnswer(hit.row.answer, first.row.answer))) throw new RuleFault(`表“${table.name}”的几行结论不一致（${positions}）。`);
  return [first];
}

/** Do two rows come to the same? 一致 rows may stand under different clauses. */
export function sameAnswer(one: RowAnswer, other: RowAnswer): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
