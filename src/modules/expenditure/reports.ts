import { z } from 'zod';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { month } from './contract-parts.ts';

const CASH_READERS = ['财务股', '财务人员', '纪检领导', '分管财务领导'] as const;

interface CashMonth {
  readonly paymentCount: number;
  readonly cashCount: number;
  readonly totalPaid: number;
  readonly cashPaid: number;
  readonly byHandler: readonly { readonly handler: string; readonly department: string | null; readonly count: number; readonly fen: number }[];
  readonly exceptions: readonly string[];
}

const cashMonth = statement<CashMonth>('cash-of-month', `
  with paid as (select v.*, p.name as handler, d.name as department from voucher v join person p on p.office_id = v.office_id and p.person_id = v.handler_id
    left join department d on d.office_id = v.office_id and d.department_id = v.department_id
    where v.office_id = $1 and v.paid_on >= $2::date and v.paid_on < $2::date + interval '1 month' and v.reverses is null)
  select (select count(*) from paid) as "paymentCount", (select count(*) from paid where payment_method = '现金') as "cashCount",
    (select coalesce(sum(amount), 0)::bigint from paid) as "totalPaid", (select coalesce(sum(amount), 0)::bigint from paid where payment_method = '现金') as "cashPaid",
    (select coalesce(jsonb_agg(x order by x.fen desc), '[]') from (select handler, department, count(*) as count, sum(amount)::bigint as fen from paid where payment_method = '现金' group by 1, 2) x) as "byHandler",
    (select coalesce(jsonb_agg(number), '[]') from paid where exceptions @> '["FIN-01c"]') as exceptions`);

interface UnionYear {
  readonly accrued: number;
  readonly otherIncome: number;
  readonly byPurpose: readonly { readonly purpose: string; readonly fen: number }[];
  readonly opening: number;
}

const unionYear = statement<UnionYear>('union-of-year', `
  with spent as (select union_purpose as purpose, sum(amount)::bigint as fen from voucher where office_id = $1 and book = '工会' and extract(year from paid_on) = $2 group by 1)
  select (select coalesce(sum(amount), 0)::bigint from union_accrual where office_id = $1 and month like $2 || '-%') as accrued,
    (select coalesce(sum(i.amount), 0)::bigint from income i where i.office_id = $1 and i.book = '工会' and extract(year from i.received_on) = $2
      and not exists (select from union_accrual a where a.office_id = i.office_id and a.income_id = i.income_id)) as "otherIncome",
    (select coalesce(jsonb_agg(spent), '[]') from spent) as "byPurpose",
    (select coalesce((select sum(amount) from income where office_id = $1 and book = '工会' and extract(year from received_on) < $2), 0)
      - coalesce((select sum(amount) from voucher where office_id = $1 and book = '工会' and extract(year from paid_on) < $2), 0))::bigint as opening`);

/** GET /api/reports/cash (FIN-01d) and /api/reports/union (FIN-06b, FIN-06e): figures from the books, sentences from the pack. */
export function reports(app: App, world: World): void {
  app.get('/api/reports/cash', { schema: { querystring: z.object({ month }) } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { actor }) => {
      if (!CASH_READERS.some((post) => holds(actor, post))) throw new Failure('not-found', '现金月报由财务人员、纪检领导和分管财务领导查看。');
      const first = civilDate(`${request.query.month}-01`);
      const found = await tx.row(cashMonth, [tx.officeId, first]);
      const ask = { officeId: tx.officeId, question: '现金月报', on: first };
      if (found === undefined || !world.rules.knows(ask)) throw new Failure('not-found', '本单位现行制度没有现金月报。');
      const { paymentCount, cashCount, totalPaid, cashPaid } = found;
      return { month: request.query.month, ...found, shares: world.rules.decide({ ...ask, facts: { paymentCount, cashCount, totalPaid, cashPaid } }).values };
    }));
  app.get('/api/reports/union', { schema: { querystring: z.object({ year: z.coerce.number().int().min(2000).max(2100) }) } }, (request) =>
    readAs(world, credentialOf(request), async (tx, { today }) => {
      const { year } = request.query;
      const found = await tx.row(unionYear, [tx.officeId, year]);
      const ask = { officeId: tx.officeId, question: '工会用途占比', on: today };
      if (found === undefined || !world.rules.knows(ask)) throw new Failure('not-found', '本单位现行制度没有工会经费的规定。');
      const unionSpent = found.byPurpose.reduce((sum, one) => sum + one.fen, 0);
      const mainPurposeSum = found.byPurpose.filter((one) => one.purpose !== '其他').reduce((sum, one) => sum + one.fen, 0);
      const { values, notices } = world.rules.decide({ ...ask, facts: { mainPurposeSum, unionSpent } });
      return { year, ...found, spent: unionSpent, closing: found.opening + found.accrued + found.otherIncome - unionSpent, values, notices: unionSpent === 0 ? [] : notices };
    }));
}
