import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { oldAccount } from '../../../test/old-account.ts';
import { cashReceived } from '../../../test/cash-movement.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

test('the desk opens with its purposes and hours, within them, or with a release (FIN-04a)', async () => {
  office.at('2026-03-10', '10:00');
  const cashier = await office.as('郑洁');
  expect((await cashier.post('/api/verbs/record-cash', cashReceived())).body.refused).toMatchObject({ code: 'FIN-04a' });
  const finance = await office.as('周静');
  const desk = {
    purposes: ['备用金', '零星支出'],
    hours: [
      { from: '08:00', until: '12:00' },
      { from: '14:30', until: '17:30' },
    ],
  };
  expect((await cashier.post('/api/verbs/set-cash-desk', desk)).body.refused).toMatchObject({ code: 'not-finance-staff' });
  expect((await finance.post('/api/verbs/set-cash-desk', desk)).status).toBe(200);
  expect((await cashier.post('/api/verbs/record-cash', cashReceived())).body.result.number).toBe('现〔2026〕1号');
  expect((await cashier.post('/api/verbs/record-cash', cashReceived({ time: '12:40', document: '收002' }))).body.refused).toMatchObject({
    code: 'FIN-04a',
    releasableBy: '分管财务领导',
  });
  expect((await finance.post('/api/verbs/release-cash', { day: '2026-03-10', code: 'FIN-04a', reason: '午间急付' })).body.refused).toMatchObject({
    code: 'not-releaser',
  });
});

test('a day with movements is closed the same day; an IOU is a shortage; the next day waits (FIN-04b–d)', async () => {
  office.at('2026-03-10', '17:40');
  const cashier = await office.as('郑洁');
  const duties = async (): Promise<readonly { duty: string; dueOn: string }[]> => (await cashier.get('/api/obligations?scope=mine')).body.rows;
  expect(await duties()).toMatchObject([{ duty: '现金日结', dueOn: '2026-03-10' }]);
  const close = (counted: number, day = '2026-03-10') => cashier.post('/api/verbs/close-cash-day', { day, counted });
  expect((await close(120_000)).body.refused).toMatchObject({ code: 'FIN-04c' });
  expect((await cashier.post('/api/verbs/report-shortage', { day: '2026-03-10', counted: 120_000, explanation: '箱内有借条300元' })).status).toBe(200);
  const watcher = await office.as('赵敏');
  expect((await watcher.get('/api/notices')).body.rows[0].sentence).toContain('现金短款300.00元');

  office.at('2026-03-11', '09:00');
  const again = await office.as('郑洁');
  expect((await again.post('/api/verbs/record-cash', cashReceived({ day: '2026-03-11', document: '收003' }))).body.refused).toMatchObject({ code: 'FIN-04d' });
  expect((await again.post('/api/verbs/close-cash-day', { day: '2026-03-10', counted: 120_000 })).status).toBe(200);
  expect((await again.get('/api/obligations?scope=mine')).body.rows).toEqual([]);
  expect((await again.post('/api/verbs/record-cash', cashReceived({ day: '2026-03-11', amount: 80_001, document: '收003' }))).status).toBe(200);
  expect((await again.get('/api/notices')).body.rows[0].sentence).toContain('现金账面余额超过限额'); // told at the receipt already (FIN-04b)
});

test('2,000.00 may stay overnight, a fen more may not without release (FIN-04b)', async () => {
  office.at('2026-03-11', '17:00');
  const cashier = await office.as('郑洁');
  const close = () => cashier.post('/api/verbs/close-cash-day', { day: '2026-03-11', counted: 200_001 });
  expect((await close()).body.refused).toMatchObject({ code: 'FIN-04b', releasableBy: '分管财务领导' });
  const leader = await office.as('王建华');
  expect((await leader.post('/api/verbs/release-cash', { day: '2026-03-11', code: 'FIN-04b', reason: '银行已下班' })).status).toBe(200);
  expect((await close()).status).toBe(200);
  const { rows } = (await cashier.get('/api/registers/cash-book')).body;
  expect(rows[0]).toMatchObject({ received: 80_001, balance: 200_001 });
});

test('at the other office 100.00 is the limit, and public money lies on official accounts only (FIN5-10)', async () => {
  office.at('2026-03-10', '10:00');
  const cashier = await office.as('邓莉', office.stations);
  const record = (more: object) => cashier.post('/api/verbs/record-cash', cashReceived(more));
  expect((await record({ amount: 10_001 })).status).toBe(200);
  expect((await record({ movement: '存入', direction: '付', amount: 1, account: '6217999999999999', document: '付001' })).body.refused).toMatchObject({
    code: 'FIN5-10b',
  });
  expect((await cashier.post('/api/verbs/close-cash-day', { day: '2026-03-10', counted: 10_001 })).body.refused).toMatchObject({ code: 'FIN5-10c' });
  const books = await office.as('高洁', office.stations);
  await books.post('/api/verbs/register-account', oldAccount('6228000020007654321', '农业银行'));
  expect((await record({ movement: '存入', direction: '付', amount: 1, account: '6228000020007654321', document: '付001' })).status).toBe(200);
  expect((await record({ movement: '转借', direction: '付', amount: 100, counterpart: '高洁', document: '付002', bothSigned: false })).status).toBe(200);
  const close = () => cashier.post('/api/verbs/close-cash-day', { day: '2026-03-10', counted: 9_900 });
  expect((await close()).body.refused).toMatchObject({ code: 'FIN5-10a' });
  const [lent, banked] = (await cashier.get('/api/registers/cash-book')).body.rows;
  expect([lent, banked]).toMatchObject([
    { movement: '转借', giver: '邓莉', receiver: '高洁', signed: '待签' },
    { movement: '存入', signed: '已签' },
  ]);
  expect((await cashier.post('/api/verbs/sign-cash', { number: lent.number })).status).toBe(200);
  expect((await close()).status).toBe(200);
});
