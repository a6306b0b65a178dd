import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fen } from '../src/rules/money.ts';
import { openEmptyDatabase, type EmptyDatabase } from './database.ts';
import { ok } from './deeds.ts';
import { openTestOffice, sealed, type Answer, type TestOffice } from './office.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { openWorld } from '../src/world.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { backup } from '../src/platform/keeping/backup.ts';
import { filePath, readManifest } from '../src/platform/keeping/manifest.ts';
import { restore } from '../src/platform/keeping/restore.ts';

let office: TestOffice;
let folder: string;
let empty: EmptyDatabase;
let matterId: number;
const where = (name: string): string => join(folder, name);
const take = (name: string) => backup({ url: office.database.url, data: office.open.world.folder, target: where(name) });

beforeAll(async () => {
  office = await openTestOffice();
  folder = await mkdtemp(join(tmpdir(), 'guiju-keeping-'));
  await chmod(folder, 0o755);
  const clerk = await office.as('沈明');
  const digest = await clerk.invoice({
    number: '26952000000000000001',
    date: '2026-03-02',
    seller: '示范县文印商贸有限公司',
    buyer: '示范县文化旅游广电体育局',
    item: '展板',
    amount: fen(60_000),
  });
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const made = await clerk.post('/api/matters', {
    kind: 'spending-request',
    form,
    linkedMatterId: null,
    files: [{ evidence: '附件', digest, name: '发票.xml' }],
    submit: true,
  });
  matterId = made.body.matterId;
  await office.sealed();
  await take('good');
});
beforeEach(async () => {
  empty = await openEmptyDatabase();
  return empty.drop;
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody signed in at a restored installation signs the open step of a matter. */
async function approveAfter(
  data: string,
  {
    officeId,
    personId,
    auditorId,
    matterId: id,
  }: { readonly officeId: number; readonly personId: number; readonly auditorId: number; readonly matterId: number },
) {
  const open = await openWorld({ url: empty.url, folder: data, clock: office.open.world.clock });
  const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
  const signed = await app.inject({ method: 'POST', url: '/api/session', headers: { 'x-guiju': '1', host: 'guiju.test' }, payload: { officeId, personId } });
  const headers = { 'x-guiju': '1', host: 'guiju.test', cookie: `${signed.cookies[0]?.name}=${signed.cookies[0]?.value}` };
  const seen = (await app.inject({ url: `/api/matters/${id}`, headers })).json();
  const files = await Promise.all(seen.files.map((file: { digest: string }) => app.inject({ url: `/api/files/${file.digest}`, headers })));
  const approved = await app.inject({
    method: 'POST',
    url: `/api/matters/${id}/approve`,
    headers: { ...headers, 'idempotency-key': 'after-restore' },
    payload: { version: seen.version, remark: null },
  });
  const auditor = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-guiju': '1', host: 'guiju.test' },
    payload: { officeId, personId: auditorId },
  });
  await sealed(open); // the auditor's sign-in too
  const verified = await app.inject({
    method: 'POST',
    url: '/api/log/verify',
    headers: { ...headers, cookie: `${auditor.cookies[0]?.name}=${auditor.cookies[0]?.value}`, 'idempotency-key': 'verify' },
  });
  await app.close();
  await open.close();
  return { verified: verified.json(), files: files.map((file) => file.statusCode), approved: approved.json() };
}

test('a backup restored into nothing is the same office: matters, evidence, log; and it goes on working', async () => {
  const data = where('restored');
  expect(await restore({ url: empty.url, data, source: where('good') })).toMatchObject({ files: 1, verified: ['文旅局', '站所局'] });
  const { officeId, people } = office.culture;
  const { files, approved, verified } = await approveAfter(data, {
    officeId,
    personId: people.get('王建华') ?? 0,
    auditorId: people.get('曾岚') ?? 0,
    matterId,
  });
  expect(verified).toMatchObject({ unaltered: true, complete: true });
  expect(files).toEqual([200]);
  expect(approved).toMatchObject({ state: 'approved' });
});

