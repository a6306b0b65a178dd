import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import { cards } from './card-report.ts';

interface Line {
  readonly line: string;
  readonly spent: number;
  readonly before: number;
  readonly budget: number | null;
}
const lines = statement<Line>(
  'three-public-of-year',
  `
  with spent as (select three_public as line, extract(year from paid_on)::int as year, sum(amount)::bigint as fen from voucher
    where office_id = $1 and three_public is not null and funding = '财政拨款' and extract(year from paid_on) in ($2::int, $2::int - 1) group by 1, 2),
    named as (select line from spent union select line from public_budget where office_id = $1 and year = $2::int)
  select n.line, coalesce((select fen from spent s where s.line = n.line and s.year = $2::int), 0)::bigint as spent, coalesce((select fen from spent s where s.line = n.line and s.year = $2::int - 1), 0)::bigint as before,
    (select b.amount from public_budget b where b.office_id = $1 and b.year = $2::int and b.line = n.line) as budget from named n order by n.line`,
);

/** 三公经费公开表 (FIN-01a, ETH-08b): by category beside budget and the year before, with the total; from the books alone. */
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
      ],
      notes: [],
    };
  },
};

export const publicReports: readonly Report[] = [threePublic, cards];
