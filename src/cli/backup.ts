import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { borrowDatabase } from '../platform/db/open-database.ts';
import { backup } from '../platform/keeping/backup.ts';
import { DATA_HELP, DATA_OPTIONS, dataFolder } from './data-folder.ts';

const HELP = `规矩：备份（不停机，数据库、附件、密钥取同一时刻）

用法  npx guiju backup <目录> [选项]

  <目录>         备份写入的新目录，不能已经存在
${DATA_HELP}

退出码：0 备份完整；1 没有完成；2 用法不对。`;

/** `guiju backup`: says how much was kept, or why nothing was. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: DATA_OPTIONS });
  const [target] = positionals;
  if (values.help || target === undefined) {
    console.log(values.help ? HELP : `请写明备份目录。\n\n${HELP}`);
    return values.help ? 0 : 2;
  }
  const data = dataFolder(values.data);
  if (!existsSync(join(data, 'keys'))) {
    console.error(`“${data}”不是规矩的数据目录，请用 --data 指明。`);
    return 2;
  }
  const database = await borrowDatabase({ data, given: process.env['DATABASE_URL'] });
  try {
    const { tables, rows, files } = await backup({ url: database.url, data, target });
    console.log(`备份完成：${target}（${tables}张表${rows}行，附件${files}件）。其中含签名密钥，请妥善保管，另存于本机之外。`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await database.close();
  }
}
