import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';

let office: TestOffice;
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');
const ACCOUNT = '6217000010009999999';
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-12-05');
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate('2026-12-05') });
  const finance = await office.as('周静');
  await finance.post('/api/verbs/register-account', { account: ACCOUNT, bank: '工会专户' });
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
  const publish = (content: string) => finance.post('/api/verbs/disclose', { content, year: 2026, audience: '全体干部职工', document });
  expect(await duties('周静')).toContain('资金使用通报');
  expect((await publish('资金使用情况')).body.result.ended).toEqual([]);
  expect(await duties('周静')).toContain('资金使用通报');
  expect((await publish('下一年预算计划')).body.result.ended).toEqual(['资金使用通报']);
  expect(await duties('周静')).not.toContain('资金使用通报');
  expect((await (await office.as('沈明')).get('/api/registers/disclosure')).body.rows).toHaveLength(2);
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

test('a violation is opened on a clause, closed by a decision; one against the discipline leader by the head alone (FIN-08)', async () => {
  const discipline = await office.as('赵敏');
  const open = (personId: number | undefined, clause = 'FIN-01c') => ({ clause, facts: '以现金支付900元', personId, gravity: '一般' });
  const clerk = office.culture.people.get('沈明');
  expect((await discipline.post('/api/verbs/open-violation', open(clerk, 'FIN-99'))).body.refused).toMatchObject({ code: 'no-such-clause' });
  const { number } = (await discipline.post('/api/verbs/open-violation', open(clerk))).body.result;
  expect((await discipline.post('/api/verbs/decide-violation', { number, decision: '' })).status).toBe(400);
  expect((await discipline.post('/api/verbs/decide-violation', { number, decision: '批评教育，限期改正' })).status).toBe(200);
  expect((await (await office.as('沈明')).get('/api/registers/violation')).body.rows).toMatchObject([{ number, decision: '批评教育，限期改正' }]);
  expect((await (await office.as('韩梅')).get('/api/registers/violation')).body.rows).toEqual([]);
  const finance = await office.as('周静');
  expect((await finance.post('/api/verbs/open-violation', open(discipline.personId))).body.refused).toMatchObject({ code: 'not-discipline' });
  const head = await office.as('李国栋');
  expect((await head.post('/api/verbs/open-violation', open(discipline.personId))).status).toBe(200);
});
