import { statement } from '../../platform/db/statement.ts';
import type { Figure } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { balanceOf, STOPPED, type SeenBook, type Spans } from './receipt-books.ts';

interface Series {
  readonly series: string;
  readonly issued: number;
  readonly used: number;
  readonly void: number;
  readonly missing: readonly number[];
}
const series = statement<Series>(
  'series-balanced',
  `
  select s.series, s.last_number as issued, count(n.number) filter (where n.state = 'used') as used, count(n.number) filter (where n.state = 'void') as void,
    coalesce(jsonb_agg(g.number order by g.number) filter (where n.number is null), '[]') as missing
  from series s cross join lateral generate_series(1, s.last_number) as g (number)
  left join series_number n on n.office_id = s.office_id and n.series = s.series and n.year = s.year and n.number = g.number
  where s.office_id = $1 and s.year = $2 group by s.series, s.last_number order by s.series`,
);

interface Book extends Pick<SeenBook, 'first' | 'last' | 'taken' | 'stopped'> {
  readonly number: string;
  readonly name: string;
  /** As last accounted for; null before. */
  readonly account: Spans | null;
}
// Receipts written since the last account are looked at with the next.
const books = statement<Book>(
  'receipt-books-balanced',
  `
  select b.number, b.name, b.first_number as first, b.last_number as last, ${STOPPED} as stopped, case when a.used is not null then jsonb_build_object('used', a.used, 'void', a.void, 'inStock', a.in_stock) end as account,
    (select coalesce(jsonb_agg(t.receipt_number), '[]') from fee_taken t where t.office_id = b.office_id and t.book_number = b.number and t.recorded_at <= a.recorded_at) as taken
  from receipt_book b left join lateral (select * from receipt_account r where r.office_id = b.office_id and r.book_number = b.number order by r.receipt_account_id desc limit 1) a on true
  where b.office_id = $1 and b.year = $2 order by b.name, b.first_number`,
);

const named = (numbers: readonly number[]): string => numbers.join('、');

function rowOf(book: Book): readonly Figure[] {
  const { number, name, first, last, account, stopped } = book;
  const head = [number, name, `${first}至${last}`, last - first + 1];
  if (account === null) return [...head, null, null, null, '', '', '未结存'];
  const { used, spoilt, inStock, missing, doubled } = balanceOf(book, account);
  return [...head, used.length, spoilt.length, inStock.length, named(missing), named(doubled), stopped ? '停用' : '可用'];
}

/** 编号结存表 (ICF-03.2d): of every series and every book of a year: issued = used + void + in stock, and what is missing. */
export const numberBalance: Report = {
  report: 'number-balance',
  title: '编号结存表',
  period: 'year',
  question: '票据结存',
  readers: ['局长', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'],
  read: async (tx, { period }) => {
    const [ours, handed] = await Promise.all([tx.rows(series, [tx.officeId, Number(period)]), tx.rows(books, [tx.officeId, Number(period)])]);
    const text = (title: string) => ({ title, type: 'text' as const });
    const number = (title: string) => ({ title, type: 'number' as const });
    const seriesRows = ours.map((one): readonly Figure[] => [one.series, one.issued, one.used, one.void, named(one.missing)]);
    return {
      tables: [
        { title: '系统编号', columns: [text('系列'), number('已发'), number('已用'), number('作废'), text('缺号')], rows: seriesRows },
        {
          title: '领用票据',
          columns: [
            text('编号'),
            text('票据名称'),
            text('号段'),
            number('领出'),
            number('已用'),
            number('作废'),
            number('库存'),
            text('缺号'),
            text('重号'),
            text('状态'),
          ],
          rows: handed.map(rowOf),
        },
      ],
      notes: ['领出等于已用、作废、库存与缺号之和，重号只计一处；作废的号码保留编号和原因，不再使用。'],
    };
  },
};
