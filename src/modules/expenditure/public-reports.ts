import type { SheetTable } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { cards } from './card-report.ts';
import { figuresOf, type Figure } from './disclosed-figures.ts';

const COLUMNS: SheetTable['columns'] = [
  { title: '项目', type: 'text' },
  { title: '本年支出（元）', type: 'money' },
  { title: '本年预算（元）', type: 'money' },
  { title: '上年支出（元）', type: 'money' },
];

const published = ({ booked, corrected }: Figure): number => corrected?.amount ?? booked;

/** Sum of some lines, as a line of its own. */
function sumOf(title: string, figures: readonly Figure[]): SheetTable['rows'][number] {
  const sum = (of: (figure: Figure) => number): number => figures.reduce((total, figure) => total + of(figure), 0);
  return [title, sum(published), sum((one) => one.budget ?? 0), sum((one) => one.before)];
}

function lineOf(figure: Figure): SheetTable['rows'][number] {
  return [figure.line, published(figure), figure.budget, figure.before];
}

/** Whoever reads a corrected figure reads what the books have, why, and who corrected it. */
function corrections(figures: readonly Figure[]): readonly string[] {
  return figures.flatMap(({ line, booked, corrected }) =>
    corrected === null
      ? []
      : [`${line}：账上${yuanInWords(fen(booked))}，公开${yuanInWords(fen(corrected.amount))}，理由：${corrected.reason}（${corrected.by}）。`],
  );
}

/** 三公经费公开表 (FIN-01a, ETH-08b): by category beside budget and the year before, with the total; from the books. */
const threePublic: Report = {
  report: 'three-public',
  title: '三公经费公开表',
  period: 'year',
  question: '三公归类',
  readers: [],
  read: async (tx, { period }) => {
    const figures = await figuresOf(tx, { report: '三公经费', year: Number(period) });
    const cars = figures.filter((one) => one.line.startsWith('公务用车'));
    const rows = [...figures.map(lineOf), sumOf('其中：公务用车购置和运行', cars), sumOf('合计', figures)];
    return { tables: [{ title: '财政拨款开支的三公经费', columns: COLUMNS, rows }], notes: corrections(figures) };
  },
};

/** 行政经费公开表 (ETH-08b): appropriated money of the office by category of spending, without earmarked funds, beside budget and the year before; from the books. */
const administrative: Report = {
  report: 'administrative-spending',
  title: '行政经费公开表',
  period: 'year',
  question: '三公归类',
  readers: [],
  read: async (tx, { period }) => {
    const figures = await figuresOf(tx, { report: '行政经费', year: Number(period) });
    const notes = ['三公经费包含在相应的类别中，另见三公经费公开表；专项资金不在其中。', ...corrections(figures)];
    return { tables: [{ title: '财政拨款开支的行政经费', columns: COLUMNS, rows: [...figures.map(lineOf), sumOf('合计', figures)] }], notes };
  },
};

export const publicReports: readonly Report[] = [threePublic, administrative, cards];
