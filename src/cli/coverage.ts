import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadPacks } from './packs.ts';

const HELP = `规矩：条目覆盖情况

用法  npx guiju coverage --catalogue <条目目录> [--json]

逐级列出：条目已写入制度、有案例、有测试的数量，以及还缺的条目。

  --catalogue  存放条目（*.yaml）的目录
  --json       以JSON输出
  --help       显示本说明

退出码：0 已统计；2 用法不对。`;

const entries = z.array(z.looseObject({ id: z.string(), level: z.string() }));

interface Covered {
  readonly level: string;
  readonly entries: number;
  readonly inPack: number;
  readonly withCase: number;
  readonly withTest: number;
  readonly missing: readonly string[];
}

/** `guiju coverage`: which entries of a catalogue the regulations, their cases and the tests name. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { catalogue: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.catalogue === undefined || !existsSync(values.catalogue)) {
    console.error(values.catalogue === undefined ? `须写明 --catalogue。\n\n${HELP}` : `没有找到目录“${values.catalogue}”。`);
    return 2;
  }
  const catalogue = globSync('*.yaml', { cwd: values.catalogue }).toSorted().flatMap((file) => entries.parse(parse(readFileSync(join(values.catalogue ?? '', file), 'utf8')) ?? []));
  const covered = cover(catalogue);
  if (values.json) console.log(JSON.stringify(covered));
  else for (const one of covered) console.log(`${one.level.padEnd(10)} 条目${one.entries}，已入制度${one.inPack}，有案例${one.withCase}，有测试${one.withTest}${one.missing.length === 0 ? '' : `\n  未入制度：${one.missing.join(' ')}`}`);
  return 0;
}

function cover(catalogue: z.output<typeof entries>): readonly Covered[] {
  const { offices } = loadPacks();
  const inPack = new Set([...offices.values()].flatMap(({ book }) => book.packs.flatMap((pack) => pack.clauses.map((clause) => clause.ref.id))));
  const withCase = new Set([...offices.values()].flatMap(({ cases }) => cases.map((one) => one.id)));
  const root = join(import.meta.dirname, '..', '..');
  const tests = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const named = new Set(tests.match(/[A-Z]{2,4}\d?-\d+(?:\.\d+)?[a-z]?/g) ?? []);
  const levels = [...new Set(catalogue.map((entry) => entry.level))];
  return levels.map((level) => {
    const own = catalogue.filter((entry) => entry.level === level);
    const count = (set: ReadonlySet<string>): number => own.filter((entry) => set.has(entry.id)).length;
    return { level, entries: own.length, inPack: count(inPack), withCase: count(withCase), withTest: count(named), missing: own.filter((entry) => !inPack.has(entry.id)).map((entry) => entry.id) };
  });
}
