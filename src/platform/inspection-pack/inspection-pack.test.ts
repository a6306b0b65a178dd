import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { fen } from '../../rules/money.ts';
import { readAs } from '../http/read-as.ts';
import { buildPack } from './build-pack.ts';
import { packOf } from './make-pack.ts';
import { verifyPack } from './verify-pack.ts';

let office: TestOffice;
let files: Map<string, Buffer>;

beforeAll(async () => {
  office = await openTestOffice();
  const clerk = await office.as('沈明');
  const digest = await clerk.invoice({
    number: '26952000000000000007',
    date: '2026-03-02',
    seller: '示范县文印商贸有限公司',
    buyer: '示范县文化旅游广电体育局',
    item: '展板',
    amount: fen(600_000),
  });
  const ask = async (purpose: string, amount: number, attach: boolean) => {
    const form = { purpose, category: '印刷费', payee: '示范县文印商贸有限公司', amount, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
    return (
      await clerk.post('/api/matters', {
        kind: 'spending-request',
        form,
        linkedMatterId: null,
        files: attach ? [{ evidence: '附件', digest, name: '发票.xml' }] : [],
        submit: true,
      })
    ).body;
  };
  await ask('展板', 600_000, true);
  await ask('海报', 700_000, true);
  await ask('便签', 60_000, false); // below the band of FIN-02i
  office.at('2026-04-02');
  await ask('横幅', 800_000, false); // in another month
  await office.sealed();
});
afterAll(() => office.close());

const ASK = { clauses: ['FIN-02i'], from: '2026-03-01', until: '2026-03-31', sample: 1 };

test('the audit officer chooses clause and month, and takes out population, sample, evidence and proof as one signed pack', async () => {
  const auditor = await office.as('曾岚');
  const made = await auditor.post('/api/inspection-packs', ASK);
  expect(made.body).toMatchObject({ number: '迎检〔2026〕1号' });
  const taken = await auditor.get(`/api/inspection-packs/${made.body.packId}/pack.zip`);
  files = new Map(Object.entries(unzipSync(taken.body)).map(([name, bytes]) => [name, Buffer.from(bytes)]));
  const manifest = JSON.parse(strFromU8(files.get('manifest.json') ?? new Uint8Array()));
  expect(manifest).toMatchObject({ population: 2, sample: 1, clauses: ['FIN-02i'] });
  expect([...files.keys()].filter((name) => name.startsWith('样本/')).map((name) => name.split('.').at(-1))).toEqual(['pdf', 'xml']);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(files.get('迎检包.xlsx') as unknown as ExcelJS.Buffer); // as in read-sheet.ts
  expect(book.worksheets.map((sheet) => [sheet.name, sheet.rowCount - 1])).toEqual([
    ['说明', 9],
    ['总体', 2],
    ['样本', 1],
    ['例外', 0],
    ['义务', 0],
  ]);
  expect(verifyPack(files)).toMatchObject({ unaltered: true, complete: true, troubles: [] });
  expect(verifyPack(files).proved).toBeGreaterThan(0);
});

test('whoever takes a pack out stands in the log, with the digest of what it held', async () => {
  const auditor = await office.as('曾岚');
  const { rows } = (await auditor.get('/api/log?verb=take-inspection-pack')).body;
  const manifest = createHash('sha256')
    .update(files.get('manifest.json') ?? '')
    .digest('hex');
  expect(rows.map((row: { person: string; body: string }) => [row.person, JSON.parse(row.body).detail])).toEqual([
    ['曾岚', { number: '迎检〔2026〕1号', manifest }],
  ]);
});

test('a pack larger than an archive may be is said to be, with what would help', async () => {
  const auditor = { kind: 'system', officeId: office.culture.officeId, job: 'pack' } as const;
  const build = (largest: number) =>
    readAs(office.open.world, auditor, async (tx, moment) => {
      const pack = await packOf(tx, 1);
      if (pack === undefined) throw new Error('there is no pack');
      return buildPack(office.open.world, tx, { pack: { ...pack, sample: 0 }, moment, largest });
    });
  await expect(build(1_000)).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('不能装进一个迎检包'),
    whatWouldHelp: ['减少抽查件数', '缩短期间，分成几个迎检包准备'],
  });
  expect((await build(10_000_000)).manifest).toMatch(/^[0-9a-f]{64}$/);
});

