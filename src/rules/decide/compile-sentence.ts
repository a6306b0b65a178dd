import type { Facts, FactValue } from '../decision.ts';
import { showFact } from '../facts.ts';
import type { Condition, Row } from '../pack/pack.ts';
import { axisOf, type Axis } from '../table/axis.ts';
import { FunctionText, word } from './function-text.ts';

/** The sentence of a row under these facts, with the value it computed if it computes one. */
export type CompiledSentence = (facts: Facts, computed: FactValue | undefined) => string;

/**
 * Writes the function that says a row:
 * `《财务财物管理制度》二：金额12300.00元（5000.00元以上、不满20000.00元），须局长批准。`
 */
export function compileSentence(row: Row): CompiledSentence {
  const text = new FunctionText();
  const { regulation, clause } = row.clause.ref;
  const outcome = outcomeOf(row);
  const into = row.answer.compute?.into;
  const conditions = row.when.flatMap((condition, index) => [...(index === 0 ? [] : [said('，')]), ...partsOf(text, condition)]);
  const end =
    into === undefined
      ? [said('。')]
      : [said(`${outcome === '' ? '' : '，'}${into.name}为`), { shown: `${text.given((value: FactValue) => showFact(into, value))}(computed)` }, said('。')];
  const parts = [said(`《${regulation}》${clause}：`), ...conditions, said(`${row.when.length === 0 ? '' : '，'}${outcome}`), ...end];
  return text.make(`(facts, computed) => ${joined(parts).join(' + ')}`);
}

/** Part of a sentence: fixed words, or the text of an expression that shows a value. */
type Part = { readonly said: string } | { readonly shown: string };

function said(words: string): Part {
  return { said: words };
}

function partsOf(text: FunctionText, { term, cell }: Condition): readonly Part[] {
  if (cell.shape === 'choices') return [said(term.kind === '是否' ? `${term.name}：${cell.words}` : `${term.name}${cell.words}`)];
  const axis = axisOf(term);
  if (axis === undefined) return [said(`${term.name}${cell.words}`)];
  // The unit belongs to the fixed words, so that a figure is all that has to be made.
  return [said(term.name), { shown: `${text.given(figureOn(axis))}(facts[${word(term.id)}])` }, said(`${axis.unit}（${cell.words}）`)];
}

function figureOn(axis: Axis): (fact: FactValue | undefined) => string {
  return (fact) => {
    const point = fact === undefined ? undefined : axis.pointOf(fact);
    return point === undefined ? '' : axis.figure(point);
  };
}

/** Fixed words that follow each other are one. */
function joined(parts: readonly Part[]): readonly string[] {
  const [first, second, ...rest] = parts;
  if (first === undefined) return [];
  if (second !== undefined && 'said' in first && 'said' in second) return joined([said(first.said + second.said), ...rest]);
  return ['said' in first ? word(first.said) : first.shown, ...joined(parts.slice(1))];
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
