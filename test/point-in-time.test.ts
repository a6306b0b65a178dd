import { spawnSync } from 'node:child_process';
import { cpSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { clusterFolder, runAs } from '../src/platform/db/postgres-files.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { verifyLog, type Piece } from '../src/platform/log/verify.ts';
import { foundSamples } from '../src/sample/found-samples.ts';
import { openWorld, type OpenWorld } from '../src/world.ts';
import { ok } from './deeds.ts';
import { sealed, signIn, type Answer, type Person } from './office.ts';

const folder = mkdtempSync(join(tmpdir(), 'guiju-pitr-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = join(folder, 'data');
const as = runAs();
const own = (path: string): void => {
  if (as !== undefined) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, path]);
};

async function ask<Row extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<Row | undefined> {
  return (await client.query<Row>(sql)).rows[0];
}

/** The program on a database, and one person at it. */
async function openAt(url: string): Promise<{ readonly as: (name: string) => Promise<Person>; readonly open: OpenWorld; readonly close: () => Promise<void> }> {
  const open = await openWorld({ url, folder: data });
  if (open.rules.offices().length === 0) await foundSamples(open);
  const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
  const owner = ownerPool(url);
  const { rows } = await owner.query<{ officeId: number; name: string; id: number }>(
    `select office_id as "officeId", p.name, person_id as id from person p join office o using (office_id) where o.key = '文旅局'`,
  );
  await owner.end();
  const office = { officeId: rows[0]?.officeId ?? 0, people: new Map(rows.map(({ name, id }) => [name, id])) };
  return {
    as: (name) => signIn(app, { office, name }),
    open,
    close: async () => {
      await app.close();
      await open.close();
    },
  };
}

const verified = async (one: Awaited<ReturnType<typeof openAt>>): Promise<Answer['body']> => {
  const auditor = await one.as('曾岚');
  await sealed(one.open);
  return (await auditor.post('/api/log/verify')).body;
};

async function submit(person: Person, purpose: string): Promise<number> {
  const form = { purpose, category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2027-03-10' };
  return (await ok(person.post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true }))).body.matterId;
}

test('with the journal archived, as docs/operations.md says, the office comes back as it was at any moment, and goes on', async () => {
  const archive = join(folder, 'archive');
  mkdirSync(archive);
  if (as !== undefined) chownSync(archive, as.uid, as.gid);
  const before = join(folder, 'before');
  const server = await startPostgres({ data: before });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`alter system set archive_mode = on`);
  await client.query(`alter system set archive_command = 'cp %p ${archive}/%f'`);
  await client.end();
  await server.stop();

  const archiving = await startPostgres({ data: before });
  await migrate(archiving.url);
  const office = await openAt(archiving.url);
  const writer = new pg.Client({ connectionString: archiving.url });
  await writer.connect();
  await writer.query(`select pg_backup_start('base', true)`);
  const base = join(folder, 'base');
  cpSync(clusterFolder(before, as), clusterFolder(base, as), { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') });
  const stopped = await ask<{ labelfile: string }>(writer, 'select labelfile from pg_backup_stop(true)');
  const clerk = await office.as('沈明');
  const earlier = await submit(clerk, '展板');
  const moment = await ask<{ at: string }>(writer, `select clock_timestamp()::text as at`);
  const later = await submit(clerk, '海报');
  await sealed(office.open);
  const { note } = (await clerk.get('/api/log/checkpoint')).body.checkpoint;
  await office.close();
  const last = await ask<{ name: string }>(writer, 'select pg_walfile_name(pg_switch_wal()) as name');
  await expect
    .poll(async () => (await ask<{ last: string | null }>(writer, 'select last_archived_wal as last from pg_stat_archiver'))?.last, { timeout: 60_000 })
    .toBe(last?.name);
  await writer.end();
  await archiving.stop();

  const restored = clusterFolder(base, as);
  writeFileSync(join(restored, 'backup_label'), stopped?.labelfile ?? '');
  writeFileSync(join(restored, 'recovery.signal'), '');
  writeFileSync(
    join(restored, 'postgresql.auto.conf'),
    `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${moment?.at}'\nrecovery_target_action = 'promote'\n`,
  );
  own(restored);
  const recovered = await startPostgres({ data: base });
  const again = await openAt(recovered.url);
  const returned = await again.as('沈明');
  expect((await returned.get(`/api/matters/${earlier}`)).body).toMatchObject({ title: '展板', state: 'in_review' });
  expect((await returned.get(`/api/matters/${later}`)).status).toBe(404);
  expect(await verified(again)).toMatchObject({ unaltered: true, complete: true, troubles: [] });
  const [header = '', ...lines] = (await (await again.as('曾岚')).get('/api/log/export')).body.toString('utf8').trim().split('\n');
  const told = await verifyLog(
    lines.map((line: string): Piece => JSON.parse(line)),
    { publicKey: Buffer.from(JSON.parse(header).publicKey, 'base64'), kept: note },
  );
  expect(told.unaltered && told.complete).toBe(false); // a head kept after the moment says that the office was put back
  const next = await submit(returned, '横幅');
  const leader = await again.as('王建华');
  expect((await ok(leader.post(`/api/matters/${next}/approve`, { version: 1, remark: null }))).body).toMatchObject({ state: 'approved' });
  expect(await verified(again)).toMatchObject({ unaltered: true, complete: true, troubles: [] });
  await again.close();
  await recovered.stop();
});