/** `guiju verify` on a pack of these files, as whoever received it runs it. */
function cli(pack: ReadonlyMap<string, Buffer>, ...more: readonly string[]) {
  const file = join(office.open.world.folder, '迎检.zip');
  writeFileSync(file, zipSync(Object.fromEntries(pack)));
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'cli.ts'), 'verify', file, ...more], { encoding: 'utf8' });
  return { code: status, told: stdout };
}

test('whoever receives the pack checks it by one command, with the key the office has published', () => {
  const key = office.open.world.signer.publicKey.toString('base64');
  expect(cli(files, '--key', key)).toMatchObject({ code: 0, told: expect.stringMatching(/迎检〔2026〕1号：未被改动，完整无缺/) });
  expect(cli(files)).toMatchObject({ code: 0, told: expect.stringContaining(key) }); // to be compared by eye
  expect(cli(files, '--key', 'AAAA')).toMatchObject({ code: 1, told: expect.stringMatching(/有内容被改动，完整无缺[^]*不是本单位公布的密钥/) });
  expect(cli(new Map([...files].filter(([name]) => name !== '迎检包.xlsx')))).toMatchObject({
    code: 1,
    told: expect.stringMatching(/未被改动，有内容缺失或多出[^]*缺少“迎检包.xlsx”/),
  });
  const broken = join(office.open.world.folder, '残缺.zip');
  writeFileSync(broken, 'PK');
  expect(spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'cli.ts'), 'verify', broken]).status).toBe(1);
});

test('whoever has no part in inspections neither prepares nor takes one, and clauses the office does not have are refused', async () => {
  const clerk = await office.as('沈明');
  expect((await clerk.post('/api/inspection-packs', ASK)).body.refused).toMatchObject({ code: 'not-preparer' });
  expect((await clerk.get('/api/inspection-packs/1/pack.zip')).status).toBe(404);
  const leader = await office.as('赵敏');
  expect((await leader.post('/api/inspection-packs', { ...ASK, clauses: ['FIN-99'] })).body.refused).toMatchObject({
    code: 'unknown-clause',
    sentence: expect.stringContaining('FIN-99'),
  });
  expect((await leader.post('/api/inspection-packs', { ...ASK, until: '2026-02-01' })).body.refused).toMatchObject({ code: 'dates' });
});

test('a changed, a missing and a foreign file are each named; a forged manifest or log entry is found', () => {
  const without = (name: string) => new Map([...files].filter(([key]) => key !== name));
  const pdf = [...files.keys()].find((name) => name.endsWith('.pdf')) ?? '';
  const changed = new Map(files).set(pdf, Buffer.from('another'));
  expect(verifyPack(changed)).toMatchObject({ unaltered: false, complete: true, troubles: [expect.stringContaining(pdf)] });
  expect(verifyPack(without(pdf))).toMatchObject({ unaltered: true, complete: false, troubles: [expect.stringContaining(pdf)] });
  expect(verifyPack(new Map(files).set('多出.pdf', Buffer.from('x')))).toMatchObject({ unaltered: true, complete: false });
  const forged = Buffer.from(strToU8(strFromU8(files.get('manifest.json') ?? new Uint8Array()).replace('"population": 2', '"population": 1')));
  expect(verifyPack(new Map(files).set('manifest.json', forged)).troubles).toContain('清单的签名不对，清单被改动过。');
  expect(verifyPack(files, 'AAAA').troubles).toContain('签名密钥不是本单位公布的密钥。');
  const proof = JSON.parse(strFromU8(files.get('log-proof.json') ?? new Uint8Array()));
  const entries = proof.entries.map((one: { body: string }, index: number) => (index === 0 ? { ...one, body: one.body.replace('沈明', '沈亮') } : one));
  expect(
    verifyPack(new Map(files).set('log-proof.json', Buffer.from(JSON.stringify({ ...proof, entries })))).troubles.some((one) =>
      one.includes('条留痕与封存记录不符'),
    ),
  ).toBe(true);
});
