import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { DutyReport, Obligation } from './contract.ts';

/** A duty as its verbs see it. */
export interface SeenObligation {
  readonly obligationId: number;
  readonly duty: string;
  readonly sentence: string;
  readonly clause: ClauseRef;
  readonly owner: string;
  readonly ownerPersonId: number | null;
  readonly ownerPost: string | null;
  readonly openedOn: CivilDate;
  readonly remindOn: CivilDate | null;
  readonly dueOn: CivilDate;
  readonly provisional: boolean;
  readonly evidence: readonly string[];
  readonly reportTo: readonly string[];
  readonly state: Obligation['state'];
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly endedAt: Date | null;
  /** Only its owner sees it. */
  readonly confidential: boolean;
  /** What was said when it ended. */
  readonly endedWith: string | null;
  /** Whoever gave it (批示); null where the regulations make it due. */
  readonly givenById: number | null;
  readonly givenBy: string | null;
  readonly reports: readonly DutyReport[];
}

/** Who may waive a duty, or give it to another person; he never waives his own. */
const WAIVER = '局长';

function owns(seen: SeenObligation, actor: Actor): boolean {
  return seen.ownerPersonId === null ? holds(actor, seen.ownerPost ?? '') : seen.ownerPersonId === actor.personId;
}

/** A refusal unless the owner may say the duty is done. */
export function mayDischarge(seen: SeenObligation, actor: Actor): Refusal | undefined {
  const refuse = (code: string, sentence: string): Refusal => ({ code, clause: seen.clause, sentence, whatWouldHelp: [] });
  if (seen.state !== 'open') return refuse('not-open', '这项义务已经了结。');
  if (!owns(seen, actor)) return refuse('not-owner', `这项义务由${seen.owner}办理。`);
  return undefined;
}

/** A refusal unless the head of the office may waive it. */
export function mayWaive(seen: SeenObligation, actor: Actor): Refusal | undefined {
  const refuse = (code: string, sentence: string): Refusal => ({ code, clause: seen.clause, sentence, whatWouldHelp: [] });
  if (seen.state !== 'open') return refuse('not-open', '这项义务已经了结。');
  if (!holds(actor, WAIVER)) return refuse('not-waiver', `只有${WAIVER}可以写明理由免除义务。`);
  if (owns(seen, actor)) return refuse('own-business', '不能免除自己的义务。');
  return undefined;
}

/** A refusal unless the owner himself, or the head of the office, may give a person's duty to another person. */
export function mayHandOver(seen: SeenObligation, actor: Actor): Refusal | undefined {
  const refuse = (code: string, sentence: string): Refusal => ({ code, clause: seen.clause, sentence, whatWouldHelp: [] });
  if (seen.state !== 'open') return refuse('not-open', '这项义务已经了结。');
  if (seen.confidential) return refuse('confidential', '保密义务随所属的案件移交，不单独移交。');
  if (seen.ownerPersonId === null) return refuse('of-a-post', `这项义务由${seen.owner}办理，随任职移交。`);
  if (!owns(seen, actor) && !holds(actor, WAIVER)) return refuse('not-owner', `这项义务由${seen.owner}或者${WAIVER}移交。`);
  return undefined;
}

/** A refusal unless the owner may report on it to whoever gave it. */
export function mayReport(seen: SeenObligation, actor: Actor): Refusal | undefined {
  if (seen.givenById === null)
    return { code: 'not-instructed', clause: seen.clause, sentence: '这项义务由制度规定，凭证据办结，不需要反馈。', whatWouldHelp: [] };
  return mayDischarge(seen, actor);
}

/** A refusal unless the actor has given the duty himself. */
export function mayEnd(seen: SeenObligation, actor: Actor): Refusal | undefined {
  const refuse = (code: string, sentence: string): Refusal => ({ code, clause: seen.clause, sentence, whatWouldHelp: [] });
  if (seen.givenById === null) return refuse('not-instructed', '这项义务由制度规定，不能由个人了结。');
  if (seen.state !== 'open') return refuse('not-open', '这项义务已经了结。');
  return seen.givenById === actor.personId ? undefined : refuse('not-giver', `只有批示人${seen.givenBy}可以了结。`);
}
