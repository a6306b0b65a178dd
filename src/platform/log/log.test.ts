import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { poolAs } from '../db/pools.ts';
import { sealOffice } from './seal.ts';
import { openTestOffice, type Person, type TestOffice } from '../../../test/office.ts';
import { leafHash } from './append.ts';
import { checkpointNote, openSigner, readCheckpoint } from './checkpoint.ts';

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
  await office.sealed(); // seals what is there
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
  await office.sealed();
  const told = await verified();
  expect(told).toMatchObject({ unaltered: true, complete: true });
  const { rows } = await office.database.owner.query<{ entries: number; leaves: number }>(
    `
    select (select count(*)::int from log_entry where office_id = $1) as entries, (select count(*)::int from log_leaf where office_id = $1) as leaves`,
    [office.culture.officeId],
  );
  expect(rows[0]?.leaves).toBe(rows[0]?.entries);
});

test('a log that is written and sealed meanwhile is whole whenever it is looked at, and so is what is exported of it', async () => {
  const clerk = await office.as('韩梅');
  for (let round = 0; round < 25; round += 1) {
    const [told, lines] = await Promise.all([verified(), exported(), clerk.post('/api/notices/read-all'), office.open.sealer.settle()]);
    expect(told).toMatchObject({ unaltered: true, complete: true, troubles: [] });
    expect(lines.at(-1)).toMatch(/^\{"checkpoint"/);
  }
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
  await office.sealed();
  expect(await verified()).toMatchObject({ unaltered: true, complete: true });
});

/** The command on an export, outside the office. */
function cli(text: string, ...more: readonly string[]) {
  const file = join(office.open.world.folder, 'export.jsonl');
  writeFileSync(file, text);
  const done = spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'cli.ts'), 'verify', file, '--json', ...more], { encoding: 'utf8' });
  return { code: done.status, told: done.stdout === '' ? undefined : JSON.parse(done.stdout) };
}

const exported = async (): Promise<readonly string[]> => ((await auditor.get('/api/log/export')).body.toString('utf8') as string).trimEnd().split('\n');
const isHead = (line: string): boolean => line.startsWith('{"checkpoint"');
const noteOf = (line: string | undefined): string => JSON.parse(line ?? '').checkpoint;

/** A head put away as a file; the path. */
function keep(note: string): string {
  const file = join(office.open.world.folder, 'kept.txt');
  writeFileSync(file, note);
  return file;
}

test('an export is verified without database; a changed line, a missing line and a broken one are named', async () => {
  const lines = await exported();
  expect(cli(lines.join('\n'))).toMatchObject({ code: 0, told: { unaltered: true, complete: true } });
  const changed = cli(lines.join('\n').replace('沈明', '沈名'));
  expect(changed).toMatchObject({ code: 1, told: { unaltered: false, complete: true } });
  expect(changed.told.troubles[0]).toMatch(/第1条记录被改动：2026-03-02T.*found-office/);
  const gone = cli(lines.filter((line) => !line.startsWith('{"index":5,')).join('\n'));
  expect(gone.told).toMatchObject({ complete: false });
  expect(gone.told.troubles).toEqual([expect.stringMatching(/^截至第\d+条的记录与封存记录不一致，其后\d+份也不一致。$/), '第6条记录缺失。']);
  const lastCovered = lines.findIndex(isHead) - 1; // the key stands in the first line
  const before = cli(lines.filter((_, index) => index !== lastCovered).join('\n')).told.troubles;
  expect(before).toEqual([expect.stringMatching(/^截至第\d+条的记录与封存记录不一致/), `第${lastCovered}条记录缺失。`]); // its head is not called moved for that
  expect(cli(lines.join('\n').slice(0, -40))).toMatchObject({
    code: 1,
    told: { unaltered: false, troubles: expect.arrayContaining([expect.stringContaining('残缺')]) },
  });
  expect(cli('另一个文件')).toMatchObject({ code: 2, told: undefined });
  expect(cli(lines.join('\n'), '--checkpoint', join(office.open.world.folder, 'nowhere'))).toMatchObject({ code: 2, told: undefined });
});

test('an end cut off at a head is found by a longer head kept outside: nothing altered, but not complete', async () => {
  const lines = await exported();
  const cut = lines.slice(0, lines.findIndex(isHead) + 1).join('\n');
  const kept = keep(noteOf(lines.findLast(isHead)));
  expect(cli(cut)).toMatchObject({ code: 0, told: { unaltered: true, complete: true } }); // by itself it looks whole
  expect(cli(cut, '--checkpoint', kept)).toMatchObject({
    code: 1,
    told: { unaltered: true, complete: false, troubles: [expect.stringContaining('末尾缺少')] },
  });
  expect(cli(lines.join('\n'), '--checkpoint', kept)).toMatchObject({ code: 0 });
});

test('a head moved behind later entries, or before its own, hides nothing', async () => {
  const lines = await exported();
  const rewritten = lines.map((line) => {
    const { index, body } = JSON.parse(line);
    return index === 5 ? JSON.stringify({ index, body: body.replace('2026', '2025'), leaf: leafHash(body.replace('2026', '2025')).toString('hex') }) : line;
  });
  expect(cli(rewritten.join('\n')).told).toMatchObject({
    unaltered: false,
    complete: true,
    troubles: expect.arrayContaining([expect.stringContaining('与封存记录不一致')]),
  });
  const heads = lines.filter(isHead);
  const entries = rewritten.filter((line) => !isHead(line));
  const added = JSON.stringify({ index: entries.length - 1, leaf: leafHash('{}').toString('hex'), body: '{}' }); // so that no head stands where it belongs
  expect(cli([...entries, added, ...heads].join('\n')).told).toMatchObject({
    unaltered: false,
    troubles: expect.arrayContaining([expect.stringContaining('次序被改动')]),
  });
  const [header = '', ...rest] = entries;
  expect(cli([header, ...heads, ...rest].join('\n')).told).toMatchObject({
    unaltered: false,
    troubles: expect.arrayContaining([expect.stringContaining('次序被改动')]),
  });
});

