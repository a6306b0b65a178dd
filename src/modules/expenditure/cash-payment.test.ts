import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import type { Answer } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';
import { cashReceived } from '../../../test/cash-movement.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  paying.office.at('2026-03-10', '10:00');
});
afterAll(() => paying.office.close());

const DAY = '2026-03-10';
const IN_CASH = { time: '10:00', purpose: '零星支出', bothSigned: true };
/** A claim for cash everybody has signed. */
async function signed(amount: number, more: object = {}): Promise<Answer['body']> {
  const { body } = await ok(
    paying.claim(await paying.office.as('沈明'), { amount, day: DAY, more: { paymentMethod: '现金', transactionReference: '', ...more } }),
  );
  return await paying.signAll(body);
}
const pay = (name: string, { matterId, version }: Answer['body'], more: object = {}) =>
  paying.deeds.deed(name, 'pay', { matterId, version, method: '现金', paidOn: DAY, cash: IN_CASH, ...more });
const refused = async (answer: Promise<Answer>): Promise<string> => (await answer).body.refused?.code;

test('a payment in cash passes over the cash desk: by the cashier, within purposes and hours, from what lies in the box (FIN-04a)', async () => {
  const { deeds } = paying;
  const matter = await signed(12_000);
  expect(await refused(pay('郑洁', matter))).toBe('not-in-the-box');
  await deeds.done('周静', 'set-cash-desk', { purposes: ['备用金', '零星支出'], hours: [{ from: '08:00', until: '12:00' }] });
  await deeds.done('郑洁', 'record-cash', cashReceived({ day: DAY, time: '09:00', amount: 50_000, counterpart: '银行', summary: '提现', document: '支票1' }));
  expect(await refused(pay('周静', matter))).toBe('incompatible-duty'); // whoever has reviewed it
  expect(await refused(pay('郑洁', matter, { cash: null }))).toBe('cash-unsaid');
  expect(await refused(pay('郑洁', matter, { cash: { ...IN_CASH, purpose: '工资' } }))).toBe('FIN-04a');
  expect(await refused(pay('郑洁', matter, { cash: { ...IN_CASH, time: '12:40' } }))).toBe('FIN-04a');
  expect((await pay('郑洁', matter)).status).toBe(200);
  expect((await deeds.register('郑洁', 'cash-book'))[0]).toMatchObject({ paid: 12_000, balance: 38_000, document: matter.number });
  expect((await deeds.mine('郑洁')).map((one) => one.duty)).toContain('现金日结');
});

test('outside the hours it passes once the finance leader has released the day, nobody else (FIN-04a)', async () => {
  const { deeds } = paying;
  const matter = await signed(5_000);
  const late = { cash: { ...IN_CASH, time: '12:40' } };
  expect(await refused(pay('郑洁', matter, late))).toBe('FIN-04a');
  expect(await deeds.refused('周静', 'release-cash', { day: DAY, code: 'FIN-04a', reason: '午间急付' })).toBe('not-releaser');
  await deeds.done('王建华', 'release-cash', { day: DAY, code: 'FIN-04a', reason: '午间急付' });
  expect((await pay('郑洁', matter, late)).status).toBe(200);
});

test('two receipts of one shop, day and purpose are one purchase: 500.00 of them are not paid in cash (FIN-01c)', async () => {
  const receipts = (purpose: string) => ({ purpose, specialReason: '' });
  await signed(30_000, receipts('横幅'));
  const second = await paying.claim(await paying.office.as('沈明'), {
    amount: 20_000,
    day: DAY,
    more: { ...receipts('横幅'), paymentMethod: '现金', transactionReference: '' },
  });
  expect(second.body.refusals.map((one: { code: string }) => one.code)).toEqual(['FIN-01c']);
  expect((await signed(19_999, receipts('横幅'))).state).toBe('approved');
  expect((await signed(20_000, receipts('条幅'))).state).toBe('approved');
});

test('what was paid in cash keeps the next day closed until its own is (FIN-04d)', async () => {
  const { deeds, office } = paying;
  office.at('2026-03-13', '10:00');
  const { body } = await ok(
    paying.claim(await office.as('沈明'), { amount: 1_000, day: '2026-03-13', more: { paymentMethod: '现金', transactionReference: '' } }),
  );
  const matter = await paying.signAll(body);
  const next = { paidOn: '2026-03-13' };
  expect(await refused(pay('郑洁', matter, next))).toBe('FIN-04d');
  await deeds.done('郑洁', 'close-cash-day', { day: DAY, counted: 33_000 });
  expect((await pay('郑洁', matter, next)).status).toBe(200);
});

test('one of four payments in cash, 70.00 of 1,400.00: 25 % by number and 5 % by value (FIN-01d)', async () => {
  const { deeds, office } = paying;
  office.at('2026-03-13', '17:00');
  await deeds.done('郑洁', 'close-cash-day', { day: '2026-03-13', counted: 32_000 });
  for (const [amount, day] of [
    [44_000, '2026-04-01'],
    [44_000, '2026-04-02'],
    [45_000, '2026-04-03'],
  ] as const)
    await paying.paid(amount, day);
  office.at('2026-04-07', '10:00');
  const { body } = await ok(
    paying.claim(await office.as('沈明'), { amount: 7_000, day: '2026-04-07', more: { paymentMethod: '现金', transactionReference: '' } }),
  );
  await ok(pay('郑洁', await paying.signAll(body), { paidOn: '2026-04-07' }));
  const { tables } = (await (await office.as('赵敏')).get('/api/reports/cash?period=2026-04')).body;
  expect(tables.slice(0, 2).map((one: { rows: unknown }) => one.rows)).toEqual([
    [
      ['全部付款', 4, 140_000],
      ['其中现金', 1, 7_000],
    ],
    [[25, 5]],
  ]);
});
