import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WITHOUT_OFFICE } from '../src/platform/db/migrate.ts';
import { allStatements } from '../src/platform/db/statement.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const src = join(import.meta.dirname, '..', 'src');
  const files = globSync(['platform/**/*.ts', 'modules/**/*.ts'], { cwd: src }).filter((file) => !file.endsWith('.test.ts') && !file.includes('/web/'));
  for (const file of files) await import(join(src, file));
});
afterAll(() => database.drop());

test('every statement of the program fits the schema', async () => {
  const client = await database.owner.connect();
  const wrong: string[] = [];
  for (const { name, text } of allStatements()) {
    await client.query(`prepare x as ${text}`).then(
      () => client.query('deallocate x'),
      (error: unknown) => wrong.push(`${name}: ${String(error)}`),
    );
  }
  client.release();
  expect(wrong).toEqual([]);
  expect(allStatements().length).toBeGreaterThan(80);
});

test('every table is led by its office in every key, and shows one office only', async () => {
  const { rows } = await database.owner.query<{ name: string; key: string; first: string; forced: boolean; policies: number }>(`
    select c.relname as name, i.indexrelid::regclass::text as key, pg_get_indexdef(i.indexrelid, 1, true) as first, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c join pg_index i on i.indrelid = c.oid and i.indisunique
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  const outside = rows.filter((row) => !(WITHOUT_OFFICE as readonly string[]).includes(row.name));
  expect(outside.filter((row) => row.first !== 'office_id').map((row) => row.key)).toEqual([]);
  expect(outside.filter((row) => !row.forced || row.policies !== 1).map((row) => row.name)).toEqual([]);
  expect(outside.length).toBeGreaterThan(20);
});

test('the application reads nothing without an office, and cannot write into another', async () => {
  await database.owner.query(`insert into office (key, name, started_on) values ('甲', '甲局', '2024-01-01'), ('乙', '乙局', '2024-01-01')`);
  await database.owner.query(`insert into post (office_id, post) select office_id, '局长' from office`);
  expect((await database.pool.query('select * from post')).rowCount).toBe(0);
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query(`select set_config('app.office_id', office_id::text, true) from office where key = '甲'`);
  expect((await client.query('select * from post')).rowCount).toBe(1);
  await expect(client.query(`insert into post (office_id, post) select office_id, '出纳' from office where key = '乙'`)).rejects.toThrow(/row-level security/);
  await client.query('rollback');
  client.release();
});

test('a case is closed, never struck out; what was decided in it stays (ETH-10b)', async () => {
  await database.pool.query('update conduct_case set facts = facts where false');
  await expect(database.pool.query('delete from conduct_case')).rejects.toThrow(/permission denied/);
  for (const verb of ['delete from case_stage', 'update case_stage set remark = remark'])
    await expect(database.pool.query(verb)).rejects.toThrow(/permission denied/);
});

test('the log can be added to and read, never changed', async () => {
  await expect(database.pool.query('update log_entry set verb = verb')).rejects.toThrow(/permission denied/);
  await expect(database.pool.query('delete from log_entry')).rejects.toThrow(/permission denied/);
});
