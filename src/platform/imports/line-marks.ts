import type { CellMark } from '../files/sheet-cell.ts';
import type { SheetLine } from '../files/read-sheet.ts';
import type { LineFinding } from './contract.ts';
import { daySerial } from './register-import.ts';

const TOTALS = ['合计', '小计', '总计', '累计', '本页合计', '本月合计', '本年合计'];

/** What a mark says of a cell that cannot be taken as it stands. */
const UNREADABLE: Partial<Readonly<Record<CellMark, string>>> = {
  merged: '与上一行合并为一个单元格，须取消合并、逐行填写。',
  'no-result': '的公式没有结果或者出错，须填写数值。',
  'digits-lost': '是超过15位的数字，表格只保留前15位，须以文本格式重新填写。',
};

/** Why a line cannot be read whatever its texts are: it sums up others, or a cell of it is merged, broken or has lost its end. */
export function unreadable({ cells, marks = {} }: SheetLine, titles: readonly string[]): readonly LineFinding[] {
  if (Object.values(cells).some((text) => TOTALS.includes(text.replace(/[\s:：]/g, '')))) return [say('合计行不作为明细导入。')];
  return titles.flatMap((title) => (marks[title] ?? []).flatMap((mark) => (UNREADABLE[mark] === undefined ? [] : [say(`“${title}”${UNREADABLE[mark]}`)])));
}

/** Is the line hidden in its file? Somebody has put it out of sight; whether it belongs into the register is for a person to say. */
export function hiddenIn({ marks = {} }: SheetLine): readonly LineFinding[] {
  return Object.values(marks).some((one) => one.includes('hidden')) ? [say('本行在原文件中是隐藏的，请核对是否应当导入。')] : [];
}

/** How cells were read that do not say it themselves: the result of a formula, a day kept as a number. */
export function readAs(
  { cells, marks = {} }: SheetLine,
  { titles, row }: { readonly titles: readonly string[]; readonly row: unknown },
): readonly LineFinding[] {
  // Whatever a kind reads, it reads by column title.
  const values = row as Readonly<Record<string, unknown>>;
  return titles.flatMap((title) => {
    const text = cells[title] ?? '';
    if (marks[title]?.includes('formula') === true) return [say(`“${title}”由公式得出，取文件中保存的结果${text}。`)];
    const day = daySerial(text);
    return day !== undefined && values[title] === day ? [say(`“${title}”写的${text}是日期序号，读作${day}。`)] : [];
  });
}

function say(sentence: string): LineFinding {
  return { sentence, clause: null };
}
