import type { FieldSchema } from '../../platform/http/contract.ts';
import { yuan } from '../kit/formats.ts';

type Filled = Readonly<Record<string, unknown>>;

interface Known {
  /** Keys shown elsewhere. */
  readonly shown: readonly string[];
  readonly nameOf: (personId: unknown) => string;
  /** What was chosen from a list the server gives, by its address. */
  readonly labelOf: (path: string, value: unknown) => string;
}

/** What stands in a form, labelled as its schema has it: label and words, what is empty left out. */
export function schemaRows(schema: FieldSchema | undefined, form: Filled, known: Known): readonly (readonly [string, string])[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([key, field]): readonly (readonly [string, string])[] => {
    const words = known.shown.includes(key) ? '' : wordsOf(field, form[key], known);
    return words === '' ? [] : [[field.description ?? key, words]];
  });
}

function wordsOf(field: FieldSchema, value: unknown, known: Known): string {
  if (value === null || value === undefined || value === '' || value === false) return '';
  const plain = field.anyOf?.find((one) => one.type !== 'null') ?? field;
  const format = plain.format ?? field.format;
  const choices = plain.choices ?? field.choices;
  if (choices !== undefined) return known.labelOf(choices, value);
  switch (format) {
    case 'person': return known.nameOf(value);
    case 'people': return Array.isArray(value) ? value.map(known.nameOf).join('、') : '';
    case 'fen': return `${yuan(Number(value))} 元`;
    case 'moment': return typeof value === 'string' ? value.replace('T', ' ') : '';
    case 'file':
    case 'department': return '';
    default: break;
  }
  if (value === true) return '是';
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? value.join('、') : '';
  return typeof value === 'object' ? schemaRows(plain, value as Filled, { ...known, shown: [] }).map(([label, words]) => `${label}：${words}`).join('；') : String(value as string | number); // an object's own fields
}
