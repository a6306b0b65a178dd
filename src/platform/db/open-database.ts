import { migrate } from './migrate.ts';
import { startPostgres } from './embedded-postgres.ts';
import { holdFolder } from './hold-folder.ts';

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

/** The database of this installation, with its schema up to date. @throws Error with a Chinese sentence if another process of ours works on the folder. */
export async function openDatabase(ask: DatabaseAsk): Promise<Database> {
  const database = await findDatabase(ask);
  if (database.taken)
    throw new Error(
      `数据目录“${ask.data}”正由另一个规矩进程使用，本进程没有启动。请先停止那个进程；需要同时运行多个进程的，用环境变量 DATABASE_URL 指定一个 PostgreSQL。`,
    );
  await migrate(database.url);
  return database;
}

/** The database as it is, for a command beside the service: our own is started if it does not run, and stopped unless somebody else works on it. */
export async function borrowDatabase(ask: DatabaseAsk): Promise<Database> {
  const { url, close, taken } = await findDatabase(ask);
  return { url, close: taken ? () => Promise.resolve() : close };
}

/** @returns `taken` if another process of ours works on the folder; whoever has it stops it. */
async function findDatabase({ data, given }: DatabaseAsk): Promise<Database & { readonly taken: boolean }> {
  if (given !== undefined) return { url: given, taken: false, close: () => Promise.resolve() };
  const { url, stop } = await startPostgres({ data });
  const giveBack = await holdFolder(url);
  const close = async (): Promise<void> => {
    await giveBack?.();
    await stop();
  };
  return { url, taken: giveBack === undefined, close };
}
