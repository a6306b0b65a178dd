import fc from 'fast-check';
import type { TestOffice } from './office.ts';

/** The part of JSON Schema in which the addresses describe what they take. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
}

/** Records of an office, by the name an address gives to their id: `matterId` → the newest matter. */
export type Known = (name: string) => unknown;

/** Finds for each kind of record the newest one of an office, the version of its newest matter, and a file. Whoever plays a part (driverId, toPersonId) is a person of it. */
export async function knownOf({ database: { owner } }: TestOffice, officeId: number): Promise<Known> {
  const { rows: keys } = await owner.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indkey::int2[] @> array[a.attnum] and i.indnkeyatts = 2
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname like '%\\_id' and a.attname <> 'office_id' order by a.attidentity desc, c.relname`);
  const found = new Map<string, number>();
  for (const { table, column } of keys) {
    const name = column.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
    if (found.has(name)) continue;
    const {
      rows: [row],
    } = await owner.query<{ id: number | null }>(`select max(${column})::int as id from ${table} where office_id = $1`, [officeId]);
    if (typeof row?.id === 'number') found.set(name, row.id);
  }
  const {
    rows: [file],
  } = await owner.query<{ digest: string }>(`select encode(digest, 'hex') as digest from file where office_id = $1 limit 1`, [officeId]);
  const {
    rows: [matter],
  } = await owner.query<{ version: number }>('select version from matter where office_id = $1 order by matter_id desc limit 1', [officeId]);
  return (name) =>
    name === 'digest' ? file?.digest : name === 'version' ? matter?.version : (found.get(name) ?? (name.endsWith('Id') ? found.get('personId') : undefined));
}

const DIGEST = '^[0-9a-f]{64}$';

/** Something that the schema takes, naming records that are there; `day` for every day. */
export function filledIn(schema: Schema, { known, day, name = '' }: { readonly known: Known; readonly day: string; readonly name?: string }): unknown {
  const inside = (part: Schema, called = name): unknown => filledIn(part, { known, day, name: called });
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return inside(choices.find((one) => one.type !== 'null') ?? {});
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([called, part]) => [called, inside(part, called)]));
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => inside(schema.items ?? {}, name.replace(/s$/, '')));
    case 'integer':
    case 'number':
      return known(name) ?? Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    case 'string':
      return text(schema, { known, day });
    default:
      return {};
  }
}

function text({ format, pattern, minLength = 1 }: Schema, { known, day }: { readonly known: Known; readonly day: string }): string {
  if (pattern === DIGEST) return String(known('digest'));
  if (format === 'date') return day;
  if (format === 'uri') return 'https://guiju.test/';
  if (pattern !== undefined) return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 })[0] ?? '';
  return '试'.repeat(Math.max(2, minLength));
}
