import type { Pool, PoolClient } from 'pg';
import { spendingOverview } from '../src/modules/expenditure/dashboard.ts';
import { registers } from '../src/modules/expenditure/registers.ts';
import type { Actor } from '../src/platform/act/actor.ts';
import { statement } from '../src/platform/db/statement.ts';
import { begin, transactionOf, type ReadTx } from '../src/platform/db/transaction.ts';
import { listMatters } from '../src/platform/matters/list.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { readRegister } from '../src/platform/registers/read-register.ts';
import type { World } from '../src/platform/world.ts';
import { openWorld } from '../src/world.ts';
import { rates } from './measure.ts';

const FEW = 100_000;
const PAGE = 20;
const OPEN_STEPS = 50_000;
const LEADERS = 5;
/** Of so many handlers one is the staff member who asks. */
const HANDLERS = 500;

/** Payments of an office spread over its handlers, the asking one among them. */
const VOUCHERS = `
  insert into voucher (office_id, number, book, purpose, payee, category, funding, amount, payment_method, reference, spent_on, paid_on, paid_by, handler_id, made_at)
  select $1, '凭〔2020〕' || n || '号', '机关', '展板' || n, '收款单位' || n % 1000, '印刷费', '财政拨款', 100 + n % 100000, '公务卡', 'POS' || n,
    date '2020-01-01' + n % 2000, date '2020-01-01' + n % 2000, $2, ($3::int[])[1 + n % $4::int], now()
  from generate_series(1, $5::int) n`;
/** Matters in review, each with the step that waits for one of the leaders and the decision it was judged by. */
const MATTERS = `
  with made as (
    insert into matter (office_id, kind, number, title, state, handler_id, facts, amount, fact_day, round, made_at, submitted_at)
    select $1, 'spending-request', '请〔2020〕' || n || '号', '展板' || n, 'in_review', $2, '{}', 600000, '2020-01-02', 1, now(), now() from generate_series(1, $3::int) n
    returning matter_id
  ), judged as (
    insert into matter_decision (office_id, matter_id, round, decision, at) select $1, matter_id, 1, $4, now() from made
  ), laid as (
    insert into matter_step (office_id, matter_id, round, step, place, act, asked_post, post, state, reasons, clause, opened_at)
    select $1, matter_id, 1, 1, 1, '同意', '分管财务领导', '分管财务领导', 'open', '[]', '{"id":"FIN-02f"}', now() from made
  )
  insert into todo (office_id, person_id, matter_id, round, step, opened_at) select $1, ($5::int[])[1 + matter_id % $6], matter_id, 1, 1, now() from made`;

const newestVoucher = statement<{ id: number }>('bench-newest-voucher', 'select max(voucher_id) as id from voucher where office_id = $1');

const spentByCategory = statement<{ category: string; fen: number }>(
  'bench-spent-by-category',
  `
  select category, sum(amount)::bigint as fen from voucher where office_id = $1 and book = '机关' and paid_on >= make_date($2::int, 1, 1) and paid_on < make_date($2::int + 1, 1, 1) group by 1 order by 2 desc`,
);
const SUMS = `insert into spending_sum (office_id, month, book, category, three_public, funding, fen, payments)
  select office_id, date_trunc('month', paid_on)::date, book, category, coalesce(three_public, ''), funding, sum(amount), count(*) from voucher group by 1, 2, 3, 4, 5, 6
  on conflict (office_id, month, book, category, three_public, funding) do update set fen = excluded.fen, payments = excluded.payments`;
const YEAR = 2_024;

interface Office {
  readonly officeId: number;
  readonly people: readonly number[];
}

