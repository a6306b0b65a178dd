import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import type { Colour } from '../../rules/duties/due.ts';

/** 反馈: what the owner of a duty says of it before it is done. */
export interface DutyReport {
  readonly by: string;
  readonly at: string;
  readonly text: string;
}

/** A duty as people see it. */
export interface Obligation {
  readonly obligationId: number;
  readonly duty: string;
  readonly sentence: string;
  readonly clause: ClauseRef;
  /** A person's name, or a post. */
  readonly owner: string;
  readonly openedOn: CivilDate;
  readonly remindOn: CivilDate | null;
  readonly dueOn: CivilDate;
  readonly provisional: boolean;
  readonly colour: Colour;
  readonly state: 'open' | 'discharged' | 'waived' | 'lapsed';
  readonly evidence: readonly string[];
  readonly subject: { readonly kind: string; readonly id: string } | null;
  readonly endedAt: string | null;
  /** What was said when it ended. */
  readonly endedWith: string | null;
  /** Whoever gave it (批示), and what its owner has reported since, oldest first. */
  readonly givenBy: string | null;
  readonly reports: readonly DutyReport[];
  readonly may: Readonly<Record<string, true | Refusal>>;
}

export interface ObligationPage {
  readonly rows: readonly Obligation[];
  readonly next: string | null;
}
