import type { Finding } from '../finding.ts';
import type { Pack, RowStep } from '../pack/pack.ts';
import { isReview, WITNESS } from '../route/resolve-route.ts';
import type { PostPlace } from '../route/staff.ts';

/** How a procedure is watched over. */
export interface Supervision {
  /** Somebody approves. */
  readonly superior: boolean;
  /** Two steps stand in different sections, neither above the other. */
  readonly counterpart: boolean;
  /** Somebody reviews who is neither above the approver nor of his section. */
  readonly review: boolean;
}

export interface SupervisionAsk {
  readonly steps: readonly RowStep[];
  readonly posts: readonly PostPlace[];
  /** Sections the holders of a post sit in; the post itself where nobody is known. */
  readonly sectionsOf: (post: string) => ReadonlySet<string>;
}

/** Steps of a question that somebody signs, over all rows of its tables and of those that take their place. */
export function stepsOf(pack: Pack, question: string): readonly RowStep[] {
  const asked = pack.questions.get(question) ?? [];
  const tables = [...pack.tables.values()].filter((table) => asked.some((one) => one === table || table.replaces === one.name));
  return tables
    .flatMap((table) => table.rows.flatMap((row) => row.answer.steps))
    .filter((step) => step.act !== '知会' && step.act !== '付款' && step.post !== WITNESS);
}

/** Is there a superior, a counterpart, an independent review? A body brings its members' lines with it (内控制度三.2). */
export function supervisionOf({ steps, posts, sectionsOf }: SupervisionAsk): Supervision {
  const collective = (post: string): boolean => posts.some((one) => one.post === post && one.collective);
  const apart = (one: RowStep, other: RowStep): boolean =>
    one.post !== other.post &&
    (collective(one.post) ||
      collective(other.post) ||
      (!lineOf(posts, one.post).has(other.post) &&
        !lineOf(posts, other.post).has(one.post) &&
        ![...sectionsOf(one.post)].some((section) => sectionsOf(other.post).has(section))));
  const reviewing = steps.filter((step) => isReview(step.act));
  const approving = steps.filter((step) => !isReview(step.act));
  return {
    superior: approving.length > 0,
    counterpart: steps.some((one) => steps.some((other) => apart(one, other))),
    review: reviewing.some((review) => approving.some((approval) => apart(review, approval))),
  };
}

/** The post and everything above it. */
function lineOf(posts: readonly PostPlace[], post: string): ReadonlySet<string> {
  const line = new Set<string>();
  for (let at: string | null | undefined = post; at !== null && at !== undefined && !line.has(at); at = posts.find((one) => one.post === at)?.superior)
    line.add(at);
  return line;
}

const LOST: Readonly<Record<keyof Supervision, string>> = { superior: '上级审批', counterpart: '其他股室的审核', review: '独立的复核' };

/** What a question had in the version before and would have no longer: nobody publishes supervision away. */
export function checkSupervision({
  pack,
  before,
  posts,
}: {
  readonly pack: Pack;
  readonly before: Pack;
  readonly posts: readonly PostPlace[];
}): readonly Finding[] {
  const of = (version: Pack, question: string): Supervision =>
    supervisionOf({ steps: stepsOf(version, question), posts, sectionsOf: (post) => new Set([post]) });
  return [...pack.questions.keys()]
    .filter((question) => stepsOf(before, question).length > 0)
    .flatMap((question) => {
      const [was, is] = [of(before, question), of(pack, question)];
      const lost = Object.entries(LOST).flatMap(([sort, name]) => (was[sort as keyof Supervision] && !is[sort as keyof Supervision] ? [name] : [])); // the keys of LOST
      return lost.length === 0
        ? []
        : [
            {
              check: 'supervision',
              severity: 'error',
              sentence: `“${question}”在${before.version}版中有${lost.join('、')}，本版没有，经费业务的程序不能缺少。`,
              place: pack.source.keyPlace(['问题', question]),
            } as const,
          ];
    });
}
