import type { Facts, FactValue } from '../decision.ts';
import { showFact } from '../facts.ts';
import type { Condition, Row } from '../pack/pack.ts';
import { axisOf } from '../table/axis.ts';

/** Part of a sentence: fixed words, or a value shown. */
type Part = string | ((facts: Facts) => string);

/**
 * The sentence of a row, put together from parts made once:
 * `《财务财物管理制度》二：金额12300.00元（5000.00元以上、不满20000.00元），须局长批准。`
 */
export function compileSentence(row: Row): (facts: Facts, computed: readonly [string, FactValue] | undefined) => string {
  const { regulation, clause } = row.clause.ref;
  const outcome = outcomeOf(row);
  const into = row.answer.compute?.into;
  const conditions = row.when.flatMap((condition, index): readonly Part[] => [...(index === 0 ? [] : ['，']), ...partsOf(condition)]);
  const rest = `${row.when.length === 0 ? '' : '，'}${outcome}`;
  const parts = joinWords([`《${regulation}》${clause}：`, ...conditions, rest]);
  const before = into === undefined ? '' : `${outcome === '' ? '' : '，'}${into.name}为`;
  return (facts, computed) => {
    let sentence = '';
    for (const part of parts) sentence += typeof part === 'string' ? part : part(facts);
    return computed === undefined || into === undefined ? `${sentence}。` : `${sentence}${before}${showFact(into, computed[1])}。`;
  };
}

function partsOf({ term, cell }: Condition): readonly Part[] {
  if (cell.shape === 'choices') return [term.kind === '是否' ? `${term.name}：${cell.words}` : `${term.name}${cell.words}`];
  const axis = axisOf(term);
  if (axis === undefined) return [`${term.name}${cell.words}`];
  const shown = (facts: Facts): string => {
    const fact = facts[term.id];
    const point = fact === undefined ? undefined : axis.pointOf(fact);
    return point === undefined ? '' : axis.show(point);
  };
  return [term.name, shown, `（${cell.words}）`];
}

function joinWords(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
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
