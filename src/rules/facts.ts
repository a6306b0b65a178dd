import type { Facts, FactValue } from './decision.ts';
import { badFact, FactFault, howToWrite } from './fact-fault.ts';
import { axisOf } from './table/axis.ts';
import { unknownTerm, type Term, type Vocabulary } from './vocabulary.ts';

/**
 * Reads facts written in Chinese terms – `{ 金额: "5000元", 经办人职务: ["办事员"] }` – into facts by identifier.
 * Throws FactFault for an unknown term (with the nearest) or a value of the wrong kind.
 */
export function readFacts(written: Readonly<Record<string, unknown>>, vocabulary: Vocabulary): Facts {
  const facts: Record<string, FactValue> = {};
  for (const [name, raw] of Object.entries(written)) {
    const term = vocabulary.byName.get(name);
    if (term === undefined) throw new FactFault('unknown', name, unknownTerm(vocabulary, name));
    facts[term.id] = readFact(term, raw);
  }
  return facts;
}

/** One value as written by a person, in the form rules read. A bare number is yuan for money. Throws FactFault. */
export function readFact(term: Term, raw: unknown): FactValue {
  const value = factOf(term, typeof raw === 'string' ? raw.trim() : raw);
  if (value === undefined) throw new FactFault('wrong', term.name, `“${term.name}”的值“${JSON.stringify(raw) ?? ''}”不能用，${howToWrite(term)}。`);
  return value;
}

function factOf(term: Term, raw: unknown): FactValue | undefined {
  const axis = axisOf(term);
  if (axis !== undefined) {
    if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
    const point = axis.read(String(raw).normalize('NFKC'));
    return point === undefined ? undefined : axis.factOf(point);
  }
  switch (term.kind) {
    case '是否':
      return raw === true || raw === '是' ? true : raw === false || raw === '否' ? false : undefined;
    case '选项':
      return typeof raw === 'string' && term.options.has(raw) ? raw : undefined;
    case '职务集':
      return Array.isArray(raw) && raw.every((item) => typeof item === 'string') ? raw : undefined;
    case '文字':
    case '职务':
      return typeof raw === 'string' && raw !== '' ? raw : undefined;
    case '金额':
    case '整数':
    case '小数':
    case '日期':
    case '时刻':
      return undefined;
    default: {
      const never: never = term.kind;
      return never;
    }
  }
}

/** A fact as a person reads it: `20000.00元`, `2.5天`, `局长、办事员`. */
export function showFact(term: Term, fact: FactValue): string {
  const axis = axisOf(term);
  if (axis !== undefined) {
    const point = axis.pointOf(fact);
    if (point === undefined) throw badFact(term, fact);
    return axis.show(point);
  }
  if (typeof fact === 'boolean') return fact ? '是' : '否';
  return typeof fact === 'object' ? fact.join('、') || '无' : String(fact);
}

/** Facts by identifier in Chinese terms again, for screens, prints and --json. */
export function showFacts(facts: Facts, vocabulary: Vocabulary): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, fact]) => {
      const term = vocabulary.byId.get(id);
      return term === undefined ? [id, String(fact)] : [term.name, showFact(term, fact)];
    }),
  );
}
