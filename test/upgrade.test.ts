import { unzipSync } from 'fflate';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { openDatabase } from '../src/platform/db/open-database.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { readManifest } from '../src/platform/keeping/manifest.ts';
import { layDown, restore } from '../src/platform/keeping/restore.ts';
import { verifyLog, type Piece } from '../src/platform/log/verify.ts';
import { openWorld } from '../src/world.ts';
import { openEmptyDatabase } from './database.ts';
import { ok } from './deeds.ts';
import { sealed, signIn } from './office.ts';

/**
 * backup-0.1.0.zip holds both sample offices as release 0.1.0 left them on 2026-11-25: `loadSamples` of that release, the daily duties of the day, two assets
 * with one damaged, and a refusal lifted; kept by `backup` as it stands.
 */
const FIXTURE = join(import.meta.dirname, 'fixtures', 'backup-0.1.0.zip');
const AFTER = new Date('2026-11-26T09:00:00+08:00');

let folder: string;
let source: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guiju-upgrade-'));
  await chmod(folder, 0o755);
  source = join(folder, '0.1.0');
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(FIXTURE)))) {
    await mkdir(dirname(join(source, name)), { recursive: true });
    await writeFile(join(source, name), bytes);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the office of 0.1.0 does with this release: everything it had is there, and everything it had begun goes on. */
async function goesOn(url: string, data: string): Promise<void> {
  const open = await openWorld({ url, folder: data, clock: () => AFTER });
  const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
  const owner = ownerPool(url);
  const { rows } = await owner.query<{ name: string; id: number }>(`select name, person_id as id from person where office_id = 1`);
  const office = { officeId: 1, people: new Map(rows.map(({ name, id }) => [name, id])) };
  const as = (name: string) => signIn(app, { office, name });
  const found = async (title: string) =>
    (await owner.query<{ id: number }>(`select matter_id::int as id from matter where office_id = 1 and kind = 'claim' and title = $1`, [title])).rows[0]?.id ??
    0;

  // A claim signed under 0.1.0 is paid; its voucher takes the next number, its evidence opens.
  const cashier = await as('吴芳');
  const claim = (await ok(cashier.get(`/api/matters/${await found('冬季长跑活动号码布')}`))).body;
  expect(claim).toMatchObject({ state: 'approved', amount: 215_000 });
  expect((await cashier.get(`/api/files/${claim.files[0].digest}`)).body.toString('utf8')).toContain('冬季长跑活动号码布');
  await ok(
    cashier.post('/api/verbs/pay', { matterId: claim.matterId, version: claim.version, method: '公务卡', reference: 'HD0000000001', paidOn: '2026-11-26' }),
  );
  const vouchers = (await cashier.get('/api/registers/voucher')).body.rows;
  expect(vouchers.map((one: { number: string }) => one.number).slice(0, 2)).toEqual(['凭〔2026〕17号', '凭〔2026〕16号']);
  expect(vouchers).toHaveLength(17);

  // What was written under 0.1.0 is found like what is written now.
  const first = (await ok(cashier.get('/api/registers/voucher?purpose=号码布'))).body.rows;
  expect(first.map((one: { purpose: string }) => one.purpose)).toEqual(['冬季长跑活动号码布']);
  expect((await ok((await as('李国栋')).get('/api/search?q=长跑活动号码'))).body.matters.rows.map((one: { title: string }) => one.title)).toContain(
    '冬季长跑活动号码布',
  );

  // Its invoice is used up, as it was; another one is not.
  const refusals = async (number: string): Promise<readonly string[]> => {
    const form = { ...claim.form, invoices: [{ ...claim.form.invoices[0], number }] };
    const answer = await (await as('杨帆')).post('/api/matters', { kind: 'claim', form, linkedMatterId: null, files: [], submit: true });
    return answer.body.refusals.map((one: { sentence: string }) => one.sentence);
  };
  expect(await refusals(claim.form.invoices[0].number)).toContain('所附票据已经报销过，同一张票据只能使用一次。');
  expect(await refusals('26530001202611129999')).not.toContain('所附票据已经报销过，同一张票据只能使用一次。');

  // A claim in review is signed by the next on its route.
  const waiting = await found('会议室窗帘清洗');
  const finance = await as('周静');
  const signed = await ok(
    finance.post(`/api/matters/${waiting}/approve`, { version: (await ok(finance.get(`/api/matters/${waiting}`))).body.version, remark: null }),
  );
  expect(signed.body.route.map((one: { post: string; state: string }) => `${one.post} ${one.state}`)).toEqual([
    '财务股 done',
    '纪检领导 open',
    '分管财务领导 waiting',
  ]);

  // Nothing is closed to an office whose regulations do not ask for procedures to be put to use.
  const wanted = {
    purpose: '冬季长跑奖牌',
    category: '印刷费',
    payee: '示范县文印商贸有限公司',
    amount: 60_000,
    paymentMethod: '公务卡',
    plannedOn: '2026-12-01',
  };
  await ok((await as('杨帆')).post('/api/matters', { kind: 'spending-request', form: wanted, linkedMatterId: null, files: [], submit: true }));

  // A duty opened under 0.1.0 ends by the deed it waits for; the ledger is as it was.
  const user = await as('沈明');
  const duties = async () => (await user.get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string }) => one.duty);
  expect(await duties()).toContain('资产赔偿');
  expect((await cashier.get('/api/registers/asset')).body.rows.map((one: { number: string }) => one.number)).toEqual(['资〔2026〕2号', '资〔2026〕1号']);
  await ok(finance.post('/api/verbs/settle-damage', { damageId: 1, receipt: '收据0012' }));
  expect(await duties()).not.toContain('资产赔偿');

  await sealed(open);
  const auditor = await as('曾岚');
  await sealed(open);
  expect((await auditor.post('/api/log/verify')).body).toMatchObject({ unaltered: true, complete: true, troubles: [] });
  const [header = '', ...lines] = (await auditor.get('/api/log/export')).body.toString('utf8').trim().split('\n');
  const kept = (await readManifest(source)).heads.find((one) => one.office === '文旅局')?.note;
  const pieces = lines.map((line: string): Piece => JSON.parse(line));
  expect(
    await verifyLog(pieces, { publicKey: Buffer.from(JSON.parse(header).publicKey, 'base64'), published: open.world.signer.publicKey, kept }),
  ).toMatchObject({ unaltered: true, complete: true });
  await app.close();
  await owner.end();
  await open.close();
}

test('a backup of 0.1.0 is restored by this release, and its office goes on', async () => {
  const empty = await openEmptyDatabase();
  const data = join(folder, 'restored');
  expect(await restore({ url: empty.url, data, source })).toMatchObject({ rows: 3786, files: 27, verified: ['文旅局', '站所局'] });
  await goesOn(empty.url, data);
  await empty.drop();
});

test('this release is started on the data folder of 0.1.0, and its office goes on', async () => {
  const data = join(folder, 'in-place');
  const old = await startPostgres({ data, forgetful: true });
  await layDown(await readManifest(source), { url: old.url, data, source });
  await old.stop();
  const database = await openDatabase({ data, given: undefined });
  await goesOn(database.url, data);
  await database.close();
});
