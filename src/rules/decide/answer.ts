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
  /** The office's own numbers, which stand above whatever the facts say. */
  readonly settings: Facts;
}

/** Asks a question: its tables answer in order; what a table computes is a fact for those after it. */
export function answer(question: CompiledQuestion, given: Facts, on: CivilDate): Decision {
  const steps: PostStep[] = [];
  const refusals: Refusal[] = [];
  const required: Requirement[] = [];
  const duties: DutyOpening[] = [];
  const notices: Notice[] = [];
  const reasons: Reason[] = [];
  const values: Record<string, FactValue> = {};
  let facts: Facts = { ...given, ...question.settings };
  for (const table of question.tables) {
    for (const hit of table.answer(facts)) {
      const computed = hit.compute?.(facts);
      collect(hit, { steps, refusals, required, duties, notices });
      const brought = computed === undefined ? hit.row.answer.values : { ...hit.row.answer.values, [computed[0]]: computed[1] };
      reasons.push({ clause: hit.clause, table: table.name, row: hit.row.position, sentence: hit.sentence(facts, computed) });
      if (Object.keys(brought).length > 0) {
        Object.assign(values, brought);
        facts = { ...facts, ...brought };
      }
    }
  }
  const { office, pack } = question;
  const verdict = refusals.length > 0 ? 'refused' : 'allowed';
  return { question: question.question, office, on, pack, facts: given, verdict, steps, refusals, values, required, duties, notices, reasons };
}

interface Collected {
  readonly steps: PostStep[];
  readonly refusals: Refusal[];
  readonly required: Requirement[];
  readonly duties: DutyOpening[];
  readonly notices: Notice[];
}

function collect({ row, clause, steps }: CompiledRow, into: Collected): void {
  for (const step of steps) if (!into.steps.some((one) => one.post === step.post && one.act === step.act)) into.steps.push(step);
  const { refusal, required, duties, notice } = row.answer;
  if (refusal !== undefined) {
    const { sentence, whatWouldHelp, releasableBy } = refusal;
    into.refusals.push({ code: clause.id, clause, sentence, whatWouldHelp, ...(releasableBy !== undefined && { releasableBy }) });
  }
  for (const evidence of required) if (!into.required.some((one) => one.evidence === evidence)) into.required.push({ evidence, clause });
  for (const duty of duties) if (!into.duties.some((one) => one.duty === duty)) into.duties.push({ duty, clause });
  if (notice !== undefined) into.notices.push({ sentence: notice, clause });
}
