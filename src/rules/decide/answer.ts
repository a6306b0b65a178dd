import type { CivilDate } from '../calendar/civil-date.ts';
import type { Decision, Facts, FactValue, PackRef, Reason } from '../decision.ts';
import type { CompiledRow } from './compile-row.ts';
import type { CompiledTable } from './compile-table.ts';
import { branchAfter, gatheredAt, type Branch } from './gathered.ts';

/** A question of one pack version, ready to be asked. */
export interface CompiledQuestion {
  readonly question: string;
  readonly office: string;
  readonly pack: PackRef;
  readonly tables: readonly { readonly name: string; readonly answer: CompiledTable }[];
  /** The office's own numbers, which stand above whatever the facts say; undefined if the question reads none. */
  readonly settings: Facts | undefined;
  readonly root: Branch;
}

/** Asks a question: its tables answer in order; what a table computes is a fact for those after it. */
export function answer(asked: CompiledQuestion, given: Facts, on: CivilDate): Decision {
  const { question, office, pack } = asked;
  const reasons: Reason[] = [];
  let values: Record<string, FactValue> | undefined;
  let facts: Facts = asked.settings === undefined ? given : { ...given, ...asked.settings };
  let branch = asked.root;
  for (const table of asked.tables) {
    const outcome = table.answer(facts);
    branch = branchAfter(branch, outcome);
    for (const hit of outcome.rows) {
      const computed = hit.compute === undefined ? undefined : hit.compute(facts);
      reasons.push({ clause: hit.clause, table: table.name, row: hit.row.position, sentence: hit.sentence(facts, computed) });
      const brought = broughtBy(hit, computed);
      if (brought === undefined) continue;
      values = { ...values, ...brought };
      facts = { ...facts, ...brought };
    }
  }
  const { verdict, steps, refusals, required, duties, notices } = gatheredAt(branch);
  return { question, office, on, pack, facts: given, verdict, steps, refusals, values: values ?? {}, required, duties, notices, reasons };
}

function broughtBy({ values }: CompiledRow, computed: readonly [string, FactValue] | undefined): Facts | undefined {
  return computed === undefined ? values : { ...values, [computed[0]]: computed[1] };
}
