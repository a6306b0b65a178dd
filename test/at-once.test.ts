import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verb } from '../src/platform/act/verb.ts';
import { statement } from '../src/platform/db/statement.ts';
import { fen } from '../src/rules/money.ts';
import { castOf, stage } from '../src/sample/cast.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';
import { fund } from './old-account.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  const finance = await office.as('周静');
  await fund(finance, { account: '6222000012345678', amount: 10_000_000, on: '2026-03-01' });
  const general = await office.as('冯涛');
  await general.post('/api/verbs/designate-purchaser', {
    personId: office.culture.people.get('沈明'),
    designatedBy: '办公室',
    from: '2026-01-01',
    until: null,
  });
});
afterAll(() => office.close());

let invoices = 0;
/** A claim whose first step waits for two: 周静 and 吴芳. */
async function claim(more: object = {}): Promise<{ readonly matterId: number; readonly version: number }> {
  invoices += 1;
  const clerk = await office.as('沈明');
  const number = `2653200000005555${String(invoices).padStart(4, '0')}`;
  const seller = '示范县文印商贸有限公司';
  const digest = await clerk.invoice({ number, date: '2026-03-01', seller, buyer: '示范县文化旅游广电体育局', amount: fen(30_000), item: '海报' });
  const form = {
    purpose: '海报',
    category: '印刷费',
    payee: seller,
    amount: 30_000,
    paymentMethod: '公务卡',
    transactionReference: '小票88',
    spentOn: '2026-03-01',
    invoices: [{ issuerKind: '税务发票', number, date: '2026-03-01', seller, amount: 30_000 }],
    ...more,
  };
  const { body } = await clerk.post('/api/matters', {
    kind: 'claim',
    form,
    linkedMatterId: null,
    files: [{ evidence: '发票', digest, name: '发票.xml' }],
    submit: true,
  });
  return { matterId: body.matterId, version: body.version };
}
const act = async (name: string, { matterId, version }: { readonly matterId: number; readonly version: number }, verb: string): Promise<Answer> => {
  const bodies: Readonly<Record<string, object>> = {
    approve: {},
    refuse: { remark: '不必要' },
    return: { remark: '请补充' },
    pay: { matterId, method: '公务卡', reference: '小票88', paidOn: '2026-03-02' },
  };
  return (await office.as(name)).post(verb === 'pay' ? '/api/verbs/pay' : `/api/matters/${matterId}/${verb}`, { version, ...bodies[verb] });
};
const STATES: Readonly<Record<string, string>> = { approve: 'in_review', refuse: 'refused', return: 'returned' };

test.each([
  ['approve', 'approve'],
  ['approve', 'refuse'],
  ['approve', 'return'],
  ['refuse', 'return'],
  ['refuse', 'refuse'],
  ['return', 'return'],
])('%s and %s at the same moment: one counts, the other is told who was first and when', async (one, other) => {
  const matter = await claim();
  const both = await Promise.all([act('周静', matter, one), act('吴芳', matter, other)]);
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  const [winner, verb] = both[0].status === 200 ? ['周静', one] : ['吴芳', other];
  const late = both.find(({ status }) => status === 409);
  expect(late?.body.failure).toMatchObject({ code: 'stale', sentence: `${winner}已于2026-03-02 09:00办理过本事项，您看到的内容已不是最新。` });
  const { body } = await (await office.as('李国栋')).get(`/api/matters/${matter.matterId}`);
  expect(body.state).toBe(STATES[verb]);
  expect(body.version).toBe(matter.version + 1);
  expect(body.history.filter((entry: { verb: string }) => ['approve', 'refuse', 'return'].includes(entry.verb))).toMatchObject([
    { verb, person: { name: winner } },
  ]);
});

test('two who pay at the same moment: one voucher, and the other is told', async () => {
  const { matterId } = await claim();
  for (const name of ['周静', '赵敏', '王建华']) {
    const { body } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
    await act(name, { matterId, version: body.version }, 'approve');
  }
  const { body } = await (await office.as('李国栋')).get(`/api/matters/${matterId}`);
  expect(body.state).toBe('approved');
  const both = await Promise.all([act('郑洁', { matterId, version: body.version }, 'pay'), act('吴芳', { matterId, version: body.version }, 'pay')]);
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  const winner = both[0].status === 200 ? '郑洁' : '吴芳';
  expect(both.find(({ status }) => status === 409)?.body.failure).toMatchObject({
    code: 'stale',
    sentence: expect.stringContaining(`${winner}已于2026-03-02 09:00办理过本事项`),
  });
  const { rows } = await office.database.owner.query('select count(*)::int as vouchers from voucher where matter_id = $1', [matterId]);
  expect(rows).toEqual([{ vouchers: 1 }]);
});

