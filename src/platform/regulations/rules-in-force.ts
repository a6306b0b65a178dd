import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Decision, FactValue } from '../../rules/decision.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import type { DraftRules } from './draft.ts';
import type { QuestionAsk, Rulebook } from '../../rules/rulebook.ts';

/** The compiled packs of every office in this process. Loaded at start, again when a pack is published. */
export interface RulesInForce {
  /** Does the office have a pack in force on that day that knows the question? */
  knows(ask: { readonly officeId: number; readonly question: string; readonly on: CivilDate }): boolean;
  /** The answer of the version in force on the day of the fact. Throws `Failure('bad-input')` naming a missing fact. */
  decide(ask: QuestionAsk & { readonly officeId: number }): Decision;
  /** A duty of the office's packs by name, as in force on a day. */
  duty(ask: { readonly officeId: number; readonly duty: string; readonly on: CivilDate }): Duty | undefined;
  /** A number the office has set for itself; undefined where it has not. */
  setting(ask: { readonly officeId: number; readonly setting: string; readonly on: CivilDate }): FactValue | undefined;
  /** A version somebody wants to publish, read and checked against the office's other regulations. */
  draft(officeId: number, text: string): DraftRules;
  /** Reads the office's regulations from the database again: at start, when an office is founded, when a regulation is published. */
  reload(officeId: number): Promise<void>;
  /** Everything, for law pages and timed work. */
  bookOf(officeId: number): Rulebook | undefined;
}
