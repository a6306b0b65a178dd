import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { Modules } from '../modules.ts';

/** A post somebody is to act in: given to him, or covered by him for another. */
export interface ActingIn {
  readonly post: string;
  readonly personId: number;
  /** First day without the post; null while open. */
  readonly until: CivilDate | null;
}

/** What a module demands of whoever acts in a post, read in the transaction of 任职 or 代理 (decision 0014). */
export interface PostGuard {
  /** A refusal, or undefined if nothing stands against it. Both see the office and the day only. */
  readonly against: (tx: ReadTx, acting: ActingIn, today: CivilDate) => Promise<Refusal | undefined>;
  /** Do the holder's own rights in the post rest while somebody else covers the whole of it? */
  readonly restsWhileCovered: (of: { readonly officeId: number; readonly post: string; readonly on: CivilDate }) => boolean;
}

/** The guards of every module. */
export function postGuardsOf(modules: Modules): readonly PostGuard[] {
  return modules.flatMap((module) => module.postGuards ?? []);
}
