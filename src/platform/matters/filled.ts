import { z } from 'zod';
import { fen, yuan } from '../../rules/money.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { FieldSchema } from '../http/contract.ts';
import type { KindInUse } from './kind-in-use.ts';

/** A field of the form as filled in: its label and what stands there, in words. */
export type FilledRow = readonly [label: string, words: string];

/** Shown apart from the form. */
const APART = ['amount'];

const schemas = new WeakMap<z.ZodType, FieldSchema>();

function schemaOf(form: z.ZodType): FieldSchema {
  const known = schemas.get(form) ?? (z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as FieldSchema); // every form is an object
  schemas.set(form, known);
  return known;
}

const people = statement<{ id: number; name: string }>(
  'names-of-people',
  `select person_id as id, name from person where office_id = $1 and person_id = any($2::int[])`,
);
const departments = statement<{ id: number; name: string }>(
  'names-of-departments',
  `select department_id as id, name from department where office_id = $1 and department_id = any($2::int[])`,
);

/** What the handler filled in, in the order and by the labels of the form; empty fields and tables of lines are left out. */
export async function filledRows(tx: ReadTx, kind: Pick<KindInUse, 'form' | 'names'>, filled: unknown): Promise<readonly FilledRow[]> {
  const values = filled as Readonly<Record<string, unknown>>; // read by this form when it was submitted
  const fields = Object.entries(schemaOf(kind.form).properties ?? {})
    .filter(([key]) => !APART.includes(key))
    .map(([key, field]) => ({ key, label: field.description ?? key, field: plain(field), value: values[key] }));
  const ids = (format: string): readonly number[] =>
    fields
      .filter(({ field }) => formatOf(field) === format)
      .flatMap(({ value }) => [value].flat())
      .filter((one) => typeof one === 'number');
  const [own, named, sections] = await Promise.all([
    kind.names?.(tx, filled),
    tx.rows(people, [tx.officeId, ids('person')]),
    tx.rows(departments, [tx.officeId, ids('department')]),
  ]);
  const nameIn = (list: typeof named, id: unknown): string => list.find((one) => one.id === id)?.name ?? '';
  return fields.flatMap(({ key, label, field, value }): readonly FilledRow[] => {
    const words =
      own?.[key] !== undefined
        ? [own[key]]
        : [value].flat().flatMap((one) => inWords(one, formatOf(field), { person: (id) => nameIn(named, id), department: (id) => nameIn(sections, id) }));
    return words.length === 0 ? [] : [[label, words.join('、')]];
  });
}

/** A field that may be empty is what it is when it is not. */
function plain(field: FieldSchema): FieldSchema {
  const filled = field.anyOf?.find((one) => one.type !== 'null') ?? field;
  return { ...filled, format: filled.format ?? field.format };
}

function formatOf({ format, items }: FieldSchema): string | undefined {
  return format ?? items?.format;
}

interface Names {
  readonly person: (id: unknown) => string;
  readonly department: (id: unknown) => string;
}

function inWords(value: unknown, format: string | undefined, names: Names): readonly string[] {
  if (value === true) return ['是'];
  if (typeof value === 'number')
    return [
      format === 'person'
        ? names.person(value)
        : format === 'department'
          ? names.department(value)
          : format === 'fen'
            ? `${yuan(fen(value))}元`
            : String(value),
    ];
  return typeof value === 'string' && value !== '' ? [format === 'moment' ? value.replace('T', ' ') : value] : [];
}
