import ExcelJS from 'exceljs';
import { shanghai } from '../print/moment.ts';
import { STATE_TITLES } from '../matters/state.ts';
import type { PackInfo } from './contract.ts';
import type { DutyRow, PopulationRow, ReleaseRow } from './population.ts';

/** Everything that is told of the clauses, as tables. */
export interface Told {
  readonly office: string;
  readonly pack: PackInfo;
  readonly clauses: readonly { readonly id: string; readonly text: string }[];
  readonly population: readonly PopulationRow[];
  readonly sampled: ReadonlySet<number>;
  readonly releases: readonly ReleaseRow[];
  readonly duties: readonly DutyRow[];
  readonly titleOf: (kind: string) => string;
  readonly now: Date;
}

type Line = readonly (string | number | null)[];

const MATTER_HEAD = ['编号', '类别', '事由', '经办人', '部门', '金额（元）', '提交时间', '状态', '条款', '签署情况'];
const STATES: Readonly<Record<string, string>> = { open: '未办结', discharged: '已办结', waived: '已免除', lapsed: '已失效' };

/** 迎检包.xlsx: what was asked, the whole population, the sample, the exceptions, the duties. */
export async function workbookOf(told: Told): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const { population, sampled, releases, duties, titleOf } = told;
  const line = (row: PopulationRow): Line => [
    row.number, titleOf(row.kind), row.title, row.handler, row.department, row.amount === null ? null : row.amount / 100, shanghai(row.submittedAt), STATE_TITLES[row.state], row.clauses.join('、'), row.signed,
  ];
  addSheet(book, '说明', ['项目', '内容'], foreword(told));
  addSheet(book, '总体', MATTER_HEAD, population.map(line));
  addSheet(book, '样本', MATTER_HEAD, population.filter((row) => sampled.has(row.matterId)).map(line));
  addSheet(book, '例外', ['情形', '编号', '事由', '条款', '内容', '理由', '人员', '时间'], exceptions(releases, duties));
  addSheet(book, '义务', ['义务', '条款', '内容', '责任人', '开启', '截止', '状态', '办结时间', '逾期'], duties.map((one) => [
    one.duty, one.clause, one.sentence, one.owner, one.openedOn, one.dueOn, STATES[one.state] ?? one.state, one.endedAt === null ? null : shanghai(one.endedAt), one.late ? '是' : '否',
  ]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

function foreword({ office, pack, clauses, population, sampled, releases, duties, now }: Told): readonly Line[] {
  const late = duties.filter((one) => one.late).length;
  return [
    ['单位', office], ['编号', pack.number], ['期间', `${pack.from}至${pack.until}`], ['准备人', pack.madeBy], ['生成时间', shanghai(now)],
    ['总体', `${population.length}件`], ['样本', `${sampled.size}件，按种子${pack.seed}抽取（种子与事项编号的SHA-256由小到大取前${pack.sample}件），任何人可以重抽核对`],
    ['例外', `放行${releases.length}次，义务逾期${late}项`],
    ...clauses.map(({ id, text }): Line => [`条款 ${id}`, text]),
  ];
}

function exceptions(releases: readonly ReleaseRow[], duties: readonly DutyRow[]): readonly Line[] {
  return [
    ...releases.map((one): Line => ['放行', one.number, one.title, one.clause, one.sentence, one.reason, one.releasedBy, shanghai(one.releasedAt)]),
    ...duties.filter((one) => one.late).map((one): Line => ['义务逾期', null, one.duty, one.clause, one.sentence, null, one.owner, one.dueOn]),
  ];
}

function addSheet(book: ExcelJS.Workbook, title: string, head: readonly string[], lines: readonly Line[]): void {
  const sheet = book.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...head]).font = { bold: true };
  for (const line of lines) sheet.addRow(line.map((cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))); // what begins like a formula stays text
  sheet.columns.forEach((column, index) => Object.assign(column, { width: index === 0 ? 18 : 24, ...(head[index]?.includes('元') === true && { numFmt: '#,##0.00' }) }));
}
