import { z } from 'zod';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import type { SpendingOverview } from './contract-overview.ts';

const overview = statement<Omit<SpendingOverview, 'year'>>(
  'spending-overview',
  `
  with paid as (select * from spending_sum where office_id = $1 and book = '机关' and month >= make_date($2::int, 1, 1) and month < make_date($2::int + 1, 1, 1))
  select
    (select coalesce(jsonb_agg(x order by x.fen desc), '[]') from (select category, sum(fen)::bigint as fen from paid group by category) x) as spending,
    (select coalesce(jsonb_agg(x order by x.month), '[]') from (select extract(month from month)::int as month, sum(fen)::bigint as fen from paid group by 1) x) as "byMonth",
    (select coalesce(jsonb_agg(x order by x.line), '[]') from (select three_public as line, sum(fen)::bigint as fen,
        sum(fen) filter (where funding <> '财政拨款')::bigint as "otherFunds" from paid where three_public <> '' group by 1) x) as "threePublic",
    (select coalesce(jsonb_agg(jsonb_build_object('line', b.line, 'fen', b.amount)), '[]') from public_budget b where b.office_id = $1 and b.year = $2) as budget,
    (select jsonb_build_object('red', count(*) filter (where due_on < $3::date), 'amber', count(*) filter (where due_on >= $3::date and coalesce(remind_on, due_on - 3) <= $3::date),
        'green', count(*) filter (where due_on >= $3::date and coalesce(remind_on, due_on - 3) > $3::date)) from obligation where office_id = $1 and state = 'open' and not confidential) as obligations`,
);

/** What was spent in a year by category, month and line of the three public funds, from the sums kept with each payment; and the duties as they stand. */
export async function spendingOverview(tx: ReadTx, { year, today }: { readonly year: number; readonly today: CivilDate }): Promise<SpendingOverview> {
  const found = await tx.row(overview, [tx.officeId, year, today]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return { year, ...found };
}

/** GET /api/dashboard: the year's spending, the three public funds against their budget, and the duties. */
export function dashboard(app: App, world: World): void {
  app.get('/api/dashboard', { schema: { querystring: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }) } }, (request) =>
    readAs(world, credentialOf(request), (tx, { today }) => spendingOverview(tx, { year: request.query.year ?? Number(today.slice(0, 4)), today })),
  );
}
