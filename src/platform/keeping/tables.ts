import type { Client } from 'pg';

/** A table of the program as a backup copies it. */
export interface KeptTable {
  readonly table: string;
  /** Every column that is not worked out by the database itself. */
  readonly columns: readonly string[];
  readonly leadedByOffice: boolean;
}

interface Found extends KeptTable {
  readonly refersTo: readonly string[];
}

/** Every table of the schema, each behind those it refers to. @throws Error if they refer to each other in a circle. */
export async function keptTables(client: Client): Promise<readonly KeptTable[]> {
  const { rows } = await client.query<Found>(`
    select c.relname as table,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'office_id' and not a.attisdropped) and c.relname <> 'office' as "leadedByOffice",
      array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as "refersTo"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const ordered: Found[] = [];
  const left = new Set(rows);
  while (left.size > 0) {
    const free = [...left].filter((one) => one.refersTo.every((other) => ordered.some((done) => done.table === other)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...left].map((one) => one.table).join(', ')}`);
    for (const one of free) {
      ordered.push(one);
      left.delete(one);
    }
  }
  return ordered;
}
