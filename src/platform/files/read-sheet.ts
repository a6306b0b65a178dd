import { CsvError, parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { Failure } from '../act/failure.ts';

/** Reads the bytes of a file kept by an office. @throws Failure('not-found') */
export type ReadKept = (officeId: number, digest: string) => Promise<Buffer>;

/** One line below the header: text by column title, as a person would read it; days as 2026-03-02, moments as 2026-03-02 07:52:00. */
export interface SheetLine {
  /** Line of the sheet, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const HEADER_WITHIN = 20;
const MOST_LINES = 50_000;

/**
 * The lines of the first sheet of a workbook, or of a csv file in UTF-8 or GB18030. The header is the first line that has all the titles asked
 * for, so that a bank's own heading above it does no harm.
 * @throws Failure('bad-input') if it is neither, lacks a title, or is too long.
 */
export async function readSheet(bytes: Buffer, titles: readonly string[]): Promise<readonly SheetLine[]> {
  const lines = isWorkbook(bytes) ? await linesOfWorkbook(bytes) : linesOfCsv(bytes);
  if (lines.length > MOST_LINES) throw new Failure('bad-input', `文件超过${MOST_LINES}行。`, ['分成几个文件上传']);
  const header = lines.slice(0, HEADER_WITHIN).find(({ texts }) => titles.every((title) => texts.includes(title)));
  if (header === undefined) throw new Failure('bad-input', `没有找到表头，须有这些列：${titles.join('、')}。`, ['按这些列名整理后重新上传']);
  return lines
    .filter(({ line, texts }) => line > header.line && texts.some((text) => text !== ''))
    .map(({ line, texts }) => ({ line, cells: Object.fromEntries(header.texts.map((title, index) => [title, texts[index] ?? ''])) }));
}

interface TextLine {
  readonly line: number;
  readonly texts: readonly string[];
}

function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString('latin1') === 'PK';
}

async function linesOfWorkbook(bytes: Buffer): Promise<readonly TextLine[]> {
  const book = new ExcelJS.Workbook();
  try {
    // The types want an ArrayBuffer of their own; a Buffer is what the library reads.
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  } catch {
    throw new Failure('bad-input', '这个文件不是可以读取的Excel工作簿。', ['另存为xlsx后重新上传']);
  }
  const [sheet] = book.worksheets;
  if (sheet === undefined) throw new Failure('bad-input', '工作簿没有工作表。');
  return Array.from({ length: Math.min(sheet.rowCount, MOST_LINES + 1) }, (_, index) => ({ line: index + 1, texts: textsOf(sheet.getRow(index + 1)) }));
}

function linesOfCsv(bytes: Buffer): readonly TextLine[] {
  try {
    const found = parse(textOfCsv(bytes), {
      bom: true,
      trim: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      info: true,
      to: MOST_LINES + 1,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[]; // as `info: true` documents
    return found.map(({ record, info }) => ({ line: info.lines, texts: record }));
  } catch (error) {
    if (error instanceof CsvError) throw new Failure('bad-input', '文件不是可以读取的csv，请检查引号和分隔符。', ['另存为xlsx或csv后重新上传']);
    throw error;
  }
}

/** Chinese programs write csv in GB18030 unless told otherwise. */
export function textOfCsv(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function textsOf(row: ExcelJS.Row): readonly string[] {
  return Array.from({ length: row.cellCount }, (_, index) => textOf(row.getCell(index + 1)));
}

function textOf(cell: ExcelJS.Cell): string {
  return cell.value instanceof Date ? dayOrMoment(cell.value) : cell.text.trim();
}

/** A day in a sheet has no time zone: the library gives it at midnight UTC, with a time of day beside it up to a fraction of a second off. */
function dayOrMoment(value: Date): string {
  const [day = '', time = ''] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time}`;
}
