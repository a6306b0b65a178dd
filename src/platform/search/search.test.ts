import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { openPayingOffice, type PayingOffice } from '../../../test/paying-office.ts';
import { folded } from './grams.ts';

let paying: PayingOffice;
beforeAll(async () => {
  paying = await openPayingOffice();
});
afterAll(() => paying.office.close());

const TITLES = [
  '文昌镇文化馆展板制作',
  '文化文化馆化馆',
  '展板展板展板',
  '图书馆A4纸与a4封面',
  '100%羊毛挂毯_一批',
  '馆图书',
  '清江镇𠮷祥号彩船',
  '制作文化馆展板',
  '板展',
  '文馆化',
  '会议室音响维修',
  '音响会议室',
  '第12批展架',
  '12展架批第',
];

async function file(name: string, purpose: string, more: { readonly submit?: boolean; readonly matterId?: number; readonly version?: number } = {}) {
  const person = await paying.office.as(name);
  const form = { purpose, category: '印刷费', payee: '示范县文印商贸有限公司', amount: 120_000, paymentMethod: '公务卡', plannedOn: '2026-03-10' };
  const content = { kind: 'spending-request', form, linkedMatterId: null, files: [], submit: more.submit ?? true };
  return (
    await ok(
      more.matterId === undefined ? person.post('/api/matters', content) : person.put(`/api/matters/${more.matterId}`, { ...content, version: more.version }),
    )
  ).body;
}

async function listed(name: string, query: string): Promise<readonly string[]> {
  const person = await paying.office.as(name);
  const titles: string[] = [];
  for (let after = ''; ;) {
    const { rows, next } = (await ok(person.get(`/api/matters?${query}${after}`))).body;
    titles.push(...rows.map((row: { title: string }) => row.title));
    if (next === null) return titles.toSorted();
    after = `&after=${next}`;
  }
}

const found = (name: string, q: string) => listed(name, `view=all&q=${q}`);

function partsOf(titles: readonly string[]): readonly string[] {
  const parts = titles.flatMap((title) => {
    const signs = Array.from(title);
    return signs.flatMap((_, from) =>
      [2, 3, 4, signs.length - from]
        .filter((length) => length >= 2 && from + length <= signs.length)
        .map((length) => signs.slice(from, from + length).join('')),
    );
  });
  return [...new Set(parts), '没有的', '化文', '馆馆'];
}

test('the database folds text as the program does', async () => {
  const signs = Array.from({ length: 0x2ff }, (_, code) => String.fromCodePoint(code + 1)).join('') + '展板ＡＢａ１𠮷İſK';
  const { rows } = await paying.office.database.owner.query<{ text: string }>('select folded($1) as text', [signs]);
  expect(rows[0]?.text).toBe(folded(signs));
});

test('every part of two characters or more finds exactly the titles that hold it – as written, folded in, and half of each', async () => {
  const exact = async (titles: readonly string[]): Promise<void> => {
    const { rows: every } = await paying.office.database.owner.query<{ title: string; number: string }>(
      'select title, number from matter where office_id = $1',
      [paying.office.culture.officeId],
    );
    expect(every.map(({ title }) => title)).toEqual(expect.arrayContaining([...titles]));
    const leader = await paying.office.as('李国栋');
    for (const part of partsOf(titles)) {
      const holding = every
        .filter(({ title, number }) => [title, number].some((text) => folded(text).includes(folded(part))))
        .map(({ title }) => title)
        .toSorted();
      expect([part, await found('李国栋', part)]).toEqual([part, holding]);
      const { matters } = (await ok(leader.get(`/api/search?q=${part}`))).body;
      expect([part, matters.count, matters.more]).toEqual([part, holding.length, false]);
    }
  };
  for (const title of TITLES.slice(0, 7)) await file('沈明', title);
  await exact(TITLES.slice(0, 7));
  await paying.deeds.daily('2026-03-03');
  await exact(TITLES.slice(0, 7));
  for (const title of TITLES.slice(7)) await file('沈明', title);
  await exact(TITLES);
  await paying.deeds.daily('2026-03-04');
  await exact(TITLES);
  expect((await paying.office.database.owner.query('select from search_tail')).rowCount).toBe(0);
});

