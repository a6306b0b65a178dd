import type { ClauseRef, Facts, FactValue, PostStep } from '../decision.ts';
import { RuleFault } from '../fact-fault.ts';
import { showFact } from '../facts.ts';
import type { Condition, Row } from '../pack/pack.ts';
import { cellTest, type CellTest } from '../table/match-cell.ts';

/** Pure functions of the modules, by the Chinese name a pack uses under 计算. */
export type RuleFunctions = Readonly<Record<string, (facts: Facts) => FactValue>>;

/** A row ready to run: its tests, its answer, and its sentence. */
export interface CompiledRow {
  readonly row: Row;
  readonly clause: ClauseRef;
  readonly matches: (facts: Facts) => boolean;
  readonly steps: readonly PostStep[];
  readonly compute: ((facts: Facts) => readonly [string, FactValue]) | undefined;
  /** Why, with the values that made it match. */
  readonly sentence: (facts: Facts, computed: readonly [string, FactValue] | undefined) => string;
}

/** @throws RuleFault if the row names a function nobody provides. */
export function compileRow(row: Row, functions: RuleFunctions): CompiledRow {
  const clause = row.clause.ref;
  const { answer } = row;
  return {
    row,
    clause,
    matches: rowTest(row.when),
    steps: answer.steps.map((step) => ({
      post: step.post, act: step.act, onOwnBusiness: step.onOwnBusiness, onSamePerson: step.onSamePerson, clause, ...(step.mustKnow !== undefined && { mustKnow: step.mustKnow }),
    })),
    compute: compileFunction(row, functions),
    sentence: sentenceOf(row),
  };
}

/** Do all conditions hold? Throws FactFault for a missing or wrongly typed fact. */
export function rowTest(conditions: readonly Condition[]): (facts: Facts) => boolean {
  const tests: readonly (readonly [string, CellTest])[] = conditions.map(({ term, cell }) => [term.id, cellTest(term, cell)]);
  return (facts) => {
    for (const [id, test] of tests) if (!test(facts[id])) return false;
    return true;
  };
}

function compileFunction({ answer, clause }: Row, functions: RuleFunctions): CompiledRow['compute'] {
  const { compute } = answer;
  if (compute === undefined) return undefined;
  const run = functions[compute.function];
  if (run === undefined) throw new RuleFault(`${clause.ref.id}所用的计算函数“${compute.function}”不存在。`);
  return (facts) => [compute.into.id, run(facts)];
}

function sentenceOf(row: Row): CompiledRow['sentence'] {
  const { regulation, clause } = row.clause.ref;
  const head = `《${regulation}》${clause}：`;
  const outcome = outcomeOf(row);
  const into = row.answer.compute?.into;
  const parts = row.when.map(({ term, cell }) => (facts: Facts) => {
    const fact = facts[term.id];
    if (cell.shape === 'choices') return term.kind === '是否' ? `${term.name}：${cell.words}` : `${term.name}${cell.words}`;
    return fact === undefined ? term.name : `${term.name}${showFact(term, fact)}（${cell.words}）`;
  });
  return (facts, computed) => {
    let when = '';
    for (const part of parts) when += when === '' ? part(facts) : `，${part(facts)}`;
    const value = computed === undefined || into === undefined ? '' : `${into.name}为${showFact(into, computed[1])}`;
    return `${head}${when}${when === '' ? '' : '，'}${outcome}${outcome !== '' && value !== '' ? '，' : ''}${value}。`;
  };
}

function outcomeOf({ answer, clause }: Row): string {
  const said = [
    ...answer.steps.map((step) => (step.act === '知会' ? `知会${step.post}` : `须${step.post}${step.act}`)),
    ...(answer.refusal === undefined ? [] : [answer.refusal.sentence.replace(/。$/, '')]),
    ...(answer.required.length === 0 ? [] : [`须附${answer.required.join('、')}`]),
    ...answer.duties.map((duty) => `须办理${duty}`),
    ...(answer.notice === undefined ? [] : [answer.notice.replace(/。$/, '')]),
  ];
  return said.length > 0 || answer.compute !== undefined ? said.join('，') : clause.text.replace(/。$/, '');
}
