import ExcelJS from 'exceljs';
import { Failure } from '../act/failure.ts';

/** Reads the bytes of a file kept by an office. @throws Failure('not-found') */
export type ReadKept = (officeId: number, digest: string) => Promise<Buffer>;

/** One line below the header: text by column title, as a person would read it; days as 2026-03-02. */
export interface SheetLine {
  /** Line of the sheet, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const HEADER_WITHIN = 20;
const MOST_LINES = 50_000;

/**
 * The lines of the first sheet of a workbook. The header is the first line that has all the titles asked for, so that a bank's own heading above it does no harm.
 * @throws Failure('bad-input') if it is no workbook, lacks a title, or is too long.
 */
export async function readSheet(bytes: Buffer, titles: readonly string[]): Promise<readonly SheetLine[]> {
  const book = new ExcelJS.Workbook();
  try {
    // The types want an ArrayBuffer of their own; a Buffer is what the library reads.
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  } catch {
    throw new Failure('bad-input', '这个文件不是可以读取的Excel工作簿。', ['另存为xlsx后重新上传']);
  }
  const [sheet] = book.worksheets;
  if (sheet === undefined || sheet.rowCount > MOST_LINES) throw new Failure('bad-input', `工作簿没有工作表，或者超过${MOST_LINES}行。`, ['分成几个文件上传']);
  for (let line = 1; line <= Math.min(HEADER_WITHIN, sheet.rowCount); line += 1) {
    const header = textsOf(sheet.getRow(line));
    if (titles.every((title) => header.includes(title))) return linesBelow(sheet, line, header);
  }
  throw new Failure('bad-input', `没有找到表头，须有这些列：${titles.join('、')}。`, ['按这些列名整理后重新上传']);
}

function linesBelow(sheet: ExcelJS.Worksheet, header: number, titles: readonly string[]): readonly SheetLine[] {
  const lines: SheetLine[] = [];
  for (let line = header + 1; line <= sheet.rowCount; line += 1) {
    const texts = textsOf(sheet.getRow(line));
    if (texts.every((text) => text === '')) continue;
    lines.push({ line, cells: Object.fromEntries(titles.map((title, index) => [title, texts[index] ?? ''])) });
  }
  return lines;
}

function textsOf(row: ExcelJS.Row): readonly string[] {
  return Array.from({ length: row.cellCount }, (_, index) => textOf(row.getCell(index + 1)));
}

function textOf(cell: ExcelJS.Cell): string {
  // A day in a sheet has no time zone: the library gives it at midnight UTC.
  if (cell.value instanceof Date) return cell.value.toISOString().slice(0, 10);
  return cell.text.trim();
}
