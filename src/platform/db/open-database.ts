import { migrate } from './migrate.ts';
import { startPostgres } from './embedded-postgres.ts';

export interface Database {
  /** Connection of the owner, from which the roles are taken. */
  readonly url: string;
  /** Stops the database if it is our own; does nothing to one that was given. */
  readonly close: () => Promise<void>;
}

interface DatabaseAsk {
  readonly data: string;
  /** `DATABASE_URL`; undefined for our own database in the data folder. */
  readonly given: string | undefined;
}

/** The database of this installation, with its schema up to date. */
export async function openDatabase(ask: DatabaseAsk): Promise<Database> {
  const database = await findDatabase(ask);
  await migrate(database.url);
  return database;
}

/** The database as it is, for a command beside the service: our own is started if it does not run, and stopped only then. */
export async function borrowDatabase(ask: DatabaseAsk): Promise<Database> {
  const { url, close, found } = await findDatabase(ask);
  return { url, close: found ? () => Promise.resolve() : close };
}

async function findDatabase({ data, given }: DatabaseAsk): Promise<Database & { readonly found: boolean }> {
  if (given !== undefined) return { url: given, found: true, close: () => Promise.resolve() };
  const { url, found, stop } = await startPostgres({ data });
  return { url, found, close: stop };
}
