import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import type { Colour } from '../../rules/duties/due.ts';

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
  readonly may: Readonly<Record<string, true | Refusal>>;
}

export interface ObligationPage {
  readonly rows: readonly Obligation[];
  readonly next: string | null;
}
