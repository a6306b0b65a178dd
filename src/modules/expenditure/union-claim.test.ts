import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '../../rules/money.ts';
import type { Answer } from '../../../test/office.ts';
import { BUYER, openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
  paying.office.at('2026-03-12');
});
afterAll(() => paying.office.close());

const route = ({ body }: Answer): readonly string[] => body.route.map((step: { post: string; act: string }) => `${step.post}${step.act}`);
let invoices = 0;
async function claim(name: string, more: object = {}): Promise<Answer> {
  invoices += 1;
  const person = await paying.office.as(name);
  const bill = { number: `2653000000008888${String(invoices).padStart(4, '0')}`, date: '2026-03-10', seller: '示范县体育用品店', amount: fen(180_000) };
  const digest = await person.invoice({ ...bill, buyer: `${BUYER}工会委员会`, item: '运动会用品' });
  const form = {
    purpose: '职工运动会',
    unionPurpose: '工会活动',
    payee: bill.seller,
    amount: 180_000,
    paymentMethod: '银行转账',
    spentOn: '2026-03-10',
    invoices: [{ ...bill, issuerKind: '税务发票' }],
    ...more,
  };
  return person.post('/api/matters', {
    kind: 'union-claim',
    linkedMatterId: null,
    submit: true,
    files: [{ evidence: '发票', digest, name: '发票.xml' }],
    form,
  });
}

test('one voucher mixes no union and office money (FIN-06c)', async () => {
  expect((await claim('沈明', { officeShare: 50_000 })).body.refused).toMatchObject({ code: 'FIN-06c' });
  expect((await claim('沈明')).status).toBe(200);
});

test('union money is signed for last by its leader, his own by the head (FIN-06d), and paid out of the union’s books alone', async () => {
  const { deeds } = paying;
  const filed = await claim('沈明');
  expect(route(filed)).toEqual(['财务股确认', '纪检领导审核', '分管工会领导签批']);
  const signed = await paying.signAll(filed.body);
  expect(signed.state).toBe('approved');
  const last = signed.route.at(-1).actedBy.name;
  expect(route(await claim(last))).toEqual(['财务股确认', '纪检领导审核', '局长签批']);

  const pay = () =>
    deeds.deed('郑洁', 'pay', { matterId: signed.matterId, version: signed.version, method: '银行转账', reference: 'HD1', paidOn: '2026-03-12' });
  expect((await pay()).body.refused).toMatchObject({ code: 'FIN-02a' }); // the office has 500,000.00, the union nothing
  await deeds.done('周静', 'record-income', {
    source: '上级工会补助',
    funding: '其他资金',
    book: '工会',
    amount: 200_000,
    account: '6217000000000000001',
    receivedOn: '2026-03-12',
  });
  expect((await pay()).body.result.number).toBe('工凭〔2026〕1号');
});
