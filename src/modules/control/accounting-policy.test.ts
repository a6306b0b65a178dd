import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { ACCOUNT, openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let paid: PayingOffice['paid'];
let claim: PayingOffice['claim'];
beforeAll(async () => {
  ({ office, deeds, paid, claim } = await openPayingOffice());
});
afterAll(() => office.close());

const accounts = [
  { code: '50010101', name: '行政支出—印刷费', items: ['印刷费'] },
  { code: '4001', name: '财政拨款收入', items: ['财政拨款'] },
];
const policy = (more: object) => ({
  chart: '政府会计制度',
  basis: '收付实现制与权责发生制',
  depreciation: '年限平均',
  recognition: '到账',
  closing: '次月10日以前',
  correction: '红字冲销',
  approval: '局务会纪要5号',
  accounts,
  ...more,
});
const income = (receivedOn: string, more: object = {}) => ({ source: '上级补助', funding: '财政拨款', amount: 10_000, account: ACCOUNT, receivedOn, ...more });
const payOf = async (matterId: number, paidOn: string) => {
  const { body } = await (await office.as('周静')).get(`/api/matters/${matterId}`);
  return { matterId, version: body.version, method: '公务卡', reference: 'POS-1', paidOn };
};
/** A claim with everything but its payment. */
const signed = async (day: string, more: object = {}): Promise<number> => {
  office.at(day);
  const { body } = await ok(claim(await office.as('沈明'), { amount: 20_000, day, more }));
  for (const name of ['吴芳', '赵敏', '王建华']) await ok(deeds.sign(name, body.matterId));
  return body.matterId;
};

test('an accounting policy is a version with its chart and a day of its own; every account and item stands in it once (ICF-03.2h)', async () => {
  office.at('2026-04-01');
  const doubled = await deeds.deed(
    '周静',
    'adopt-accounting-policy',
    policy({ from: '2026-05-01', accounts: [...accounts, { code: '50010102', name: '办公费', items: ['印刷费'] }] }),
  );
  expect(doubled.body.refused).toMatchObject({ code: 'doubled', sentence: '科目表中“印刷费”出现两次，记账时不能确定科目。' });
  expect((await deeds.done('周静', 'adopt-accounting-policy', policy({ from: '2026-05-01' }))).version).toBe(1);
  expect(await deeds.refused('周静', 'adopt-accounting-policy', policy({ from: '2026-05-01' }))).toBe('backdated');
  expect((await deeds.register('沈明', 'account-title')).map((one) => [one.version, one.code, one.items])).toEqual([
    [1, '4001', '财政拨款'],
    [1, '50010101', '印刷费'],
  ]);
});

test('an entry before the chart applies stands under no account, one after it under that of its category, and what the chart has no place for is not entered (ICF-03.2h)', async () => {
  await paid(20_000, '2026-04-28');
  await paid(21_000, '2026-05-06');
  expect((await deeds.register('周静', 'voucher')).map((one) => one.accountTitle)).toEqual(['50010101 行政支出—印刷费', '']);
  const outside = await signed('2026-05-07', { category: '会议费' });
  const refused = (await deeds.deed('郑洁', 'pay', await payOf(outside, '2026-05-07'))).body.refused;
  expect(refused).toMatchObject({ code: 'ICF-03.2h', sentence: '这一类收支没有列入会计科目表。' });
  await deeds.done('周静', 'record-income', income('2026-05-07'));
  expect(await deeds.refused('周静', 'record-income', income('2026-05-07', { source: '场租', funding: '其他资金' }))).toBe('ICF-03.2h');
  expect((await deeds.register('周静', 'income'))[0].accountTitle).toBe('4001 财政拨款收入');
  await deeds.done(
    '周静',
    'adopt-accounting-policy',
    policy({
      from: '2026-05-08',
      accounts: [...accounts, { code: '50010115', name: '会议费', items: ['会议费'] }, { code: '4609', name: '其他收入', items: ['其他资金'] }],
    }),
  );
  office.at('2026-05-08');
  expect((await deeds.deed('郑洁', 'pay', await payOf(outside, '2026-05-08'))).status).toBe(200);
  await deeds.done('周静', 'record-income', income('2026-05-08', { source: '场租', funding: '其他资金' }));
});

test('a month is closed when its cash days are and the books agree with what is there, under the policy of its last day (ICF-03.2h)', async () => {
  await deeds.daily('2026-06-02');
  const close = (month: string, counted: number, opening: number | null = null) => ({ month, opening, counted, opinion: '' });
  expect((await deeds.deed('周静', 'close-month', close('2026-04', 49_980_000, 50_000_000))).body.refused).toMatchObject({
    code: 'ICF-03.2h',
    sentence: '所结月份没有现行的会计政策，不能结账。',
  });
  // 100.00 twice received, 210.00 and 200.00 paid
  expect((await deeds.deed('周静', 'close-month', close('2026-05', 49_980_000, 49_980_000))).body.refused).toMatchObject({
    code: 'ICF-03.2h',
    sentence: '期初加收入减支出与期末实有不符，不能结账。',
  });
  await deeds.done('周静', 'close-month', close('2026-05', 49_959_000, 49_980_000));
  expect((await deeds.register('周静', 'month-closing'))[0]).toMatchObject({ month: '2026-05', closing: 49_959_000, policy: '第2版' });
  expect((await deeds.duties('每月结账')).map((one) => [one.dueOn, one.state])).toEqual([['2026-06-10', 'discharged']]);
});

test('nothing is entered in a closed month; it is corrected in the month that runs (ICF-03.2h)', async () => {
  const late = await signed('2026-05-31');
  office.at('2026-06-03');
  expect((await deeds.deed('郑洁', 'pay', await payOf(late, '2026-05-31'))).body.refused).toMatchObject({
    code: 'ICF-03.2h',
    whatWouldHelp: ['在当期登记', '已登记有误的以红字冲销更正'],
  });
  expect(await deeds.refused('周静', 'record-income', income('2026-05-31'))).toBe('ICF-03.2h');
  expect(await deeds.refused('周静', 'accrue-union', { month: '2026-05', wages: 1_000_000, account: ACCOUNT, on: '2026-05-31' })).toBe('ICF-03.2h');
  await deeds.done('周静', 'set-cash-desk', { purposes: ['备用金'], hours: [{ from: '08:00', until: '18:00' }] });
  const cash = (day: string) => ({
    day,
    time: '09:00',
    movement: '结算',
    direction: '收',
    amount: 1_000,
    counterpart: SELLER,
    summary: '退回',
    purpose: '备用金',
    document: `现${day}`,
    bothSigned: true,
  });
  expect(await deeds.refused('郑洁', 'record-cash', cash('2026-05-31'))).toBe('ICF-03.2h');
  await deeds.done('郑洁', 'record-cash', cash('2026-06-03'));
  expect((await deeds.deed('郑洁', 'pay', await payOf(late, '2026-06-03'))).status).toBe(200);
  await deeds.done('周静', 'record-income', income('2026-06-03'));
  await deeds.done('周静', 'accrue-union', { month: '2026-05', wages: 1_000_000, account: ACCOUNT, on: '2026-06-03' });
  await deeds.done('周静', 'reverse-voucher', { voucherId: 2, reason: '重复付款' });
  expect((await deeds.register('周静', 'voucher'))[0]).toMatchObject({ amount: -21_000, paidOn: '2026-06-03', accountTitle: '50010101 行政支出—印刷费' });
});
