import { afterAll, beforeAll, expect, test } from 'vitest';
import { decidedTogether } from '../../../test/decided-together.ts';
import { ok } from '../../../test/deeds.ts';
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
  const paper = (await keeper.upload('批复.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  const approval = (approvalReference: string) => ({ approvalReference, approvalAuthority: '县财政局', approvedOn: '2026-11-01', approvalFile: paper });
  expect((await register(keeper, { name: '公务车', fixed: true, document: '凭〔2026〕3号' })).body.refused).toMatchObject({ code: 'FIN-05d' });
  const car = (await register(keeper, { name: '公务车', category: '车辆', fixed: true, originalValue: 12_000_000, ...approval('财资〔2026〕7号') })).body
    .result;
  const together = async (sort: string) => (await decidedTogether(office, { sort, day: '2026-11-02' })).number;
  const [decision, other] = [await together('固定资产处置'), await together('重大项目')];
  const sell = (more: object) =>
    keeper.post('/api/verbs/dispose-asset', { number: car.number, disposal: '变卖', on: '2026-11-02', reason: '更新', decision, ...more });
  const complete = approval('国资〔2026〕12号');
  for (const missing of [{ approvalReference: '' }, { approvalAuthority: '' }, { approvedOn: null }, { approvalFile: null }])
    expect((await sell({ ...complete, ...missing })).body.refused).toMatchObject({ code: 'FIN-05d' });
  expect((await sell({ ...complete, approvalFile: 'a'.repeat(64) })).status).toBe(400);
  expect((await sell({ ...complete, approvedOn: '2026-11-03' })).body.refused).toMatchObject({ code: 'dates' });
  for (const decided of ['', '局长同意', other]) expect((await sell({ ...complete, decision: decided })).body.refused).toMatchObject({ code: 'ICF-03.2o' });
  expect((await sell(complete)).status).toBe(200);
  expect((await sell(complete)).body.refused).toMatchObject({ code: 'gone' });
  expect((await keeper.get('/api/registers/asset-movement')).body.rows[0]).toMatchObject({
    direction: '减少',
    document: `${decision}；国资〔2026〕12号`,
    approvedBy: '县财政局',
    approvedOn: '2026-11-01',
  });
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

test('an asset changes hands from a day on, by the keeper of the ledger, and the lines before stay (FIN-05a)', async () => {
  const other = office.culture.people.get('韩梅');
  const move = (who: Person, more: object = {}) =>
    who.post('/api/verbs/move-asset', {
      number: '资〔2026〕1号',
      on: '2026-11-02',
      userId: other,
      keeperId: keeper.personId,
      place: '旅游股',
      state: '在用',
      reason: '工作调整',
      ...more,
    });
  expect((await move(await office.as('沈明'))).body.refused).toMatchObject({ code: 'not-keeper' });
  expect((await move(keeper, { on: '2026-10-31' })).body.refused).toMatchObject({ code: 'dates' });
  expect((await move(keeper, { number: '资〔2026〕2号' })).body.refused).toMatchObject({ code: 'gone' });
  expect((await move(keeper)).status).toBe(200);
  expect((await (await office.as('韩梅')).get('/api/registers/asset')).body.rows).toMatchObject([
    { number: '资〔2026〕1号', user: '韩梅', place: '旅游股', state: '在用' },
  ]);
  expect((await keeper.get('/api/registers/asset-placement')).body.rows).toMatchObject([
    { from: '2026-11-02', number: '资〔2026〕1号', user: '韩梅', reason: '工作调整' },
    { from: '2026-11-01', number: '资〔2026〕2号' },
    { from: '2026-11-01', number: '资〔2026〕1号', user: '沈明', reason: '登记' },
  ]);
});

const report = async (happenedOn: string): Promise<number> =>
  (await ok((await office.as('周静')).post('/api/verbs/report-damage', { number: '资〔2026〕1号', happenedOn, facts: '跌落损坏屏幕' }))).body.result.damageId;
const decision = (damageId: number, more: object = {}): object => ({
  damageId,
  cause: '人为',
  amount: 80_000,
  valueBasis: '维修报价',
  decision: '由使用人赔偿',
  decidedOn: '2026-11-02',
  ...more,
});

test('whoever answered for the asset on the day is told, states for himself, and pays within the time set (FIN-05c)', async () => {
  const [finance, user] = [await office.as('周静'), await office.as('沈明')];
  expect((await finance.post('/api/verbs/report-damage', { number: '资〔2026〕1号', happenedOn: '2026-10-31', facts: '跌落' })).body.refused).toMatchObject({
    code: 'dates',
  });
  const damageId = await report('2026-11-01'); // the day before it changed hands
  expect((await user.get('/api/notices')).body.rows[0].sentence).toContain('由您负责使用或者保管，请陈述情况');
  const decide = (more: object = {}) => finance.post('/api/verbs/decide-damage', decision(damageId, more));
  expect((await decide()).body.refused).toMatchObject({ code: 'unheard' });
  const state = (who: Person) => who.post('/api/verbs/state-on-damage', { damageId, statement: '搬运时被他人撞落' });
  expect((await state(finance)).body.refused).toMatchObject({ code: 'not-responsible' });
  expect((await state(user)).status).toBe(200);
  expect((await decide()).body.result.dueOn).toBe('2026-12-02');
  expect((await decide()).body.refused).toMatchObject({ code: 'decided-already' });
  expect((await user.get('/api/obligations?scope=mine')).body.rows).toMatchObject([{ duty: '资产赔偿', dueOn: '2026-12-02' }]);
  expect((await user.get('/api/registers/asset-damage')).body.rows).toMatchObject([
    { damageId, responsible: '沈明', statement: '搬运时被他人撞落', amount: 80_000, decision: '由使用人赔偿' },
  ]);
  expect((await finance.post('/api/verbs/settle-damage', { damageId, receipt: '收据0012' })).status).toBe(200);
  expect((await user.get('/api/obligations?scope=mine')).body.rows).toEqual([]);
  expect((await state(user)).body.refused).toMatchObject({ code: 'settled-already' });
});

test('what is nobody’s fault is paid by nobody; a decision may fix its own day; whoever was not heard, it says why (FIN-05c)', async () => {
  const finance = await office.as('周静');
  const flood = await report('2026-11-02');
  const decide = (damageId: number, more: object) => finance.post('/api/verbs/decide-damage', decision(damageId, { unheard: '住院，由家属转达', ...more }));
  expect((await decide(flood, { cause: '非人为' })).body.refused).toMatchObject({ code: 'no-fault' });
  expect((await decide(flood, { cause: '非人为', amount: 0 })).body.result.dueOn).toBeNull();
  expect((await finance.post('/api/verbs/settle-damage', { damageId: flood, receipt: '收据0013' })).body.refused).toMatchObject({ code: 'nothing-owed' });
  const dropped = await report('2026-11-02');
  expect((await decide(dropped, { payBy: '2026-11-01' })).body.refused).toMatchObject({ code: 'dates' });
  expect((await decide(dropped, { payBy: '2026-11-12' })).body.result.dueOn).toBe('2026-11-12');
  expect((await (await office.as('韩梅')).get('/api/registers/asset-damage')).body.rows).toMatchObject([
    { responsible: '韩梅', statement: '未陈述：住院，由家属转达' },
    { cause: '非人为', amount: 0 },
  ]);
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
  const sign = (more: object) =>
    finance.post('/api/verbs/sign-stocktake', { year: 2026, report, lines: [{ number: '资〔2026〕1号', found: '损坏' }], ...more });
  expect((await sign({ year: 2027 })).body.refused).toMatchObject({ code: 'future' });
  expect(
    (
      await sign({
        lines: [
          { number: '资〔2026〕1号', found: '相符' },
          { number: '资〔2026〕2号', found: '相符' },
        ],
      })
    ).body.refused,
  ).toMatchObject({ code: 'unknown-asset' }); // sold
  expect((await sign({ surplus: [{ name: '折叠桌', quantity: 2, place: '仓库' }] })).status).toBe(200);
  expect(await open()).toBe(0);
  expect((await finance.get('/api/registers/stocktake')).body.rows).toMatchObject([
    { year: 2026, number: '资〔2026〕1号', found: '损坏', signedBy: '周静' },
    { number: null, name: '折叠桌', quantity: 2, found: '盘盈', remark: '仓库' },
  ]);
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
