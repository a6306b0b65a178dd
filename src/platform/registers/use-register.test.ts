import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deedsOf, type Deeds } from '../../../test/deeds.ts';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
let deeds: Deeds;
beforeAll(async () => {
  office = await openTestOffice();
  deeds = deedsOf(office);
});
afterAll(() => office.close());

const uses = async () =>
  (
    await office.database.owner.query(
      `select p.name, l.subject_id as register, l.body from log_entry l join person p on p.office_id = l.office_id and p.person_id = l.person_id where l.verb = 'use-register' and l.subject_kind = 'register' order by l.entry_id`,
    )
  ).rows.map(({ name, register, body }) => [name, register, JSON.parse(body).detail.how, JSON.parse(body).detail.purpose]);

test('a register of accounts is opened with a grant only, and every use is kept; whoever tries without is kept too (ICF-03.2e)', async () => {
  expect((await (await office.as('周静')).get('/api/registers/income')).status).toBe(200);
  expect((await (await office.as('沈明')).get('/api/registers/income')).status).toBe(403);
  expect(await uses()).toEqual([['周静', 'income', '查看', '']]);
  expect((await deeds.register('赵敏', 'refused-attempt')).map(({ person, verb }) => [person, verb])).toEqual([['沈明', 'use-register']]);
  expect((await (await office.as('周静')).get('/api/registers/purchaser')).status).toBe(200);
  expect(await uses()).toHaveLength(1);
});

test('it is taken out for a purpose only, with name and purpose on it; other registers as before (ICF-03.2e)', async () => {
  const finance = await office.as('周静');
  expect((await finance.get('/api/registers/income/export.xlsx')).status).toBe(400);
  expect((await finance.get('/api/registers/income/print.pdf')).status).toBe(400);
  const { status, body } = await finance.get('/api/registers/income/export.xlsx?purpose=报送县审计局');
  expect(status).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body);
  const [sheet] = book.worksheets;
  expect(sheet?.headerFooter.oddHeader).toContain('周静 2026-03-02 报送县审计局');
  expect(sheet?.lastRow?.getCell(1).text).toContain('用途：报送县审计局');
  expect((await finance.get('/api/registers/income/print.pdf?purpose=装订')).status).toBe(200);
  expect((await uses()).slice(1)).toEqual([
    ['周静', 'income', '导出', '报送县审计局'],
    ['周静', 'income', '打印', '装订'],
  ]);
  expect((await finance.get('/api/registers/purchaser/export.xlsx')).status).toBe(200);
});
