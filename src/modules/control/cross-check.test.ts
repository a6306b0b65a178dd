import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { ACCOUNT, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let paid: PayingOffice['paid'];
let claim: PayingOffice['claim'];
beforeAll(async () => {
  ({ office, deeds, paid, claim } = await openPayingOffice());
});
afterAll(() => office.close());

const bankFile = async (...lines: readonly string[]): Promise<void> => {
  const csv = await (await office.as('周静')).upload('流水.csv', Buffer.from(['交易日期,支出金额,对方户名,流水号,摘要', ...lines, ''].join('\n')));
  await deeds.done('周静', 'record-bank-file', { account: ACCOUNT, file: csv.body.digest });
};
const differences = async () => (await deeds.register('赵敏', 'difference')).map(({ check, sentence, owner, state }) => ({ check, sentence, owner, state }));

test('what the bank paid without a voucher is listed the next night, with an owner, and closed by his explanation (ICF-03.2g)', async () => {
  const { number } = await paid(21_000, '2026-03-05');
  await bankFile('2026-03-05,210.00,示范县文印商贸有限公司,POS-1,付款', '2026-03-06,3200.00,示范县无名商店,B009,付款');
  await deeds.daily('2026-03-07');
  expect(await differences()).toEqual([
    { check: '付款与银行流水', sentence: '银行流水B009付示范县无名商店3200.00元，没有对应的付款凭证。', owner: '财务股', state: '未说明' },
  ]);
  const duty = async () => (await deeds.duties('差异说明'))[0];
  expect(await duty()).toMatchObject({ state: 'open', owner: '财务股', dueOn: '2026-03-20' });
  await deeds.daily('2026-03-08');
  const [line] = await deeds.register('赵敏', 'difference');
  expect(await deeds.refused('田苗', 'explain-difference', { number: line.number, explanation: '手续费' })).toBe('not-owner');
  await deeds.done('周静', 'explain-difference', { number: line.number, explanation: '银行误扣，已发函退回' });
  expect(await deeds.refused('周静', 'explain-difference', { number: line.number, explanation: '再说明' })).toBe('ended');
  expect((await duty()).state).toBe('discharged');
  await deeds.daily('2026-03-09');
  expect(await differences()).toMatchObject([{ state: '已说明' }]);
  expect(number).toMatch(/^报/);
});

test('a payment the bank does not know within a week is a difference, and gone once it does (ICF-03.2g)', async () => {
  await paid(22_000, '2026-03-10');
  await bankFile('2026-03-17,10.00,银行,B010,手续费');
  await deeds.daily('2026-03-18');
  expect((await differences()).filter((one) => one.sentence.startsWith('凭证'))).toEqual([]);
  await bankFile('2026-03-18,11.00,银行,B011,手续费');
  await deeds.daily('2026-03-19');
  const ours = async () => (await differences()).filter((one) => one.sentence.includes('220.00元'));
  expect(await ours()).toMatchObject([{ owner: '财务股', state: '未说明', sentence: expect.stringContaining('银行流水中没有') }]);
  await bankFile('2026-03-12,220.00,示范县文印商贸有限公司,POS-1,付款');
  await deeds.daily('2026-03-20');
  expect(await ours()).toMatchObject([{ state: '已消除' }]);
});

test('a fixed asset that was bought stands in the ledger (ICF-03.2g)', async () => {
  office.at('2026-03-23');
  const { body } = await ok(claim(await office.as('沈明'), { amount: 24_000, day: '2026-03-23', more: { category: '固定资产购置' }, evidence: ['验收单'] }));
  for (const name of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(name, body.matterId));
  const { body: now } = await (await office.as('周静')).get(`/api/matters/${body.matterId}`);
  await deeds.done('郑洁', 'pay', { matterId: body.matterId, version: now.version, method: '公务卡', reference: 'POS-1', paidOn: '2026-03-23' });
  await deeds.daily('2026-03-24');
  const ours = async () => (await differences()).filter((one) => one.check === '购置与资产台账');
  expect(await ours()).toEqual([
    {
      check: '购置与资产台账',
      sentence: `事项${body.number}购置固定资产240.00元已经办结，资产台账中没有据此登记的资产。`,
      owner: '资产管理员',
      state: '未说明',
    },
  ]);
  await deeds.done('田苗', 'register-asset', {
    name: '书架',
    category: '家具用具',
    originalValue: 24_000,
    fixed: true,
    acquiredOn: '2026-03-23',
    source: '购置',
    place: '文化股',
    userId: deeds.id('沈明'),
    keeperId: deeds.id('田苗'),
    document: body.number,
  });
  await deeds.daily('2026-03-25');
  expect(await ours()).toMatchObject([{ state: '已消除' }]);
});

test('a month is reconciled when every account is (ICF-03.2g)', async () => {
  office.at('2026-03-25');
  await deeds.done('周静', 'register-account', { account: '6217000000000000002', bank: '示范县农业银行' });
  await deeds.daily('2026-04-02');
  const reconcile = async (account: string) =>
    deeds.done('周静', 'sign-reconciliation', { month: '2026-03', account, bookBalance: 100, bankBalance: 100, statement: await deeds.proof('周静') });
  const duty = async () => (await deeds.duties('银行对账')).find((one) => one.dueOn === '2026-04-10').state;
  expect((await reconcile(ACCOUNT)).left).toEqual(['6217000000000000002']);
  expect(await duty()).toBe('open');
  expect(await deeds.refused('周静', 'sign-groundwork', { month: '2026-03', fulfilled: ['银行对账完成'] })).toBe('ICF-03.4a');
  expect((await reconcile('6217000000000000002')).left).toEqual([]);
  expect(await duty()).toBe('discharged');
  await deeds.done('周静', 'sign-groundwork', { month: '2026-03', fulfilled: ['银行对账完成'] });
});
