import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { ACCOUNT, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
});
afterAll(() => paying.office.close());

const published = async (report: string, year: number) => (await ok((await paying.office.as('韩梅')).get(`/api/reports/${report}?period=${year}`))).body;
const rowsOf = async (report: string, year: number) => (await published(report, year)).tables[0].rows;

/** A budget of the year, decided by the body. */
async function decideBudget(year: number, lines: readonly { readonly item: string; readonly amount: number }[]): Promise<void> {
  const { deeds, office } = paying;
  for (const sheet of ['人员', '编制', '资产', '车辆', '项目', '上年执行', '结转'])
    await deeds.done('周静', 'confirm-base-sheet', { year, sheet, figures: '核对无误' });
  const form = { year, lines: lines.map((one) => ({ ...one, basis: '上年执行' })) };
  const { body } = await ok((await office.as('周静')).post('/api/matters', { kind: 'budget-draft', linkedMatterId: null, files: [], submit: true, form }));
  const { body: now } = await ok(deeds.sign('王建华', body.matterId));
  const resolution = {
    body: '局务会',
    metOn: '2027-01-11',
    item: `${year}年度预算`,
    agreed: true,
    amount: now.amount,
    minutesReference: '局务会纪要〔2027〕1号',
    present: ['李国栋', '赵敏', '陈立'].map((name) => deeds.id(name)),
  };
  await ok((await office.as('冯涛')).post(`/api/matters/${body.matterId}/resolve`, { version: now.version, resolution }));
}

test('administrative expenses are published by category from the books, beside the budget and the year before, without earmarked funds (ETH-08b)', async () => {
  const { deeds, office, paid, claim, signAll } = paying;
  await paid(20_000, '2026-03-02');
  office.at('2027-01-11');
  await deeds.done('周静', 'record-income', { source: '财政拨款', funding: '财政拨款', amount: 1_000_000, account: ACCOUNT, receivedOn: '2027-01-11' });
  await decideBudget(2027, [
    { item: '印刷费', amount: 150_000 },
    { item: '会议费', amount: 80_000 },
  ]);
  await paid(30_000, '2027-01-12');
  const { projectId } = await deeds.done('周静', 'open-project', { name: '非遗保护专项', categories: ['印刷费'] });
  await deeds.done('周静', 'file-fund', {
    projectId,
    name: '非遗保护专项',
    source: '省级',
    amount: 100_000,
    purpose: '非遗保护',
    from: '2027-01-01',
    until: '2027-12-31',
    authority: '县财政局',
    filedOn: '2027-01-12',
    filing: '备1号',
  });
  await deeds.done('周静', 'record-income', {
    source: '财政拨款',
    funding: '财政拨款',
    amount: 100_000,
    account: ACCOUNT,
    receivedOn: '2027-01-12',
    projectId,
  });
  const { body } = await ok(claim(await office.as('沈明'), { amount: 25_000, day: '2027-01-12', more: { projectId } }));
  const { matterId, version } = await signAll(body);
  await deeds.done('郑洁', 'pay', { matterId, version, method: '公务卡', reference: 'POS-2', paidOn: '2027-01-12' });
  expect(await rowsOf('administrative-spending', 2027)).toEqual([
    ['会议费', 0, 80_000, 0],
    ['印刷费', 30_000, 150_000, 20_000],
    ['合计', 30_000, 230_000, 20_000],
  ]);
});

test('a figure is published otherwise than the books have it only with its reason, which stands beside it (ETH-08b)', async () => {
  const { deeds } = paying;
  const input = { report: '行政经费', year: 2027, line: '印刷费', amount: 29_000, reason: '退回多付的1000分，次年入账' };
  expect(await deeds.refused('沈明', 'correct-disclosed-figure', input)).toBe('not-finance-staff');
  expect((await deeds.deed('周静', 'correct-disclosed-figure', { ...input, reason: '' })).status).toBe(400);
  expect(await deeds.refused('周静', 'correct-disclosed-figure', { ...input, line: '招待费' })).toBe('no-such-line');
  expect(await deeds.refused('周静', 'correct-disclosed-figure', { ...input, amount: 30_000 })).toBe('unchanged');
  await deeds.done('周静', 'correct-disclosed-figure', input);
  const { tables, notes } = await published('administrative-spending', 2027);
  expect(tables[0].rows[1]).toEqual(['印刷费', 29_000, 150_000, 20_000]);
  expect(notes.at(-1)).toBe('印刷费：账上300.00元，公开290.00元，理由：退回多付的1000分，次年入账（周静）。');
  expect((await deeds.register('赵敏', 'voucher')).filter((one) => one.account !== null)).toHaveLength(3);
});

test('the three public funds stand with every line and their total, and both duties of the year end with what is published (ETH-08b)', async () => {
  const { deeds, office } = paying;
  office.at('2026-12-01');
  await deeds.done('周静', 'set-budget', { year: 2026, lines: { '因公出国(境)': 0, 公务用车购置: 0, 公务用车运行: 4_200_000, 公务接待: 1_800_000 } });
  expect(await rowsOf('three-public', 2026)).toEqual([
    ['因公出国(境)', 0, 0, 0],
    ['公务用车购置', 0, 0, 0],
    ['公务用车运行', 0, 4_200_000, 0],
    ['公务接待', 0, 1_800_000, 0],
    ['其中：公务用车购置和运行', 0, 4_200_000, 0],
    ['合计', 0, 6_000_000, 0],
  ]);
  await deeds.daily('2026-12-02');
  const open = async () => (await deeds.mine('周静')).map((one) => one.duty).filter((one) => one.endsWith('经费公开'));
  expect(await open()).toEqual(['三公经费公开', '行政经费公开']);
  const document = await deeds.proof('周静');
  for (const content of ['三公经费', '行政经费'])
    expect((await deeds.done('周静', 'disclose', { content, year: 2026, audience: '社会公开', document, masked: true })).ended).toEqual([`${content}公开`]);
  expect(await open()).toEqual([]);
});
