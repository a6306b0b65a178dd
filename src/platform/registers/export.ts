import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { yuanInWords, type Fen } from '../../rules/money.ts';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { shanghai } from '../print/moment.ts';
import { typeset } from '../print/typeset.ts';
import { readRegister, type RegisterFilters } from './read-register.ts';
import type { Register, RegisterColumn } from './register.ts';

/** More lines than this are exported in parts, by narrowing the filters. */
export const MOST_LINES = 20_000;
const MOST_PRINTED = 1_000;
const PAGE = 1_000;

interface Export {
  readonly register: Register;
  readonly filters: RegisterFilters;
  readonly moment: Moment;
  /** Empty where none is asked for. */
  readonly purpose: string;
}

async function lines(tx: ReadTx, { register, filters, moment }: Export, most: number) {
  const found: Readonly<Record<string, unknown>>[] = [];
  let after: string | null = null;
  do {
    const page = await readRegister(tx, { register, filters, after, limit: PAGE, actor: moment.actor });
    found.push(...page.rows);
    after = page.next;
  } while (after !== null && found.length < most);
  return { rows: found.slice(0, most), cut: after !== null };
}

/** What stands across every page of a record of accounts. */
function markOf({ register, moment, purpose }: Export): string {
  return register.accounting === true ? `${moment.actor.name} ${moment.today} ${purpose}` : '';
}

/** The register as a workbook: amounts as numbers in yuan, days as days, and who exported what and when. */
export async function exportRegister(tx: ReadTx, of: Export): Promise<Buffer> {
  const { rows, cut } = await lines(tx, of, MOST_LINES);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(of.register.title.slice(0, 31));
  sheet.columns = of.register.columns.map((column) => ({
    header: column.title,
    key: column.key,
    width: widthOf(column),
    ...(column.type === 'money' && { style: { numFmt: '#,##0.00' } }),
  }));
  sheet.getRow(1).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
  const mark = markOf(of);
  if (mark !== '') sheet.headerFooter = { oddHeader: `&C&12${mark}`, oddFooter: `&C${mark}` };
  for (const row of rows) sheet.addRow(Object.fromEntries(of.register.columns.map((column) => [column.key, cellOf(column, row[column.key])])));
  sheet.addRow([]);
  sheet.addRow([
    `${of.moment.actor.name} ${shanghai(of.moment.now)} 导出，共${rows.length}行${cut ? `；超过${MOST_LINES}行，其余请缩小范围后另行导出` : ''}${mark === '' ? '' : `，用途：${of.purpose}`}`,
  ]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function widthOf({ type }: RegisterColumn): number {
  return { text: 28, money: 14, day: 12, moment: 18, number: 8, choice: 12, matter: 20, person: 10 }[type];
}

function cellOf({ type }: RegisterColumn, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (type === 'money') return Number(value) / 100;
  if (type === 'number') return Number(value);
  const text = plain(type, value);
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; // a cell that begins like a formula stays text
}

function plain(type: RegisterColumn['type'], value: unknown): string {
  if (type === 'money') return yuanInWords(Number(value) as Fen); // a bigint column of fen
  if (type === 'moment') return shanghai(new Date(String(value)));
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

const template = readFileSync(join(import.meta.dirname, 'register.typ'), 'utf8');

/** The register as a printed sheet. */
export async function printRegister(tx: ReadTx, of: Export & { readonly office: string; readonly folder: string }): Promise<Buffer> {
  const { rows, cut } = await lines(tx, of, MOST_PRINTED);
  const columns = of.register.columns;
  const data = {
    office: of.office,
    title: of.register.title,
    columns: columns.map((column) => column.title),
    money: columns.map((column) => column.type === 'money'),
    rows: rows.map((row) => columns.map((column) => (row[column.key] === null || row[column.key] === undefined ? '' : plain(column.type, row[column.key])))),
    note: `${of.moment.actor.name} ${shanghai(of.moment.now)} 打印，共${rows.length}行${cut ? `，只印最近${MOST_PRINTED}行` : ''}${of.register.accounting === true ? `，用途：${of.purpose}` : ''}`,
    mark: markOf(of),
  };
  return typeset({ template, data }, join(of.folder, 'fonts'));
}