test('what is rewritten is found by its new words alone, before the folding and after it', async () => {
  const matter = await file('沈明', '旧灯笼一批');
  const same = async () => [await found('李国栋', '旧灯'), await found('李国栋', '新灯'), await found('李国栋', '灯笼一批')];
  await paying.deeds.daily('2026-03-05');
  expect(await same()).toEqual([['旧灯笼一批'], [], ['旧灯笼一批']]);
  const clerk = await paying.office.as('沈明');
  const signer = matter.route.find((step: { state: string }) => step.state === 'open').candidates[0].name;
  await ok((await paying.office.as(signer)).post(`/api/matters/${matter.matterId}/return`, { version: matter.version, remark: '补充说明' }));
  const returned = (await ok(clerk.get(`/api/matters/${matter.matterId}`))).body;
  await file('沈明', '新灯笼一批', { matterId: returned.matterId, version: returned.version });
  expect(await same()).toEqual([[], ['新灯笼一批'], ['新灯笼一批']]);
  await paying.deeds.daily('2026-03-06');
  expect(await same()).toEqual([[], ['新灯笼一批'], ['新灯笼一批']]);
  expect(await found('李国栋', matter.number.slice(0, 4))).toContain('新灯笼一批');
});

test("nobody finds what is not his to see: another's draft, another's business, another office's", async () => {
  await file('沈明', '机密稿子一份', { submit: false });
  await file('沈明', '公开稿子一份');
  const search = async (name: string, office = paying.office.culture) =>
    (await ok((await paying.office.as(name, office)).get('/api/search?q=稿子一份'))).body.matters;
  const titles = async (name: string) => (await search(name)).rows.map((row: { title: string }) => row.title).toSorted();
  for (const day of ['2026-03-06', '2026-03-09']) {
    expect(await titles('沈明')).toEqual(['公开稿子一份', '机密稿子一份'].toSorted());
    expect(await titles('李国栋')).toEqual(['公开稿子一份']);
    expect(await titles('韩梅')).toEqual([]);
    expect(await titles('何平')).toEqual([]);
    const [stranger] = [...paying.office.stations.people.keys()];
    expect((await search(stranger ?? '', paying.office.stations)).count).toBe(0);
    await paying.deeds.daily(day === '2026-03-06' ? '2026-03-09' : '2026-03-10');
  }
});

test('payments are looked up in their register, which notes the use; the search opens no record of accounts', async () => {
  await paying.paid(36_500, '2026-03-10');
  const [{ number }] = await paying.deeds.register('周静', 'voucher');
  const purposes = async (filter: string) => (await paying.deeds.register('周静', `voucher?${filter}`)).map((row) => row.number);
  const uses = async () => (await paying.office.database.owner.query(`select from log_entry where verb = 'use-register'`)).rowCount ?? 0;
  for (const day of ['2026-03-11', '2026-03-12']) {
    expect(await purposes('payee=文印商贸')).toEqual([number]);
    expect(await purposes('payee=文印商贸&purpose=展板')).toEqual([number]);
    expect(await purposes('payee=文印商贸&purpose=音响')).toEqual([]);
    expect(await purposes(`number=${number.slice(2)}`)).toEqual([number]);
    await paying.deeds.daily(day);
  }
  const before = await uses();
  const { registers } = (await ok((await paying.office.as('周静')).get('/api/search?q=文印商贸'))).body;
  expect(registers.find((one: { register: string }) => one.register === 'voucher')).toEqual({
    register: 'voucher',
    title: '支出台账',
    columns: [
      { key: 'number', title: '凭证号' },
      { key: 'purpose', title: '事由' },
      { key: 'payee', title: '收款单位（人）' },
    ],
    lines: [],
  });
  expect(await uses()).toBe(before);
});

test('clauses, people and registers are found as well; one character is not enough', async () => {
  const clerk = await paying.office.as('沈明');
  const search = async (q: string) => (await ok(clerk.get(`/api/search?q=${q}`))).body;
  const clauses = (await search('局务会')).clauses;
  expect(clauses.length).toBeGreaterThan(0);
  expect(clauses.every(({ text, clause }: { text: string; clause: { regulation: string } }) => `${text}${clause.regulation}`.includes('局务会'))).toBe(true);
  expect((await search('王建华')).people.map(({ name }: { name: string }) => name)).toEqual(['王建华']);
  expect((await search('资产台账')).registers.map(({ register }: { register: string }) => register)).toContain('asset');
  expect((await clerk.get('/api/search?q=王')).status).toBe(400);
  expect((await clerk.get('/api/search')).status).toBe(400);
});
