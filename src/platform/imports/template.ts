import ExcelJS from 'exceljs';
import type { AnyRegisterImport } from './register-import.ts';

/** An empty file with the headings, one made-up line to show what is meant, and which columns must be filled. */
export async function templateOf({ title, columns }: AnyRegisterImport): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map((column) => ({ header: column.title, key: column.title, width: Math.max(14, column.title.length * 3) }));
  sheet.getRow(1).font = { bold: true };
  sheet.addRow(columns.map((column) => column.example));
  book
    .addWorksheet('填写说明')
    .addRows([
      ['栏目', '是否必填', '示例'],
      ...columns.map((column) => [column.title, column.required ? '必填' : '可空', column.example]),
      ['第一行是示例，填写前删去。'],
    ]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
