import { afterAll, beforeAll, expect, test } from 'vitest';
import { fen } from '../../rules/money.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
});
afterAll(() => office.close());

const as = (name: string): Promise<Person> => office.as(name, office.stations);
const file = (person: Person, kind: string, form: object, linkedMatterId: number | null = null): Promise<Answer> =>
  person.post('/api/matters', { kind, form, linkedMatterId, files: [], submit: true });
const route = (answer: Answer): readonly string[] => answer.body.route.map((step: { post: string }) => step.post);
async function sign(name: string, matterId: number): Promise<Answer> {
  const person = await as(name);
  const { body } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/approve`, { version: body.version });
}

let invoices = 0;
/** A travel claim with an invoice for the whole of it and somebody who was there. */
async function travelled(name: string, form: typeof costs | object, linkedMatterId: number | null = null): Promise<Answer> {
  invoices += 1;
  const person = await as(name);
  const amount = (form as typeof costs).items.reduce((sum, one) => sum + one.amount, 0);
  const bill = { number: `2653000000006666${String(invoices).padStart(4, '0')}`, date: '2026-06-09', seller: '示范县客运公司' };
  const digest = await person.invoice({ ...bill, buyer: '示范县站所管理局', amount: fen(amount), item: '客运' });
  const whole = { invoices: [{ ...bill, issuerKind: '税务发票', amount }], witnessId: office.stations.people.get(name === '叶青' ? '余波' : '叶青'), ...form };
  return person.post('/api/matters', {
    kind: 'travel-claim',
    form: whole,
    linkedMatterId,
    files: [{ evidence: '发票', digest, name: '发票.xml' }],
    submit: true,
  });
}

async function withdraw(name: string, matterId: number): Promise<Answer> {
  const person = await as(name);
  const { body } = await person.get(`/api/matters/${matterId}`);
  return person.post(`/api/matters/${matterId}/withdraw`, { version: body.version, reason: '填报有误' });
}

const trip = { tripKind: '出差', destination: '市局', purpose: '送检', startAt: '2026-06-09T09:00', endAt: '2026-06-09T18:00' };
const costs = {
  tripKind: '出差',
  purpose: '送检差旅',
  places: '市局',
  startAt: '2026-06-09T09:00',
  endAt: '2026-06-09T18:00',
  items: [
    { name: '车票', amount: 42_000 },
    { name: '伙食', amount: 20_000 },
  ],
};

test('a trip arranged by the head of the station is reimbursed in full; one without arrangement not at all (FIN5-08)', async () => {
  office.at('2026-06-09', '08:00');
  const arranged = await file(await as('余波'), 'trip', trip);
  expect(route(arranged)).toEqual(['站所室负责人']);
  expect(arranged.body.route[0].candidates).toMatchObject([{ name: '董海' }]);
  expect((await sign('董海', arranged.body.matterId)).body.state).toBe('approved');

  office.at('2026-06-10', '09:00');
  const empty = await travelled('余波', { ...costs, endAt: null }, arranged.body.matterId);
  expect(empty.body.refused).toMatchObject({ code: 'FIN5-08a' });
  const claim = await travelled('余波', costs, arranged.body.matterId);
  expect(claim.body.decision.values).toMatchObject({ reimbursable: 62_000, personalShare: 0 });
  expect(route(claim)).toEqual(['证明人', '站所室负责人', '办公室', '财务人员']);
  const overlapping = await travelled('余波', { ...costs, startAt: '2026-06-09T17:00', endAt: '2026-06-10T08:00' }, arranged.body.matterId);
  expect(overlapping.body.refused).toMatchObject({ code: 'FIN5-08a' });
  const own = await travelled('叶青', costs);
  expect(own.body.decision.values).toMatchObject({ reimbursable: 0, personalShare: 62_000 });
});

test('a travel claim too rests on an invoice and a witness, and uses the invoice up (FIN5-07)', async () => {
  office.at('2026-08-03', '08:00');
  const days = { startAt: '2026-08-04T09:00', endAt: '2026-08-04T18:00' };
  const { body } = await file(await as('余波'), 'trip', { ...trip, ...days });
  await sign('董海', body.matterId);
  office.at('2026-08-06', '09:00');
  const claim = (more: object) => travelled('余波', { ...costs, ...days, ...more }, body.matterId);
  const told = async (more: object) => (await claim(more)).body.refusals.map((one: { code: string }) => one.code);
  expect(await told({ invoices: [] })).toEqual(['FIN5-07', 'FIN5-07', 'FIN5-07']); // none, not what is attached, not enough
  expect(await told({ witnessId: null })).toEqual(['FIN5-07']);
  expect(await told({ witnessId: office.stations.people.get('余波') })).toEqual(['FIN5-07']);
  const paid = await claim({});
  expect(paid.status).toBe(200);
  await withdraw('余波', paid.body.matterId);
  expect((await claim({})).status).toBe(200);
});

test('an arrangement is one’s own and for its own days (FIN5-08d)', async () => {
  office.at('2026-07-06', '08:00');
  const days = { startAt: '2026-07-07T09:00', endAt: '2026-07-08T18:00' };
  const arranged = await file(await as('余波'), 'trip', { ...trip, ...days });
  await sign('董海', arranged.body.matterId);
  office.at('2026-07-10', '09:00');
  const linked = arranged.body.matterId;
  expect((await travelled('叶青', { ...costs, ...days }, linked)).body.failure).toMatchObject({ sentence: '所关联的事项不能作为本次差旅报销的依据。' });
  const longer = await travelled('余波', { ...costs, ...days, endAt: '2026-07-09T12:00' }, linked);
  expect(longer.body.decision.values).toMatchObject({ reimbursable: 0, personalShare: 62_000 });
  await withdraw('余波', longer.body.matterId);
  const within = await travelled('余波', { ...costs, ...days, endAt: '2026-07-08T23:00' }, linked);
  expect(within.body.decision.values).toMatchObject({ reimbursable: 62_000, personalShare: 0 });
});

test('a leader’s business trip stays one, whatever its claim calls it (FIN5-08e)', async () => {
  office.at('2026-07-20', '10:00');
  const days = { startAt: '2026-07-20T07:00', endAt: '2026-07-20T18:00' };
  const late = await file(await as('唐敏'), 'trip', { ...trip, ...days });
  await sign('马志远', late.body.matterId);
  office.at('2026-07-21', '09:00');
  const claim = await travelled('唐敏', { ...costs, ...days, tripKind: '下乡' }, late.body.matterId);
  expect(claim.body.decision.values).toMatchObject({ reimbursable: 0, absentWithoutLeave: true });
});

test('consent after departure is none: a leader’s trip counts as absence (FIN5-08e)', async () => {
  office.at('2026-06-09', '10:00');
  const late = await file(await as('唐敏'), 'trip', { ...trip, startAt: '2026-06-09T07:00' });
  expect(route(late)).toEqual(['局长']);
  await sign('马志远', late.body.matterId);
  office.at('2026-06-11', '09:00');
  const claim = await travelled('唐敏', { ...costs, startAt: '2026-06-09T07:00' }, late.body.matterId);
  expect(claim.body.decision.values).toMatchObject({ reimbursable: 0, absentWithoutLeave: true });
});

const loan = {
  purpose: '参加业务培训',
  occasion: '培训',
  reference: '第12号通知',
  estimate: [{ name: '住宿', amount: 200_000 }],
  amount: 180_000,
  returnOn: '2026-06-03',
};

test('an advance is at most nine tenths of the estimate and settled ten working days after return (FIN5-09)', async () => {
  office.at('2026-05-25', '09:00');
  const clerk = await as('潘越');
  expect((await file(clerk, 'advance', { ...loan, amount: 180_001 })).body.refused).toMatchObject({ code: 'FIN5-09b' });
  expect((await file(clerk, 'advance', { ...loan, occasion: '个人', reference: '' })).body.refused).toMatchObject({ code: 'FIN5-09d' });
  const station = await file(await as('余波'), 'advance', loan);
  expect(station.body.refused).toMatchObject({ code: 'FIN5-09a', releasableBy: '分管财务领导' });
  const asked = await file(clerk, 'advance', loan);
  expect(route(asked)).toEqual(['分管财务领导']);
  await sign('宋文', asked.body.matterId);
  expect((await clerk.get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string }) => one.duty === '借款核销')).toMatchObject([
    { dueOn: '2026-06-17' },
  ]);
  office.at('2026-06-18', '09:00');
  expect((await file(await as('潘越'), 'advance', { ...loan, returnOn: '2026-06-30' })).body.refused).toMatchObject({ code: 'FIN5-09c' });
});

test('tickets are paid for, receipted, handed out; or taken on an IOU signed before (FIN5-05d, FIN5-05e)', async () => {
  office.at('2026-05-11', '09:00');
  const keeper = await as('潘越');
  const issue = (more: object): Promise<Answer> =>
    keeper.post('/api/verbs/issue-tickets', { item: '检测票', range: '0001-0100', quantity: 100, unitPrice: 500, receiver: '余波', ...more });
  expect((await issue({})).body.refused).toMatchObject({ code: 'FIN5-05d' });
  expect((await issue({ paidReference: '缴001' })).body.refused).toMatchObject({ code: 'FIN5-05d' });
  expect((await issue({ paidReference: '缴001', receipt: '收001' })).status).toBe(200);
  const asked = await file(await as('余波'), 'iou', { reason: '旺季急用', debtor: '城关站', items: '检测票', amount: 50_000, expectedOn: '2026-06-11' });
  expect((await issue({ range: '0101-0200', iou: asked.body.number })).body.refused).toMatchObject({ code: 'FIN5-05d' });
  await sign('唐敏', asked.body.matterId);
  expect((await issue({ range: '0101-0200', iou: asked.body.number })).status).toBe(200);
  expect((await issue({ range: '0201-0201', quantity: 1, iou: asked.body.number })).body.refused).toMatchObject({ code: 'FIN5-05d' }); // the whole of it is handed out
  const larger = await file(await as('余波'), 'iou', { reason: '旺季急用', debtor: '城关站', items: '检测票', amount: 50_000, expectedOn: '2026-06-11' });
  await sign('唐敏', larger.body.matterId);
  const atOnce = await Promise.all(['0201-0260', '0401-0460'].map((range) => issue({ range, quantity: 60, iou: larger.body.number })));
  expect(atOnce.map((one) => one.status).toSorted((one, other) => one - other)).toEqual([200, 422]);
  expect((await issue({ range: '0261-0301', quantity: 41, iou: larger.body.number })).body.refused).toMatchObject({ code: 'FIN5-05d' });
  expect((await issue({ range: '0261-0300', quantity: 40, iou: larger.body.number })).status).toBe(200);
  const owner = await as('余波');
  expect((await owner.get('/api/obligations?scope=mine')).body.rows.filter((one: { duty: string }) => one.duty === '白条催收')).toMatchObject([
    { dueOn: '2026-12-31' },
    { dueOn: '2026-12-31' },
  ]);
});
