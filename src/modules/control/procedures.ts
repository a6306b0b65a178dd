import { Failure } from '../../platform/act/failure.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { PostPlace } from '../../rules/route/staff.ts';
import type { RowStep } from '../../rules/pack/pack.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ActivateProcedure } from './contract-control.ts';
import { lineTable, lineVerb, ruled } from './lines.ts';

const REVIEWS = ['审核', '确认', '会签', '证明'] as const;
const procedures = lineTable('business_procedure', ['business_class', 'question', 'route']);

/** What the route of a question consists of, over all rows of its tables. */
function stepsOf(book: Rulebook | undefined, question: string, on: CivilDate): readonly RowStep[] {
  const tables = (book?.packs ?? []).filter((pack) => inForce(pack, on)).flatMap((pack) => pack.questions.get(question) ?? []);
  return tables.flatMap((table) => table.rows.flatMap((row) => row.answer.steps)).filter((step) => step.act !== '知会' && step.act !== '付款');
}

/** The post and everything above it. */
function lineOf(posts: readonly PostPlace[], post: string): ReadonlySet<string> {
  const line = new Set<string>();
  for (let at: string | null | undefined = post; at !== null && at !== undefined && !line.has(at); at = posts.find((one) => one.post === at)?.superior) line.add(at);
  return line;
}

/** A step that reviews, by a post outside the line of those that approve. */
function hasReview(posts: readonly PostPlace[], steps: readonly RowStep[]): boolean {
  const approving = steps.filter((step) => !REVIEWS.some((act) => act === step.act));
  const reviewing = steps.filter((step) => REVIEWS.some((act) => act === step.act));
  return reviewing.some((review) => approving.some((approval) => approval.post !== review.post && !lineOf(posts, approval.post).has(review.post)));
}

/** 启用业务程序 (ICF-02.1c, ICF-03.2a, ICF-03.2s): the route in force is looked at, nothing is claimed. */
export const activateProcedureVerb = (rules: RulesInForce) =>
  lineVerb<ActivateProcedure, null>({
    name: 'activate-procedure', title: '启用业务程序', who: ['财务股', '内审人员'], kind: 'business-procedure',
    read: async (tx) => {
      if (rules.bookOf(tx.officeId) === undefined) throw new Failure('not-found', '本单位还没有制度。');
      return null;
    },
    against: (_seen, { question }, moment) => {
      const book = rules.bookOf(moment.actor.officeId);
      const steps = stepsOf(book, question, moment.today);
      const posts = book?.office.posts ?? [];
      const reviewed = hasReview(posts, steps);
      const facts = { hasProcedure: steps.length > 0, hasSuperior: steps.some((step) => !REVIEWS.some((act) => act === step.act)), hasCounterpart: new Set(steps.map((step) => step.post)).size > 1, hasReview: reviewed };
      return ruled(rules, '程序启用', facts, moment);
    },
    write: async (tx, { input: { businessClass, question } }, moment) => {
      const steps = stepsOf(rules.bookOf(tx.officeId), question, moment.today);
      const route = [...new Set(steps.map((step) => `${step.post}${step.act}`))].join('、');
      await procedures.insert(tx, { business_class: businessClass, question, route }, moment);
      return { route };
    },
  });