/** What lists cost when there is much: a leader's to-dos, first and deep pages of a large register and of a small one, the same page for each role. */
export async function benchVolume(url: string, { owner, data, large }: { readonly owner: Pool; readonly data: string; readonly large: boolean }) {
  const many = large ? 10_000_000 : 1_000_000;
  const { rows } = await owner.query<Office>(
    `select office_id as "officeId", array_agg(person_id order by person_id) as people from person group by 1 order by 1 limit 2`,
  );
  const [big, small] = rows;
  if (big === undefined || small === undefined) throw new Error('two offices are needed');
  await fill(owner, { big, small, many });
  const open = await openWorld({ url, folder: data, connections: 2 });
  const [inBig, inSmall] = await Promise.all([open.world.pool.connect(), open.world.pool.connect()]);
  await Promise.all([begin(inBig, big.officeId), begin(inSmall, small.officeId)]);
  const todo = await benchTodo(open.world, inBig, big);
  const dashboard = await benchDashboard({ big: transactionOf(inBig, big.officeId), small: transactionOf(inSmall, small.officeId) }, rowsOf(large));
  const register = await benchRegister(
    { big: transactionOf(inBig, big.officeId), small: transactionOf(inSmall, small.officeId) },
    { client: inBig, office: big, rows: rowsOf(large) },
  );
  for (const client of [inBig, inSmall]) client.release(true);
  await open.close();
  return { ...todo, ...dashboard, ...register };
}

function rowsOf(large: boolean): string {
  return large ? '10m' : '1m';
}

/** The year's spending of a large office and of a small one; each sum is compared with the payments first. */
async function benchDashboard(on: { readonly big: ReadTx; readonly small: ReadTx }, rows: string) {
  const read = (tx: ReadTx) => async (): Promise<number> => {
    await spendingOverview(tx, { year: YEAR, today: civilDate('2026-11-23') });
    return 1;
  };
  for (const tx of [on.big, on.small]) {
    const { spending } = await spendingOverview(tx, { year: YEAR, today: civilDate('2026-11-23') });
    const counted = await tx.rows(spentByCategory, [tx.officeId, YEAR]);
    const cells = (all: typeof counted) => JSON.stringify(all.map(({ category, fen }) => [category, fen]));
    if (cells(spending) !== cells(counted)) throw new Error('the sums are not those of the payments');
  }
  const rate = await rates({ big: read(on.big), small: read(on.small) });
  return { [`dashboard_${rows}_vs_100k`]: rate.small / rate.big };
}

/** As one who loads a dump: foreign keys are not looked up row by row. */
async function fill(owner: Pool, { big, small, many }: { readonly big: Office; readonly small: Office; readonly many: number }): Promise<void> {
  const client = await owner.connect();
  await client.query('set session_replication_role = replica');
  for (const [office, count] of [
    [big, many],
    [small, FEW],
  ] as const) {
    const staff = staffOf(office);
    const handlers = Array.from({ length: HANDLERS }, (_, index) => (index === 0 ? staff : (office.people[0] ?? 0)));
    await client.query(VOUCHERS, [office.officeId, office.people[0], handlers, HANDLERS, count]);
  }
  await client.query(SUMS);
  const decision = JSON.stringify({ reasons: [{ sentence: '《财务财物管理制度》二：金额6000.00元（5000.00元以上、不满20000.00元），须局长批准。' }] });
  await client.query(MATTERS, [big.officeId, staffOf(big), OPEN_STEPS, decision, big.people.slice(0, LEADERS), LEADERS]);
  await client.query('set session_replication_role = origin');
  for (const table of ['voucher', 'spending_sum', 'matter', 'matter_step', 'matter_decision', 'todo']) await client.query(`vacuum analyze ${table}`);
  client.release();
}

function staffOf({ people }: Office): number {
  return people.at(-1) ?? 0;
}

function actor({ officeId }: Pick<Office, 'officeId'>, personId: number, post?: string): Actor {
  return { officeId, personId, name: '某人', departmentId: null, posts: post === undefined ? [] : [{ post, departmentId: null, coverFor: null }] };
}

