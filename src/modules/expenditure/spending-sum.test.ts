import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
});
afterAll(() => paying.office.close());

const RAW = `select office_id, date_trunc('month', paid_on)::date as month, book, category, coalesce(three_public, '') as three_public, funding, sum(amount)::bigint as fen, count(*) as payments
  from voucher group by 1, 2, 3, 4, 5, 6`;
const KEPT = 'select office_id, month, book, category, three_public, funding, fen, payments from spending_sum';

/** Cells that the sums and the payments do not have alike. */
const differences = async (): Promise<unknown[]> =>
  (await paying.office.database.owner.query(`(${RAW} except ${KEPT}) union all (${KEPT} except ${RAW})`)).rows;

test('the sums of the dashboard are those of the payments, after each payment and after a counter-entry', async () => {
  const spent = async () => (await ok((await paying.office.as('周静')).get('/api/dashboard?year=2026'))).body.spending;
  await paying.paid(36_500, '2026-01-07');
  await paying.paid(41_200, '2026-01-08');
  expect(await differences()).toEqual([]);
  expect(await spent()).toEqual([{ category: '印刷费', fen: 77_700 }]);
  const [{ key }] = await paying.deeds.register('周静', 'voucher');
  await paying.deeds.done('周静', 'reverse-voucher', { voucherId: key, reason: '收款单位退款' });
  expect(await differences()).toEqual([]);
  expect(await spent()).toEqual([{ category: '印刷费', fen: 36_500 }]);
});
