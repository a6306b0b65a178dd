import type { CivilDate } from '../calendar/civil-date.ts';
import type { Decision, FactValue } from '../decision.ts';
import { FactFault, RuleFault } from '../fact-fault.ts';
import { readFact, readFacts, showFact } from '../facts.ts';
import { resolveRoute, type PlannedStep } from '../route/resolve-route.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { dayIn, type Case, type QuestionCase } from './case.ts';
import { PEOPLE_FACTS, staffOfCase } from './case-staff.ts';
import { dutyDifferences } from './duty-case.ts';

/** How a case came out. */
export interface CaseResult {
  readonly case: Case;
  /** Chinese sentences; empty if the case holds. */
  readonly differences: readonly string[];
}

interface CaseBook {
  readonly book: Rulebook;
  readonly vocabulary: Vocabulary;
}

/** Runs every case against the rulebook of its office. Nothing is thrown: what goes wrong is a difference. */
export function runCases(cases: readonly Case[], within: CaseBook): readonly CaseResult[] {
  return cases.map((one) => ({ case: one, differences: runCase(one, within) }));
}

/** What differs from the case, in Chinese sentences; empty if nothing does. */
export function runCase({ written }: Case, within: CaseBook): readonly string[] {
  try {
    return '问' in written ? questionDifferences(written, within) : dutyDifferences(written, within.book);
  } catch (error) {
    if (error instanceof FactFault || error instanceof RuleFault || error instanceof RangeError) return [error.message];
    throw error;
  }
}

function questionDifferences(one: QuestionCase, { book, vocabulary }: CaseBook): readonly string[] {
  const on = one.日 === undefined ? firstDay(book, one.问) : dayIn(one.日);
  const facts = { ...PEOPLE_FACTS, ...readFacts(one.知, vocabulary) };
  const asked = { question: one.问, also: one.并问 ?? [], facts, on };
  if (one.得.缺 !== undefined) return missingDifference(one.得.缺, () => book.decide(asked));
  const decision = book.decide(asked);
  const { 拒绝, 需, 义务, 提示, 值, 路径 } = one.得;
  return [
    ...(路径 === undefined ? [] : pathDifference(路径, planned(book, decision))),
    ...listDifference(
      '拒绝',
      拒绝,
      decision.refusals.map((refusal) => refusal.code),
    ),
    ...listDifference(
      '需',
      需,
      decision.required.map((one) => one.evidence),
    ),
    ...listDifference(
      '义务',
      义务,
      decision.duties.map((one) => one.duty),
    ),
    ...listDifference(
      '提示',
      提示,
      decision.notices.map((one) => one.clause.id),
    ),
    ...valueDifferences(值 ?? {}, decision, vocabulary),
  ];
}

/** First day on which the office knows the question. */
function firstDay(book: Rulebook, question: string): CivilDate {
  const [first] = book.packs
    .filter((pack) => pack.questions.has(question))
    .map((pack) => pack.inForceFrom)
    .toSorted();
  if (first === undefined) throw new RuleFault(`${book.office.name}没有关于“${question}”的制度。`);
  return first;
}

function missingDifference(term: string, decide: () => unknown): readonly string[] {
  try {
    decide();
  } catch (error) {
    if (error instanceof FactFault && error.term === term) return [];
    throw error;
  }
  return [`应当因缺少“${term}”而不能判定，却作出了判定。`];
}

/** The steps of a decision with the people of the case in their posts. */
function planned(book: Rulebook, { steps, facts }: Decision): readonly PlannedStep[] {
  // enough for every number of holders asked, and one whom an interest may keep out
  const members = Math.max(2, ...steps.map(({ count }) => (typeof count === 'number' ? count + 1 : 0)));
  return resolveRoute({ steps, departmentId: null, business: null, ...staffOfCase(book.office.posts, facts, { members }) });
}

/** `局长` or `局长:批准`, in order, a post of whom several are asked as often as that. 知会 is compared only where the case names it. */
function pathDifference(expected: readonly string[], found: readonly PlannedStep[]): readonly string[] {
  const informed = expected.some((one) => one.endsWith(':知会'));
  const steps = found.filter((step) => informed || step.act !== '知会');
  const same =
    steps.length === expected.length && steps.every((step, index) => !step.stuck && [step.post, `${step.post}:${step.act}`].includes(expected[index] ?? ''));
  if (same) return [];
  const shown = steps.map((step) => `${step.post}:${step.act}${step.stuck ? '（无人可办）' : ''}`);
  const reasons = steps.flatMap((step) => step.reasons);
  return [`路径应为${words(expected)}，实为${words(shown)}${reasons.length === 0 ? '' : `（${reasons.join('；')}）`}。`];
}

function listDifference(what: string, expected: readonly string[] | undefined, found: readonly string[]): readonly string[] {
  if (expected === undefined) return [];
  const [wanted, got] = [[...new Set(expected)].toSorted(), [...new Set(found)].toSorted()];
  return wanted.join('\n') === got.join('\n') ? [] : [`${what}应为${words(wanted)}，实为${words(got)}。`];
}

function valueDifferences(expected: Readonly<Record<string, unknown>>, decision: Decision, vocabulary: Vocabulary): readonly string[] {
  return Object.entries(expected).flatMap(([name, raw]) => {
    const term = vocabulary.byName.get(name);
    if (term === undefined) return [`值“${name}”不在词汇表中。`];
    const wanted = readFact(term, raw);
    const got = decision.values[term.id];
    if (got !== undefined && sameFact(wanted, got)) return [];
    return [`${name}应为${showFact(term, wanted)}，实为${got === undefined ? '没有得出' : showFact(term, got)}。`];
  });
}

function sameFact(one: FactValue, other: FactValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function words(list: readonly string[]): string {
  return list.length === 0 ? '无' : list.join('、');
}
