import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { CorrectFigure, Disclosure } from './contract-oversight.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

/** One line as it is published, in fen. */
export interface Figure {
  readonly line: string;
  /** As the books have it. */
  readonly booked: number;
  readonly before: number;
  readonly budget: number | null;
  /** Published instead of what the books have; null where nobody corrected it. */
  readonly corrected: { readonly amount: number; readonly reason: string; readonly by: string } | null;
}

const CORRECTED = (report: string): string => `
  (select jsonb_build_object('amount', f.amount, 'reason', f.reason, 'by', p.name) from disclosed_figure f join person p on p.office_id = f.office_id and p.person_id = f.recorded_by
    where f.office_id = $1 and f.report = '${report}' and f.year = $2::int and f.line = n.line order by f.disclosed_figure_id desc limit 1) as corrected`;
const SPENT = `coalesce((select fen from spent s where s.line = n.line and s.year = $2::int), 0)::bigint as booked, coalesce((select fen from spent s where s.line = n.line and s.year = $2::int - 1), 0)::bigint as before`;

const threePublic = statement<Figure>(
  'three-public-of-year',
  `
  with spent as (select three_public as line, extract(year from paid_on)::int as year, sum(amount)::bigint as fen from voucher
    where office_id = $1 and three_public is not null and funding = '财政拨款' and extract(year from paid_on) in ($2::int, $2::int - 1) group by 1, 2),
    named as (select unnest(array['因公出国(境)', '公务用车购置', '公务用车运行', '公务接待']) as line union select line from spent)
  select n.line, ${SPENT}, (select b.amount from public_budget b where b.office_id = $1 and b.year = $2::int and b.line = n.line) as budget, ${CORRECTED('三公经费')} from named n order by n.line`,
);
// Appropriated money of the office that is no project's.
const administrative = statement<Figure>(
  'administrative-of-year',
  `
  with spent as (select category as line, extract(year from paid_on)::int as year, sum(amount)::bigint as fen from voucher
    where office_id = $1 and book = '机关' and funding = '财政拨款' and project_id is null and extract(year from paid_on) in ($2::int, $2::int - 1) group by 1, 2),
    budget as (select distinct on (item) item as line, amount from budget_line where office_id = $1 and year = $2::int order by item, budget_line_id desc),
    named as (select line from spent union select line from budget)
  select n.line, ${SPENT}, (select b.amount from budget b where b.line = n.line) as budget, ${CORRECTED('行政经费')} from named n order by n.line`,
);
const QUESTIONS = { 三公经费: threePublic, 行政经费: administrative } as const;

/** The lines of a yearly disclosure, from the books, beside budget and the year before. */
export function figuresOf(tx: ReadTx, { report, year }: Disclosure): Promise<readonly Figure[]> {
  return tx.rows(QUESTIONS[report], [tx.officeId, year]);
}

const insert = statement<{ id: number }>(
  'correct-disclosed-figure',
  `
  insert into disclosed_figure (office_id, report, year, line, booked, amount, reason, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning disclosed_figure_id as id`,
);

/** 更正公开数字 (ETH-08b): figures come from the books; another one is published with its reason beside it. */
export const correctFigureVerb: Verb<CorrectFigure, Figure | undefined, CorrectFigure & { readonly booked: number }, { readonly booked: number }> = {
  name: 'correct-disclosed-figure',
  title: '更正公开数字',
  who: '财务人员',
  read: async (tx, input) => (await figuresOf(tx, input)).find((one) => one.line === input.line),
  decide: (figure, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '更正公开数字');
    if (against !== undefined) return { no: against };
    if (figure === undefined) return no('no-such-line', `${input.year}年度${input.report}没有“${input.line}”这一项。`, ['按公开表中的项目填写']);
    if (input.amount === (figure.corrected?.amount ?? figure.booked)) return no('unchanged', '公开的已经是这个数字。');
    return { yes: { ...input, booked: figure.booked } };
  },
  write: async (tx, { report, year, line, amount, reason, booked }, { actor, now }) => {
    const made = await tx.row(insert, [tx.officeId, report, year, line, booked, amount, reason, actor.personId, now]);
    if (made === undefined) throw new Error('the figure was not inserted');
    return { result: { booked }, entry: { subject: { kind: 'disclosed-figure', id: made.id }, detail: { report, year, line, booked, amount, reason } } };
  },
};
