import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Decision, Facts } from '../../rules/decision.ts';

/** The compiled packs of every office in this process. Loaded at start, again when a pack is published. */
export interface RulesInForce {
  /** Does the office have a pack in force on that day that knows the question? */
  knows(ask: { readonly officeId: number; readonly question: string; readonly on: CivilDate }): boolean;
  /** The answer of the version in force on the day of the fact. Throws `Failure('bad-input')` naming a missing fact. */
  decide(ask: { readonly officeId: number; readonly question: string; readonly facts: Facts; readonly on: CivilDate }): Decision;
}
