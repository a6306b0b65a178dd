import { addDays, civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';

interface Purpose {
  readonly purpose: string;
  readonly fen: number;
}

/** What the union's books add up to, from their first day. */
export interface UnionBooks {
  readonly accrued: number;
  readonly otherIncome: number;
  readonly byPurpose: readonly Purpose[];
}

/** 工会经费收支情况, as published. */
export interface UnionStatement extends UnionBooks {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly opening: number;
  readonly spent: number;
  readonly closing: number;
}

const sum = (of: readonly Purpose[]): number => of.reduce((total, one) => total + one.fen, 0);

/**
 * FIN-06e: what the books hold up to a day beyond what earlier statements said of them. What was entered late for a period already published stands in the next
 * statement, so that every opening is the closing before it.
 */
export function unionStatement(
  books: UnionBooks,
  { before, firstDay, until }: { readonly before: readonly UnionStatement[]; readonly firstDay: CivilDate; readonly until: CivilDate },
): UnionStatement {
  const said = (of: (one: UnionStatement) => number): number => before.reduce((total, one) => total + of(one), 0);
  const last = before.at(-1);
  const accrued = books.accrued - said((one) => one.accrued);
  const otherIncome = books.otherIncome - said((one) => one.otherIncome);
  const byPurpose = books.byPurpose
    .map(({ purpose, fen }) => ({ purpose, fen: fen - said((one) => sum(one.byPurpose.filter((spent) => spent.purpose === purpose))) }))
    .filter(({ fen }) => fen !== 0);
  const [opening, spent] = [last?.closing ?? 0, sum(byPurpose)];
  return {
    from: last === undefined ? firstDay : addDays(last.until, 1),
    until,
    opening,
    accrued,
    otherIncome,
    byPurpose,
    spent,
    closing: opening + accrued + otherIncome - spent,
  };
}

/** FIN-06b: what the rules say where too little of the spending served its main purposes; nothing where nothing was spent. */
export function mainPurposeNotices(
  rules: RulesInForce,
  { spent, officeId, on }: { readonly spent: readonly Purpose[]; readonly officeId: number; readonly on: CivilDate },
): readonly string[] {
  const ask = { officeId, question: '工会用途占比', on };
  if (sum(spent) === 0 || !rules.knows(ask)) return [];
  return rules
    .decide({ ...ask, facts: { mainPurposeSum: sum(spent.filter((one) => one.purpose !== '其他')), unionSpent: sum(spent) } })
    .notices.map((one) => one.sentence);
}

interface Found extends UnionBooks {
  readonly firstDay: CivilDate | null;
  readonly before: readonly UnionStatement[];
}

const books = statement<Found>(
  'union-books-until',
  `
  with came as (select i.amount, i.received_on as day, exists (select from union_accrual a where a.office_id = i.office_id and a.income_id = i.income_id) as accrual from income i where i.office_id = $1 and i.book = '工会' and i.received_on <= $2::date),
    went as (select union_purpose as purpose, amount, paid_on as day from voucher where office_id = $1 and book = '工会' and paid_on <= $2::date)
  select (select coalesce(sum(amount) filter (where accrual), 0)::bigint from came) as accrued, (select coalesce(sum(amount) filter (where not accrual), 0)::bigint from came) as "otherIncome",
    (select coalesce(jsonb_agg(x order by x.purpose), '[]') from (select purpose, sum(amount)::bigint as fen from went group by 1) x) as "byPurpose",
    (select min(day)::text from (select day from came union all select day from went) d) as "firstDay",
    (select coalesce(jsonb_agg(d.statement order by d.disclosure_id), '[]') from disclosure d where d.office_id = $1 and d.statement is not null) as before`,
);
// One statement after the other: each begins where the one before it ends.
const lock = statement<never>('lock-union-statements', `select pg_advisory_xact_lock(hashtext('union-statement'), $1)`);

/** The statement of the year as the books stand, up to today or to the year's end; undefined if there is nothing to state any more. */
export async function readUnionStatement(
  tx: ReadTx,
  { year, today }: { readonly year: number; readonly today: CivilDate },
): Promise<UnionStatement | undefined> {
  const end = civilDate(`${year}-12-31`);
  const until = today < end ? today : end;
  const [, found] = await Promise.all([tx.rows(lock, [tx.officeId]), tx.row(books, [tx.officeId, until])]);
  if (found === undefined) throw new Error('a select without from gave no row');
  const { firstDay, before, ...held } = found;
  const made = unionStatement(held, { before, firstDay: firstDay ?? until, until });
  return made.from > until ? undefined : made;
}

const published = statement<{ statement: UnionStatement }>(
  'union-statements-of-year',
  `
  select statement from disclosure where office_id = $1 and year = $2 and statement is not null order by disclosure_id`,
);

/** The statements published for the year, first to last. */
export async function unionStatementsOf(tx: ReadTx, year: number): Promise<readonly UnionStatement[]> {
  return (await tx.rows(published, [tx.officeId, year])).map((one) => one.statement);
}