test('a log signed anew by another key is told apart by the key the office has published, and by a head kept from before', async () => {
  const lines = await exported();
  const published = office.open.world.signer.publicKey.toString('base64');
  const stranger = openSigner(mkdtempSync(join(office.open.world.folder, 'stranger-')));
  const forged = lines
    .map((line) => {
      const read = JSON.parse(line);
      if (read.format !== undefined) return JSON.stringify({ ...read, publicKey: stranger.publicKey.toString('base64') });
      const head = read.checkpoint === undefined ? undefined : readCheckpoint(read.checkpoint, office.open.world.signer.publicKey);
      return head === undefined ? line : JSON.stringify({ checkpoint: checkpointNote(head, stranger) });
    })
    .join('\n');
  expect(cli(forged)).toMatchObject({ code: 0 }); // a key that comes with what it signed proves nothing
  expect(cli(forged, '--key', published)).toMatchObject({ code: 1, told: { unaltered: false, complete: true, troubles: ['签名密钥不是本单位公布的密钥。'] } });
  expect(cli(forged, '--checkpoint', keep(noteOf(lines.findLast(isHead))))).toMatchObject({ code: 1, told: { unaltered: false } });
  expect(cli(lines.join('\n'), '--key', published)).toMatchObject({ code: 0 });
});

test('a head that came by mail or was typed in again from paper is the same head; one with another number is not', async () => {
  const lines = await exported();
  const note = noteOf(lines.findLast(isHead));
  const [origin = '', size = '', root = '', , signature = ''] = note.split('\n');
  const mailed = note.replaceAll('\n', '\r\n');
  const typed = `\uFEFF${origin} \n${size}\n${root}\n${signature.replace('—', '--').slice(0, 60)}\n${signature.replace('—', '--').slice(60)}`;
  for (const kept of [note, mailed, typed, note.trim()]) expect(cli(lines.join('\n'), '--checkpoint', keep(kept))).toMatchObject({ code: 0 });
  expect(cli(lines.join('\n'), '--checkpoint', keep(mailed.replace(size, String(Number(size) - 1))))).toMatchObject({
    code: 1,
    told: { unaltered: false, troubles: [expect.stringContaining('签名不对')] },
  });
});

test('an entry moved to somebody else, another verb, another moment or another result in its columns alone is found, whatever its body says', async () => {
  const { owner } = office.database;
  const {
    rows: [one],
  } = await owner.query(
    `select entry_id, at, person_id, verb, subject_id, outcome from log_entry where office_id = $1 and verb = 'sign-in' order by entry_id limit 1`,
    [office.culture.officeId],
  );
  const otherwise = { at: '2026-01-05T09:00:00Z', person_id: office.culture.people.get('韩梅'), verb: 'view', subject_id: '0', outcome: 'failed' };
  for (const [column, value] of Object.entries(otherwise)) {
    await owner.query(`update log_entry set ${column} = $2 where entry_id = $1`, [one.entry_id, value]);
    expect(await verified(), column).toMatchObject({
      unaltered: false,
      complete: true,
      troubles: [expect.stringMatching(/^第\d+条记录的人员、事由、时间或者结果一栏与其内容不一致。$/)],
    });
    await owner.query(`update log_entry set ${column} = $2 where entry_id = $1`, [one.entry_id, one[column]]);
  }
  expect(await verified()).toMatchObject({ unaltered: true, troubles: [] });
});

test('the root of as many entries as a printed head covers is told, to be compared with the paper by eye', async () => {
  const lines = await exported();
  const { checkpoint } = (await auditor.get('/api/log/checkpoint')).body;
  expect(cli(lines.join('\n'), '--at', String(checkpoint.size))).toMatchObject({ code: 0, told: { rootAt: checkpoint.root } });
  expect(cli(lines.join('\n'), '--at', String(checkpoint.size - 1)).told.rootAt).not.toBe(checkpoint.root);
  expect(cli(lines.join('\n'), '--at', String(checkpoint.size + 1000)).told.rootAt).toBeUndefined();
  expect(cli(lines.join('\n'), '--at', '许多')).toMatchObject({ code: 2, told: undefined });
});

test('a row edited and a row deleted by the owner of the database are found and named', async () => {
  const { owner } = office.database;
  await owner.query(
    `update log_entry set body = replace(body, '韩梅', '韩每') where office_id = $1 and entry_id = (select max(entry_id) from log_entry where office_id = $1 and verb = 'sign-in' and body like '%韩梅%' or office_id = $1 and body like '%韩梅%')`,
    [office.culture.officeId],
  );
  const altered = await verified();
  expect(altered).toMatchObject({ unaltered: false, complete: true });
  expect(altered.troubles[0]).toContain('韩每');
  await owner.query(`delete from log_entry where office_id = $1 and entry_id = (select min(entry_id) from log_entry where office_id = $1)`, [
    office.culture.officeId,
  ]);
  const gone = await verified();
  expect(gone.complete).toBe(false);
  expect(gone.troubles.join()).toContain('第1条记录缺失');
});
