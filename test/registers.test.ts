import ExcelJS from 'exceljs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegisterInfo } from '../src/platform/registers/contract.ts';
import type { RegisterColumn } from '../src/platform/registers/register.ts';
import { loadSamples } from '../src/sample/load-samples.ts';
import { openTestOffice, type Answer, type Person, type TestOffice } from './office.ts';
import { oldAccount } from './old-account.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice({ samples: loadSamples, day: '2026-11-24' });
}, 600_000);
afterAll(() => office.close());

type Line = Readonly<Record<string, unknown>>;

async function linesOf(person: Person, register: string): Promise<readonly Line[]> {
  const found: Line[] = [];
  for (let after = ''; ;) {
    const { body } = await person.get(`/api/registers/${register}${after === '' ? '' : `?after=${after}`}`);
    found.push(...body.rows);
    if (body.next === null) return found;
    after = body.next;
  }
}

/** What a cell of the workbook holds: yuan as a figure, a moment on the office's clock, nothing that could be a formula. */
function inCell({ type }: RegisterColumn, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (type === 'money') return Number(value) / 100;
  if (type === 'number') return Number(value);
  if (type === 'moment' && typeof value === 'string') return new Date(new Date(value).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

async function sheetOf(bytes: Buffer): Promise<readonly (readonly unknown[])[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer); // its type names the browser's buffer; it reads node's
  const sheet = book.worksheets[0];
  return Array.from({ length: sheet?.rowCount ?? 0 }, (_, index) => {
    const row = sheet?.getRow(index + 1);
    return Array.from({ length: sheet?.columnCount ?? 0 }, (_cell, at) => row?.getCell(at + 1).value ?? null);
  });
}

const FILLED = { culture: ['expenditure', 'leave', 'reception', 'travel', 'vehicles'], stations: ['expenditure'] } as const;

test.each([
  ['culture', '曾岚'],
  ['stations', '尹航'],
] as const)('every register of the office (%s) is exported with the header and the lines it shows, and printed', async (which, auditor) => {
  const person = await office.as(auditor, office[which]);
  const registers = (await person.get('/api/registers')).body as readonly RegisterInfo[];
  const filled = new Set<string>();
  for (const { register, module, columns, accounting } of registers) {
    const lines = await linesOf(person, register);
    if (lines.length > 0) filled.add(module);
    const purpose = accounting ? '?purpose=年度检查' : ''; // records of accounts are taken out for a purpose only (ICF-03.2e)
    const exported = await person.get(`/api/registers/${register}/export.xlsx${purpose}`);
    expect({ register, status: exported.status }).toEqual({ register, status: 200 });
    const [header, ...rows] = await sheetOf(exported.body);
    expect(header).toEqual(columns.map((one) => one.title));
    expect({ register, rows: rows.slice(0, lines.length) }).toEqual({
      register,
      rows: lines.map((line) => columns.map((column) => inCell(column, line[column.key]))),
    });
    expect(rows.at(-1)?.[0]).toBe(`${auditor} 2026-11-24 09:00 导出，共${lines.length}行${accounting ? '，用途：年度检查' : ''}`);
    const printed = await person.get(`/api/registers/${register}/print.pdf${purpose}`);
    expect({ register, head: printed.body.subarray(0, 5).toString() }).toEqual({ register, head: '%PDF-' });
  }
  expect([...filled]).toEqual(expect.arrayContaining([...FILLED[which]]));
});

test('an export holds what the filter shows; a filter the register does not know is refused', async () => {
  const person = await office.as('曾岚');
  const all = await linesOf(person, 'voucher');
  const category = String(all[0]?.['category']);
  const exported = await sheetOf((await person.get(`/api/registers/voucher/export.xlsx?category=${category}&purpose=年度检查`)).body);
  expect(exported.length - 3).toBe(all.filter((one) => one['category'] === category).length); // without header, blank line and note
  expect(exported.length - 3).toBeLessThan(all.length);
  expect((await person.get('/api/registers/voucher/export.xlsx?colour=red&purpose=年度检查')).status).toBe(400);
});

test('acts at the same time, among them refused, wrong and repeated ones, take every number once and leave none out', async () => {
  const finance = await office.as('周静');
  const account = '6217000000000000001';
  await finance.post('/api/verbs/register-account', oldAccount(account));
  const income = { source: '财政拨款', funding: '财政拨款', amount: 100_000, account, receivedOn: '2026-11-24' };
  const before = (await linesOf(finance, 'income')).length;
  const enter = (more: object, key?: string): Promise<Answer> => finance.post('/api/verbs/record-income', { ...income, ...more }, key);
  const twice = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => [enter({}), enter({ account: '6217000000000000009' }), enter({ amount: 0 }), enter({ source: '重复提交' }, twice)]).flat(),
  );
  expect([...new Set(answers.map((one) => one.status))].toSorted((one, other) => one - other)).toEqual([200, 400, 422]);
  expect((await linesOf(finance, 'income')).length).toBe(before + 13);
  const { rows } = await office.database.owner.query<{ series: string; year: number; given: number; last: number }>(`
    select s.series, s.year, (select count(*)::int from series_number n where n.office_id = s.office_id and n.series = s.series and n.year = s.year and n.number between 1 and s.last_number) as given, s.last_number::int as last
    from series s order by s.office_id, s.series, s.year`);
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter((one) => one.given !== one.last)).toEqual([]);
  const numbers = (await linesOf(finance, 'income'))
    .map((one) => String(one['number']))
    .filter((one) => one.includes('〔2026〕'))
    .map((one) => Number(/(\d+)号$/.exec(one)?.[1]));
  expect(numbers.toSorted((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1));
});

test('a form offers the lines of a register its reader may see, in a few words; a record of accounts is opened in the register only', async () => {
  const [clerk, keeper] = [await office.as('沈明'), await office.as('蒋雪')];
  const offered = async (person: Person): Promise<readonly { value: number; label: string }[]> => (await person.get('/api/registers/outing/choices')).body;
  const [own, all] = [await offered(clerk), await offered(keeper)];
  expect(own.length).toBe((await linesOf(clerk, 'outing')).length);
  expect(all.length).toBe((await linesOf(keeper, 'outing')).length);
  expect(all.length).toBeGreaterThan(own.length);
  const [first] = await linesOf(keeper, 'outing');
  expect(all[0]).toEqual({ value: first?.['key'], label: expect.stringContaining(String(first?.['name'])) });
  expect((await clerk.get('/api/registers/purchaser/choices')).status).toBe(200);
  expect((await (await office.as('周静')).get('/api/registers/voucher/choices')).body.failure.sentence).toContain('须留痕');
});
