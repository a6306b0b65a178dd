import { z } from 'zod';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { LineFinding } from '../../platform/imports/contract.ts';
import {
  dayCell,
  registerImport,
  requiredCell,
  textCell,
  yuanCell,
  type Judged,
  type ReadLine,
  type RegisterImport,
} from '../../platform/imports/register-import.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { CATEGORIES } from './contract.ts';
import { LEDGER_KEEPER } from './register-asset.ts';
import { insertAsset, insertMovement, setOrigin } from './store.ts';

const row = z.object({
  名称: requiredCell,
  类别: z.enum(CATEGORIES, { error: `应为${CATEGORIES.join('、')}之一` }),
  规格型号: textCell,
  数量: textCell.transform((text) => (text === '' ? 1 : Number(text))).pipe(z.int('应为整数').min(1, '应大于零').max(100_000)),
  原值: yuanCell,
  是否固定资产: z.enum(['是', '否', ''], { error: '应为“是”或“否”' }),
  取得日期: dayCell,
  来源: requiredCell,
  存放地点: requiredCell,
  使用人: requiredCell,
  保管人: requiredCell,
  批准文件: textCell,
});
type Row = z.infer<typeof row>;

interface Background {
  /** Who is called so; several if a name is borne twice. */
  readonly people: ReadonlyMap<string, readonly number[]>;
  /** Assets of the ledger by name, day and value. */
  readonly known: ReadonlyMap<string, string>;
}

const peopleByName = statement<{ name: string; ids: readonly number[] }>(
  'people-by-names',
  `
  select name, jsonb_agg(person_id order by person_id) as ids from person where office_id = $1 and name = any($2::text[]) group by name`,
);
const knownAssets = statement<{ key: string; number: string }>(
  'assets-by-names',
  `
  select name || '/' || acquired_on || '/' || original_value as key, number from asset where office_id = $1 and name = any($2::text[])`,
);

async function background(tx: ReadTx, lines: readonly ReadLine<Row>[]): Promise<Background> {
  const [people, known] = await Promise.all([
    tx.rows(peopleByName, [tx.officeId, [...new Set(lines.flatMap(({ row: one }) => [one.使用人, one.保管人]))]]),
    tx.rows(knownAssets, [tx.officeId, [...new Set(lines.map(({ row: one }) => one.名称))]]),
  ]);
  return { people: new Map(people.map((one) => [one.name, one.ids])), known: new Map(known.map((one) => [one.key, one.number])) };
}

interface Of {
  readonly background: Background;
  readonly rules: RulesInForce;
  readonly officeId: number;
}

function judge({ row: one }: ReadLine<Row>, { background: { people, known }, rules, officeId }: Of): Judged {
  const say = (sentence: string): LineFinding => ({ sentence, clause: null });
  const bad = (
    [
      ['使用人', one.使用人],
      ['保管人', one.保管人],
    ] as const
  ).flatMap(([title, name]) => {
    const found = people.get(name)?.length ?? 0;
    if (found === 1) return [];
    return [say(found === 0 ? `${title}“${name}”不在本单位人员中。` : `${title}“${name}”有${found}人重名，请逐件登记。`)];
  });
  if (bad.length > 0) return { verdict: 'bad', findings: bad };
  const twice = known.get(`${one.名称}/${one.取得日期}/${one.原值}`);
  const findings = [...(twice === undefined ? [] : [say(`台账中已有同名、同日、同值的资产（${twice}）。`)]), ...byRules(one, { rules, officeId })];
  return { verdict: findings.length === 0 ? 'good' : 'doubtful', findings };
}

/** What the regulation of its day says of the acquisition. */
function byRules(one: Row, { rules, officeId }: Pick<Of, 'rules' | 'officeId'>): readonly LineFinding[] {
  const on = one.取得日期;
  if (!rules.knows({ officeId, question: '资产处置', on })) return [{ sentence: `${on}没有现行制度，未作判定。`, clause: null }];
  const facts = { fixedAsset: one.是否固定资产 === '是', disposal: '购入', approvalDocument: one.批准文件 !== '' };
  return rules.decide({ officeId, question: '资产处置', facts, on }).refusals.map(({ sentence, clause }) => ({ sentence, clause }));
}

const assetImport: RegisterImport<Row, Background> = {
  register: 'asset',
  title: '旧资产台账',
  question: '资产登记',
  who: [LEDGER_KEEPER],
  columns: [
    { title: '名称', required: true, example: '台式计算机' },
    { title: '类别', required: true, example: '通用设备' },
    { title: '规格型号', required: false, example: 'M428' },
    { title: '数量', required: false, example: '1' },
    { title: '原值', required: true, example: '4600.00' },
    { title: '是否固定资产', required: false, example: '是' },
    { title: '取得日期', required: true, example: '2022-05-18' },
    { title: '来源', required: true, example: '购入' },
    { title: '存放地点', required: true, example: '办公室' },
    { title: '使用人', required: true, example: '蒋雪' },
    { title: '保管人', required: true, example: '冯涛' },
    { title: '批准文件', required: false, example: '文旅资〔2022〕3号' },
  ],
  row,
  background,
  judge,
  keep: async (tx, lines, { background: { people }, batchId, moment: { actor, now, today } }) => {
    const by = { personId: actor.personId, now };
    for (const { line, row: one } of lines) {
      const number = await takeNumber(tx, { series: '资', year: Number(today.slice(0, 4)), subject: { kind: 'asset', id: `${batchId}/${line}` }, now });
      const asset = {
        number,
        name: one.名称,
        category: one.类别,
        specification: one.规格型号,
        quantity: one.数量,
        originalValue: one.原值,
        fixed: one.是否固定资产 === '是',
        acquiredOn: one.取得日期,
        source: one.来源,
        place: one.存放地点,
        userId: people.get(one.使用人)?.[0] ?? null,
        keeperId: people.get(one.保管人)?.[0] ?? null,
        document: one.批准文件,
      };
      const assetId = await insertAsset(tx, asset, by);
      await insertMovement(
        tx,
        { assetId, on: asset.acquiredOn, direction: 1, quantity: asset.quantity, value: asset.originalValue, reason: asset.source, document: asset.document },
        by,
      );
      await setOrigin(tx, { assetId, batchId, line });
    }
  },
};
export const oldAssets = registerImport(assetImport);
