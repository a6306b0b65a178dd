import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deedsOf, ok } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';
import { fen } from '../../rules/money.ts';
import { BUYER, openPayingOffice, SELLER, type PayingOffice } from '../../../test/paying-office.ts';
import { codes, food, guest, receptionDesk } from '../../../test/reception-desk.ts';
import { cashReceived } from '../../../test/cash-movement.ts';

const SEVEN = ['程远', '陶然', '姚兰', '周凯', '宋雨', '何静', '方正'];

describe('bills of receptions', () => {
  let office: TestOffice;
  const desk = receptionDesk(() => office);
  beforeAll(async () => {
    office = await openTestOffice();
    await desk.prepare();
  });
  afterAll(() => office.close());
  const shares = async () =>
    (await ok((await office.as('赵敏')).get('/api/reports/card-share?period=2026'))).body.tables.map((one: { rows: unknown }) => one.rows);

  /** Signs whatever is still open; the matter afterwards. */
  async function signLeft(matterId: number) {
    for (;;) {
      const { body } = await (await office.as('沈明')).get(`/api/matters/${matterId}`);
      const open = body.route.find((step: { state: string }) => step.state === 'open');
      if (open === undefined) return body;
      await ok(desk.sign(open.candidates[0].name, matterId));
    }
  }

  /** The claim of a reception of seven whose dinner was paid that way; what was answered. */
  async function claimed(day: string, eve: string, paid: object) {
    office.at(eve);
    const clerk = await office.as('沈明');
    const guests = SEVEN.map((name) => guest(name));
    const reception = await desk.agreed(day, eve, { guests, letterNumber: await desk.letter(clerk, day, SEVEN), meals: [desk.meal(day, 54_000)] });
    await signLeft(reception.matterId);
    office.at(day, '15:00');
    const person = await office.as('沈明');
    return person.post(
      '/api/matters',
      await desk.claimOf(person, {
        day,
        amount: 54_000,
        linked: reception.matterId,
        evidence: ['发票', '菜单', '刷卡小票', '银行回单'],
        more: { guests, meals: [desk.eaten(day, [food(54_000)], paid)] },
      }),
    );
  }
  const settle = async (matterId: number): Promise<void> => {
    const { version } = await signLeft(matterId);
    await deedsOf(office).done('郑洁', 'pay', {
      matterId,
      version,
      method: '银行转账',
      reference: 'HD-1',
      paidOn: office.open.world.clock().toISOString().slice(0, 10),
    });
  };

  test('a bill of 540.00 is not paid in cash; by card it counts, by transfer it is left out of the share (RCP-06b, ETH-08c)', async () => {
    expect(codes(await claimed('2026-05-13', '2026-05-12', { paidFrom: '现金', reference: '' }))).toEqual(['RCP-06b']);
    const byCard = await ok(claimed('2026-05-20', '2026-05-19', { paidFrom: '公务卡', reference: 'POS-1' }));
    await settle(byCard.body.matterId);
    expect(await shares()).toEqual([[['第2季度', 1, 1, 100, 0]], []]);
    const byTransfer = await ok(claimed('2026-05-27', '2026-05-26', { paidFrom: '国库集中支付', reference: '回单-2' }));
    await settle(byTransfer.body.matterId);
    expect(await shares()).toEqual([[['第2季度', 1, 1, 100, 0]], []]);
  });
});

describe('the card catalogue', () => {
  let paying: PayingOffice;
  beforeAll(async () => {
    paying = await openPayingOffice();
  });
  afterAll(() => paying.office.close());
  const DAY = '2026-03-10';
  const meeting = async (more: object) => paying.claim(await paying.office.as('沈明'), { amount: 20_000, day: DAY, more: { category: '会议费', ...more } });
  /** A claim kept as a draft. */
  async function draft(more: object): Promise<{ readonly matterId: number; readonly version: number }> {
    const clerk = await paying.office.as('沈明');
    const number = '26532000000098769999';
    const digest = await clerk.invoice({ number, date: DAY, seller: SELLER, buyer: BUYER, amount: fen(20_000), item: '茶水' });
    const form = {
      payee: SELLER,
      amount: 20_000,
      spentOn: DAY,
      invoices: [{ issuerKind: '税务发票', number, date: DAY, seller: SELLER, amount: 20_000 }],
      ...more,
    };
    return (
      await ok(
        clerk.post('/api/matters', { kind: 'claim', linkedMatterId: null, submit: false, files: [{ evidence: '发票', digest, name: '发票.xml' }], form }),
      )
    ).body;
  }
  const inCash = { paymentMethod: '现金', transactionReference: '' };
  const cash = { time: '10:00', purpose: '零星支出', bothSigned: true };

  test('what stands in it is not paid in cash, however little; the finance leader may release it, and the release stands beside the exception (ETH-08c)', async () => {
    const { deeds, office, signAll } = paying;
    office.at(DAY, '10:00');
    expect(codes(await meeting(inCash))).toEqual(['ETH-08c']);
    expect((await meeting({ ...inCash, category: '印刷费' })).status).toBe(200);
    const byCard = await signAll((await ok(meeting({}))).body);
    await deeds.done('周静', 'set-cash-desk', { purposes: ['备用金', '零星支出'], hours: [{ from: '08:00', until: '18:00' }] });
    await deeds.done('郑洁', 'record-cash', cashReceived({ day: DAY, time: '09:00', amount: 50_000, counterpart: '银行', summary: '提现', document: '支票1' }));
    // Agreed to for the card, it is not paid out in cash afterwards.
    const payment = { paidOn: DAY, matterId: byCard.matterId, version: byCard.version };
    expect(await deeds.refused('郑洁', 'pay', { ...payment, method: '现金', cash })).toBe('ETH-08c');
    await deeds.done('郑洁', 'pay', { ...payment, method: '公务卡', reference: 'POS-1' });

    const { matterId, version } = await draft({ purpose: '会场茶水', category: '会议费', ...inCash });
    const { body: asked } = await ok(
      (await office.as('沈明')).post(`/api/matters/${matterId}/ask-release`, { version, code: 'ETH-08c', reason: '会场不能刷卡' }),
    );
    const { body: released } = await ok(
      (await office.as('王建华')).post(`/api/matters/${matterId}/release`, { version: asked.version, code: 'ETH-08c', reason: '同意' }),
    );
    const { body: submitted } = await ok((await office.as('沈明')).post(`/api/matters/${matterId}/submit`, { version: released.version }));
    const signed = await signAll(submitted);
    await deeds.done('郑洁', 'pay', { paidOn: DAY, matterId, version: signed.version, method: '现金', cash });
    const { body } = await ok((await office.as('赵敏')).get('/api/reports/card-share?period=2026'));
    expect(body.tables[0].rows).toEqual([['第1季度', 2, 1, 50, 1]]);
    expect(body.tables[1].rows).toMatchObject([[DAY, expect.stringMatching(/^凭/), '会场茶水', 20_000, '现金', '会场不能刷卡', '王建华']]);
  });
});
