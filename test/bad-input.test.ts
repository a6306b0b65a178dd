import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOffice, type Person, type TestOffice } from './office.ts';

let office: TestOffice;
let clerk: Person;
let matterId: number;
let version: number;
beforeAll(async () => {
  office = await openTestOffice();
  clerk = await office.as('沈明');
  const made = await clerk.post('/api/matters', request());
  ({ matterId, version } = made.body);
});
afterAll(() => office.close());

const form = (more: object = {}): object => ({
  purpose: '展板',
  category: '印刷费',
  payee: '示范县文印商贸有限公司',
  amount: 120_000,
  paymentMethod: '公务卡',
  plannedOn: '2026-03-10',
  ...more,
});
const request = (more: object = {}, around: object = {}): object => ({
  kind: 'spending-request',
  linkedMatterId: null,
  files: [],
  submit: true,
  form: form(more),
  ...around,
});
const rows = async (): Promise<number> => Number((await office.database.owner.query<{ n: number }>('select count(*)::int as n from matter')).rows[0]?.n);

describe('a form', () => {
  test.each([
    ['1e9 yuan in fen beyond the largest', { amount: 1e14 }, '金额过大'],
    ['a negative amount', { amount: -1 }, '大于零'],
    ['nothing at all', { amount: 0 }, '大于零'],
    ['a part of a fen', { amount: 0.1 }, ''],
    ['an amount as text', { amount: '12,300.00' }, ''],
    ['full-width digits', { amount: '１２３００' }, ''],
    ['not a number', { amount: null }, ''],
    ['infinity written as text', { amount: 'Infinity' }, ''],
    ['an empty purpose', { purpose: '   ' }, '请填写'],
    ['a purpose of 100,000 characters', { purpose: '长'.repeat(100_000) }, ''],
    ['a category nobody knows', { category: '娱乐' }, ''],
    ['a payment method nobody knows', { paymentMethod: '支票' }, ''],
    ['a day that does not exist', { plannedOn: '2026-02-30' }, ''],
    ['a day in words', { plannedOn: '明天' }, ''],
    ['a payee that is a list', { payee: ['甲', '乙'] }, ''],
    ['beneficiaries that are no people', { beneficiaries: [999_999] }, '不是本单位人员'],
    ['beneficiaries of another kind', { beneficiaries: ['张三'] }, ''],
    ['too many beneficiaries', { beneficiaries: Array.from({ length: 51 }, () => 1) }, ''],
    ['a supply line without quantity', { supplies: [{ item: '椅子', quantity: 0 }] }, ''],
    ['a form that is a list', undefined, ''],
  ])('with %s is answered with the field, and nothing is written', async (_what, more, says) => {
    const before = await rows();
    const answer = await clerk.post('/api/matters', more === undefined ? { ...request(), form: [] } : request(more));
    expect(answer.status).toBe(400);
    expect(answer.body.failure).toMatchObject({ code: 'bad-input', sentence: expect.stringMatching(/[\u4e00-\u9fff]/) });
    expect(JSON.stringify(answer.body)).toContain(says);
    expect(await rows()).toBe(before);
  });

  test('an emoji and markup in the purpose stay text', async () => {
    const purpose = '展板 🏮 <script>alert(1)</script> #let x = 1';
    const made = await clerk.post('/api/matters', request({ purpose }));
    expect(made.body.title).toBe(purpose);
    const printed = await clerk.get(`/api/matters/${made.body.matterId}/print.pdf`);
    expect(printed.body.subarray(0, 4).toString()).toBe('%PDF');
  });

  test.each([
    ['a kind nobody has', { kind: 'holiday' }, 404],
    ['no kind', { kind: undefined }, 400],
    ['a file that was never handed in', { files: [{ evidence: '附件', digest: 'a'.repeat(64), name: 'x.pdf' }] }, 400],
    ['a digest that is a path', { files: [{ evidence: '附件', digest: '../../etc/passwd', name: 'x.pdf' }] }, 400],
    ['a linked matter that is a word', { linkedMatterId: 'eins' }, 400],
    ['an unknown switch', { submit: 'maybe' }, 400],
  ])('around %s is refused in words', async (_what, around, status) => {
    const answer = await clerk.post('/api/matters', request({}, around));
    expect(answer.status).toBe(status);
    expect(answer.body.failure.sentence).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('a matter', () => {
  test.each([
    ['that does not exist', () => clerk.get('/api/matters/99999999'), 404],
    ['with an id beyond every number', () => clerk.get('/api/matters/99999999999999999999'), 400],
    ['with an id that is SQL', () => clerk.get("/api/matters/1' or '1'='1"), 400],
    ['with a negative id', () => clerk.get('/api/matters/-1'), 400],
    ['acted on in a stale version', () => clerk.post(`/api/matters/${matterId}/urge`, { version: version + 7 }), 409],
    ['acted on without a version', () => clerk.post(`/api/matters/${matterId}/urge`, {}), 400],
    ['refused without a reason', () => clerk.post(`/api/matters/${matterId}/refuse`, { version, remark: '' }), 400],
    ['handed to nobody', () => clerk.post(`/api/matters/${matterId}/hand-over`, { version, toPersonId: 0, reason: '出差' }), 400],
    ['approved by its handler', () => clerk.post(`/api/matters/${matterId}/approve`, { version }), 422],
    ['paid before anybody agreed', () => clerk.post('/api/verbs/pay', { matterId, version, method: '现金', paidOn: '2026-03-02' }), 400],
    ['done something unheard of', () => clerk.post(`/api/matters/${matterId}/explode`, { version }), 404],
  ])('%s is answered in words', async (_what, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    const told = answer.body.failure ?? answer.body.refused;
    expect(told.sentence).toMatch(/[\u4e00-\u9fff]/);
  });

  test('of another office is not there, whatever its number', async () => {
    const stranger = await office.as('马志远', office.stations);
    for (const path of ['', '/print.pdf']) expect((await stranger.get(`/api/matters/${matterId}${path}`)).status).toBe(404);
    expect((await stranger.post(`/api/matters/${matterId}/approve`, { version })).status).toBe(404);
    expect((await stranger.post('/api/verbs/pay', { matterId, version, method: '公务卡', reference: 'x', paidOn: '2026-03-02' })).status).toBe(404);
  });
});

describe('a repeated request', () => {
  test('with the same key gets the same answer and changes nothing twice', async () => {
    const key = 'same-key-0001';
    const [first, second] = [
      await clerk.post('/api/matters', request({ purpose: '重复' }), key),
      await clerk.post('/api/matters', request({ purpose: '重复' }), key),
    ];
    expect(second.body.matterId).toBe(first.body.matterId);
  });
  test('with the same key for something else is refused', async () => {
    const key = 'same-key-0002';
    await clerk.post('/api/matters', request({ purpose: '一件事' }), key);
    const other = await clerk.post('/api/matters', request({ purpose: '另一件事' }), key);
    expect(other).toMatchObject({ status: 409, body: { failure: { code: 'replayed-differently' } } });
  });
  test('ten at once make one matter', async () => {
    const key = 'same-key-0003';
    const answers = await Promise.all(Array.from({ length: 10 }, () => clerk.post('/api/matters', request({ purpose: '同时' }), key)));
    expect(new Set(answers.map((one) => one.body.matterId)).size).toBe(1);
  });
});

describe('a file', () => {
  const zip = (entries: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(entries, { level: 9 }));
  test.each([
    ['that is empty', '发票.pdf', Buffer.alloc(0), '空文件'],
    ['that is a program', '发票.exe', Buffer.from('MZ'), '不接收'],
    ['that pretends', '发票.pdf', Buffer.from('<html></html>'), '不符'],
    ['that would burst', '发票.ofd', zip({ a: new Uint8Array(30_000_000) }), '过大'],
    ['that would escape', '发票.ofd', zip({ '../../etc/passwd': Buffer.from('x') }), '越出目录'],
    ['with a script inside a picture', '图.svg', Buffer.from('<svg onload="x"/>'), '不接收'],
  ])('%s is refused in words', async (_what, name, bytes, says) => {
    const answer = await clerk.upload(name, bytes);
    expect(answer.status).toBe(400);
    expect(answer.body.failure.sentence).toContain(says);
  });
  test('with a path for a name is kept under its last part', async () => {
    const kept = await clerk.upload('../../etc/发票.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'));
    expect(kept.body.name).toBe('发票.pdf');
  });
});

describe('a stranger', () => {
  const send = (headers: Record<string, string>, url = '/api/matters'): Promise<{ statusCode: number }> => office.app.inject({ method: 'GET', url, headers });
  test('without a cookie, with a made-up one, with an ended one is asked to sign in', async () => {
    expect((await send({})).statusCode).toBe(401);
    expect((await send({ cookie: `guiju=1.${'x'.repeat(43)}` })).statusCode).toBe(401);
    expect((await send({ cookie: 'guiju=1; drop table matter' })).statusCode).toBe(401);
  });
  test('a page of another site cannot act', async () => {
    const answer = await office.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'https://evil.example', host: 'guiju.test', 'x-guiju': '1' },
      payload: { officeId: 1, personId: 1 },
    });
    expect(answer.statusCode).toBe(400);
    const bare = await office.app.inject({ method: 'POST', url: '/api/session', headers: { host: 'guiju.test' }, payload: { officeId: 1, personId: 1 } });
    expect(bare.statusCode).toBe(400);
  });
  test('a body that is no JSON is refused in words', async () => {
    const answer = await office.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json', 'x-guiju': '1', host: 'guiju.test' },
      payload: '{"officeId":',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().failure.sentence).toMatch(/无法读取/);
  });
});

test('after all of this the log is unaltered and complete', async () => {
  await office.sealed();
  const auditor = await office.as('曾岚');
  await office.sealed();
  expect((await auditor.post('/api/log/verify')).body).toMatchObject({ unaltered: true, complete: true });
});
