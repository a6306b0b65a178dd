import type { CivilDate } from '../calendar/civil-date.ts';
import type { Decision, DutyOpening, Facts, FactValue, Notice, PackRef, PostStep, Reason, Refusal, Requirement } from '../decision.ts';
import type { CompiledRow } from './compile-row.ts';
import type { CompiledTable } from './compile-table.ts';

/** A question of one pack version, ready to be asked. */
export interface CompiledQuestion {
  readonly question: string;
  readonly office: string;
  readonly pack: PackRef;
  readonly tables: readonly { readonly name: string; readonly answer: CompiledTable }[];
  /** The office's own numbers, which stand above whatever the facts say; undefined if the question reads none. */
  readonly settings: Facts | undefined;
}

/** Asks a question: its tables answer in order; what a table computes is a fact for those after it. */
export function answer(question: CompiledQuestion, given: Facts, on: CivilDate): Decision {
  const steps: PostStep[] = [];
  const refusals: Refusal[] = [];
  const required: Requirement[] = [];
  const duties: DutyOpening[] = [];
  const notices: Notice[] = [];
  const reasons: Reason[] = [];
  let values: Record<string, FactValue> | undefined;
  let facts: Facts = question.settings === undefined ? given : { ...given, ...question.settings };
  for (const table of question.tables) {
    for (const hit of table.answer(facts)) {
      const { row, clause, refusal, notice } = hit;
      const computed = hit.compute?.(facts);
      if (refusal !== undefined) refusals.push(refusal);
      if (notice !== undefined) notices.push(notice);
      for (const step of hit.steps) if (!steps.some((one) => one.post === step.post && one.act === step.act)) steps.push(step);
      for (const one of hit.required) if (!required.some((other) => other.evidence === one.evidence)) required.push(one);
      for (const one of hit.duties) if (!duties.some((other) => other.duty === one.duty)) duties.push(one);
      reasons.push({ clause, table: table.name, row: row.position, sentence: hit.sentence(facts, computed) });
      const brought = broughtBy(hit, computed);
      if (brought === undefined) continue;
      values = { ...values, ...brought };
      facts = { ...facts, ...brought };
    }
  }
  const verdict = refusals.length > 0 ? 'refused' : 'allowed';
  return { question: question.question, office: question.office, on, pack: question.pack, facts: given, verdict, steps, refusals, values: values ?? {}, required, duties, notices, reasons };
}

function broughtBy({ values }: CompiledRow, computed: readonly [string, FactValue] | undefined): Facts | undefined {
  return computed === undefined ? values : { ...values, [computed[0]]: computed[1] };
}
