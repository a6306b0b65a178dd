import type { DutyOpening, Notice, PostStep, Refusal, Requirement, StepCount } from '../decision.ts';
import type { CompiledRow } from './compile-row.ts';

/** Rows of one table that answer together. The same rows are always the same object, with an index of its own in their table. */
export interface Outcome {
  readonly index: number;
  readonly rows: readonly CompiledRow[];
}

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
 * The outcomes of a question's first tables, one branch for each outcome of the next. The same outcomes are gathered once, so that a
 * decision only looks up where it stands.
 */
export interface Branch {
  readonly rows: readonly CompiledRow[];
  readonly next: (Branch | undefined)[];
  gathered: Gathered | undefined;
  /** Branches of the whole tree so far. */
  readonly tree: { size: number };
}

/** More branches are not kept: combinations beyond are gathered each time. */
const MOST_BRANCHES = 10_000;

export function rootBranch(): Branch {
  return { rows: [], next: [], gathered: undefined, tree: { size: 1 } };
}

/** The branch after one more table. */
export function branchAfter(branch: Branch, { index, rows }: Outcome): Branch {
  const known = branch.next[index];
  if (known !== undefined) return known;
  const made: Branch = { rows: rows.length === 0 ? branch.rows : [...branch.rows, ...rows], next: [], gathered: undefined, tree: branch.tree };
  if (branch.tree.size < MOST_BRANCHES) {
    branch.tree.size += 1;
    branch.next[index] = made;
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
    steps: once(rows.flatMap((row) => row.steps), (step) => `${step.post}:${step.act}`, (one, other) => withMore(one, other.count)),
    refusals: Object.freeze(refusals),
    required: once(rows.flatMap((row) => row.required), ({ evidence }) => evidence),
    duties: once(rows.flatMap((row) => row.duties), ({ duty }) => duty),
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

/** The step with as many people as the stricter of two clauses asks for. */
export function withMore(step: PostStep, count: StepCount | undefined): PostStep {
  const weight = (one: StepCount | undefined): number => (one === '全部' ? Number.POSITIVE_INFINITY : (one ?? 1));
  return count === undefined || weight(count) <= weight(step.count) ? step : { ...step, count };
}
