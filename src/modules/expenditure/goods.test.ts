import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../../../test/deeds.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
const as = (name: string): Promise<Person> => office.as(name, office.stations);
const verb = async (name: string, which: string, input: object): Promise<Answer> => (await as(name)).post(`/api/verbs/${which}`, input);
const code = async (answer: Promise<Answer>): Promise<string> => (await answer).body.refused?.code;
const unit = (name: string): number => office.stations.departments.get(name) ?? 0;
const goods = (more: object = {}) => ({
  day: '2026-03-10',
  departmentId: unit('城关站'),
  item: '票夹',
  direction: '收',
  quantity: 100,
  counterpart: '印刷厂',
  document: '入001',
  ...more,
});

beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-03-12');
});
afterAll(() => office.close());

test('goods of a station go in and out by whoever keeps goods, and never more out than there is (FIN5-05h)', async () => {
  expect(await code(verb('高洁', 'record-goods', goods()))).toBe('not-goods-keeper');
  expect(await code(verb('潘越', 'record-goods', goods({ departmentId: unit('办公室') })))).toBe('not-station');
  expect(await code(verb('潘越', 'record-goods', goods({ day: '2026-03-13' })))).toBe('future');
  expect((await verb('潘越', 'record-goods', goods())).body.result.number).toBe('物〔2026〕1号');
  const out = (quantity: number, more: object = {}) =>
    verb('潘越', 'record-goods', goods({ direction: '发', quantity, counterpart: '董海', document: '出001', ...more }));
  expect(await code(out(101))).toBe('not-in-store');
  expect(await code(out(1, { departmentId: unit('河东所') }))).toBe('not-in-store');
  expect((await out(30)).status).toBe(200);
  const all = (await (await as('马志远')).get('/api/registers/goods')).body.rows;
  expect(all).toMatchObject([
    { unit: '城关站', item: '票夹', issued: 30, balance: 70 },
    { received: 100, balance: 100 },
  ]);
  expect((await (await as('董海')).get('/api/registers/goods')).body.rows).toHaveLength(2);
  expect((await (await as('袁林')).get('/api/registers/goods')).body.rows).toEqual([]);
});

test('a month is closed once every item is counted and is what the book says; afterwards nothing is entered (FIN5-03a, FIN5-05h)', async () => {
  office.at('2026-04-03');
  const close = () => verb('高洁', 'close-month', { month: '2026-03', opening: 500_000, counted: 500_000, opinion: '无' });
  const count = (counted: number, more: object = {}) =>
    verb('潘越', 'count-goods', { month: '2026-03', departmentId: unit('城关站'), lines: [{ item: '票夹', counted }], ...more });
  expect(await code(close())).toBe('FIN5-05h');
  expect(await code(count(70, { lines: [{ item: '订书机', counted: 1 }] }))).toBe('unknown-item');
  expect((await ok(count(69))).body.result).toEqual({ differing: ['票夹'] });
  expect(await code(close())).toBe('FIN5-05h');
  await ok(verb('潘越', 'record-goods', goods({ day: '2026-03-31', direction: '发', quantity: 1, counterpart: '盘亏', document: '盘亏单1' })));
  expect((await close()).status).toBe(200);
  expect(await code(count(69))).toBe('month-closed');
  expect(await code(verb('潘越', 'record-goods', goods({ day: '2026-03-31' })))).toBe('FIN5-03a');
  expect((await verb('潘越', 'record-goods', goods({ day: '2026-04-01' }))).status).toBe(200);
});

test('each station is shown its own money and goods, whoever watches all of them (FIN5-05h)', async () => {
  const tables = async (name: string) =>
    (await (await as(name)).get('/api/reports/month?period=2026-03')).body.tables as readonly {
      readonly title: string;
      readonly rows: readonly (readonly unknown[])[];
    }[];
  const line = ['城关站', '票夹', 0, 100, 31, 69, 69];
  expect((await tables('马志远')).map((one) => [one.title, one.rows.length])).toEqual([
    ['本月结账', 4],
    ['各站所室', 3],
    ['分户结存', 3],
    ['物品结存', 1],
  ]);
  expect((await tables('董海')).map((one) => one.rows)).toEqual([[['城关站', 0, 0, 0, 0]], [['城关站', 0, 0, 0, 0]], [line]]);
  expect((await tables('袁林')).at(-1)?.rows).toEqual([]);
});

test('the safe is registered with its place and whoever holds the keys (FIN5-10a)', async () => {
  const holder = office.stations.people.get('邓莉');
  const safe = (more: object = {}) => ({ location: '财务室二楼', keyHolders: [holder], from: '2026-04-01', ...more });
  expect(await code(verb('邓莉', 'register-safe', safe()))).toBe('not-finance-staff');
  expect(await code(verb('高洁', 'register-safe', safe({ keyHolders: [holder, holder] })))).toBe('doubled');
  expect((await verb('高洁', 'register-safe', safe({ keyHolders: [] }))).status).toBe(400);
  expect((await verb('高洁', 'register-safe', safe())).status).toBe(200);
  expect((await (await as('邓莉')).get('/api/registers/safe')).body.rows).toMatchObject([
    { location: '财务室二楼', keyHolders: '邓莉', from: '2026-04-01', registeredBy: '高洁' },
  ]);
  expect((await (await as('邓莉')).get('/api/notices')).body.rows[0].sentence).toContain('由您持有财务室二楼保险柜的钥匙');
});
