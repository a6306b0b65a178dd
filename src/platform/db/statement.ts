/** One SQL statement with a name of its own; it is prepared once per connection. `Row` is what it returns, column by column. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Type only, never set. */
  readonly row?: Row;
}

/**
 * Names a statement for the question it answers: `statement<{ person_id: number }>('person-by-login', 'select …')`.
 * Names are unique in the program; the test of the statements prepares each against the migrated schema.
 */
export function statement<Row>(name: string, text: string): Statement<Row> {
  const known = statements.get(name);
  if (known !== undefined && known.text !== text) throw new Error(`two statements are called ${name}`);
  const made = { name, text };
  statements.set(name, made);
  return made;
}

const statements = new Map<string, Statement<unknown>>();

/** Every statement of the modules loaded so far. */
export function allStatements(): readonly Statement<unknown>[] {
  return [...statements.values()];
}

/** A value PostgreSQL can take; objects and arrays of objects go as JSON text made by the caller. */
export type SqlValue = string | number | bigint | boolean | null | Date | Buffer | readonly number[] | readonly string[];
