import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { fen } from '../../rules/money.ts';
import type { Answer, Person } from '../../../test/office.ts';
import { BUYER, openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  paying.office.at('2026-03-12');
});
afterAll(() => paying.office.close());

const routeOf = ({ body }: Answer): readonly string[] => body.route.map((step: { post: string; act: string }) => `${step.post}${step.act}`);
const code = (answer: Answer): string => answer.body.refused?.code;

async function ask(name: string, more: object, of = paying.office.culture): Promise<Answer> {
  const form = { purpose: '日常用品', category: '印刷费', payee: SELLER, amount: 26_000, paymentMethod: '公务卡', plannedOn: '2026-03-12', ...more };
  return (await paying.office.as(name, of)).post('/api/matters', { kind: 'spending-request', linkedMatterId: null, files: [], submit: true, form });
}

const chairs = (quantity: number, unitPrice: number | null, more: object = {}): object => ({
  category: '办公用品',
  amount: quantity * (unitPrice ?? 18_000),
  supplies: [{ item: '办公椅', specification: '网背', quantity, unitPrice, priceSource: '三家询价', ...more }],
});

test('supplies: the odd ones with one consent, more of them from a priced list, and dearer ones through the whole chain (FIN-03a, FIN-03b)', async () => {
  expect(routeOf(await ok(ask('沈明', { category: '办公用品' })))).toEqual(['分管机关领导同意']);
  expect(routeOf(await ok(ask('陈立', { category: '办公用品' })))).toEqual(['局长同意']);
  expect(code(await ask('沈明', { category: '办公用品', batch: true }))).toBe('FIN-03b');
  expect(code(await ask('沈明', chairs(20, 18_000, { priceSource: '' })))).toBe('FIN-03b');
  expect(routeOf(await ok(ask('沈明', chairs(20, 18_000))))).toEqual(['分管机关领导审核', '分管财务领导同意']);
  expect(routeOf(await ok(ask('沈明', chairs(40, 18_000))))).toEqual(['分管机关领导审核', '分管财务领导同意', '局长批准']);
  expect(routeOf(await ok(ask('沈明', chairs(120, 18_000))))).toEqual(['分管机关领导审核', '分管财务领导同意', '局务会决定']);
});

test('of twenty chairs agreed twenty-two are not paid for (FIN-03c)', async () => {
  const request = await paying.signAll((await ok(ask('沈明', { ...chairs(20, 18_000), purpose: '会议室椅' }))).body);
  const bought = (quantity: number) => ({ purpose: '会议室椅', category: '办公用品', bought: [{ item: '办公椅', specification: '网背', quantity }] });
  const claim = async (quantity: number) =>
    paying.claim(await paying.office.as('沈明'), { amount: 360_000, day: '2026-03-12', linked: request.matterId, more: bought(quantity) });
  expect((await claim(22)).body.refusals.map((one: { code: string }) => one.code)).toContain('FIN-03c');
  expect((await claim(20)).status).toBe(200);
});

test('a slip is signed for last by the finance leader, whoever he signs for, and his own by the head (FIN-02b)', async () => {
  const filed = async (name: string, more: object = {}): Promise<Answer> =>
    ok(paying.claim(await paying.office.as(name), { amount: 23_000, day: '2026-03-12', more, evidence: ['原始凭证影像'] }));
  const special = { specialReason: '临时采购', witnessId: paying.deeds.id('韩梅') };
  expect(routeOf(await filed('沈明')).at(-1)).toBe('分管财务领导签批');
  expect(routeOf(await filed('王建华', special)).at(-1)).toBe('局长签批');
  expect(routeOf(await filed('李国栋', special)).at(-1)).toBe('分管财务领导签批');
  const forLeader = await filed('沈明', { beneficiaries: [paying.deeds.id('王建华')] });
  expect(routeOf(forLeader).at(-1)).toBe('局长签批');
  const { matterId } = forLeader.body;
  for (const name of ['吴芳', '赵敏']) await ok(paying.deeds.sign(name, matterId));
  expect((await paying.deeds.sign('王建华', matterId)).status).not.toBe(200);
  expect((await ok(paying.deeds.sign('李国栋', matterId))).body.state).toBe('approved');
});

