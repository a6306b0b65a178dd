import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { Answer, TestOffice } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let paid: PayingOffice['paid'];
beforeAll(async () => {
  ({ office, deeds, paid } = await openPayingOffice());
});
afterAll(() => office.close());

// A day without programme waits for the head's release (ETH-04c).
const visit = {
  kind: 'study-visit',
  linkedMatterId: null,
  files: [],
  submit: false,
  form: {
    topic: '公共文化服务',
    host: '邻市文旅局',
    from: '2026-07-01',
    until: '2026-07-02',
    destinations: ['常德市'],
    estimate: 300_000,
    programme: [{ on: '2026-07-01', item: '参观文化馆' }],
  },
};
const on = async (name: string, matterId: number, verb: string, body: object = {}): Promise<Answer> => {
  const { body: matter } = await (await office.as('沈明')).get(`/api/matters/${matterId}`);
  return (await office.as(name)).post(`/api/matters/${matterId}/${verb}`, { version: matter.version, ...body });
};
const monthly = async (period: string) => (await ok((await office.as('赵敏')).get(`/api/reports/exceptions-of-month?period=${period}`))).body;

test('a release counts for thirty days; filed later, the matter is refused again until it is released anew (ICF-03.2k)', async () => {
  office.at('2026-05-20');
  const { matterId } = (await ok((await office.as('沈明')).post('/api/matters', visit))).body;
  const release = async () => {
    await ok(on('沈明', matterId, 'ask-release', { code: 'ETH-04c', reason: '返程一日' }));
    await ok(on('李国栋', matterId, 'release', { code: 'ETH-04c', reason: '情况属实' }));
  };
  await release();
  expect((await deeds.register('赵敏', 'override'))[0]).toMatchObject({ clause: 'ETH-04c', releasedOn: '2026-05-20', until: '2026-06-19' });
  expect(await deeds.told('沈明')).toContain('请在2026-06-19以前（含当日）提交');
  office.at('2026-06-20');
  expect((await on('沈明', matterId, 'submit')).body.refused.code).toBe('ETH-04c');
  await release();
  expect((await on('沈明', matterId, 'submit')).status).toBe(200);
});

test('a release is good on its last day (ICF-03.2k)', async () => {
  office.at('2026-05-20');
  const { matterId } = (await ok((await office.as('沈明')).post('/api/matters', visit))).body;
  await ok(on('沈明', matterId, 'ask-release', { code: 'ETH-04c', reason: '返程一日' }));
  await ok(on('李国栋', matterId, 'release', { code: 'ETH-04c', reason: '情况属实' }));
  office.at('2026-06-19');
  expect((await on('沈明', matterId, 'submit')).status).toBe(200);
});

test('what went another way stands in the list of its month, which the head and the discipline leader are told of; nothing reached its state outside its route (ICF-03.2k)', async () => {
  await paid(20_000, '2026-06-22');
  await deeds.done('周静', 'set-cash-desk', { purposes: ['备用金'], hours: [{ from: '08:00', until: '11:00' }] });
  await deeds.done('王建华', 'release-cash', { day: '2026-06-22', code: 'FIN-04a', reason: '群众下午交款' });
  const {
    tables: [exceptions, outside],
    notes,
  } = await monthly('2026-06');
  expect(exceptions.rows).toEqual([
    ['放行', expect.any(String), 'ETH-04c', '返程一日', '李国栋', '2026-06-20', '2026-07-20'],
    ['现金放行', '2026-06-22', 'FIN-04a', '群众下午交款', '王建华', '2026-06-22', '2026-06-22'],
  ]);
  expect(outside.rows).toEqual([]);
  expect(notes).toEqual(['例外2项。本月提交、已经批准或者办结的1笔，未经程序到达状态的0笔。']);
  expect((await monthly('2026-05')).tables[0].rows).toHaveLength(2);
  await deeds.daily('2026-07-01');
  for (const name of ['李国栋', '赵敏']) expect(await deeds.told(name)).toContain('上月例外2项，见报表“例外月报”。');
  expect(await deeds.told('沈明')).not.toContain('例外月报');
  expect((await (await office.as('沈明')).get('/api/reports/exceptions-of-month?period=2026-06')).status).toBe(404);
});
