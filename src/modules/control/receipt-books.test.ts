import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let claim: PayingOffice['claim'];
beforeAll(async () => {
  ({ office, deeds, claim } = await openPayingOffice());
  office.at('2026-07-03');
});
afterAll(() => office.close());

const issue = (more: object) => ({ name: '收据', holderId: deeds.id('罗成'), ...more });
const booksOf = async () =>
  (await deeds.register('周静', 'receipt-book')).map(({ first, last, missing, doubled, state }) => ({ first, last, missing, doubled, state }));

test('a book is of a sort whose form is registered, and follows the one before it (ICF-03.2d)', async () => {
  expect(await deeds.refused('周静', 'issue-receipt-book', issue({ first: 1, last: 100 }))).toBe('ICF-03.2d');
  await deeds.done('周静', 'register-voucher-type', {
    name: '收据',
    sort: '自制凭证',
    fields: ['交款人', '金额', '事由', '收款人签字'],
    form: await deeds.proof('周静'),
  });
  expect(await deeds.refused('周静', 'register-voucher-type', { name: '收据', sort: '自制凭证', fields: ['金额'], form: await deeds.proof('周静') })).toBe(
    'known-already',
  );
  expect(await deeds.register('沈明', 'voucher-type')).toMatchObject([{ name: '收据', fields: '交款人、金额、事由、收款人签字' }]);
  await deeds.done('周静', 'issue-receipt-book', issue({ first: 1, last: 100 }));
  expect(await deeds.refused('周静', 'issue-receipt-book', issue({ first: 100, last: 150 }))).toBe('issued-already');
  const apart = await deeds.deed('周静', 'issue-receipt-book', issue({ first: 102, last: 150 }));
  expect(apart.body.refused).toMatchObject({ code: 'ICF-03.2d', whatWouldHelp: ['从101号起领用'] });
  expect(await deeds.refused('周静', 'issue-receipt-book', issue({ first: 101, last: 20_000_000 }))).toBe('numbers');
  await deeds.done('周静', 'issue-receipt-book', issue({ first: 101, last: 110 }));
  await deeds.done('周静', 'issue-receipt-book', issue({ year: 2027, first: 1, last: 50 }));
});

test('a number that is neither used, void nor in stock, or stands twice, opens a check and an improvement and stops the book until it is cleared (ICF-03.2d, ETH-03b)', async () => {
  const number = '票〔2026〕1号';
  const account = { number, used: [{ first: 1, last: 97 }], void: [{ first: 98, last: 99, reason: '填错' }] };
  expect(await deeds.refused('周静', 'account-for-receipt-book', { ...account, inStock: [{ first: 100, last: 50_000_000 }] })).toBe('outside');
  expect(await deeds.done('周静', 'account-for-receipt-book', account)).toMatchObject({
    missing: [100],
    doubled: [],
    dueOn: '2026-07-17',
    improvement: expect.stringMatching(/^改/),
    notices: ['有缺号，本册停用并核查。'],
  });
  expect(await deeds.refused('周静', 'account-for-receipt-book', account)).toBe('stopped');
  expect((await deeds.register('周静', 'improvement'))[0]).toMatchObject({
    source: '缺号核查',
    about: number,
    problem: `${number}缺号100。`,
    owner: '罗成',
    dueOn: '2026-07-17',
  });
  const [check] = (await deeds.mine('周静')).filter((one) => one.duty === '缺号核查');
  const files = [{ evidence: '核查说明', digest: await deeds.proof('周静'), name: '核查说明.pdf' }];
  await ok((await office.as('周静')).post(`/api/obligations/${check.obligationId}/discharge`, { files, remark: '100号遗失，已登报作废' }));
  const doubled = await deeds.done('周静', 'account-for-receipt-book', {
    ...account,
    void: [...account.void, { first: 97, last: 97, reason: '填错' }, { first: 100, last: 100, reason: '遗失' }],
  });
  expect(doubled).toMatchObject({ missing: [], doubled: [97], notices: ['有重号，本册停用并核查。'] });
  expect((await booksOf()).find((one) => one.first === 1 && one.last === 100)).toEqual({ first: 1, last: 100, missing: null, doubled: '97', state: '停用' });
});

test('a fee is receipted on a number that was handed out, is not stopped, and serves once (ICF-03.2d)', async () => {
  await deeds.done('周静', 'list-fee', { item: '场地清洁费', price: 5_000, basis: '省价费〔2024〕3号', from: '2026-01-01' });
  const fee = (book: string, receiptNumber: number) => ({ item: '场地清洁费', amount: 5_000, payer: '某公司', book, receiptNumber });
  const refused = async (book: string, receiptNumber: number) => (await deeds.deed('周静', 'take-fee', fee(book, receiptNumber))).body.refused?.sentence;
  expect(await refused('票〔2026〕2号', 111)).toBe('票据号码不在已领用的号段以内。');
  expect(await refused('票〔2026〕1号', 100)).toBe('本册有缺号或者重号，核查清楚以前停用。');
  await deeds.done('周静', 'take-fee', fee('票〔2026〕2号', 101));
  expect(await refused('票〔2026〕2号', 101)).toBe('这一号票据已经使用或者作废。');
  const account = { number: '票〔2026〕2号', void: [{ first: 102, last: 102, reason: '填错' }], inStock: [{ first: 103, last: 110 }] };
  expect(await deeds.refused('周静', 'account-for-receipt-book', { ...account, inStock: [{ first: 101, last: 110 }] })).toBe('used-already');
  expect(await deeds.done('周静', 'account-for-receipt-book', account)).toMatchObject({ missing: [], doubled: [], notices: [] });
  expect(await refused('票〔2026〕2号', 102)).toBe('这一号票据已经使用或者作废。');
});

test('every series and every book of the year balances, with what is missing by name (ICF-03.2d)', async () => {
  const { body } = await ok((await office.as('赵敏')).get('/api/reports/number-balance?period=2026'));
  const [series, books] = body.tables;
  expect(series.rows).toContainEqual(['票', 3, 3, 0, '']);
  expect(series.rows.every(([, issued, used, spoilt, missing]: [string, number, number, number, string]) => issued === used + spoilt && missing === '')).toBe(
    true,
  );
  expect(books.rows).toEqual([
    ['票〔2026〕1号', '收据', '1至100', 100, 97, 3, 0, '', '97', '停用'],
    ['票〔2026〕2号', '收据', '101至110', 10, 1, 1, 8, '', '', '可用'],
  ]);
  expect((await (await office.as('沈明')).get('/api/reports/number-balance?period=2026')).status).toBe(404);
});

test('uncontrolled paper is no proof of a payment, whatever box it is put into (ICF-03.2d)', async () => {
  const clerk = await office.as('沈明');
  const codes = async (evidence: readonly string[]) => {
    const { body } = await claim(clerk, { amount: 20_000, day: '2026-07-03', evidence });
    return (body.refusals ?? []).map((one: { code: string }) => one.code);
  };
  expect(await codes(['白条'])).toContain('ICF-03.2d');
  expect(await codes(['清单'])).toEqual([]);
});
