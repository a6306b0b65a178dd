import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import pg from 'pg';
import { openWorld } from '../src/world.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { openEmptyDatabase, type EmptyDatabase } from './database.ts';

const USER = 'guiju_given';
const PASSWORD = 'p@ss/w:o#rd%41';
let database: EmptyDatabase;
let folder: string;

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') });
  await client.connect();
  await client.query(sql);
  await client.end();
}

beforeAll(async () => {
  database = await openEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'guiju-given-'));
  await onServer(`create role ${USER} login superuser password '${PASSWORD}'`);
});
afterAll(async () => {
  delete process.env['PGPASSWORD'];
  await database.drop();
  await onServer(`drop role ${USER}`);
  await rm(folder, { recursive: true, force: true });
});

test('a password with signs that mean something in an address stands apart from it, as compose.yaml has it', async () => {
  const url = Object.assign(new URL(database.url), { username: USER, password: '' }).href;
  await expect(migrate(url)).rejects.toThrow(/password/);
  process.env['PGPASSWORD'] = PASSWORD;
  await migrate(url);
  const open = await openWorld({ url, folder });
  expect((await open.world.pool.query('select session_user as name')).rows).toEqual([{ name: USER }]);
  await open.close();
});
