import { readPack } from '../src/rules/pack/read-pack.ts';
import { openSource } from '../src/rules/pack/source.ts';
import type { Pack } from '../src/rules/pack/pack.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { compileRulebook, type Rulebook } from '../src/rules/rulebook.ts';
import { readPacksOnDisk } from '../src/platform/regulations/read-packs.ts';
import { rates } from './measure.ts';

const ON = civilDate('2026-11-23');
const REQUESTS = 1_024;
const [FEW, MANY] = [102, 3_060];
/** Regulations beside the one that is asked, and versions of each. */
const [OTHERS, VERSIONS] = [1_000, 20];

interface Written {
  readonly title: string;
  readonly question: string;
  readonly rows: number;
}

/** A regulation with one table of so many bands of an amount. */
function written({ title, question, rows }: Written): string {
  const bands = Array.from(
    { length: rows },
    (_, row) => `          - 当: { 金额: "[${row * 10}元, ${row === rows - 1 ? '' : `${(row + 1) * 10}元`})" }\n            则: { 提示: 第${row + 1}档。 }`,
  );
  return `制度: ${title}\n单位: 文旅局\n领域: expenditure\n版本: 2024-01-01\n施行: 2024-01-01\n废止: ~\n确认: 2026-11-20\n依据: [会计法]\n表:\n  ${question}档次: { 命中: 唯一, 范围: { 金额: "[0元, )" } }\n问题:\n  ${question}: [${question}档次]\n条款:\n  - 编号: ${title}-01\n    条: 一\n    级别: 计算\n    文: 按金额分档。\n    规则:\n      - 表: ${question}档次\n        行:\n${bands.join('\n')}\n`;
}

/** A question among a thousand other regulations with twenty versions each, and of a table thirty times as long. */
export function benchManyRules() {
  const { vocabulary } = readPacksOnDisk();
  const read = (one: Written): Pack => {
    const { pack, findings } = readPack({ source: openSource({ file: one.title, text: written(one) }), vocabulary, digest: one.title });
    if (pack === undefined) throw new Error(findings.map(({ sentence }) => sentence).join());
    return pack;
  };
  const office = { key: '文旅局', name: '示范局', posts: [] };
  const short = read({ title: '短表办法', question: '短表', rows: FEW });
  const versions = (pack: Pack): readonly Pack[] =>
    Array.from({ length: VERSIONS }, (_, version) => {
      const [from, until] = [civilDate(`${2_005 + version}-01-01`), civilDate(`${2_006 + version}-01-01`)];
      return { ...pack, version: from, inForceFrom: from, inForceUntil: until };
    });
  const others = Array.from({ length: OTHERS }, (_, other) => versions(read({ title: `另${other}办法`, question: `另${other}`, rows: 2 }))).flat();
  const alone = compileRulebook(office, [short, read({ title: '长表办法', question: '长表', rows: MANY })], {});
  const among = compileRulebook(office, [short, ...others], {});
  // The same number of different answers is asked for, spread over the whole table: what is measured is finding the row.
  const ask = (book: Rulebook, question: string, rows: number) => (): number => {
    for (let request = 0; request < REQUESTS; request += 1) {
      const row = ((request * 7_919) % FEW) * Math.floor(rows / FEW);
      const { notices } = book.decide({ question, facts: { amount: row * 1_000 + 500 }, on: ON });
      if (notices[0]?.sentence !== `第${row + 1}档。`) throw new Error(`another band than ${row + 1}`);
    }
    return REQUESTS;
  };
  return rates({ short: ask(alone, '短表', FEW), long: ask(alone, '长表', MANY), among: ask(among, '短表', FEW) }).then((rate) => ({
    decide_3060_rows_vs_102_rows: rate.long / rate.short,
    decide_among_1000_regulations_of_20_versions_vs_alone: rate.among / rate.short,
  }));
}
