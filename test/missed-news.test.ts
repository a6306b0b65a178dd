import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { foundOffice } from '../src/platform/people/found-office.ts';
import { openWorld, type OpenWorld } from '../src/world.ts';
import { newVersion, publishVersion } from './new-versions.ts';
import { openTestOffice, type TestOffice } from './office.ts';

const TITLE = '财务财物管理制度';
const listeners = `select pid from pg_stat_activity where query = 'listen guiju_rules' and datname = current_database()`;

let office: TestOffice;
let other: OpenWorld;
let folder: string;
let listener: number;
beforeAll(async () => {
  office = await openTestOffice();
  const before = new Set((await office.database.owner.query<{ pid: number }>(listeners)).rows.map(({ pid }) => pid));
  folder = await mkdtemp(join(tmpdir(), 'guiju-missed-'));
  other = await openWorld({ url: office.database.url, folder });
  listener = (await office.database.owner.query<{ pid: number }>(listeners)).rows.map(({ pid }) => pid).find((pid) => !before.has(pid)) ?? 0;
});
afterAll(async () => {
  await other.close();
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** Nobody new gets in; who is in goes on. */
async function letIn(whether: 'true' | 'false'): Promise<void> {
  const admin = new pg.Client({ connectionString: office.database.url.replace(/[^/]*$/, 'postgres') });
  await admin.connect();
  await admin.query(`alter database ${new URL(office.database.url).pathname.slice(1)} allow_connections ${whether}`);
  await admin.end();
}

const versions = (): readonly string[] =>
  other.rules
    .bookOf(office.culture.officeId)
    ?.packs.filter((pack) => pack.regulation === TITLE)
    .map((pack) => pack.version) ?? [];

async function publish(version: string): Promise<void> {
  const drafter = await office.as('冯涛');
  await publishVersion({ drafter, publisher: await office.as('李国栋') }, await newVersion(drafter, TITLE, {}, version));
}

test('a process that was deaf while an office was founded and a version published knows both once it hears again', async () => {
  await office.as('冯涛');
  await letIn('false');
  await office.database.owner.query('select pg_terminate_backend($1)', [listener]);
  const { officeId } = await foundOffice(office.open.world.pool, {
    office: { key: '新设局', name: '示范县新设局', sample: false, startedOn: civilDate('2026-03-02'), posts: [], departments: [], people: [], regulations: [] },
    now: office.open.world.clock(),
  });
  await publish('2026-05-01');
  expect(other.rules.offices()).not.toContain(officeId);
  expect(versions()).not.toContain('2026-05-01');

  await letIn('true');
  await expect
    .poll(() => [other.rules.offices().includes(officeId), versions().includes('2026-05-01')], { timeout: 60_000, interval: 100 })
    .toEqual([true, true]);
  await publish('2026-06-01');
  await expect.poll(() => versions().includes('2026-06-01'), { timeout: 60_000, interval: 100 }).toBe(true);
});
