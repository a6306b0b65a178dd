import type ExcelJS from 'exceljs';

/** What a person sees in a sheet and a program may miss: the cell's row is hidden, it is merged with the one above, it is a formula, its value is broken or lost. */
export type CellMark = 'hidden' | 'merged' | 'formula' | 'no-result' | 'digits-lost';

export interface SheetCell {
  /** As a person would read it; a cell merged into the one above reads like it, one merged into the one beside is empty. */
  readonly text: string;
  readonly marks: readonly CellMark[];
}

/** A spreadsheet keeps fifteen digits of a number. */
const DIGITS_KEPT = 15;

/** A cell of a workbook: days as 2026-03-02, moments as 2026-03-02 07:52:00, a formula by the result that was saved with it. */
export function sheetCell(cell: ExcelJS.Cell): SheetCell {
  if (cell.isMerged && cell.master.col !== cell.col) return { text: '', marks: [] };
  if (cell.isMerged && cell.master.row !== cell.row) return { text: sheetCell(cell.master).text, marks: ['merged'] };
  if (cell.formula) return ofFormula(cell.result);
  return ofValue(cell.value, cell.text);
}

function ofFormula(result: ExcelJS.Cell['result']): SheetCell {
  if (result === undefined || result === null || (typeof result === 'object' && 'error' in result)) return { text: '', marks: ['no-result'] };
  const { text, marks } = ofValue(result, String(result));
  return { text, marks: ['formula', ...marks] };
}

function ofValue(value: ExcelJS.CellValue, text: string): SheetCell {
  if (value instanceof Date) return { text: dayOrMoment(value), marks: [] };
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value === 'object' && value !== null && 'error' in value) return { text: '', marks: ['no-result'] };
  return { text: text.trim(), marks: [] };
}

/** 0.1 + 0.2 is shown as 0.3; an invoice number typed as a number has lost its end. */
function ofNumber(value: number): SheetCell {
  const lost = Number.isInteger(value) && Math.abs(value) >= 10 ** DIGITS_KEPT;
  return { text: lost ? BigInt(value).toString() : String(Number(value.toPrecision(DIGITS_KEPT))), marks: lost ? ['digits-lost'] : [] };
}

/** A day in a sheet has no time zone: the library gives it at midnight UTC, with a time of day beside it up to a fraction of a second off. */
function dayOrMoment(value: Date): string {
  const [day = '', time = ''] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day : `${day} ${time}`;
}
