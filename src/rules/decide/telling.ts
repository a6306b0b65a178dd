import type { Facts, FactValue, Reason } from '../decision.ts';
import type { CompiledRow } from './compile-row.ts';

/** What the rows of one decision say: their reasons, and the values they state or compute. */
export class Telling {
  readonly reasons: Reason[] = [];
  values: Facts = NONE;

  /** Tells the rows not told yet. @returns the facts with the values they bring, which are facts for the tables after them. */
  tell(rows: readonly CompiledRow[], given: Facts): Facts {
    let facts = given;
    for (let index = this.reasons.length; index < rows.length; index += 1) {
      const hit = rows[index];
      if (hit === undefined) break;
      const computed = hit.compute === undefined ? undefined : hit.compute(facts);
      this.reasons.push({ clause: hit.clause, table: hit.table, row: hit.row.position, sentence: hit.sentence(facts, computed?.[1]) });
      const brought = broughtBy(hit, computed);
      if (brought === undefined) continue;
      this.values = { ...this.values, ...brought };
      facts = { ...facts, ...brought };
    }
    return facts;
  }
}

const NONE: Facts = Object.freeze({});

function broughtBy({ values }: CompiledRow, computed: readonly [string, FactValue] | undefined): Facts | undefined {
  return computed === undefined ? values : { ...values, [computed[0]]: computed[1] };
}
