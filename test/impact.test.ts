import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, ok, type Deeds } from './deeds.ts';
import { newVersion, submitVersion } from './new-versions.ts';
import { openTestOffice, type Answer, type TestOffice } from './office.ts';
import { receptionDesk } from './reception-desk.ts';

const FINANCE = '财务财物管理制度';
const RECEPTION = '公务接待管理制度';

let office: TestOffice;
let deeds: Deeds;
const desk = receptionDesk(() => office);
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  await desk.prepare();
});
afterAll(() => office.close());

async function draftOf(title: string, words: Readonly<Record<string, string>>): Promise<number> {
  const drafter = await office.as('冯涛');
  return (await ok(submitVersion(drafter, await newVersion(drafter, title, words)))).body.draftId;
}

const pageOf = async (draftId: number, who = '李国栋'): Promise<Answer['body']> =>
  (await ok((await office.as(who)).get(`/api/regulations/drafts/${draftId}`))).body;

test('open duties whose day would move are listed with the old day and the new, those whose day stays are not', async () => {
  await deeds.daily('2026-03-02');
  await deeds.done('沈明', 'note-advance-spending', {
    purpose: '抢修展厅漏水',
    payee: '示范县水电维修部',
    amount: 80_000,
    spentOn: '2026-03-01',
    reason: '夜间漏水，来不及先报',
  });
  const draftId = await draftOf(FINANCE, {
    '周期: { 触发: 支出日, 期限: 2日 }': '周期: { 触发: 支出日, 期限: 3日 }',
    '周期: { 每: 年, 开启: 01-01, 截止: 12-31, 提醒: 12-01 }': '周期: { 每: 年, 开启: 01-01, 截止: 11-30, 提醒: 11-01 }',
  });
  const { duties } = (await pageOf(draftId)).impact;
  expect(duties).toMatchObject([
    {
      duty: '先支后报',
      owner: '沈明',
      matterId: null,
      dueOn: '2026-03-03',
      newDueOn: '2026-03-04',
      change: '支出日后2日内 → 支出日后3日内',
      clause: { id: 'FIN-02g', regulation: FINANCE, version: '2026-04-01' },
    },
    { duty: '工会经费通报', owner: '工会', dueOn: '2026-12-31', newDueOn: '2026-11-30', clause: { id: 'FIN-06e' } },
  ]);
  // 局属单位财务检查 stands open as well, and its clause is as it was
  expect((await deeds.duties('局属单位财务检查')).map((one) => one.state)).toEqual(['open']);
  // they keep their day all the same
  expect((await deeds.duties('先支后报')).map((one) => one.dueOn)).toEqual(['2026-03-03']);
  await ok((await office.as('李国栋')).post(`/api/regulations/drafts/${draftId}/reject`, { reason: '另行修改' }));
});

test('a duty that counts from another event, or that is no more, is listed without a day', async () => {
  const draftId = await draftOf(FINANCE, {
    '周期: { 触发: 支出日, 期限: 2日 }': '周期: { 触发: 入账日, 期限: 2日 }',
    '      - 义务: 工会经费通报': '      - 义务: 工会经费公布',
  });
  expect((await pageOf(draftId)).impact.duties).toMatchObject([
    { duty: '先支后报', newDueOn: null, change: '支出日后2日内 → 入账日后2日内，须人工推算' },
    { duty: '工会经费通报', newDueOn: null, change: '每年01-01至12-31 → 新版没有这项义务', clause: { version: '2024-01-01' } },
  ]);
  await ok((await office.as('李国栋')).post(`/api/regulations/drafts/${draftId}/reject`, { reason: '另行修改' }));
});

test('a duty opened by a release that did not keep its event is listed with its periods, and without a day', async () => {
  const draftId = await draftOf(FINANCE, { '周期: { 触发: 支出日, 期限: 2日 }': '周期: { 触发: 支出日, 期限: 3日 }' });
  const moved = async (): Promise<unknown> =>
    (await pageOf(draftId)).impact.duties.map((one: { newDueOn: string | null; change: string }) => [one.newDueOn, one.change]);
  expect(await moved()).toEqual([['2026-03-04', '支出日后2日内 → 支出日后3日内']]);
  const { owner } = office.database;
  await owner.query(`update obligation set event_on = null where duty = '先支后报'`);
  expect(await moved()).toEqual([[null, '支出日后2日内 → 支出日后3日内，须人工推算']]);
  await owner.query(`update obligation set event_on = '2026-03-01' where duty = '先支后报'`);
  await ok((await office.as('李国栋')).post(`/api/regulations/drafts/${draftId}/reject`, { reason: '另行修改' }));
});

test('an approved matter with an open duty is listed with its duty and what it was reckoned on; one whose duty is met is not', async () => {
  const open = await desk.agreed('2026-03-12', '2026-03-11');
  const met = await desk.agreed('2026-03-13', '2026-03-12');
  office.at('2026-03-16');
  const clerk = await office.as('沈明');
  await ok(clerk.post('/api/matters', await desk.claimOf(clerk, { day: '2026-03-13', amount: 20_000, linked: met.matterId })));
  const words = {
    '周期: { 触发: 活动结束日, 期限: 10个工作日,': '周期: { 触发: 活动结束日, 期限: 5个工作日,',
    '则: { 得: { 省部级餐标: 120元, 厅局级餐标: 100元, 处级及以下餐标: 60元 } }': '则: { 得: { 省部级餐标: 120元, 厅局级餐标: 100元, 处级及以下餐标: 50元 } }',
  };
  const draftId = await draftOf(RECEPTION, words);
  const { impact } = await pageOf(draftId);
  expect(impact.duties).toMatchObject([{ duty: '接待报销', matterId: open.matterId, dueOn: '2026-03-26', newDueOn: '2026-03-19', clause: { id: 'RCP-06c' } }]);
  expect(impact.matters.map((one: { matterId: number }) => one.matterId)).not.toContain(met.matterId);
  expect(impact.matters.filter((one: { state: string }) => one.state === 'approved')).toEqual([
    {
      matterId: open.matterId,
      number: open.number,
      title: expect.any(String),
      state: 'approved',
      stateTitle: '已批准',
      changes: ['核算单：所依据的RCP-03a有改动，限额须重新核算'],
    },
  ]);
});

test('whom a version touches is told to those who may look at every matter and to the drafter, to nobody else', async () => {
  const [{ draftId }] = (await (await office.as('沈明')).get('/api/regulations/drafts')).body;
  expect((await pageOf(draftId, '冯涛')).impact.duties).toHaveLength(1);
  expect((await pageOf(draftId, '曾岚')).impact.duties).toHaveLength(1);
  for (const who of ['沈明', '何平'])
    expect(await pageOf(draftId, who)).toMatchObject({ impact: null, changes: expect.arrayContaining([expect.objectContaining({ id: 'RCP-06c' })]) });
});
