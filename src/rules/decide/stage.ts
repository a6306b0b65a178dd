import type { Facts } from '../decision.ts';
import type { Condition, Table } from '../pack/pack.ts';
import { compileColumn, MOST_BITS, type CompiledColumn } from './compile-column.ts';
import type { CompiledRow } from './compile-row.ts';
import type { CompiledTable } from './compile-table.ts';
import type { Outcome } from './gathered.ts';

/** A table with its exceptions, compiled. */
export interface AskedTable {
  readonly table: Table;
  readonly exceptions: readonly Table[];
  readonly run: CompiledTable;
}

/** Tables that answer together, because none of them reads what another one brings. */
export type Stage = (facts: Facts) => Outcome;

/** Divides the tables of a question, in order, into as few stages as can be. */
export function stagesOf(tables: readonly AskedTable[]): readonly Stage[] {
  const stages: AskedTable[][] = [];
  for (const asked of tables) {
    const last = stages.at(-1);
    const reads = new Set(conditionsOf([asked]).flat().map(({ term }) => term.id));
    const apart = last === undefined || conditionsOf([...last, asked]).length > MOST_BITS || last.some((earlier) => broughtBy(earlier).some((id) => reads.has(id)));
    if (apart) stages.push([asked]);
    else last.push(asked);
  }
  return stages.map(compileStage);
}

function all({ table, exceptions }: AskedTable): readonly Table[] {
  return [table, ...exceptions];
}

/** Everything a stage asks: each row's conditions, and each scope's. Which of these hold decides which rows answer. */
function conditionsOf(tables: readonly AskedTable[]): readonly (readonly Condition[])[] {
  return tables.flatMap(all).flatMap((table) => [...table.rows.map((row) => row.when), ...(table.scope === 'none' ? [] : [table.scope])]);
}

function broughtBy(asked: AskedTable): readonly string[] {
  return all(asked).flatMap((table) => table.rows).flatMap(({ answer }) => [...Object.keys(answer.values), ...(answer.compute === undefined ? [] : [answer.compute.into.id])]);
}

/**
 * Reads each column once for all tables of the stage. Which conditions hold is a pattern of bits; the tables themselves are asked only when a
 * pattern is new, a fact is missing, or there are more conditions than bits.
 */
function compileStage(tables: readonly AskedTable[]): Stage {
  const runs = tables.map(({ run }) => run);
  const ask = (facts: Facts): readonly CompiledRow[] => runs.flatMap((run) => run(facts));
  const conditions = conditionsOf(tables);
  if (conditions.length > MOST_BITS) return (facts) => ({ index: undefined, rows: ask(facts) });
  const terms = [...new Map(conditions.flat().map(({ term }) => [term.id, term])).values()];
  const columns = terms.map((term) => compileColumn(term, conditions));
  const every = (1 << conditions.length) - 1;
  const known = new Map<number, Outcome>();
  return (facts) => {
    const pattern = patternOf(columns, every, facts);
    if (pattern === undefined) return { index: undefined, rows: ask(facts) };
    let outcome = known.get(pattern);
    if (outcome === undefined) known.set(pattern, (outcome = { index: known.size, rows: ask(facts) }));
    return outcome;
  };
}

/** Which conditions hold; undefined if a fact is missing that could tell. */
function patternOf(columns: readonly CompiledColumn[], every: number, facts: Facts): number | undefined {
  let bits = every;
  for (const { id, asking, standing } of columns) {
    if ((bits & asking) === 0) continue;
    const fact = facts[id];
    if (fact === undefined) return undefined;
    bits &= standing(fact);
  }
  return bits;
}
