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
  const end = into === undefined ? '。' : `${outcome === '' ? '' : '，'}${into.name}为`;
  const { words, values } = alternate([`《${regulation}》${clause}：`, ...conditions, `${row.when.length === 0 ? '' : '，'}${outcome}${end}`]);
  const [head = ''] = words;
  const parts = values.map((value, index) => ({ value, after: words[index + 1] ?? '' }));
  return (facts, computed) => {
    let sentence = head;
    for (const { value, after } of parts) sentence += value(facts) + after;
    return computed === undefined || into === undefined ? sentence : `${sentence}${showFact(into, computed[1])}。`;
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

/** Fixed words and values in turn: one more of the words, which stand around the values. */
function alternate(parts: readonly Part[]): { readonly words: readonly string[]; readonly values: readonly ((facts: Facts) => string)[] } {
  const words = [''];
  const values: ((facts: Facts) => string)[] = [];
  for (const part of parts) {
    if (typeof part === 'string') words.push(`${words.pop() ?? ''}${part}`);
    else {
      values.push(part);
      words.push('');
    }
  }
  return { words, values };
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
