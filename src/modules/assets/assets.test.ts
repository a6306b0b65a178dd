import { afterAll, beforeAll, expect, test } from 'vitest';
import { decidedTogether } from '../../../test/decided-together.ts';
import { clearForPost } from '../../../test/key-post.ts';
import { openTestOffice, type Person, type TestOffice } from '../../../test/office.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { runDailyDuties } from '../../platform/obligations/daily.ts';

let office: TestOffice;
let keeper: Person;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-11-02');
  keeper = await office.as('田苗');
});
afterAll(() => office.close());

const asset = (more: object = {}): object => ({
  name: '笔记本电脑',
  category: '通用设备',
  quantity: 1,
  originalValue: 620_000,
  fixed: false,
  acquiredOn: '2026-11-01',
  source: '购置',
  place: '文化股',
  userId: office.culture.people.get('沈明'),
  keeperId: office.culture.people.get('田苗'),
  ...more,
});
const register = (who: Person, more: object = {}) => who.post('/api/verbs/register-asset', asset(more));

test('only the keeper of the ledger registers, with user and keeper (FIN-05a)', async () => {
  const clerk = await office.as('沈明');
  expect((await register(clerk)).body.refused).toMatchObject({ code: 'FIN-05a' });
  const bare = await register(keeper, { userId: null, keeperId: null });
  expect(bare.body.refusals.map((one: { sentence: string }) => one.sentence)).toEqual(['没有写明使用人。', '没有写明保管人。']);
  expect((await register(keeper)).body.result.number).toBe('资〔2026〕1号');
});

test('a fixed asset is bought, sold and scrapped on the document only, and leaves as the meeting decided (FIN-05d, ICF-03.2o)', async () => {
  expect((await register(keeper, { name: '公务车', fixed: true })).body.refused).toMatchObject({ code: 'FIN-05d' });
  const car = (await register(keeper, { name: '公务车', category: '车辆', fixed: true, originalValue: 12_000_000, document: '财资〔2026〕7号' })).body.result;
  const together = async (sort: string) => (await decidedTogether(office, { sort, day: '2026-11-02' })).number;
  const [decision, other] = [await together('固定资产处置'), await together('重大项目')];
  const sell = (document: string, more: object = { decision }) =>
    keeper.post('/api/verbs/dispose-asset', { number: car.number, disposal: '变卖', on: '2026-11-02', reason: '更新', document, ...more });
  expect((await sell('')).body.refused).toMatchObject({ code: 'FIN-05d' });
  for (const more of [{}, { decision: '局长同意' }, { decision: other }])
    expect((await sell('国资〔2026〕12号', more)).body.refused).toMatchObject({ code: 'ICF-03.2o' });
  expect((await sell('国资〔2026〕12号')).status).toBe(200);
  expect((await sell('国资〔2026〕12号')).body.refused).toMatchObject({ code: 'gone' });
});

test('opening and increases less decreases are what the ledger holds (FIN-05e)', async () => {
  const { body } = await keeper.get('/api/reports/asset-balance?period=2026');
  expect(body.tables[0].rows).toEqual([
    ['年初', 0, 0],
    ['本年增加', 2, 12_620_000],
    ['本年减少', 1, 12_000_000],
    ['年末', 1, 620_000],
    ['台账现有', 1, 620_000],
  ]);
  expect((await (await office.as('沈明')).get('/api/reports/asset-balance?period=2026')).status).toBe(404);
  const lines = (await keeper.get('/api/registers/asset-movement')).body.rows;
  expect(lines.map((one: { direction: string }) => one.direction)).toEqual(['减少', '增加', '增加']);
});

test('damage through a person’s fault is paid by the user within the time set (FIN-05c)', async () => {
  const finance = await office.as('周静');
  const damage = {
    number: '资〔2026〕1号',
    happenedOn: '2026-11-01',
    cause: '人为',
    facts: '跌落损坏屏幕',
    amount: 80_000,
    valueBasis: '维修报价',
    decision: '由使用人赔偿',
    decidedOn: '2026-11-02',
  };
  const decided = await finance.post('/api/verbs/decide-damage', damage);
  expect(decided.body.result.dueOn).toBe('2026-12-02');
  const user = await office.as('沈明');
  expect((await user.get('/api/obligations?scope=mine')).body.rows).toMatchObject([{ duty: '资产赔偿', dueOn: '2026-12-02' }]);
  expect((await finance.post('/api/verbs/settle-damage', { damageId: decided.body.result.damageId, receipt: '收据0012' })).status).toBe(200);
  expect((await user.get('/api/obligations?scope=mine')).body.rows).toEqual([]);
  const flood = await finance.post('/api/verbs/decide-damage', { ...damage, cause: '非人为', amount: 0 });
  expect(flood.body.result.dueOn).toBeNull();
});

test('the yearly stocktake counts only when every item is marked, and then ends the duty (FIN-05b)', async () => {
  await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate('2026-11-02') });
  const finance = await office.as('周静');
  const report = (await finance.upload('清查报告.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  const open = async (): Promise<number> =>
    (await finance.get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string }) => one.duty === '资产清查').length;
  expect(await open()).toBe(1);
  const short = await finance.post('/api/verbs/sign-stocktake', { year: 2026, report, lines: [] });
  expect(short.body.refused).toMatchObject({ code: 'unmarked', clause: { id: 'FIN-05b' }, sentence: expect.stringContaining('资〔2026〕1号笔记本电脑') });
  expect((await finance.post('/api/verbs/sign-stocktake', { year: 2026, report, lines: [{ number: '资〔2026〕1号', found: '损坏' }] })).status).toBe(200);
  expect(await open()).toBe(0);
});

test('a new keeper writes nothing before the counted list bears both signatures (FIN-05a)', async () => {
  office.at('2026-11-03');
  const [before, clerk] = [await office.as('田苗'), await office.as('蒋雪')];
  const security = await office.as('许强');
  const { body: posts } = await security.get('/api/posts');
  const held = posts.find((one: { post: string }) => one.post === '资产管理员').holdings[0];
  expect((await security.post(`/api/holdings/${held.holdingId}/end`, { until: '2026-11-03' })).status).toBe(200);
  await clearForPost(office, { post: '资产管理员', name: '蒋雪', on: '2026-11-03' });
  expect((await security.post('/api/posts/资产管理员/give', { personId: clerk.personId, departmentId: null, from: '2026-11-03' })).status).toBe(200);
  expect((await register(clerk)).body.refused).toMatchObject({ code: 'FIN-05a' });
  const hand = (lines: readonly object[]) => before.post('/api/verbs/hand-over-ledger', { toPersonId: clerk.personId, lines });
  expect((await hand([])).body.refused).toMatchObject({ code: 'uncounted' });
  expect((await hand([{ number: '资〔2026〕1号', counted: 1 }])).status).toBe(200);
  expect((await register(clerk)).body.refused).toMatchObject({ code: 'FIN-05a' });
  expect((await before.post('/api/verbs/take-over-ledger', {})).body.refused).toMatchObject({ code: 'not-receiver' });
  expect((await clerk.post('/api/verbs/take-over-ledger', {})).status).toBe(200);
  expect((await register(clerk)).status).toBe(200);
  expect((await register(before)).body.refused).toMatchObject({ code: 'FIN-05a' });
});
