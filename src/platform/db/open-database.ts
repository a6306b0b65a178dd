import { migrate } from './migrate.ts';
import { startPostgres } from './embedded-postgres.ts';

export interface Database {
  /** Connection of the owner, from which the roles are taken. */
  readonly url: string;
  /** Stops the database if it is our own; does nothing to one that was given. */
  readonly close: () => Promise<void>;
}

/** The database of this installation, with its schema up to date: the one of `DATABASE_URL`, else our own in the data folder. */
export async function openDatabase({ data, given }: { readonly data: string; readonly given: string | undefined }): Promise<Database> {
  const own = given === undefined ? await startPostgres({ data }) : undefined;
  const url = given ?? own?.url ?? '';
  await migrate(url);
  return { url, close: async () => own?.stop() };
}
