import { mkdirSync } from 'node:fs';
import { restore } from '../platform/keeping/restore.ts';
import { runBackupCommand } from './backup-command.ts';
import { DATA_HELP } from './data-folder.ts';

const HELP = `规矩：从备份恢复到空的数据目录和空的数据库，升级到本版本，并核验

用法  npx guiju restore <备份目录> [选项]

${DATA_HELP}

不覆盖任何已有内容。退出码：0 已恢复并通过核验；1 没有恢复；2 用法不对。`;

/** `guiju restore`: says what was restored and verified, or why nothing was. */
export function run(args: readonly string[]): Promise<number> {
  return runBackupCommand(args, {
    help: HELP,
    prepare: (data) => {
      mkdirSync(data, { recursive: true });
      return undefined;
    },
    work: async ({ url, data, folder }) => {
      const { rows, files, verified } = await restore({ url, data, source: folder });
      return `恢复完成：${rows}行，附件${files}件。留痕核验通过：${verified.join('、') || '尚无单位'}。用 npm start 启动。`;
    },
  });
}
