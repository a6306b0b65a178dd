import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { cashReceived } from '../../../test/cash-movement.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
  office.at('2026-03-10', '10:00');
  await deeds.done('周静', 'set-cash-desk', { purposes: ['备用金'], hours: [{ from: '08:00', until: '12:00' }] });
  await deeds.done('郑洁', 'record-cash', cashReceived());
});
afterAll(() => office.close());

const count = async (more: object = {}): Promise<object> => ({
  time: '15:40',
  cashierId: deeds.id('郑洁'),
  counted: 120_000,
  sheet: await deeds.proof('谢芸'),
  remark: '箱内有借条300元',
  ...more,
});

test('a surprise count is witnessed by somebody who does not keep the cash, in the presence of whoever does (FIN-04c)', async () => {
  expect(await deeds.refused('郑洁', 'count-cash', await count())).toBe('not-witness');
  expect(await deeds.refused('谢芸', 'count-cash', await count({ cashierId: deeds.id('吴芳') }))).toBe('not-cashier');
  expect((await deeds.deed('谢芸', 'count-cash', await count({ ious: 30_000, sheet: 'ab' }))).status).toBe(400);
});

test('an IOU is no cash: what is missing goes to the discipline leader, once a day, as a duty with its day (FIN-04c)', async () => {
  expect(await deeds.done('谢芸', 'count-cash', await count())).toEqual({ number: '盘〔2026〕1号', difference: -30_000 });
  expect(await deeds.done('谢芸', 'count-cash', await count({ time: '16:10' }))).toMatchObject({ number: '盘〔2026〕2号' });
  expect((await deeds.mine('赵敏')).filter((one) => one.duty === '现金差异核查')).toMatchObject([
    { dueOn: '2026-03-17', clause: { id: 'FIN-04c' }, sentence: expect.stringContaining('2026-03-10现金短款300.00元') },
  ]);
  expect(await deeds.told('赵敏')).toContain('2026-03-10现金短款300.00元：箱内有借条300元');
  await deeds.done('郑洁', 'report-shortage', { day: '2026-03-10', counted: 120_000, explanation: '借条未入账' });
  expect(await deeds.duties('现金差异核查')).toHaveLength(1);
});

test('a count that agrees opens no check; the cashier signs for himself, and only then it is the count of the month (FIN-04c)', async () => {
  const monthly = async (): Promise<readonly string[]> => (await deeds.duties('库存现金抽点')).map((one) => one.state);
  await deeds.daily('2026-03-11');
  const { number } = await deeds.done('谢芸', 'count-cash', await count({ remark: '' }));
  expect(await deeds.duties('现金差异核查')).toHaveLength(1);
  expect(await monthly()).toEqual(['open']);
  expect(await deeds.refused('周静', 'sign-cash-count', { number })).toBe('not-cashier');
  await deeds.done('郑洁', 'sign-cash-count', { number });
  expect(await monthly()).toEqual(['discharged']);
  expect(await deeds.refused('郑洁', 'sign-cash-count', { number })).toBe('signed-already');
  await deeds.done('郑洁', 'sign-cash-count', { number: '盘〔2026〕1号', objection: '借条系经批准的备用金' });
  expect(await deeds.register('赵敏', 'cash-count')).toMatchObject([
    { number, difference: 0, witness: '谢芸', signed: '已签认' },
    { number: '盘〔2026〕2号', signed: '待签认' },
    { difference: -30_000, objection: '借条系经批准的备用金' },
  ]);
  expect(await deeds.register('沈明', 'cash-count')).toEqual([]);
});

test('an office whose regulation has no surprise count is told so', async () => {
  const leader = await office.as('宋文', office.stations);
  const sheet = (await leader.upload('盘点表.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest;
  const input = { time: '15:40', cashierId: office.stations.people.get('邓莉'), counted: 0, sheet };
  expect((await leader.post('/api/verbs/count-cash', input)).body.refused).toMatchObject({ code: 'no-such-clause' });
});
