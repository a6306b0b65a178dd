import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/database.ts';
import { annualReport } from '../modules/control/annual-report.ts';
import { samplesOf } from '../modules/control/coverage.ts';
import { openWorld, type OpenWorld } from '../world.ts';
import { castOf, stage } from './cast.ts';
import { loadSamples } from './load-samples.ts';

/** Two offices live through a year on a machine that does other things too. */
const LONG = 180_000;

let database: TestDatabase;
let open: OpenWorld;
let folder: string;
let founded: Awaited<ReturnType<typeof loadSamples>>;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'guiju-sample-'));
  open = await openWorld({ url: database.url, folder, clock: () => new Date('2026-11-24T09:00:00+08:00') });
  founded = await loadSamples(open);
}, LONG);
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

test('internal control has a year behind it: posts handed over, samples that draw the same again, an audit re-examined, risks, evaluations', async () => {
  const culture = [...founded].find(([key]) => key === '文旅局')?.[1];
  if (culture === undefined) throw new Error('no culture bureau');
  const { rows } = await database.owner.query(`
    select (select count(*)::int from control_point) as controls, (select count(*)::int from control_run) as runs, (select count(*)::int from risk) as risks,
      (select count(*)::int from post_handover) as handovers, (select count(*)::int from post_stay) as stays, (select count(*)::int from audit where closed_at is not null) as audits,
      (select count(*)::int from audit_plan) as planned, (select count(*)::int from control_evaluation) as evaluations,
      (select count(*)::int from improvement) as found, (select count(*)::int from improvement_verification) as verified, (select count(*)::int from sample_check where result = '问题') as problems`);
  expect(rows).toEqual([{ controls: 5, runs: 8, risks: 4, handovers: 1, stays: 1, audits: 1, planned: 2, evaluations: 3, found: 3, verified: 2, problems: 1 }]);
  const cast = castOf(stage(open.world), culture);
  const samples = await cast.read('谢芸', (tx) => samplesOf(open.world.rules, tx));
  expect(samples.map(({ month, reproduced }) => [month, reproduced])).toEqual(
    expect.arrayContaining([
      ['2026-10', true],
      ['2026-09', true],
    ]),
  );
  const report = await cast.read('李国栋', (tx, { today }) =>
    annualReport(open.world.rules, tx, { year: 2026, today, kinds: open.world.modules.flatMap((one) => one.kinds) }),
  );
  expect(Object.fromEntries(report.figures)).toMatchObject({
    审计: '内部1项、外部0项，问题1条',
    改进项: '立项3项，验证2项',
    年度评审和评价: '评审控制2项，评价股室3个',
  });
  const lines = (title: string): string => report.sections.find((one) => one.title.endsWith(title))?.lines.join('') ?? '';
  expect(lines('控制运行')).toContain('库存现金抽点');
  expect(lines('主要风险')).toContain('未受控高风险');
});

test('integrity has a history: education by a plan, gifts in every state, declarations, a project in public notice, figures disclosed', async () => {
  const { rows } = await database.owner.query<Record<string, number>>(`
    select (select count(*)::int from education_plan) as planned, (select count(*)::int from education) as held, (select count(*)::int from gift) as gifts, (select count(*)::int from gift_settlement) as settled,
      (select count(*)::int from invitation) as invitations, (select count(*)::int from acknowledgement where about like '文件/%') as acknowledged, (select count(*)::int from works_notice) as notices,
      (select count(*)::int from works_objection_answer) as answered, (select count(*)::int from disclosure where content in ('三公经费', '行政经费')) as disclosed,
      (select count(*)::int from obligation where duty = '礼品处理' and state = 'open') as waiting`);
  expect(rows).toEqual([{ planned: 3, held: 3, gifts: 3, settled: 2, invitations: 1, acknowledged: 4, notices: 1, answered: 1, disclosed: 2, waiting: 1 }]);
});