test('no bill is run up: without a reason never, with one as the finance leader releases, and that stands among the exceptions (FIN-01b)', async () => {
  const clerk = await paying.office.as('沈明');
  const onCredit = (creditReason: string) => ({
    amount: 38_000,
    day: '2026-03-12',
    more: { paymentMethod: '签单挂账', transactionReference: '', creditReason },
  });
  const refused = await paying.claim(clerk, onCredit(''));
  expect(refused.body.refused).toMatchObject({ code: 'FIN-01b' });
  expect(refused.body.refused.releasableBy).toBeUndefined();
  const reasoned = await paying.claim(clerk, onCredit('店家停电不能刷卡'));
  expect(reasoned.body.refused).toMatchObject({ code: 'FIN-01b', releasableBy: '分管财务领导' });

  const bill = { number: '26532000000098760099', date: '2026-03-12', seller: SELLER };
  const digest = await clerk.invoice({ ...bill, buyer: BUYER, amount: fen(38_000), item: '展板' });
  const form = {
    purpose: '展板',
    category: '印刷费',
    payee: SELLER,
    amount: 38_000,
    paymentMethod: '签单挂账',
    creditReason: '店家停电不能刷卡',
    spentOn: '2026-03-12',
    invoices: [{ ...bill, issuerKind: '税务发票', amount: 38_000 }],
  };
  const draft = (
    await ok(clerk.post('/api/matters', { kind: 'claim', linkedMatterId: null, submit: false, files: [{ evidence: '发票', digest, name: '发票.xml' }], form }))
  ).body;
  const at = async (person: Person, verb: string, more: object = {}) =>
    person.post(`/api/matters/${draft.matterId}/${verb}`, { version: (await person.get(`/api/matters/${draft.matterId}`)).body.version, ...more });
  const why = { code: 'FIN-01b', reason: '店家停电不能刷卡' };
  await ok(at(clerk, 'ask-release', why));
  expect((await at(await paying.office.as('李国栋'), 'release', why)).status).not.toBe(200);
  await ok(at(await paying.office.as('王建华'), 'release', why));
  expect((await ok(at(clerk, 'submit'))).body.state).toBe('in_review');
  expect((await paying.deeds.register('赵敏', 'exception'))[0]).toMatchObject({ clause: 'FIN-01b', releasedBy: '王建华' });
});

test('the three public expenses are told apart and summed; what other money paid is listed beside them and not counted (FIN-01a)', async () => {
  const { deeds, office } = paying;
  await deeds.done('周静', 'record-income', { source: '捐赠', funding: '其他资金', amount: 100_000, account: '6217000000000000001', receivedOn: '2026-03-12' });
  const pay = async (more: object): Promise<void> => {
    const signed = await paying.signAll((await ok(paying.claim(await office.as('沈明'), { amount: 40_000, day: '2026-03-12', more }))).body);
    const { version } = (await (await office.as('沈明')).get(`/api/matters/${signed.matterId}`)).body;
    await deeds.done('郑洁', 'pay', { matterId: signed.matterId, version, method: '公务卡', reference: 'POS-1', paidOn: '2026-03-12' });
  };
  await pay({ category: '因公出国(境)' });
  await pay({ category: '因公出国(境)', funding: '其他资金' });
  await pay({ category: '印刷费' });
  const { tables, notes } = (await (await office.as('韩梅')).get('/api/reports/three-public?period=2026')).body;
  expect(tables.map((one: { rows: unknown }) => one.rows)).toEqual([
    [
      ['因公出国(境)', 40_000, null, 0],
      ['公务用车购置', 0, null, 0],
      ['公务用车运行', 0, null, 0],
      ['公务接待', 0, null, 0],
      ['其中：公务用车购置和运行', 0, 0, 0],
      ['合计', 40_000, 0, 0],
    ],
    [['因公出国(境)', 40_000]],
  ]);
  expect(notes).toEqual([]);
});

test('at the other office 500.01 asks the head first, 1,000.00 the meeting (FIN5-04b, FIN5-04c)', async () => {
  const { stations } = paying.office;
  const other = (amount: number, name = '余波') => ask(name, { amount, category: '印刷费' }, stations);
  expect(routeOf(await ok(other(50_000)))).toEqual(['分管财务领导批准']);
  for (const amount of [50_001, 99_999]) expect(routeOf(await ok(other(amount)))).toEqual(['局长同意', '分管财务领导签批']);
  expect(routeOf(await ok(other(100_000)))).toEqual(['局长办公会议决定', '分管财务领导签批']);
  const filed = await ok(other(60_000));
  const sign = async (name: string) => {
    const person = await paying.office.as(name, stations);
    return person.post(`/api/matters/${filed.body.matterId}/approve`, {
      version: (await person.get(`/api/matters/${filed.body.matterId}`)).body.version,
      remark: null,
    });
  };
  expect((await sign('宋文')).status).not.toBe(200);
  expect((await sign('马志远')).status).toBe(200);
  expect((await ok(sign('宋文'))).body.state).toBe('approved');
});

test('small office items are bought by 办公室; others ask it to (FIN5-11a)', async () => {
  const { stations } = paying.office;
  const small = {
    category: '小件办公用品',
    amount: 9_000,
    supplies: [{ item: '订书机', specification: '', quantity: 3, unitPrice: 3_000, priceSource: '超市标价' }],
  };
  expect(code(await ask('余波', small, stations))).toBe('FIN5-11a');
  expect(routeOf(await ok(ask('潘越', small, stations)))).toEqual(['分管财务领导批准']);
});
