import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';
import { oldAccount } from '../../../test/old-account.ts';

let office: TestOffice;
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const ACCOUNT = '6217000010009999999';
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-12-05');
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate('2026-12-05') });
  const finance = await office.as('周静');
  await finance.post('/api/verbs/register-account', oldAccount(ACCOUNT, '工会专户'));
});
afterAll(() => office.close());

const duties = async (name: string): Promise<readonly string[]> =>
  (await (await office.as(name)).get('/api/obligations?scope=mine')).body.rows.map((one: { duty: string }) => one.duty);

test('union funds accrue at the rate of the pack, once a month, into books of their own (FIN-06a, FIN-06c)', async () => {
  const finance = await office.as('周静');
  const accrue = (month: string) => finance.post('/api/verbs/accrue-union', { month, wages: 31_845_675, account: ACCOUNT, on: '2026-12-01' });
  expect((await accrue('2026-11')).body.result.amount).toBe(636_914);
  expect((await accrue('2026-11')).body.refused).toMatchObject({ code: 'accrued-already' });
  const report = (await finance.get('/api/reports/union?period=2026')).body;
  expect(report.tables[0].rows).toEqual([
    ['上年结余', 0],
    ['计提', 636_914],
    ['其他收入', 0],
    ['支出', 0],
    ['年末结余', 636_914],
  ]);
});

test('the monthly cash report counts cash by number and value (FIN-01d), for those who watch', async () => {
  const watcher = await office.as('赵敏');
  expect((await watcher.get('/api/reports/cash?period=2026-11')).body.tables.slice(0, 2).map((one: { rows: unknown }) => one.rows)).toEqual([
    [
      ['全部付款', 0, 0],
      ['其中现金', 0, 0],
    ],
    [[0, 0]],
  ]);
  expect((await watcher.get('/api/reports/cash?period=2026')).status).toBe(400);
  expect((await (await office.as('沈明')).get('/api/reports/cash?period=2026-11')).status).toBe(404);
});

test('a duty with two parts ends when both are published (FIN-07c); the page shows what is open to all (FIN-07b)', async () => {
  const finance = await office.as('周静');
  const document = (await finance.upload('公开.pdf', PDF)).body.digest;
  const publish = (content: string) => finance.post('/api/verbs/disclose', { content, year: 2026, audience: '全体干部职工', document, masked: true });
  expect(await duties('周静')).toContain('资金使用通报');
  expect((await publish('资金使用情况')).body.result.ended).toEqual([]);
  expect(await duties('周静')).toContain('资金使用通报');
  expect((await publish('下一年预算计划')).body.result.ended).toEqual(['资金使用通报']);
  expect(await duties('周静')).not.toContain('资金使用通报');
  const clerk = await office.as('沈明');
  expect((await clerk.get('/api/registers/disclosure')).body.rows).toMatchObject([
    { year: 2026, content: '下一年预算计划', state: '已公开', publishedBy: '周静', audience: '全体干部职工' },
    { year: 2026, content: '资金使用情况', state: '已公开' },
    { year: 2026, content: '工会经费收支', state: '未公开', dueOn: '2026-12-31', publishedAt: null },
  ]);
  expect((await clerk.get('/api/notices')).body.rows[0].sentence).toContain('2026年度下一年预算计划已经公开');
});

test('a file is published once the personal data in it are masked (FIN-07b), and never without a file', async () => {
  const finance = await office.as('周静');
  const document = (await finance.upload('公开.pdf', PDF)).body.digest;
  const publish = (more: object) => finance.post('/api/verbs/disclose', { content: '其他', year: 2026, audience: '全体干部职工', ...more });
  expect((await publish({ document })).body.refused).toMatchObject({ code: 'FIN-07b' });
  expect((await publish({ masked: true })).body.refused).toMatchObject({ code: 'no-document' });
  expect((await publish({ document, masked: true })).body.result.ended).toEqual([]);
});

test('what the union took and spent is stated from its books, not handed in (FIN-06e)', async () => {
  const finance = await office.as('周静');
  const document = (await finance.upload('公开.pdf', PDF)).body.digest;
  const publish = (more: object = {}) => finance.post('/api/verbs/disclose', { content: '工会经费收支', year: 2026, audience: '全体干部职工', ...more });
  expect((await publish({ document, masked: true })).body.refused).toMatchObject({ code: 'from-books' });
  expect((await publish({ year: 2027 })).body.refused).toMatchObject({ code: 'future' });
  expect((await finance.get('/api/reports/union-statement?period=2026')).body).toEqual({ tables: [], notes: ['2026年度的工会经费收支还没有通报。'] });
  expect((await publish()).body.result.ended).toEqual(['工会经费通报']);
  const { body } = await (await office.as('沈明')).get('/api/reports/union-statement?period=2026');
  expect(body.tables[0]).toMatchObject({
    title: '2026-12-01至2026-12-05收支结余',
    rows: [
      ['上期结余', 0],
      ['计提', 636_914],
      ['其他收入', 0],
      ['支出', 0],
      ['期末结余', 636_914],
    ],
  });
  expect((await publish()).body.refused).toMatchObject({ code: 'nothing-new' });
});

