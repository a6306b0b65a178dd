import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { knownMigrations, migrate } from '../src/platform/db/migrate.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { openEmptyDatabase, type EmptyDatabase } from './database.ts';

const OFFICERS = '030-officers.sql';
let database: EmptyDatabase;
let owner: Pool;
beforeEach(async () => {
  database = await openEmptyDatabase();
  owner = ownerPool(database.url);
  // The schema as it was before officers stood apart; no verb of today can make its data.
  await migrate(database.url, { only: new Set([...knownMigrations().keys()].filter((name) => name < OFFICERS)) });
  await owner.query(`insert into office (key, name, started_on) values ('旧局', '旧县文化局', '2024-01-01')`);
  await owner.query(`insert into post (office_id, post) values (1, '系统管理员'), (1, '安全管理员'), (1, '财务股')`);
  await owner.query(
    `insert into person (office_id, name, pinyin, login_name, joined_on) values (1, '甲一', 'jia yi', 'jiayi', '2024-01-01'), (1, '乙二', 'yi er', 'yier', '2024-01-01')`,
  );
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const hold = (personId: number, post: string, from: string, until: string | null = null) =>
  owner.query(`insert into post_holding (office_id, post, person_id, sole, from_day, until_day) values (1, $1, $2, false, $3, $4)`, [
    post,
    personId,
    from,
    until,
  ]);
const isDone = async (): Promise<boolean> => (await owner.query(`select from migration where name = $1`, [OFFICERS])).rowCount === 1;

test('an office whose officers hold other posts is told who, which and what would help, before anything is changed', async () => {
  await hold(1, '系统管理员', '2024-01-01');
  await hold(1, '财务股', '2024-03-01', '2025-01-01');
  await hold(2, '安全管理员', '2024-01-01');
  await hold(2, '系统管理员', '2024-06-01');
  await owner.query(
    `insert into cover (office_id, post, absent_person_id, cover_person_id, from_day, until_day, reason, granted_by) values (1, '安全管理员', 2, 1, '2024-02-01', '2024-02-09', '出差', 2)`,
  );
  const told = await migrate(database.url).catch((error: unknown) => String(error));
  expect(told).toContain('数据库没有升级，任何内容都没有改变。');
  expect(told).toContain('  旧县文化局甲一的系统管理员（2024-01-01起）与财务股（2024-03-01起，至2025-01-01前）任期重叠\n');
  expect(told).toContain('  旧县文化局乙二的安全管理员（2024-01-01起）与系统管理员（2024-06-01起）任期重叠\n');
  expect(told).toContain('  旧县文化局甲一自2024-02-01至2024-02-09前代理安全管理员\n');
  expect(told).toMatch(/可以：在原版本中登记免职，[^\n]+\n可以：三员的职务不以代理方式行使/);
  expect(await isDone()).toBe(false);
});

test('an office whose terms of office follow each other is upgraded', async () => {
  await hold(1, '系统管理员', '2024-01-01', '2024-03-01');
  await hold(1, '财务股', '2024-03-01');
  await migrate(database.url);
  expect(await isDone()).toBe(true);
});
