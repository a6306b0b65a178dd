import type { Decision, PostStep, StepAct } from '../decision.ts';
import { withMore } from './gathered.ts';
import type { PostPlace } from '../route/staff.ts';

/**
 * The answers of several questions to one matter as one: everything they ask adds up. The first is the matter's own; its version of the
 * regulation stands in `pack`, the others in `also`.
 */
export function together([own, ...others]: readonly [Decision, ...Decision[]], posts: readonly PostPlace[]): Decision {
  if (others.length === 0) return own;
  const all = [own, ...others];
  return {
    ...own,
    also: others.map(({ question, pack }) => ({ question, pack })),
    verdict: all.some((one) => one.verdict === 'refused') ? 'refused' : 'allowed',
    steps: others.reduce((steps, one) => mergeSteps(steps, one.steps, posts), own.steps),
    refusals: all.flatMap((one) => one.refusals),
    values: Object.assign({}, ...all.map((one) => one.values)) as Decision['values'], // of records of facts
    required: unique(
      all.flatMap((one) => one.required),
      (one) => one.evidence,
    ),
    duties: unique(
      all.flatMap((one) => one.duties),
      (one) => one.duty,
    ),
    notices: all.flatMap((one) => one.notices),
    reasons: all.flatMap((one) => one.reasons),
  };
}

/**
 * The steps of two clauses in one order. A post both ask for signs once, in the weightier of the two acts; a post only the second asks for
 * stands before the first step of a post above it, and behind whatever the second asked for before.
 */
export function mergeSteps(first: readonly PostStep[], second: readonly PostStep[], posts: readonly PostPlace[]): readonly PostStep[] {
  const merged = [...first];
  let from = 0;
  for (const step of second) {
    const same = merged.findIndex((one) => one.post === step.post && (one.act === '知会') === (step.act === '知会'));
    const there = merged[same];
    if (there !== undefined) {
      merged[same] = signedOnce(there, step);
      from = Math.max(from, same + 1);
      continue;
    }
    const above = merged.findIndex((one) => isAbove(posts, one.post, step.post));
    const at = Math.max(from, above === -1 ? merged.length : above);
    merged.splice(at, 0, step);
    from = at + 1;
  }
  return merged;
}

const WEIGHT: Readonly<Record<StepAct, number>> = { 知会: 0, 证明: 1, 会签: 2, 确认: 3, 付款: 3, 审核: 4, 同意: 5, 签批: 6, 批准: 7, 决定: 8 };

function signedOnce(one: PostStep, other: PostStep): PostStep {
  const mustKnow = [one.mustKnow, other.mustKnow].filter((text) => text !== undefined).join('；');
  return {
    ...withMore(one, other.count),
    act: WEIGHT[other.act] > WEIGHT[one.act] ? other.act : one.act,
    onOwnBusiness: [...new Set([...one.onOwnBusiness, ...other.onOwnBusiness])],
    onSamePerson: [...new Set([...one.onSamePerson, ...other.onSamePerson])],
    ...(mustKnow !== '' && { mustKnow }),
  };
}

/** Does the first post stand anywhere above the second? */
function isAbove(posts: readonly PostPlace[], post: string, under: string): boolean {
  const seen = new Set<string>();
  for (let at = superiorOf(posts, under); at !== null && !seen.has(at); at = superiorOf(posts, at)) {
    if (at === post) return true;
    seen.add(at);
  }
  return false;
}

function superiorOf(posts: readonly PostPlace[], post: string): string | null {
  return posts.find((one) => one.post === post)?.superior ?? null;
}

function unique<T>(list: readonly T[], key: (one: T) => string): readonly T[] {
  return [...new Map(list.toReversed().map((one) => [key(one), one])).values()].toReversed();
}
