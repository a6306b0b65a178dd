import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { poolAs } from '../db/pools.ts';
import { sealOffice } from './seal.ts';
import { openTestOffice, type Person, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let auditor: Person;
beforeAll(async () => {
  office = await openTestOffice();
  const clerk = await office.as('沈明');
  for (let index = 0; index < 20; index += 1) await clerk.post('/api/notices/read-all');
});
afterAll(() => office.close());
beforeEach(async () => {
  auditor = await office.as('曾岚');
  await office.open.sealer.settle(); // seals what is there
});

const verified = async () => (await auditor.post('/api/log/verify')).body;

test('what was done is sealed, unaltered and complete', async () => {
  const told = await verified();
  expect(told).toMatchObject({ unaltered: true, complete: true, troubles: [] });
  expect(told.sealed).toBeGreaterThan(20);
  const { rows } = (await auditor.get('/api/log')).body;
  expect(rows[0]).toMatchObject({ verb: 'view', verbTitle: '查看', subjectId: '留痕', outcomeTitle: '已办' });
  expect(rows[1]).toMatchObject({ verb: 'sign-in', verbTitle: '登录' });
  const others = (await (await office.as('沈明')).get('/api/log')).body.rows;
  expect(others.every((row: { person: string }) => row.person === '沈明')).toBe(true);
});

test('acts at the same time are sealed without loss', async () => {
  const clerk = await office.as('韩梅');
  await Promise.all(Array.from({ length: 60 }, () => clerk.post('/api/notices/read-all')));
  await office.open.sealer.settle();
  const told = await verified();
  expect(told).toMatchObject({ unaltered: true, complete: true });
  const { rows } = await office.database.owner.query<{ entries: number; leaves: number }>(`
    select (select count(*)::int from log_entry where office_id = $1) as entries, (select count(*)::int from log_leaf where office_id = $1) as leaves`, [office.culture.officeId]);
  expect(rows[0]?.leaves).toBe(rows[0]?.entries);
});

test('two processes that seal one office take turns', async () => {
  const pools = [0, 1].map(() => poolAs(office.database.url, 'sealer', 1));
  const clerk = await office.as('韩梅');
  const { signer } = office.open.world;
  for (let round = 0; round < 40; round += 1) {
    await clerk.post('/api/notices/read-all');
    await Promise.all(pools.map((pool) => sealOffice(pool, { officeId: office.culture.officeId, signer, now: new Date('2026-03-02T09:00:00+08:00') })));
  }
  await Promise.all(pools.map((pool) => pool.end()));
  await office.open.sealer.settle();
  expect(await verified()).toMatchObject({ unaltered: true, complete: true });
});

test('an export is verified without database; a changed line, a missing line and a missing end are named', async () => {
  const exported = (await auditor.get('/api/log/export')).body.toString('utf8') as string;
  const cli = (text: string, ...more: readonly string[]) => {
    const file = join(office.open.world.folder, 'export.jsonl');
    writeFileSync(file, text);
    const done = spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'cli.ts'), 'verify', file, '--json', ...more], { encoding: 'utf8' });
    return { code: done.status, told: JSON.parse(done.stdout) };
  };
  expect(cli(exported)).toMatchObject({ code: 0, told: { unaltered: true, complete: true } });
  const changed = cli(exported.replace('沈明', '沈名'));
  expect(changed).toMatchObject({ code: 1, told: { unaltered: false, complete: true } });
  expect(changed.told.troubles[0]).toMatch(/第1条记录被改动：2026-03-02T.*found-office/);
  const lines = exported.split('\n');
  const gone = cli(lines.filter((line) => !line.startsWith('{"index":5,')).join('\n'));
  expect(gone.told).toMatchObject({ complete: false });
  expect(gone.told.troubles.join()).toContain('第6条记录缺失');
  const head = lines.findLast((line) => line.includes('checkpoint')) ?? '';
  const kept = join(office.open.world.folder, 'kept');
  writeFileSync(kept, JSON.parse(head).checkpoint);
  const early = lines.findIndex((line) => line.includes('checkpoint'));
  expect(cli(lines.slice(0, early + 1).join('\n')).told).toMatchObject({ unaltered: true, complete: true }); // cut at a head: only a kept head shows it
  expect(cli(lines.slice(0, early + 1).join('\n'), '--checkpoint', kept).told).toMatchObject({ unaltered: false });
});

test('a row edited and a row deleted by the owner of the database are found and named', async () => {
  const { owner } = office.database;
  await owner.query(`update log_entry set body = replace(body, '韩梅', '韩每') where office_id = $1 and entry_id = (select max(entry_id) from log_entry where office_id = $1 and verb = 'sign-in' and body like '%韩梅%' or office_id = $1 and body like '%韩梅%')`, [office.culture.officeId]);
  const altered = await verified();
  expect(altered).toMatchObject({ unaltered: false, complete: true });
  expect(altered.troubles[0]).toContain('韩每');
  await owner.query(`delete from log_entry where office_id = $1 and entry_id = (select min(entry_id) from log_entry where office_id = $1)`, [office.culture.officeId]);
  const gone = await verified();
  expect(gone.complete).toBe(false);
  expect(gone.troubles.join()).toContain('第1条记录缺失');
});
