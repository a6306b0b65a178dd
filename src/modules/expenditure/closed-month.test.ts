import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { fen } from '../../rules/money.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';
import { oldAccount } from '../../../test/old-account.ts';

let office: TestOffice;
const ACCOUNT = '6228000020007654321';
const as = (name: string): Promise<Person> => office.as(name, office.stations);
const verb = async (name: string, which: string, input: object): Promise<Answer> => (await as(name)).post(`/api/verbs/${which}`, input);
const code = (answer: Answer): string => answer.body.refused?.code;
const income = (receivedOn: string, more: object = {}) =>
  verb('高洁', 'record-income', { source: '检测费', funding: '其他资金', amount: 200_000, account: ACCOUNT, receivedOn, ...more });
const pay = (matter: Answer['body'], paidOn: string) =>
  verb('邓莉', 'pay', { matterId: matter.matterId, version: matter.version, method: '银行转账', reference: 'HD1', paidOn });

beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-05');
  await verb('高洁', 'register-account', oldAccount(ACCOUNT, '农业银行'));
});
afterAll(() => office.close());

async function signAll(matter: Answer['body']): Promise<Answer['body']> {
  let now = matter;
  while (now.state === 'in_review') {
    const open = now.route.find((step: { state: string }) => step.state === 'open');
    const person = await as(open.candidates[0].name);
    now = (await ok(person.post(`/api/matters/${now.matterId}/approve`, { version: (await person.get(`/api/matters/${now.matterId}`)).body.version }))).body;
  }
  return now;
}

/** A claim of the station for fuel, approved, on the request it rests on. */
async function approvedClaim(amount: number, number: string, more: object = {}): Promise<Answer> {
  const clerk = await as('余波');
  const form = {
    purpose: `燃油${number}`,
    category: '公务用车运行',
    funding: '其他资金',
    payee: '省道加油站',
    amount,
    paymentMethod: '银行转账',
    plannedOn: '2026-03-05',
    ...more,
  };
  const asked = await signAll((await ok(clerk.post('/api/matters', { kind: 'spending-request', linkedMatterId: null, files: [], submit: true, form }))).body);
  const digest = await clerk.invoice({ number, date: '2026-03-05', seller: form.payee, buyer: '示范县站所管理局', amount: fen(amount), item: '汽油' });
  const { plannedOn: _plannedOn, ...same } = form;
  const claim = {
    ...same,
    spentOn: '2026-03-05',
    witnessId: office.stations.people.get('叶青'),
    invoices: [{ issuerKind: '税务发票', number, date: '2026-03-05', seller: form.payee, amount }],
  };
  return clerk.post('/api/matters', {
    kind: 'claim',
    linkedMatterId: asked.matterId,
    submit: true,
    files: [{ evidence: '发票', digest, name: '发票.xml' }],
    form: claim,
  });
}

test('income is booked gross, and nothing is paid out of what was not booked (FIN5-05a)', async () => {
  const claim = await signAll((await ok(approvedClaim(30_000, '26530000000055550001'))).body);
  expect(code(await pay(claim, '2026-03-05'))).toBe('FIN5-05a');
  expect(code(await income('2026-03-05', { amount: 170_000, netted: 30_000 }))).toBe('FIN5-05a');
  expect((await income('2026-03-05')).status).toBe(200);
  expect((await pay(claim, '2026-03-05')).status).toBe(200);
});

test('nothing is received on an account that was closed (FIN5-10b)', async () => {
  await ok(verb('高洁', 'register-account', oldAccount('6228000020001111111', '农业银行')));
  const close = (account: string) => verb('高洁', 'close-account', { account, closedOn: '2026-03-05', reason: '合并账户' });
  const receive = () => income('2026-03-05', { amount: 100, account: '6228000020001111111' });
  expect((await receive()).status).toBe(200);
  expect(code(await close('6228000020002222222'))).toBe('unknown-account');
  expect((await close('6228000020001111111')).status).toBe(200);
  expect(code(await receive())).toBe('FIN5-10b');
  expect(code(await close('6228000020001111111'))).toBe('closed-already');
});

