import type { ClauseRef, DutyOpening, Facts, FactValue, Notice, PostStep, Refusal, Requirement } from '../decision.ts';
import { RuleFault } from '../fact-fault.ts';
import type { Condition, Row } from '../pack/pack.ts';
import { cellTest, type CellTest } from '../table/match-cell.ts';
import { compileSentence, type CompiledSentence } from './compile-sentence.ts';

/** Pure functions of the modules, by the Chinese name a pack uses under 计算. */
export type RuleFunctions = Readonly<Record<string, (facts: Facts) => FactValue>>;

/** A row ready to run: what it brings, made once, and its sentence. */
export interface CompiledRow {
  readonly row: Row;
  /** Name of the table it answers for. */
  readonly table: string;
  readonly clause: ClauseRef;
  readonly steps: readonly PostStep[];
  readonly refusal: Refusal | undefined;
  readonly required: readonly Requirement[];
  readonly duties: readonly DutyOpening[];
  readonly notice: Notice | undefined;
  /** Values the row states; undefined if none. */
  readonly values: Facts | undefined;
  readonly compute: ((facts: Facts) => readonly [string, FactValue]) | undefined;
  /** Why, with the values that made it match. */
  readonly sentence: CompiledSentence;
}

/** @throws RuleFault if the row names a function nobody provides. */
export function compileRow(row: Row, table: string, functions: RuleFunctions): CompiledRow {
  const clause = row.clause.ref;
  const { refusal, required, duties, notice, values } = row.answer;
  return {
    row,
    table,
    clause,
    steps: compileSteps(row),
    refusal: refusal && {
      code: clause.id,
      clause,
      sentence: refusal.sentence,
      whatWouldHelp: refusal.whatWouldHelp,
      ...(refusal.releasableBy !== undefined && { releasableBy: refusal.releasableBy }),
    },
    required: required.map((evidence) => ({ evidence, clause })),
    duties: duties.map((duty) => ({ duty, clause })),
    notice: notice === undefined ? undefined : { sentence: notice, clause },
    values: Object.keys(values).length === 0 ? undefined : values,
    compute: compileFunction(row, functions),
    sentence: compileSentence(row),
  };
}

/** Steps that stand beside one another share a group named after the row and the first of them. */
function compileSteps({ answer: { steps }, clause, path }: Row): readonly PostStep[] {
  const firstOf = (at: number): number => (steps[at]?.beside === true && at > 0 ? firstOf(at - 1) : at);
  return steps.map(({ post, act, onOwnBusiness, onSamePerson, mustKnow, beside, count }, at) => ({
    post,
    act,
    onOwnBusiness,
    onSamePerson,
    clause: clause.ref,
    ...(mustKnow !== undefined && { mustKnow }),
    ...(count !== undefined && { count }),
    ...((beside || steps[at + 1]?.beside === true) && { group: [clause.ref.id, ...path, firstOf(at)].join('/') }),
  }));
}

/** Do all conditions hold? Throws FactFault for a missing or wrongly typed fact. */
export function rowTest(conditions: readonly Condition[]): (facts: Facts) => boolean {
  const tests: readonly (readonly [string, CellTest])[] = conditions.map(({ term, cell }) => [term.id, cellTest(term, cell)]);
  return (facts) => {
    for (const [id, test] of tests) if (!test(facts[id])) return false;
    return true;
  };
}

function compileFunction({ answer, clause }: Row, functions: RuleFunctions): CompiledRow['compute'] {
  const { compute } = answer;
  if (compute === undefined) return undefined;
  const run = functions[compute.function];
  if (run === undefined) throw new RuleFault(`${clause.ref.id}所用的计算函数“${compute.function}”不存在。`);
  return (facts) => [compute.into.id, run(facts)];
}
