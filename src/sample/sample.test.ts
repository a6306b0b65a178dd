import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/database.ts';
import { openWorld, type OpenWorld } from '../world.ts';
import { loadSamples } from './load-samples.ts';

let database: TestDatabase;
let open: OpenWorld;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'guiju-sample-'));
  open = await openWorld({ url: database.url, folder, clock: () => new Date('2026-11-24T09:00:00+08:00') });
  await loadSamples(open);
});
afterAll(async () => {
  await open.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('both sample offices have lived through months, by verbs: whatever happened stands in the log', async () => {
  const { rows } = await database.owner.query<{ key: string; vouchers: number; waiting: number; logged: number; acts: number }>(`
    select o.key, (select count(*)::int from voucher v where v.office_id = o.office_id) as vouchers,
      (select count(*)::int from todo t where t.office_id = o.office_id) as waiting,
      (select count(*)::int from log_entry l where l.office_id = o.office_id) as logged,
      (select count(*)::int from act_key k where k.office_id = o.office_id) as acts
    from office o order by o.office_id`);
  expect(rows.map((row) => row.key)).toEqual(['文旅局', '站所局']);
  for (const { vouchers, waiting, logged, acts } of rows) {
    expect(vouchers).toBeGreaterThan(5);
    expect(waiting).toBeGreaterThan(0);
    expect(logged).toBe(acts + 1); // every act one entry, and the founding
  }
});

test('the culture bureau has a year of leave, a frozen month of punches and a roster behind it', async () => {
  const { rows } = await database.owner.query<{ leaves: number; back: number; people: number; duties: number }>(`
    select (select count(*)::int from leave_line where replaced_at is null) as leaves, (select count(*)::int from leave_return) as back,
      (select jsonb_array_length(figures) from attendance_freeze where period = '2026-10') as people, (select count(*)::int from duty_day) as duties`);
  expect(rows).toEqual([{ leaves: 7, back: 5, people: 25, duties: 7 }]);
});

test('people of the culture bureau have travelled: trips in every state, the cut lines with their clause', async () => {
  const { rows } = await database.owner.query<{ kind: string; state: string; count: number }>(`
    select kind, state, count(*)::int as count from matter where kind in ('official-trip', 'trip-claim', 'trip-advance') group by 1, 2 order by 1, 2`);
  expect(rows).toEqual([
    { kind: 'official-trip', state: 'approved', count: 8 },
    { kind: 'official-trip', state: 'in_review', count: 1 },
    { kind: 'trip-advance', state: 'closed', count: 1 },
    { kind: 'trip-claim', state: 'approved', count: 1 },
    { kind: 'trip-claim', state: 'closed', count: 4 },
    { kind: 'trip-claim', state: 'in_review', count: 1 },
  ]);
});
