import { statement } from '../../platform/db/statement.ts';
import type { SheetTable } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { cards } from './card-report.ts';
import { figuresOf, type Figure } from './disclosed-figures.ts';
import { month } from './month-report.ts';
import { amounts } from './reports.ts';
import { mainPurposeNotices, unionStatementsOf } from './union-statement.ts';

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
/** What other money paid of the same sorts. */
const elsewhere = statement<{ readonly line: string; readonly fen: number }>(
  'three-public-elsewhere',
  `
  select three_public as line, sum(amount)::bigint as fen from voucher
  where office_id = $1 and three_public is not null and funding <> '财政拨款' and extract(year from paid_on) = $2::int group by 1 order by 1`,
);

/** Whoever reads a corrected figure reads what the books have, why, and who corrected it. */
function corrections(figures: readonly Figure[]): readonly string[] {
  return figures.flatMap(({ line, booked, corrected }) =>
    corrected === null
      ? []
      : [`${line}：账上${yuanInWords(fen(booked))}，公开${yuanInWords(fen(corrected.amount))}，理由：${corrected.reason}（${corrected.by}）。`],
  );
}

/** 三公经费公开表 (FIN-01a, ETH-08b): by category beside budget and the year before, with the total; from the books. What other money paid is listed apart and not counted. */
const threePublic: Report = {
  report: 'three-public',
  title: '三公经费公开表',
  period: 'year',
  question: '三公归类',
  readers: [],
  read: async (tx, { period }) => {
    const [figures, others] = await Promise.all([
      figuresOf(tx, { report: '三公经费', year: Number(period) }),
      tx.rows(elsewhere, [tx.officeId, Number(period)]),
    ]);
    const cars = figures.filter((one) => one.line.startsWith('公务用车'));
    const rows = [...figures.map(lineOf), sumOf('其中：公务用车购置和运行', cars), sumOf('合计', figures)];
    const apart = amounts(
      '其他资金开支的同类支出（不计入合计）',
      others.map((one) => [one.line, one.fen]),
    );
    const notes = [...(figures.some((one) => one.line === '租车') ? ['租车费单列，计入合计。'] : []), ...corrections(figures)];
    return { tables: [{ title: '财政拨款开支的三公经费', columns: COLUMNS, rows }, ...(others.length === 0 ? [] : [apart])], notes };
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

/** 工会经费通报 (FIN-06e): as published, for everybody. */
const unionStatements: Report = {
  report: 'union-statement',
  title: '工会经费通报',
  period: 'year',
  question: '工会用途占比',
  readers: [],
  read: async (tx, { period, moment: { today }, rules }) => {
    const found = await unionStatementsOf(tx, Number(period));
    const tables = found.flatMap(({ from, until, opening, accrued, otherIncome, byPurpose, spent, closing }) => [
      amounts(`${from}至${until}收支结余`, [
        ['上期结余', opening],
        ['计提', accrued],
        ['其他收入', otherIncome],
        ['支出', spent],
        ['期末结余', closing],
      ]),
      amounts(
        `${from}至${until}按用途支出`,
        byPurpose.map((one) => [one.purpose, one.fen]),
      ),
    ]);
    if (tables.length === 0) return { tables, notes: [`${period}年度的工会经费收支还没有通报。`] };
    return { tables, notes: mainPurposeNotices(rules, { spent: found.flatMap((one) => one.byPurpose), officeId: tx.officeId, on: today }) };
  },
};

interface UnitChecked {
  readonly unit: string;
  readonly checkedOn: string | null;
  readonly leader: string | null;
  readonly left: number;
}
const checked = statement<UnitChecked>(
  'units-checked-in-year',
  `
  select d.name as unit, i.inspected_on::text as "checkedOn", p.name as leader,
    (select count(*)::int from rectification r join inspection x on x.office_id = r.office_id and x.inspection_id = r.inspection_id
      join obligation o on o.office_id = r.office_id and o.duty = '财务检查整改' and o.occasion = 'rectification/' || r.rectification_id
      where r.office_id = d.office_id and x.unit_id = d.department_id and extract(year from x.inspected_on) = $2 and o.state = 'open') as left
  from department d
  left join lateral (select * from inspection i where i.office_id = d.office_id and i.unit_id = d.department_id and i.counts and extract(year from i.inspected_on) = $2 order by i.inspection_id limit 1) i on true
  left join person p on p.office_id = i.office_id and p.person_id = i.leader_id
  where d.office_id = $1 and d.kind = '局属单位' and (d.from_day is null or d.from_day <= make_date($2::int, 12, 31)) and (d.until_day is null or d.until_day > make_date($2::int, 1, 1)) order by d.department_id`,
);

/** 局属单位财务检查情况 (FIN-07a): every unit of the year, checked or not, with what is still to be put right. */
const unitChecks: Report = {
  report: 'unit-checks',
  title: '局属单位财务检查情况',
  period: 'year',
  question: '三公归类',
  readers: ['纪检领导', '财务股', '局长', '审计员'],
  read: async (tx, { period }) => {
    const found = await tx.rows(checked, [tx.officeId, Number(period)]);
    const missing = found.filter((one) => one.checkedOn === null).map((one) => one.unit);
    return {
      tables: [
        {
          title: '每个局属单位每年检查一次',
          columns: [
            { title: '单位', type: 'text' },
            { title: '检查日期', type: 'text' },
            { title: '带队人', type: 'text' },
            { title: '未完成的整改事项', type: 'number' },
          ],
          rows: found.map(({ unit, checkedOn, leader, left }) => [unit, checkedOn ?? '未检查', leader, left]),
        },
      ],
      notes: missing.length === 0 ? [] : [`还没有检查的单位：${missing.join('、')}。`],
    };
  },
};

export const publicReports: readonly Report[] = [threePublic, administrative, cards, unionStatements, unitChecks, month];
