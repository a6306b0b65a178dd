import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from '../platform/keeping/backup.ts';
import { runBackupCommand } from './backup-command.ts';
import { DATA_HELP } from './data-folder.ts';

const HELP = `规矩：备份（不停机，数据库、附件、密钥取同一时刻）

用法  npx guiju backup <目录> [选项]

  <目录>         备份写入的新目录，不能已经存在
${DATA_HELP}

退出码：0 备份完整；1 没有完成；2 用法不对。`;

/** `guiju backup`: says how much was kept, or why nothing was. */
export function run(args: readonly string[]): Promise<number> {
  return runBackupCommand(args, {
    help: HELP,
    prepare: (data) => (existsSync(join(data, 'keys')) ? undefined : `“${data}”不是规矩的数据目录，请用 --data 指明。`),
    work: async ({ url, data, folder }) => {
      const { tables, rows, files } = await backup({ url, data, target: folder });
      return `备份完成：${folder}（${tables}张表${rows}行，附件${files}件）。其中含签名密钥，请妥善保管，另存于本机之外。`;
    },
  });
}
