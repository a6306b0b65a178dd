import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { GivePostInput } from './give-post.ts';

/** What a module demands before somebody is given a post, read in the transaction of 任职 (decision 0014). */
export interface PostGuard {
  /** A refusal, or undefined if nothing stands against it. Both see the office and the day only. */
  readonly against: (tx: ReadTx, giving: GivePostInput, today: CivilDate) => Promise<Refusal | undefined>;
}