test('a station spends what its own account holds, more only as released by the finance leader (FIN5-05b)', async () => {
  const station = (await (await as('余波')).get('/api/session')).body.person.departmentId;
  await ok(income('2026-03-05', { amount: 40_000, unitId: station }));
  const short = await approvedClaim(45_000, '26530000000055550002', { unitId: station });
  expect(short.body.refused).toMatchObject({ code: 'FIN5-05b', releasableBy: '分管财务领导' });
  expect((await approvedClaim(40_000, '26530000000055550003', { unitId: station })).status).toBe(200);
});

test('earmarked money pays what it is meant for (FIN5-05b)', async () => {
  const { projectId } = (await ok(verb('高洁', 'open-project', { name: '防汛', categories: ['公务用车运行'] }))).body.result;
  await ok(income('2026-03-05', { amount: 50_000, projectId }));
  expect((await approvedClaim(8_000, '26530000000055550004', { projectId, category: '印刷费' })).body.refused).toMatchObject({ code: 'FIN5-05b' });
  expect((await approvedClaim(8_000, '26530000000055550005', { projectId })).status).toBe(200);
});

test('a closed month takes no entry any more; what was wrong in it is taken back in the month that runs (FIN5-03a)', async () => {
  const late = await signAll((await ok(approvedClaim(20_000, '26530000000055550006'))).body);
  office.at('2026-04-08');
  const books = (counted: number) => verb('高洁', 'close-month', { month: '2026-03', opening: 0, counted, opinion: '无' });
  await ok(books(260_100)); // 2,000.00 + 1.00 + 400.00 + 500.00 received, 300.00 spent
  const refused = await pay(late, '2026-03-31');
  expect(refused.body.refused).toMatchObject({ code: 'FIN5-03a', whatWouldHelp: ['在当期登记付款', '已登记有误的以红字冲销更正'] });
  expect(code(await income('2026-03-31'))).toBe('FIN5-03a');
  await verb('高洁', 'set-cash-desk', { purposes: ['备用金'], hours: [{ from: '08:00', until: '18:00' }] });
  const cash = (day: string) =>
    verb('邓莉', 'record-cash', {
      day,
      time: '09:00',
      movement: '结算',
      direction: '收',
      amount: 1_000,
      counterpart: '余波',
      summary: '退回',
      purpose: '备用金',
      document: `收${day}`,
      bothSigned: true,
    });
  expect(code(await cash('2026-03-31'))).toBe('FIN5-03a');
  expect([(await pay(late, '2026-04-08')).status, (await income('2026-04-08')).status, (await cash('2026-04-08')).status]).toEqual([200, 200, 200]);

  const { rows } = (await (await as('高洁')).get('/api/registers/voucher')).body;
  const first = rows.find((one: { amount: number }) => one.amount === 30_000);
  expect(first.paidOn).toBe('2026-03-05');
  await ok(verb('高洁', 'reverse-voucher', { voucherId: 1, reason: '重复登记' }));
  expect((await (await as('高洁')).get('/api/registers/voucher')).body.rows[0]).toMatchObject({ amount: -30_000, paidOn: '2026-04-08' });
});

test('an expense is of the station it is charged to, whoever handled it (FIN5-05b, FIN5-05h, FIN5-06b)', async () => {
  const { departments } = office.stations;
  const east = departments.get('河东所');
  await ok(income('2026-04-08', { amount: 25_000, unitId: east }));
  const claim = await signAll((await ok(approvedClaim(15_000, '26530000000055550007', { unitId: east }))).body); // by somebody of 城关站
  expect((await pay(claim, '2026-04-08')).status).toBe(200);
  const { tables } = (await (await as('马志远')).get('/api/reports/month?period=2026-04')).body;
  const of = (title: string, unit: string) =>
    tables.find((one: { title: string }) => one.title === title).rows.find(([name]: readonly string[]) => name === unit);
  expect([of('各站所室', '河东所'), of('分户结存', '河东所')]).toEqual([
    ['河东所', 25_000, 15_000, 15_000, 0],
    ['河东所', 0, 25_000, 15_000, 10_000],
  ]);
  expect(of('分户结存', '城关站')).toEqual(['城关站', 40_000, 0, 0, 40_000]);
  const settled = await ok(verb('高洁', 'settle-unit', { year: 2026, departmentId: east, base: 100_000, rate: 30 }));
  expect(settled.body.result).toEqual({ allowance: 30_000, actual: 15_000, saved: 15_000, overspent: 0 });
});
