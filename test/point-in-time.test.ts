import { spawnSync } from 'node:child_process';
import { cpSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { clusterFolder, runAs } from '../src/platform/db/postgres-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'guiju-pitr-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const as = runAs();
const own = (path: string): void => {
  if (as !== undefined) spawnSync('chown', ['-R', `${as.uid}:${as.gid}`, path]);
};

async function ask<Row extends pg.QueryResultRow>(client: pg.Client, sql: string): Promise<Row | undefined> {
  return (await client.query<Row>(sql)).rows[0];
}

test('with the journal archived, as docs/operations.md says, the database comes back as it was at any moment', async () => {
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
  const writer = new pg.Client({ connectionString: archiving.url });
  await writer.connect();
  await writer.query('create table kept (line int)');
  await writer.query(`select pg_backup_start('base', true)`);
  const base = join(folder, 'base');
  cpSync(clusterFolder(before, as), clusterFolder(base, as), { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') });
  const stopped = await ask<{ labelfile: string }>(writer, 'select labelfile from pg_backup_stop(true)');
  await writer.query('insert into kept values (1), (2)');
  const moment = await ask<{ at: string }>(writer, `select clock_timestamp()::text as at`);
  await writer.query('insert into kept values (3)');
  await writer.query('select pg_switch_wal()');
  await expect.poll(async () => (await ask<{ last: string | null }>(writer, 'select last_archived_wal as last from pg_stat_archiver'))?.last, { timeout: 20_000 }).not.toBeNull();
  await writer.end();
  await archiving.stop();

  const restored = clusterFolder(base, as);
  writeFileSync(join(restored, 'backup_label'), stopped?.labelfile ?? '');
  writeFileSync(join(restored, 'recovery.signal'), '');
  writeFileSync(join(restored, 'postgresql.auto.conf'), `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${moment?.at}'\nrecovery_target_action = 'promote'\n`);
  own(restored);
  const recovered = await startPostgres({ data: base });
  const reader = new pg.Client({ connectionString: recovered.url });
  await reader.connect();
  expect(await ask(reader, 'select array_agg(line order by line) as lines from kept')).toEqual({ lines: [1, 2] });
  await reader.end();
  await recovered.stop();
}, 60_000);