test('a check of a subordinate unit counts when the discipline leader led and the finance section took part (FIN-07a)', async () => {
  const leader = await office.as('赵敏');
  const [museum, library] = ['县文化馆', '县图书馆'].map((name) => office.culture.departments.get(name));
  const inspect = (unitId: number | undefined, leaderId: number | undefined) =>
    leader.post('/api/verbs/record-inspection', {
      unitId,
      on: '2026-12-04',
      leaderId,
      members: [office.culture.people.get('周静')],
      scope: '2026年财务收支',
      findings: '未发现问题',
    });
  expect((await inspect(museum, office.culture.people.get('周静'))).body.result.counts).toBe(false);
  expect((await inspect(museum, leader.personId)).body.result.counts).toBe(true);
  expect(await duties('赵敏')).toContain('局属单位财务检查');
  expect((await inspect(library, leader.personId)).body.result.counts).toBe(true);
  expect(await duties('赵敏')).not.toContain('局属单位财务检查');
});

test('what a check found is put right by a person until a day, on evidence; what is not is overdue and reported (FIN-07a)', async () => {
  const leader = await office.as('赵敏');
  const museum = office.culture.departments.get('县文化馆');
  const owner = office.culture.people.get('邱实');
  const item = (dueOn: string) => ({ finding: '备用金未及时核销', measure: '三笔备用金核销并建立台账', ownerId: owner, dueOn });
  const inspect = (unitId: number | undefined, dueOn: string) =>
    leader.post('/api/verbs/record-inspection', {
      unitId,
      on: '2026-12-04',
      leaderId: leader.personId,
      members: [office.culture.people.get('周静')],
      scope: '备用金',
      findings: '一项问题',
      rectifications: [item(dueOn)],
    });
  expect((await inspect(museum, '2026-12-03')).body.refused).toMatchObject({ code: 'dates' });
  expect((await inspect(museum, '2026-12-04')).status).toBe(200);
  expect((await inspect(museum, '2026-12-20')).status).toBe(200);
  const head = await office.as('邱实');
  const mine = async () => (await head.get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string }) => one.duty === '财务检查整改');
  const [late, open] = await mine();
  expect([late, open]).toMatchObject([
    { dueOn: '2026-12-04', clause: { id: 'FIN-07a' } },
    { dueOn: '2026-12-20', evidence: ['整改报告'] },
  ]);
  expect((await head.post(`/api/obligations/${open.obligationId}/discharge`, { files: [], remark: null })).body.refused).toMatchObject({
    code: 'evidence-missing',
  });
  const digest = (await head.upload('整改报告.pdf', PDF)).body.digest;
  expect(
    (await head.post(`/api/obligations/${open.obligationId}/discharge`, { files: [{ evidence: '整改报告', digest, name: '整改报告.pdf' }], remark: null }))
      .status,
  ).toBe(200);
  const register = async (name: string) => (await (await office.as(name)).get('/api/registers/rectification')).body.rows;
  expect(await register('邱实')).toMatchObject([
    { unit: '县文化馆', owner: '邱实', dueOn: '2026-12-20', state: '已整改' },
    { dueOn: '2026-12-04', state: '整改中' },
  ]);
  office.at('2026-12-06', '00:10');
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate('2026-12-06') });
  expect(await register('邱实')).toMatchObject([{ state: '已整改' }, { state: '逾期' }]);
  expect(await register('沈明')).toEqual([]);
  const { body } = await (await office.as('赵敏')).get('/api/reports/unit-checks?period=2026');
  expect(body).toMatchObject({
    tables: [
      {
        rows: [
          ['县文化馆', '2026-12-04', '赵敏', 1],
          ['县图书馆', '2026-12-04', '赵敏', 0],
        ],
      },
    ],
    notes: [],
  });
  expect((await (await office.as('赵敏')).get('/api/reports/unit-checks?period=2025')).body.notes).toEqual(['还没有检查的单位：县文化馆、县图书馆。']);
});
