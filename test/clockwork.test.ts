import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf } from './deeds.ts';
import { openMailServer, type MailServer } from './mail-server.ts';
import { openTestOffice, type TestOffice } from './office.ts';
import { openWorld, type OpenWorld } from '../src/world.ts';
import { headDelivery } from '../src/platform/log/deliver-heads.ts';
import { startClockwork, type Clockwork } from '../src/platform/jobs/clockwork.ts';

let office: TestOffice;
let other: OpenWorld;
let post: MailServer;
beforeAll(async () => {
  office = await openTestOffice();
  await deedsOf(office).daily('2026-04-01'); // duties open that are overdue, or to be reminded of, by the tenth of May
  office.at('2026-05-10');
  other = await openWorld({ url: office.database.url, folder: office.open.world.folder, clock: office.open.world.clock });
  await office.sealed();
  post = await openMailServer();
});
afterAll(async () => {
  post.close();
  await other.close();
  await office.close();
});

/** Two processes on one database, each with its clockwork. */
function startBoth(troubles: unknown[]): Promise<readonly Clockwork[]> {
  const heads = headDelivery({ GUIJU_SMTP: post.url, GUIJU_HEADS_MAIL: 'audit@county.example' }, (error) => troubles.push(error));
  const both = [office.open, other];
  return Promise.all(
    both.map(({ world, rules }) =>
      startClockwork(world, { url: office.database.url, offices: rules.offices, heads, onError: (error) => troubles.push(error) }),
    ),
  );
}

/** What the clockwork of the day has in the log of each office, with how often. */
async function logged(): Promise<readonly string[]> {
  const { rows } = await office.database.owner.query<{ line: string }>(
    `
    select o.key || ' ' || l.verb || ' ' || count(*) as line from log_entry l join office o using (office_id) where l.person_id is null and l.at = $1 group by o.key, l.verb order by o.key collate "C", l.verb`,
    [office.open.world.clock()],
  );
  return rows.map((row) => row.line);
}

test('two processes start on one day: each job is done once for each office, nobody is told twice, and the head goes by mail once', async () => {
  const troubles: unknown[] = [];
  const running = await startBoth(troubles);
  const once = await logged();
  expect(once).toEqual([
    '文旅局 ask-again-today 1',
    '文旅局 cross-check 1',
    '文旅局 daily-control 1',
    '文旅局 draw-monthly-sample 1',
    '文旅局 fold-search-tail 1',
    '文旅局 follow-up-control 1',
    '文旅局 lock-dormant-accounts 1',
    '文旅局 open-attendance-duties 1',
    '文旅局 open-recurring-duties 1',
    '文旅局 open-vehicle-duties 1',
    '文旅局 tell-of-duties 1',
    '文旅局 verify-matters 1',
    '站所局 ask-again-today 1',
    '站所局 fold-search-tail 1',
    '站所局 lock-dormant-accounts 1',
    '站所局 open-recurring-duties 1',
    '站所局 tell-of-duties 1',
    '站所局 verify-matters 1',
  ]);
  const boss = new PgBoss({ connectionString: office.database.url, schema: 'jobs' });
  await boss.start();
  const job = await boss.send('daily-duties');
  await expect.poll(async () => (await boss.findJobs('daily-duties', { id: job ?? '' }))[0]?.state, { timeout: 30_000 }).toBe('completed');
  await boss.stop();
  await Promise.all(running.map((one) => one.stop()));
  expect(troubles).toEqual([]);
  expect(await logged()).toEqual(once);
  const { rows } = await office.database.owner.query<{ notices: number; doubled: number }>(
    `
    select count(*)::int as notices, count(*) filter (where times > 1)::int as doubled
    from (select count(*) as times from notice where made_at = $1 group by office_id, person_id, subject_kind, subject_id, sentence)`,
    [office.open.world.clock()],
  );
  expect(rows[0]?.notices).toBeGreaterThan(0);
  expect(rows[0]?.doubled).toBe(0);
  expect(post.mails.map((mail) => mail.subject.replace(/（.*/, '')).toSorted()).toEqual([
    '示范县文化旅游广电体育局留痕封存记录',
    '示范县站所管理局留痕封存记录',
  ]);
});
