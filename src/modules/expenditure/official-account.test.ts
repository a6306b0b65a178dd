import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { ACCOUNT, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

const UNION = '6217000000000000009';
const CANTEEN = '6217000000000000008';
const FOREIGN = '6222000000000000009';
let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
});
afterAll(() => paying.office.close());

/** A claim agreed to by everybody, as its payment wants it. */
async function agreedClaim(day: string): Promise<object> {
  paying.office.at(day);
  const { body } = await ok(paying.claim(await paying.office.as('沈明'), { amount: 20_000, day }));
  const { matterId, version } = await paying.signAll(body);
  return { matterId, version, method: '银行转账', reference: `HD${day}`, paidOn: day };
}
const accountsOf = async (): Promise<readonly (readonly [string | null, string])[]> =>
  (await paying.deeds.register('周静', 'voucher')).map((one) => [one.account, one.reference]);

test('a payment leaves only by an account of the register; the only one need not be named (ETH-03c)', async () => {
  const { deeds } = paying;
  const payment = await agreedClaim('2026-03-02');
  expect(await deeds.refused('郑洁', 'pay', { ...payment, account: FOREIGN })).toBe('ETH-03c');
  await deeds.done('郑洁', 'pay', payment);
  expect(await accountsOf()).toEqual([[ACCOUNT, 'HD2026-03-02']]);
});

test('an account stands in the register with what it is for and who allowed it; of several the one a payment leaves is named, and none that is closed (ETH-03c)', async () => {
  const { deeds, office } = paying;
  expect(
    (await deeds.deed('周静', 'register-account', { account: UNION, bank: '示范县农业银行', purpose: '工会专户', approval: '', openedOn: '2019-06-03' }))
      .status,
  ).toBe(400);
  await deeds.done('周静', 'register-account', {
    account: UNION,
    bank: '示范县农业银行',
    purpose: '工会专户',
    approval: '局务会纪要〔2026〕3号',
    openedOn: '2019-06-03',
  });
  expect((await deeds.register('赵敏', 'official-account'))[0]).toMatchObject({
    account: UNION,
    bank: '示范县农业银行',
    purpose: '工会专户',
    approval: '局务会纪要〔2026〕3号',
    closedOn: null,
  });
  const { body: choices } = await ok((await office.as('郑洁')).get('/api/accounts'));
  expect(choices).toEqual([
    { value: ACCOUNT, label: `${ACCOUNT} 示范县农村信用社 基本户` },
    { value: UNION, label: `${UNION} 示范县农业银行 工会专户` },
  ]);
  expect((await (await office.as('韩梅')).get('/api/accounts')).status).toBe(404);

  const payment = await agreedClaim('2026-03-03');
  expect(await deeds.refused('郑洁', 'pay', payment)).toBe('account-unsaid');
  await deeds.done('郑洁', 'pay', { ...payment, account: ACCOUNT });
  const next = await agreedClaim('2026-03-04');
  await deeds.done('周静', 'close-account', { account: UNION, closedOn: '2026-03-04', reason: '并户' });
  expect(await deeds.refused('郑洁', 'pay', { ...next, account: UNION })).toBe('ETH-03c');
  await deeds.done('郑洁', 'pay', next);
  expect((await accountsOf()).map(([account]) => account)).toEqual([ACCOUNT, ACCOUNT, ACCOUNT]);
});

test('what the bank paid from one account is not matched with what the office paid from another (FIN-02c, ETH-03c)', async () => {
  const { deeds, office } = paying;
  await deeds.done('周静', 'register-account', {
    account: CANTEEN,
    bank: '示范县农业银行',
    purpose: '食堂专户',
    approval: '局务会纪要〔2026〕3号',
    openedOn: '2019-06-03',
  });
  office.at('2026-03-05');
  const accountant = await office.as('周静');
  const sheet = async (reference: string): Promise<string> =>
    (
      await accountant.upload(
        `${reference}.csv`,
        Buffer.from(`交易日期,支出金额,对方户名,流水号,摘要\n2026-03-02,200.00,示范县文印商贸有限公司,${reference},展板\n`),
      )
    ).body.digest;
  const file = await sheet('HD2026-03-02');
  expect(await deeds.done('周静', 'record-bank-file', { account: CANTEEN, file })).toMatchObject({ matched: 0, unapproved: 1 });
  expect(await deeds.done('周静', 'record-bank-file', { account: ACCOUNT, file })).toMatchObject({ matched: 1, unapproved: 0 });
});

test('money is received only on an account of the register (ETH-03c)', async () => {
  const rent = { source: '租金', funding: '其他资金', amount: 50_000, receivedOn: '2026-03-05' };
  expect(await paying.deeds.refused('周静', 'record-income', { ...rent, account: FOREIGN })).toBe('ETH-03c');
  await paying.deeds.done('周静', 'record-income', { ...rent, account: ACCOUNT });
});
