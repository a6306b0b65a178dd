import type { Refusal } from '../../rules/decision.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { Actor } from './actor.ts';

/** What a verb may know besides what it read: who, when. */
export interface Moment {
  readonly actor: Actor;
  readonly now: Date;
  readonly today: CivilDate;
}

/** What a read may know: when, and – once the session is answered, in the same round trip – who. */
export interface Asking {
  readonly now: Date;
  readonly today: CivilDate;
  readonly actor: Promise<Actor>;
}

/** A yes with what is to be written, or a no as shown to the person; `all` lists the refusals if there are several. */
export type Verdict<Plan> = { readonly yes: Plan } | { readonly no: Refusal; readonly all?: readonly Refusal[] };

/** What a verb wrote. */
export interface Written<Result> {
  readonly result: Result;
  readonly entry: Entry;
  /** Statements on their way whose answer nobody needs; they share the round trip of the commit, which waits for them. */
  readonly sent?: readonly Promise<unknown>[];
}

/** What the log keeps of an act. `subject` and `detail` end up in the canonical body. */
export interface Entry {
  readonly subject: { readonly kind: string; readonly id: string | number };
  readonly detail: Readonly<Record<string, unknown>>;
  /** Left out when the act was done: a sign-in may fail and yet be written down. */
  readonly outcome?: 'refused' | 'failed';
  /** The log keeps what was done and not by whom: whoever reports somebody is protected from every reader of the log. */
  readonly unnamed?: true;
}

/**
 * Everything an office can do, in three parts: read (locks and reads what the decision needs, in one round trip where
 * possible), decide (pure, touches nothing), write (decides nothing).
 */
export interface Verb<Input, Seen, Plan, Result> {
  /** English, unique, kebab-case: `approve`, `take-cash`. */
  readonly name: string;
  /** Chinese, as shown: 同意. */
  readonly title: string;
  /** Who may at all, as one line of who-may-do-what: posts, or 经办人, 在办人, 任何人, 系统. */
  readonly who: string;
  /** What only an officer does: attempts that were refused are logged too. */
  readonly attemptsLogged?: true;
  /** Looking, and what everybody does with his own account: open to those who may only look. */
  readonly forReaders?: true;
  readonly read: (tx: ReadTx, input: Input, asking: Asking) => Promise<Seen>;
  readonly decide: (seen: Seen, input: Input, moment: Moment) => Verdict<Plan>;
  readonly write: (tx: ActTx, plan: Plan, moment: Moment) => Promise<Written<Result>>;
}

/** A refusal by the platform rather than by a clause. */
export function no(code: string, sentence: string, whatWouldHelp: readonly string[] = []): { readonly no: Refusal } {
  return { no: { code, clause: null, sentence, whatWouldHelp } };
}
