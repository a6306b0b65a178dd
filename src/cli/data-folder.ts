import { join } from 'node:path';

/** Options every command about an installation takes, and their lines in its help. */
export const DATA_OPTIONS = { data: { type: 'string' }, help: { type: 'boolean', default: false } } as const;
export const DATA_HELP = `  --data <目录>  数据目录，默认 ./data，或环境变量 GUIJU_DATA
  --help         显示本说明

环境变量 DATABASE_URL 指定外部 PostgreSQL；不指定时使用数据目录里的内置数据库。`;

/** The data folder a command works on. */
export function dataFolder(given: string | undefined): string {
  return given ?? process.env['GUIJU_DATA'] ?? join(process.env['GUIJU_ROOT'] ?? process.cwd(), 'data');
}
