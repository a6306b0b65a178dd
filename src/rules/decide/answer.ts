import type { CivilDate } from '../calendar/civil-date.ts';
import type { Decision, Facts, PackRef } from '../decision.ts';
import type { CompiledQuestion } from './compile-question.ts';
import { gatheredAt } from './gathered.ts';
import { Telling } from './telling.ts';

/** A question of one pack version, ready to be asked. */
export interface Question {
  readonly question: string;
  readonly office: string;
  readonly pack: PackRef;
  /** The office's own numbers, which stand above whatever the facts say; undefined if the question reads none. */
  readonly settings: Facts | undefined;
  readonly ask: CompiledQuestion;
}

/** Asks a question: its tables answer in order; what a table computes is a fact for those after it. */
export function answer({ question, office, pack, settings, ask }: Question, given: Facts, on: CivilDate): Decision {
  const telling = new Telling();
  const branch = ask(settings === undefined ? given : { ...given, ...settings }, telling);
  const { verdict, steps, refusals, required, duties, notices } = gatheredAt(branch);
  return { question, office, on, pack, facts: given, verdict, steps, refusals, values: telling.values, required, duties, notices, reasons: telling.reasons };
}
