import { parseArgs } from 'node:util';
import { borrowDatabase } from '../platform/db/open-database.ts';
import { DATA_OPTIONS, dataFolder } from './data-folder.ts';

/** A command that does one thing with a backup folder and an installation. */
export interface BackupCommand {
  readonly help: string;
  /** Before the database is touched: why the data folder will not do; undefined if it will. */
  readonly prepare: (data: string) => string | undefined;
  /** @returns what to say when it is done. @throws Error saying why it was not. */
  readonly work: (at: { readonly url: string; readonly data: string; readonly folder: string }) => Promise<string>;
}

/** @returns 0 done; 1 not done, and why was said; 2 used wrongly. */
export async function runBackupCommand(args: readonly string[], { help, prepare, work }: BackupCommand): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: DATA_OPTIONS });
  const [folder] = positionals;
  if (values.help || folder === undefined) {
    console.log(values.help ? help : `请写明备份目录。\n\n${help}`);
    return values.help ? 0 : 2;
  }
  const data = dataFolder(values.data);
  const trouble = prepare(data);
  if (trouble !== undefined) {
    console.error(trouble);
    return 2;
  }
  const database = await borrowDatabase({ data, given: process.env['DATABASE_URL'] });
  try {
    console.log(await work({ url: database.url, data, folder }));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await database.close();
  }
}
