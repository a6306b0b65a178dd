import type { FactValue } from '../decision.ts';
import { badFact, missingFact } from '../fact-fault.ts';
import type { Term } from '../vocabulary.ts';
import { axisOf } from './axis.ts';
import type { Cell } from './cell.ts';

export type CellTest = (fact: FactValue | undefined) => boolean;

/** A test of one cell, ready to run. Throws FactFault for a missing or wrongly typed fact. */
export function cellTest(term: Term, cell: Cell): CellTest {
  if (cell.shape === 'spans') return spanTest(term, cell);
  const choices = new Set(cell.choices);
  const { except } = cell;
  switch (term.kind) {
    case '职务集':
      return (fact) => {
        if (fact === undefined) throw missingFact(term);
        if (!Array.isArray(fact)) throw badFact(term, fact);
        return fact.some((member) => choices.has(member)) !== except;
      };
    case '是否': {
      const yes = choices.has('是') !== except;
      const no = choices.has('否') !== except;
      return (fact) => {
        if (fact === true) return yes;
        if (fact === false) return no;
        throw fact === undefined ? missingFact(term) : badFact(term, fact);
      };
    }
    case '选项':
      return (fact) => {
        if (typeof fact !== 'string' || !term.options.has(fact)) throw fact === undefined ? missingFact(term) : badFact(term, fact);
        return choices.has(fact) !== except;
      };
    case '文字':
    case '职务':
      return (fact) => {
        if (typeof fact !== 'string') throw fact === undefined ? missingFact(term) : badFact(term, fact);
        return choices.has(fact) !== except;
      };
    case '金额':
    case '整数':
    case '小数':
    case '日期':
    case '时刻':
      throw new TypeError(`${term.name} has an order`);
    default: {
      const never: never = term.kind;
      throw new TypeError(String(never));
    }
  }
}

function spanTest(term: Term, cell: Cell & { readonly shape: 'spans' }): CellTest {
  const axis = axisOf(term);
  if (axis === undefined) throw new TypeError(`${term.name} has no order`);
  const [only, ...others] = cell.spans;
  if (only !== undefined && others.length === 0) {
    const { from, to } = only;
    const { pointOf } = axis;
    return (fact) => {
      if (fact === undefined) throw missingFact(term);
      const point = pointOf(fact);
      if (point === undefined) throw badFact(term, fact);
      return from <= point && point <= to;
    };
  }
  return (fact) => {
    if (fact === undefined) throw missingFact(term);
    const point = axis.pointOf(fact);
    if (point === undefined) throw badFact(term, fact);
    return cell.spans.some(({ from, to }) => from <= point && point <= to);
  };
}
