import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findingLine } from '../rules/finding.ts';
import { checkAll } from './packs.ts';

const HELP = `规矩：制度体检

用法  npx guiju check [制度文件…] [选项]

不写文件时检查程序所带的全部制度：缺口、重叠、矛盾、无效行、无用栏、用语、职务、义务、解读、引用。

  --json   以JSON输出
  --help   显示本说明

退出码：0 没有错误；1 有错误；2 用法不对。`;

/** `guiju check`: findings with file, line and column. Notes and warnings do not fail. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const absent = positionals.find((file) => !existsSync(file));
  if (absent !== undefined) {
    console.error(`没有找到文件“${absent}”。`);
    return 2;
  }
  const findings = checkAll(positionals);
  const errors = findings.filter((one) => one.severity === 'error').length;
  if (values.json) console.log(JSON.stringify(findings));
  else {
    for (const finding of findings) console.log(findingLine(finding));
    const warnings = findings.filter((one) => one.severity === 'warning').length;
    console.log(`${errors}处错误，${warnings}处提醒，${findings.length - errors - warnings}处说明`);
  }
  return errors > 0 ? 1 : 0;
}
