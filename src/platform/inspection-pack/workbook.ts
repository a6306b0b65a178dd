import ExcelJS from 'exceljs';
import { shanghai } from '../print/moment.ts';
import { STATE_TITLES } from '../matters/state.ts';
import type { PackInfo } from './contract.ts';
import type { ExceptionRow } from './exceptions.ts';
import { drawnBy, type DutyRow, type PopulationRow } from './population.ts';

/** Everything that is told of the clauses, as tables. */
export interface Told {
  readonly office: string;
  readonly pack: PackInfo;
  readonly clauses: readonly { readonly id: string; readonly text: string }[];
  readonly matters: readonly PopulationRow[];
  readonly duties: readonly DutyRow[];
  readonly exceptions: readonly ExceptionRow[];
  readonly isDrawn: (row: PopulationRow | DutyRow) => boolean;
  readonly titleOf: (kind: string) => string;
  readonly now: Date;
}

type Line = readonly (string | number | null)[];

const ITEM_HEAD = ['抽样号', '编号', '类别', '事由', '经办人', '部门', '金额（元）', '提交时间', '状态', '条款', '签署情况'];
const STATES: Readonly<Record<string, string>> = { open: '未办结', discharged: '已办结', waived: '已免除', lapsed: '已失效' };

/** 迎检包.xlsx: what was asked, the whole population of matters and duties, the sample, the exceptions, the duties day by day. */
export async function workbookOf(told: Told): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const { matters, duties, exceptions, isDrawn, titleOf } = told;
  const items = [...matters.map((row) => ({ row, line: matterLine(row, titleOf) })), ...duties.map((row) => ({ row, line: dutyLine(row) }))];
  addSheet(book, '说明', ['项目', '内容'], foreword(told));
  addSheet(
    book,
    '总体',
    ITEM_HEAD,
    items.map((one) => one.line),
  );
  addSheet(
    book,
    '样本',
    ITEM_HEAD,
    items.filter(({ row }) => isDrawn(row)).map((one) => one.line),
  );
  addSheet(
    book,
    '例外',
    ['情形', '编号', '事由', '条款', '内容', '理由', '人员', '时间'],
    exceptions.map((one) => [
      one.what,
      one.number,
      one.title,
      one.clause,
      one.sentence,
      one.reason,
      one.person,
      one.at instanceof Date ? shanghai(one.at) : one.at,
    ]),
  );
  addSheet(
    book,
    '义务',
    ['义务', '条款', '内容', '责任人', '开启', '截止', '状态', '办结时间', '办结人', '办结说明', '依据', '逾期'],
    duties.map((one) => [
      one.duty,
      one.clause,
      one.sentence,
      one.owner,
      one.openedOn,
      one.dueOn,
      STATES[one.state] ?? one.state,
      one.endedAt === null ? null : shanghai(one.endedAt),
      one.endedBy,
      one.remark,
      one.files.map((file) => file.name).join('、'),
      one.late ? '是' : '否',
    ]),
  );
  return Buffer.from(await book.xlsx.writeBuffer());
}

function matterLine(row: PopulationRow, titleOf: Told['titleOf']): Line {
  const amount = row.amount === null ? null : row.amount / 100;
  return [
    drawnBy(row),
    row.number,
    titleOf(row.kind),
    row.title,
    row.handler,
    row.department,
    amount,
    shanghai(row.submittedAt),
    STATE_TITLES[row.state],
    row.clauses.join('、'),
    row.signed,
  ];
}

function dutyLine(row: DutyRow): Line {
  const ended = row.endedAt === null ? '' : `，${row.endedBy ?? ''} ${shanghai(row.endedAt)}`;
  return [
    drawnBy(row),
    null,
    '义务',
    row.sentence,
    row.owner,
    null,
    null,
    row.openedOn,
    STATES[row.state] ?? row.state,
    row.clause,
    `${row.dueOn}截止${ended}`,
  ];
}

function foreword({ office, pack, clauses, matters, duties, exceptions, isDrawn, now }: Told): readonly Line[] {
  const size = [...matters, ...duties].filter(isDrawn).length;
  const counts = Map.groupBy(exceptions, (one) => one.what);
  return [
    ['单位', office],
    ['编号', pack.number],
    ['期间', `${pack.from}至${pack.until}`],
    ['准备人', pack.madeBy],
    ['生成时间', shanghai(now)],
    ['总体', `${matters.length + duties.length}件（事项${matters.length}件，义务${duties.length}项）`],
    ['样本', `${size}件，按种子${pack.seed}抽取（“种子/抽样号”的SHA-256由小到大取前${pack.sample}件），任何人可以重抽核对`],
    ['例外', [...counts].map(([what, list]) => `${what}${list.length}次`).join('，') || '无'],
    ...clauses.map(({ id, text }): Line => [`条款 ${id}`, text]),
  ];
}

function addSheet(book: ExcelJS.Workbook, title: string, head: readonly string[], lines: readonly Line[]): void {
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...head]).font = { bold: true };
  for (const line of lines) sheet.addRow(line.map((cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))); // what begins like a formula stays text
  sheet.columns.forEach((column, index) =>
    Object.assign(column, { width: index === 0 ? 18 : 24, ...(head[index]?.includes('元') === true && { numFmt: '#,##0.00' }) }),
  );
}
