import type { FactValue, Facts } from './decision.ts';
import type { Term } from './vocabulary.ts';

/** A fact is missing, of the wrong kind or unknown; the message is a Chinese sentence that says what to do. */
export class FactFault extends Error {
  override readonly name = 'FactFault';
  readonly code: 'missing' | 'wrong' | 'unknown';
  readonly term: string;

  constructor(code: FactFault['code'], term: string, sentence: string) {
    super(sentence);
    this.code = code;
    this.term = term;
  }
}

/** The pack itself cannot answer: rows overlap or leave a gap, a question or function does not exist. */
export class RuleFault extends Error {
  override readonly name = 'RuleFault';
}

/** A term a table needs has no fact. Never read as “no” or zero. */
export function missingFact(term: Term): FactFault {
  return new FactFault('missing', term.name, `缺少“${term.name}”，无法判定。请补充${term.note === '' ? '' : `（${term.note}）`}，${howToWrite(term)}。`);
}

export function badFact(term: Term, fact: FactValue): FactFault {
  const shown = typeof fact === 'object' ? fact.join('、') : String(fact);
  return new FactFault('wrong', term.name, `“${term.name}”的值“${shown}”不能用，${howToWrite(term)}。`);
}

/** The number a function reckons with, of the fact `id` that is called `term`. @throws FactFault if it is not there. */
export function numberOf(facts: Facts, id: string, term: string): number {
  const value = facts[id];
  if (typeof value !== 'number') throw new FactFault('missing', term, `缺少“${term}”，无法计算。`);
  return value;
}

/** `应写成5000元这样的金额` */
export function howToWrite(term: Term): string {
  switch (term.kind) {
    case '金额':
      return '应写成5000元这样的金额，最多两位小数';
    case '整数':
      return `应写成3${term.unit}这样的整数`;
    case '小数':
      return `应写成${1 / term.perUnit}${term.unit}的整数倍`;
    case '日期':
      return '应写成2026-03-01这样的日期';
    case '时刻':
      return '应写成08:30这样的时刻';
    case '是否':
      return '应写“是”或“否”';
    case '选项':
      return `应写下列之一：${[...term.options.keys()].join('、')}`;
    case '文字':
      return '应写文字';
    case '职务':
      return '应写一个职务';
    case '职务集':
      return '应写职务的列表，例如[局长]，没有职务时写[]';
    default: {
      const never: never = term.kind;
      return String(never);
    }
  }
}
