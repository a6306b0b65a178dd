import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok, type Deeds } from '../../../test/deeds.ts';
import type { TestOffice } from '../../../test/office.ts';
import { openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let office: TestOffice;
let deeds: Deeds;
let claim: PayingOffice['claim'];
let paid: PayingOffice['paid'];
let agreed: PayingOffice['agreed'];
beforeAll(async () => {
  ({ office, deeds, claim, paid, agreed } = await openPayingOffice());
});
afterAll(() => office.close());

const report = async (which: string, period: string, name = '赵敏') => (await ok((await office.as(name)).get(`/api/reports/${which}?period=${period}`))).body;

test('every step stands with its superior and its checkers from other sections (ICF-03.2a)', async () => {
  const [{ rows }] = (await report('step-supervision', '2026')).tables;
  expect(rows).toContainEqual(['支出报销', '财务股确认', '局长', '分管机关领导、分管财务领导、局务会、纪检领导']);
  expect(
    rows.filter(([businessClass, , superior, counterparts]: string[]) => businessClass === '支出报销' && (superior === '' || counterparts === '')),
  ).toEqual([]);
});

test('what was approved stands beside what was carried out, with the time of either, and every payment was reviewed from another section (ICF-03.2n, ICF-03.2q, ICF-03.2s)', async () => {
  office.at('2026-03-05');
  const request = await agreed('沈明', { amount: 60_000 });
  office.at('2026-03-10');
  const { body } = await ok(
    claim(await office.as('沈明'), { amount: 58_000, day: '2026-03-10', linked: request.matterId, more: { purpose: '展板制作', payee: SELLER } }),
  );
  const [timing, content] = (await report('execution', '2026-03')).tables;
  expect(timing.rows).toEqual([[body.number, '展板制作', request.number, '2026-03-05 09:00', '2026-03-10', '先批后办', null]]);
  expect(content.rows).toEqual([[body.number, SELLER, SELLER, '印刷费', '印刷费', 60_000, 58_000, '相符']]);
  await paid(20_000, '2026-03-10');
  const reviews = await report('independent-reviews', '2026-03');
  expect(reviews.notes).toEqual(['付款办结1笔，经其他股室复核1笔，复核率100%。']);
  expect(reviews.tables[0].rows[0][3]).toContain('吴芳');
});

test('whoever does first and asks afterwards is refused, and looked into from the next day on (ICF-03.2n)', async () => {
  office.at('2026-03-12');
  const request = await agreed('沈明', { amount: 61_000 });
  const early = await claim(await office.as('沈明'), {
    amount: 61_000,
    day: '2026-03-11',
    linked: request.matterId,
    more: { purpose: '展板制作', payee: SELLER },
  });
  expect(early.body.refused.sentence).toBe('事前审批晚于支出，不能作为本笔支出的依据。');
  expect(await deeds.duties('先办后批核查')).toEqual([]);
  await deeds.daily('2026-03-13');
  expect(await deeds.duties('先办后批核查')).toMatchObject([
    { owner: '纪检领导', state: 'open', dueOn: '2026-03-27', sentence: expect.stringContaining('沈明先办后批') },
  ]);
});

test('on every day of payment the posts it needs were held; a cover stands with what it signed (ICF-03.4c, ICF-03.2i, ICF-03.2p)', async () => {
  const staffing = await report('payment-staffing', '2026-03');
  expect(staffing.notes).toEqual(['空缺0处。']);
  expect(staffing.tables[0].rows).toContainEqual(['2026-03-10', '出纳', '郑洁']);
  office.at('2026-03-16');
  await ok(
    (await office.as('王建华')).post('/api/covers', {
      post: '分管财务领导',
      absentPersonId: deeds.id('王建华'),
      coverPersonId: deeds.id('孙丽'),
      from: '2026-03-16',
      until: '2026-03-20',
      reason: '出差',
    }),
  );
  const { body } = await ok(
    (await office.as('沈明')).post('/api/matters', {
      kind: 'spending-request',
      linkedMatterId: null,
      files: [],
      submit: true,
      form: { purpose: '折页', category: '印刷费', payee: SELLER, amount: 62_000, paymentMethod: '公务卡', plannedOn: '2026-03-20' },
    }),
  );
  await ok(deeds.sign('孙丽', body.matterId));
  await deeds.daily('2026-03-17');
  const [covers, substitutions] = (await report('covers-and-substitutions', '2026')).tables;
  expect(covers.rows).toEqual([['分管财务领导', '王建华', '孙丽', '2026-03-16至2026-03-20', '出差', `${body.number}同意`]]);
  expect(substitutions.rows).toContainEqual(['出纳', '郑洁', '2026-12-31', '未完成', null]);
});

test('whoever holds a key post without a sheet, or has not confirmed it, is a difference (ICF-03.2m)', async () => {
  const line = async () => (await report('sheets-and-holders', '2026')).tables[0].rows.find((row: string[]) => row[0] === '出纳');
  expect(await line()).toEqual(['出纳', null, null, null, '郑洁', '没有说明书']);
  await deeds.done('李国栋', 'approve-post-sheet', {
    post: '出纳',
    duties: '现金和银行收付',
    powers: '付款',
    scope: '按审批单付款',
    forbidden: '记账',
    superior: '财务股',
    incompatible: '财务股',
    managerId: deeds.id('周静'),
  });
  expect(await line()).toEqual(['出纳', '第1版', '按审批单付款', null, '郑洁', '未确认：郑洁']);
  await deeds.done('郑洁', 'confirm-post-sheet', { post: '出纳' });
  expect(await line()).toEqual(['出纳', '第1版', '按审批单付款', null, '郑洁', '']);
});
