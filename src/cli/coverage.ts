import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadPacks } from './packs.ts';

const HELP = `规矩：条目覆盖情况

用法  npx guiju coverage --catalogue <条目目录> [--json]

逐级列出已写入制度、有案例、有测试的条目数量，以及各自还缺的条目。测试中写作“FIN-04b–d”的，视为b、c、d三条。

  --catalogue  存放条目（*.yaml）的目录
  --json       以JSON输出
  --help       显示本说明

退出码：0 已统计；2 用法不对。`;

const entries = z.array(z.looseObject({ id: z.string(), level: z.string() }));

/** Of the entries of one level: how many there are, and which are named nowhere. */
interface Covered {
  readonly level: string;
  readonly entries: number;
  readonly missing: { readonly inPack: readonly string[]; readonly withCase: readonly string[]; readonly withTest: readonly string[] };
}

/** `guiju coverage`: which entries of a catalogue the regulations, their cases and the tests name. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.catalogue === undefined || !existsSync(values.catalogue)) {
    console.error(values.catalogue === undefined ? `须写明 --catalogue。\n\n${HELP}` : `没有找到目录“${values.catalogue}”。`);
    return 2;
  }
  const written = globSync('*.yaml', { cwd: values.catalogue })
    .toSorted()
    .flatMap((file) => entries.parse(parse(readFileSync(join(values.catalogue ?? '', file), 'utf8')) ?? []));
  if (written.length === 0) {
    console.error(`“${values.catalogue}”里没有条目文件（*.yaml）。`);
    return 2;
  }
  const covered = cover(written);
  if (values.json) console.log(JSON.stringify(covered));
  else for (const one of covered) print(one);
  return 0;
}

function print({ level, entries, missing }: Covered): void {
  const { inPack, withCase, withTest } = missing;
  console.log(`${level.padEnd(10)} 条目${entries}，已入制度${entries - inPack.length}，有案例${entries - withCase.length}，有测试${entries - withTest.length}`);
  const lines = [
    ['未入制度', inPack],
    ['没有案例', withCase],
    ['没有测试', withTest],
  ] as const;
  for (const [title, ids] of lines) if (ids.length > 0) console.log(`  ${title}：${ids.join(' ')}`);
}

function cover(catalogue: z.output<typeof entries>): readonly Covered[] {
  const { offices } = loadPacks();
  const inPack = new Set([...offices.values()].flatMap(({ book }) => book.packs.flatMap((pack) => pack.clauses.map((clause) => clause.ref.id))));
  const withCase = new Set([...offices.values()].flatMap(({ cases }) => cases.map((one) => one.id)));
  const root = join(import.meta.dirname, '..', '..');
  const withTest = namedIn(
    globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n'),
  );
  return [...Map.groupBy(catalogue, (entry) => entry.level)].map(([level, own]) => {
    const without = (set: ReadonlySet<string>): readonly string[] => own.map((entry) => entry.id).filter((id) => !set.has(id));
    return { level, entries: own.length, missing: { inPack: without(inPack), withCase: without(withCase), withTest: without(withTest) } };
  });
}

/** `FIN-02`, `ARC-RESP-111`, `LRN-01.4d`; and `FIN-04b–d` for three of them. */
const ENTRY = /\b([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+(?:\.\d+)*)(?:([a-z])(?:[–～至]([a-z])\b)?)?/g;

function namedIn(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(ENTRY)].flatMap(([, stem = '', first, last = first]) =>
      first === undefined || last === undefined ? [stem] : lettersBetween(first, last).map((letter) => stem + letter),
    ),
  );
}

function lettersBetween(first: string, last: string): readonly string[] {
  const from = first.charCodeAt(0);
  return Array.from({ length: Math.max(1, last.charCodeAt(0) - from + 1) }, (_, index) => String.fromCharCode(from + index));
}