/** The first page of a leader's to-dos, and 20 matters by primary key. */
async function benchTodo(world: World, client: PoolClient, office: Office) {
  const tx = transactionOf(client, office.officeId);
  const leader = actor(office, office.people[0] ?? 0);
  const byKey = { name: 'bench-matters', text: 'select * from matter where office_id = $1 and matter_id = any($2::bigint[])' };
  const { rows } = await client.query<{ first: number }>('select max(matter_id) - $2::int as first from matter where office_id = $1', [
    office.officeId,
    OPEN_STEPS,
  ]);
  const first = rows[0]?.first ?? 0;
  const page = (view: 'todo' | 'mine' | 'all', reader: Actor) => async (): Promise<number> => {
    const read = await listMatters(world, tx, { query: { view, kind: null, state: null, q: null, after: null, limit: PAGE }, actor: reader });
    if (view === 'todo' ? read.rows.length !== 0 : read.rows.length !== PAGE) throw new Error('another page than wanted');
    return 1;
  };
  const [clerk, auditor] = [actor(office, staffOf(office)), actor(office, 1e9, '审计员')];
  const rate = await rates({
    todo: async () => {
      const read = await listMatters(world, tx, { query: { view: 'todo', kind: null, state: null, q: null, after: null, limit: PAGE }, actor: leader });
      if (read.rows.length !== PAGE || read.next === null) throw new Error('the page is not full');
      return 1;
    },
    clerkTodo: page('todo', clerk),
    auditorTodo: page('todo', auditor),
    clerk: page('mine', clerk),
    auditor: page('all', auditor),
    byKey: async () => {
      const from = first + 1 + Math.floor(Math.random() * (OPEN_STEPS - PAGE));
      const found = await client.query({ ...byKey, values: [office.officeId, Array.from({ length: PAGE }, (_, index) => from + index)] });
      if (found.rowCount !== PAGE) throw new Error('a matter is missing');
      return 1;
    },
  });
  return {
    todo_of_leader_vs_primary_key: rate.byKey / rate.todo,
    todo_of_clerk_vs_primary_key: rate.byKey / rate.clerkTodo,
    todo_of_auditor_vs_primary_key: rate.byKey / rate.auditorTodo,
    matters_of_clerk_vs_primary_key: rate.byKey / rate.clerk,
    matters_of_office_to_auditor_vs_primary_key: rate.byKey / rate.auditor,
  };
}

/** Pages of the register of payments through the register's own reading, of a large office and a small one in turns. */
async function benchRegister(
  on: { readonly big: ReadTx; readonly small: ReadTx },
  { client, office, rows }: { readonly client: PoolClient; readonly office: Office; readonly rows: string },
) {
  const register = registers.find((one) => one.register === 'voucher');
  if (register === undefined) throw new Error('the register is missing');
  const page = (tx: ReadTx, after: number | null, reader: Actor) => async (): Promise<number> => {
    const read = await readRegister(tx, { register, filters: {}, after: after === null ? null : String(after), limit: PAGE, actor: reader });
    if (read.rows.length !== PAGE) throw new Error('the page is not full');
    return 1;
  };
  const newest = async (tx: ReadTx): Promise<number> => (await tx.row(newestVoucher, [tx.officeId]))?.id ?? 0;
  const [top, smallTop] = [await newest(on.big), await newest(on.small)];
  const auditor = actor(office, 1, '审计员');
  const byKey = { name: 'bench-vouchers', text: 'select * from voucher where office_id = $1 and voucher_id = any($2::bigint[])' };
  const rate = await rates({
    small: page(on.small, null, auditor),
    smallDeep: page(on.small, smallTop - FEW / 2, auditor),
    auditor: page(on.big, null, auditor),
    deep: page(on.big, top - 10_000 * PAGE, auditor),
    leader: page(on.big, null, actor(office, office.people[0] ?? 0, '局长')),
    staff: page(on.big, null, actor(office, staffOf(office))),
    byKey: async () => {
      const from = top - Math.floor(Math.random() * FEW) - PAGE;
      await client.query({ ...byKey, values: [office.officeId, Array.from({ length: PAGE }, (_, index) => from + index)] });
      return 1;
    },
  });
  return {
    register_page_vs_primary_key: rate.byKey / rate.deep,
    register_page_10000_vs_first_page: rate.auditor / rate.deep,
    [`register_first_page_${rows}_vs_100k`]: rate.small / rate.auditor,
    [`register_page_10000_keyset_${rows}_vs_100k`]: rate.smallDeep / rate.deep,
    register_page_staff_vs_auditor: rate.auditor / rate.staff,
    register_page_leader_vs_auditor: rate.auditor / rate.leader,
  };
}
