import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { borrowDatabase } from '../platform/db/open-database.ts';
import { restore } from '../platform/keeping/restore.ts';
import { DATA_HELP, DATA_OPTIONS, dataFolder } from './data-folder.ts';

const HELP = `规矩：从备份恢复到空的数据目录和空的数据库，升级到本版本，并核验

用法  npx guiju restore <备份目录> [选项]

${DATA_HELP}

不覆盖任何已有内容。退出码：0 已恢复并通过核验；1 没有恢复；2 用法不对。`;

/** `guiju restore`: says what was restored and verified, or why nothing was. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: DATA_OPTIONS });
  const [source] = positionals;
  if (values.help || source === undefined) {
    console.log(values.help ? HELP : `请写明备份目录。\n\n${HELP}`);
    return values.help ? 0 : 2;
  }
  const data = dataFolder(values.data);
  mkdirSync(data, { recursive: true });
  const database = await borrowDatabase({ data, given: process.env['DATABASE_URL'] });
  try {
    const { rows, files, verified } = await restore({ url: database.url, data, source });
    console.log(`恢复完成：${rows}行，附件${files}件。留痕核验通过：${verified.join('、') || '尚无单位'}。用 npm start 启动。`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await database.close();
  }
}
