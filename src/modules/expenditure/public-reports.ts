import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import { cards } from './card-report.ts';
import { month } from './month-report.ts';
import { amounts } from './reports.ts';
import { mainPurposeNotices, unionStatementsOf } from './union-statement.ts';

interface Line {
  readonly line: string;
  readonly spent: number;
  readonly before: number;
  readonly budget: number | null;
  /** Spent of the same sort from other money. */
  readonly elsewhere: number;
}
/** What the clause names, whether anything was spent on it or not, and the hire of cars, which stands by itself beneath them. */
const NAMED = `('因公出国(境)'), ('公务用车购置'), ('公务用车运行'), ('公务接待')`;
const lines = statement<Line>(
  'three-public-of-year',
  `
  with spent as (select three_public as line, funding = '财政拨款' as appropriated, extract(year from paid_on)::int as year, sum(amount)::bigint as fen from voucher
    where office_id = $1 and three_public is not null and extract(year from paid_on) in ($2::int, $2::int - 1) group by 1, 2, 3),
    named as (select line from (values ${NAMED}) x (line) union select line from spent union select line from public_budget where office_id = $1 and year = $2::int)
  select n.line, coalesce((select sum(fen) from spent s where s.line = n.line and s.year = $2::int and s.appropriated), 0)::bigint as spent, coalesce((select sum(fen) from spent s where s.line = n.line and s.year = $2::int - 1 and s.appropriated), 0)::bigint as before,
    coalesce((select sum(fen) from spent s where s.line = n.line and s.year = $2::int and not s.appropriated), 0)::bigint as elsewhere,
    (select b.amount from public_budget b where b.office_id = $1 and b.year = $2::int and b.line = n.line) as budget
  from named n order by array_position(array['因公出国(境)', '公务用车购置', '公务用车运行', '租车', '公务接待'], n.line)`,
);

/** 三公经费公开表 (FIN-01a, ETH-08b): by category beside budget and the year before, with the total; from the books alone. What other money paid is listed apart and not counted. */
const threePublic: Report = {
  report: 'three-public',
  title: '三公经费公开表',
  period: 'year',
  question: '三公归类',
  readers: [],
  read: async (tx, { period }) => {
    const found = await tx.rows(lines, [tx.officeId, Number(period)]);
    const sum = (of: (line: Line) => number): number => found.reduce((total, line) => total + of(line), 0);
    const rows = found.map((one) => [one.line, one.spent, one.budget, one.before]);
    const elsewhere = found.filter((one) => one.elsewhere !== 0);
    return {
      tables: [
        {
          title: '财政拨款开支的三公经费',
          columns: [
            { title: '项目', type: 'text' },
            { title: '本年支出（元）', type: 'money' },
            { title: '本年预算（元）', type: 'money' },
            { title: '上年支出（元）', type: 'money' },
          ],
          rows: [...rows, ['合计', sum((one) => one.spent), sum((one) => one.budget ?? 0), sum((one) => one.before)]],
        },
        ...(elsewhere.length === 0
          ? []
          : [
              amounts(
                '其他资金开支的同类支出（不计入合计）',
                elsewhere.map((one) => [one.line, one.elsewhere]),
              ),
            ]),
      ],
      notes: found.some((one) => one.line === '租车') ? ['租车费单列，计入合计。'] : [],
    };
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

export const publicReports: readonly Report[] = [threePublic, cards, unionStatements, unitChecks, month];