test('a backup is taken while people work and hand in evidence, and holds one moment of both', async () => {
  const clerk = await office.as('沈明');
  const form = { purpose: '海报', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const file = async (index: number): Promise<Answer> => {
    const digest = await clerk.invoice({
      number: `2695200000000000010${index}`,
      date: '2026-03-02',
      seller: '示范县文印商贸有限公司',
      buyer: '示范县文化旅游广电体育局',
      item: '海报',
      amount: fen(60_000),
    });
    return clerk.post('/api/matters', {
      kind: 'spending-request',
      form,
      linkedMatterId: null,
      files: [{ evidence: '附件', digest, name: '发票.xml' }],
      submit: true,
    });
  };
  const taking = take('busy');
  for (let index = 0; index < 8; index += 1) await ok(file(index)); // some before the snapshot, some after
  const done = await taking;
  const manifest = await readManifest(where('busy'));
  const named = await readdir(join(where('busy'), 'files', String(office.culture.officeId)), { recursive: true, withFileTypes: true });
  expect(
    named
      .filter((one) => one.isFile())
      .map((one) => one.name)
      .toSorted(),
  ).toEqual(manifest.files.map((one) => one.digest).toSorted());
  expect(await restore({ url: empty.url, data: where('busy-restored'), source: where('busy') })).toMatchObject({
    files: done.files,
    verified: ['文旅局', '站所局'],
  });
  const owner = ownerPool(empty.url);
  const { rows } = await owner.query<{ digest: string; officeId: number }>(`select encode(f.digest, 'hex') as digest, f.office_id as "officeId" from file f`);
  await owner.end();
  for (const one of rows)
    expect(
      createHash('sha256')
        .update(await readFile(filePath(where('busy-restored'), one)))
        .digest('hex'),
    ).toBe(one.digest);
  expect(rows).toHaveLength(done.files);
});

/** The command as an administrator runs it. */
function cli(url: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'src', 'cli.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: url },
  });
  return { code: status, said: `${stdout}${stderr}` };
}

test('the commands say what they did and end with 0, say why not and end with 1, and with 2 if they are used wrongly', () => {
  const data = office.open.world.folder;
  expect(cli(office.database.url, 'backup', where('by-hand'), '--data', data)).toMatchObject({ code: 0, said: expect.stringMatching(/备份完成：.*附件\d+件/) });
  expect(cli(office.database.url, 'backup', where('by-hand'), '--data', data)).toMatchObject({ code: 1, said: expect.stringContaining('已经存在') });
  expect(cli(office.database.url, 'backup', '--data', data)).toMatchObject({ code: 2, said: expect.stringContaining('请写明备份目录') });
  expect(cli(office.database.url, 'backup', where('none'), '--data', folder)).toMatchObject({ code: 2, said: expect.stringContaining('不是规矩的数据目录') });
  expect(cli(office.database.url, 'backup', where('none'), '--dta', data)).toMatchObject({ code: 2, said: expect.stringContaining('不认识的选项') });
  expect(cli(office.database.url, 'restore', where('by-hand'), '--data', where('in-use'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('数据库里已有内容'),
  });
  expect(cli(empty.url, 'restore', where('by-hand'), '--data', where('by-hand-restored'))).toMatchObject({
    code: 0,
    said: expect.stringContaining('留痕核验通过：文旅局、站所局'),
  });
  expect(cli(empty.url, 'restore')).toMatchObject({ code: 2 });
});

test('nothing is overwritten: neither an existing folder, nor data, nor a database in use', async () => {
  await expect(take('good')).rejects.toThrow('已经存在');
  await expect(restore({ url: office.database.url, data: where('other'), source: where('good') })).rejects.toThrow('数据库里已有内容');
  await expect(restore({ url: empty.url, data: office.open.world.folder, source: where('good') })).rejects.toThrow('恢复不覆盖');
});

test('a damaged, unfinished or newer backup is refused before anything is written', async () => {
  await cp(where('good'), where('damaged'), { recursive: true });
  const rows = join(where('damaged'), 'tables', 'matter.copy.zst');
  const bytes = await readFile(rows);
  await writeFile(rows, bytes.subarray(0, bytes.length - 5));
  await expect(restore({ url: empty.url, data: where('none'), source: where('damaged') })).rejects.toThrow('matter');
  await expect(restore({ url: empty.url, data: where('none'), source: folder })).rejects.toThrow('没有完整的备份');
  await cp(where('good'), where('newer'), { recursive: true });
  const manifest = JSON.parse(await readFile(join(where('newer'), 'manifest.json'), 'utf8'));
  await writeFile(
    join(where('newer'), 'manifest.json'),
    JSON.stringify({ ...manifest, migrations: [...manifest.migrations, { name: '999-later.sql', digest: '00' }] }),
  );
  await expect(restore({ url: empty.url, data: where('none'), source: where('newer') })).rejects.toThrow('较新的版本');
  expect(await restore({ url: empty.url, data: where('none'), source: where('good') })).toMatchObject({ files: 1 });
});

test('evidence that is gone or changed stops the backup, and says which', async () => {
  const data = where('tampered');
  await cp(office.open.world.folder, data, { recursive: true });
  const manifest = JSON.parse(await readFile(join(where('good'), 'manifest.json'), 'utf8'));
  const { officeId, digest } = manifest.files[0];
  const path = join(data, 'files', String(officeId), digest.slice(0, 2), digest);
  await writeFile(path, 'other');
  await expect(backup({ url: office.database.url, data, target: where('t1') })).rejects.toThrow('不一致');
  await rm(path);
  await expect(backup({ url: office.database.url, data, target: where('t2') })).rejects.toThrow(digest);
});