test('two who pay two matters at the same moment do not both spend what is there once', async () => {
  const other = { funding: '其他资金' };
  await (
    await office.as('周静')
  ).post('/api/verbs/record-income', { source: '捐赠', ...other, amount: 30_000, account: '6222000012345678', receivedOn: '2026-03-01' });
  const now = async (matterId: number): Promise<number> => (await (await office.as('李国栋')).get(`/api/matters/${matterId}`)).body.version;
  const approved = async (): Promise<{ readonly matterId: number; readonly version: number }> => {
    const { matterId } = await claim(other);
    for (const name of ['周静', '赵敏', '王建华']) await act(name, { matterId, version: await now(matterId) }, 'approve');
    return { matterId, version: await now(matterId) };
  };
  const [first, second] = [await approved(), await approved()];
  const [cashier, bookkeeper] = [await office.as('郑洁'), await office.as('吴芳')];
  const pay = (person: Person, matter: { readonly matterId: number }) =>
    person.post('/api/verbs/pay', { ...matter, method: '公务卡', reference: '小票88', paidOn: '2026-03-02' });
  const holding = await office.database.owner.connect();
  await holding.query('begin; lock table voucher in exclusive mode'); // nobody writes a voucher before both wait
  const paying = Promise.all([pay(cashier, first), pay(bookkeeper, second)]);
  while (
    (await office.database.owner.query(`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
      .rows[0].waiting < 2
  );
  await holding.query('rollback');
  holding.release();
  const both = await paying;
  expect(both.map(({ status }) => status).toSorted((one, last) => one - last)).toEqual([200, 422]);
  expect(both.find(({ status }) => status === 422)?.body.refused).toMatchObject({ code: 'FIN-02a' });
});

test('the holder and whoever covers him at the same moment: one signature', async () => {
  const granted = await (
    await office.as('王建华')
  ).post('/api/covers', {
    post: '分管财务领导',
    absentPersonId: office.culture.people.get('王建华'),
    coverPersonId: office.culture.people.get('陈立'),
    from: '2026-03-02',
    until: '2026-03-09',
    reason: '出差',
  });
  expect(granted.status).toBe(200);
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 200_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const { body } = await (await office.as('沈明')).post('/api/matters', { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: true });
  const both = await Promise.all([act('王建华', body, 'approve'), act('陈立', body, 'approve')]);
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
});

const lock = statement<never>('test-lock-matter', 'select 1 from matter where office_id = $1 and matter_id = $2 for update');

test('two acts of which each waits for the other: one gives way and does the same again', async () => {
  const [one, other] = [(await claim()).matterId, (await claim()).matterId];
  const cast = castOf(stage(office.open.world), office.culture);
  let locked = 0;
  const { promise: both, resolve } = Promise.withResolvers<void>();
  const crossing: Verb<readonly [number, number], null, readonly [number, number], number> = {
    name: 'test-crossing',
    title: '交叉',
    who: '任何人',
    read: async (tx, [first]) => {
      await tx.rows(lock, [tx.officeId, first]);
      locked += 1;
      if (locked === 2) resolve();
      await both;
      return null;
    },
    decide: (_seen, input) => ({ yes: input }),
    write: async (tx, [first, second]) => {
      await tx.rows(lock, [tx.officeId, second]);
      return { result: first, entry: { subject: { kind: 'matter', id: first }, detail: {} } };
    },
  };
  expect(await Promise.all([cast.perform('李国栋', crossing, [one, other]), cast.perform('王建华', crossing, [other, one])])).toEqual([one, other]);
  expect(locked).toBe(3);
  const { rows } = await office.database.owner.query(`select count(*)::int as entries from log_entry where verb = 'test-crossing'`);
  expect(rows).toEqual([{ entries: 2 }]);
});
