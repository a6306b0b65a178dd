import { SHARES, type DutyOpening, type Notice, type PostStep, type Refusal, type Requirement, type StepCount } from '../decision.ts';
import type { CompiledRow } from './compile-row.ts';

/** What rows of all tables of a question come to, whatever the values: everything of a decision but its values and reasons. */
export interface Gathered {
  readonly verdict: 'allowed' | 'refused';
  readonly steps: readonly PostStep[];
  readonly refusals: readonly Refusal[];
  readonly required: readonly Requirement[];
  readonly duties: readonly DutyOpening[];
  readonly notices: readonly Notice[];
}

/**
 * Where a question stands after some of its tables: one branch for each set of matching rows of the next. The same rows
 * are gathered once, so that a decision only looks up where it stands.
 */
export interface Branch {
  /** Rows that answer for the table asked last. */
  readonly hits: readonly CompiledRow[];
  /** Rows that answer for all tables so far. */
  readonly rows: readonly CompiledRow[];
  readonly next: (Branch | undefined)[];
  gathered: Gathered | undefined;
  /** Branches of the whole tree so far. */
  readonly tree: { size: number };
}

/** More branches are not kept: combinations beyond are gathered each time. */
const MOST_BRANCHES = 10_000;

export function rootBranch(): Branch {
  return { hits: [], rows: [], next: [], gathered: undefined, tree: { size: 1 } };
}

/** Grows the branch for a set of rows, numbered `found`, that have not matched together here before. */
export function grow(branch: Branch, found: number, answering: (found: number) => readonly CompiledRow[]): Branch {
  const hits = answering(found);
  const made: Branch = { hits, rows: [...branch.rows, ...hits], next: [], gathered: undefined, tree: branch.tree };
  if (branch.tree.size < MOST_BRANCHES) {
    branch.tree.size += 1;
    branch.next[found] = made;
  }
  return made;
}

/** What the rows of a branch come to: in the order of the tables, the same thing once. */
export function gatheredAt(branch: Branch): Gathered {
  branch.gathered ??= gather(branch.rows);
  return branch.gathered;
}

function gather(rows: readonly CompiledRow[]): Gathered {
  const refusals = rows.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal]));
  return {
    verdict: refusals.length > 0 ? 'refused' : 'allowed',
    steps: once(
      rows.flatMap((row) => row.steps),
      (step) => `${step.post}:${step.act}`,
      (one, other) => withMore(one, other.count),
    ),
    refusals: Object.freeze(refusals),
    required: once(
      rows.flatMap((row) => row.required),
      ({ evidence }) => evidence,
    ),
    duties: once(
      rows.flatMap((row) => row.duties),
      ({ duty }) => duty,
    ),
    notices: Object.freeze(rows.flatMap(({ notice }) => (notice === undefined ? [] : [notice]))),
  };
}

function once<One>(all: readonly One[], keyOf: (one: One) => string, joined: (one: One, other: One) => One = (one) => one): readonly One[] {
  const kept = new Map<string, One>();
  for (const one of all) {
    const before = kept.get(keyOf(one));
    kept.set(keyOf(one), before === undefined ? one : joined(before, one));
  }
  return Object.freeze([...kept.values()]);
}

/** The step with as many people as the stricter of two clauses asks for. Which of a number and a share is more shows only by how many hold the post: then both are kept. */
export function withMore(step: PostStep, count: StepCount | undefined): PostStep {
  const before = step.count;
  if (count === undefined || before === count || before === '全部') return step;
  if (before === undefined || count === '全部') return { ...step, count };
  if (typeof before === 'number') return typeof count === 'number' ? { ...step, count: Math.max(before, count) } : { ...step, count, atLeast: before };
  if (typeof count === 'number') return { ...step, atLeast: Math.max(count, step.atLeast ?? 0) };
  return SHARES.indexOf(count) > SHARES.indexOf(before) ? { ...step, count } : step;
}
