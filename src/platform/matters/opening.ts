import type { Holder, Staff } from '../people/staff.ts';
import { holdersFor } from '../people/staff.ts';
import type { StepAct } from '../../rules/decision.ts';

/** Somebody who may act on a step. */
export interface Candidate {
  readonly personId: number;
  readonly name: string;
  readonly coverFor: number | null;
}

/** Who may act for a post on a matter: its holders (and those who cover them), without anybody excluded. Each person once, in his own right first. */
export function candidatesOf(
  staff: Pick<Staff, 'holders'>,
  ask: { readonly post: string; readonly departmentId: number | null; readonly excluded: ReadonlySet<number> },
): readonly Candidate[] {
  const found = new Map<number, Candidate>();
  for (const { personId, name, coverFor } of inOwnRightFirst(holdersFor(staff, ask.post, ask.departmentId))) {
    // Nobody stands in for a person who may not act himself: cover lends the post, not a way round the interest.
    if (ask.excluded.has(personId) || (coverFor !== null && ask.excluded.has(coverFor)) || found.has(personId)) continue;
    found.set(personId, { personId, name, coverFor });
  }
  return [...found.values()];
}

function inOwnRightFirst(holders: readonly Holder[]): readonly Holder[] {
  return [...holders.filter((held) => held.coverFor === null), ...holders.filter((held) => held.coverFor !== null)];
}
