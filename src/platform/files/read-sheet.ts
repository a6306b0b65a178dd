import { CsvError, parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { Failure } from '../act/failure.ts';
import { sheetCell, type CellMark, type SheetCell } from './sheet-cell.ts';
import { findHeader, type AskedTitles, type SheetHeader } from './sheet-header.ts';

/** Reads the bytes of a file kept by an office. @throws Failure('not-found') */
export type ReadKept = (officeId: number, digest: string) => Promise<Buffer>;

/** One line below the header: text by column title, as a person would read it; days as 2026-03-02, moments as 2026-03-02 07:52:00. */
export interface SheetLine {
  /** Line of the sheet, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** By column title; only cells that have any. */
  readonly marks?: Readonly<Record<string, readonly CellMark[]>>;
}

const HEADER_WITHIN = 20;
const MOST_LINES = 50_000;

/**
 * The lines of the first sheet that is not hidden of a workbook, or of a csv file in UTF-8 or GB18030. The header is the first line, or pair of lines, that
 * has all the titles asked for, so that a bank's own heading above it does no harm. Lines without any text are no lines.
 * @param optional titles the file may have.
 * @throws Failure('bad-input') if it is neither, lacks a title, has it twice or in several sheets, or is too long.
 */
export async function readSheet(bytes: Buffer, titles: readonly string[], optional: readonly string[] = []): Promise<readonly SheetLine[]> {
  const asked = { required: titles, optional };
  const lines = isWorkbook(bytes) ? await linesOfWorkbook(bytes, asked) : linesOfCsv(bytes);
  if (lines.length > MOST_LINES) throw new Failure('bad-input', `文件超过${MOST_LINES}行。`, ['分成几个文件上传']);
  const header = headerOf(lines, asked);
  if (header === undefined) throw new Failure('bad-input', `没有找到表头，须有这些列：${titles.join('、')}。`, ['按这些列名整理后重新上传']);
  return lines.filter(({ line, cells }) => line > header.line && cells.some(({ text }) => text !== '')).map((line) => underHeader(line, header));
}

interface TextLine {
  readonly line: number;
  readonly cells: readonly SheetCell[];
  /** The texts, that of a cell merged across columns over each of them. */
  readonly across: readonly string[];
}

function headerOf(lines: readonly TextLine[], asked: AskedTitles): SheetHeader | undefined {
  return findHeader(
    lines.slice(0, HEADER_WITHIN).map(({ line, cells, across }) => ({ line, texts: cells.map(({ text }) => text), across })),
    asked,
  );
}

/** A column without a title of its own, or with one that stands before it, is not read. */
function underHeader({ line, cells }: TextLine, { titles }: SheetHeader): SheetLine {
  const read = titles.flatMap((title, index) => (titles.indexOf(title) === index ? [[title, cells[index] ?? { text: '', marks: [] }] as const] : []));
  const marked = read.filter(([, { marks }]) => marks.length > 0).map(([title, { marks }]) => [title, marks] as const);
  return { line, cells: Object.fromEntries(read.map(([title, { text }]) => [title, text])), ...(marked.length > 0 && { marks: Object.fromEntries(marked) }) };
}

function isWorkbook(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString('latin1') === 'PK';
}

async function linesOfWorkbook(bytes: Buffer, asked: AskedTitles): Promise<readonly TextLine[]> {
  const book = new ExcelJS.Workbook();
  try {
    // The types want an ArrayBuffer of their own; a Buffer is what the library reads.
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  } catch {
    throw new Failure('bad-input', '这个文件不是可以读取的Excel工作簿。', ['另存为xlsx后重新上传']);
  }
  const sheets = book.worksheets.filter(({ state }) => state === 'visible').map((sheet) => ({ name: sheet.name, lines: linesOfSheet(sheet) }));
  const headed = sheets.filter(({ lines }) => headerOf(lines, asked) !== undefined);
  if (headed.length > 1)
    throw new Failure('bad-input', `工作表${headed.map(({ name }) => `“${name}”`).join('、')}都有这些列，一次只读取一张，不知道用哪一张。`, [
      '每张表另存为一个文件，分别上传',
    ]);
  const sheet = headed[0] ?? sheets[0];
  if (sheet === undefined) throw new Failure('bad-input', '工作簿没有工作表。');
  return sheet.lines;
}

/** Rows that only look like something, down to the last of the sheet, have no values and are passed over. */
function linesOfSheet(sheet: ExcelJS.Worksheet): readonly TextLine[] {
  const lines: TextLine[] = [];
  sheet.eachRow((row, line) => {
    const cells = Array.from({ length: row.cellCount }, (_, index) => row.getCell(index + 1));
    const read = cells.map(sheetCell);
    const across = cells.map((cell, index) => (cell.isMerged && cell.master.row === cell.row ? cell.text.trim() : (read[index]?.text ?? '')));
    lines.push({ line, cells: row.hidden ? read.map(({ text, marks }) => ({ text, marks: [...marks, 'hidden'] })) : read, across });
  });
  return lines;
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
    return found.map(({ record, info }) => ({ line: info.lines, cells: record.map((text) => ({ text, marks: [] })), across: record }));
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
