import type { Pool, PoolClient } from 'pg';
import { begin, transactionOf } from '../src/platform/db/transaction.ts';
import { listObligations } from '../src/platform/obligations/list.ts';
import { openObligations, type NewObligation } from '../src/platform/obligations/open.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { openWorld } from '../src/world.ts';
import { rates } from './measure.ts';

const OFFICES = 200;
const RULES = 200;
const OCCASIONS = 22;
const PAGE = 20;
const TODAY = civilDate('2026-11-23');
const CLAUSE = { id: 'FIN-02f', clause: '二', regulation: '财务财物管理制度', version: '2024-01-01' };

/** Two hundred offices with two hundred rules each, over a year; of each office a few are overdue. */
const FILL = `insert into obligation (office_id, duty, occasion, clause, sentence, owner_post, opened_on, due_on, evidence, report_to, state)
  select o.office_id, '义务' || r, n::text, '{}', '按期办结', '财务股', date '2026-01-01' + n * 16, date '2026-01-05' + n * 16, '[]', '[]', case when (r + n) % 40 = 0 then 'open' else 'discharged' end
  from unnest($1::int[]) o (office_id) cross join generate_series(1, $2::int) r cross join generate_series(1, $3::int) n`;
const BARE = {
  name: 'bench-obligations',
  text: `insert into obligation (office_id, duty, occasion, clause, sentence, owner_post, opened_on, due_on, evidence, report_to, state)
  select $1, '基准' || r, $2, '{}', '按期办结', '财务股', '2026-11-01', '2026-11-30', '[]', '[]', 'open' from generate_series(1, $3::int) r on conflict (office_id, duty, occasion) do nothing`,
};

/** Duties of many offices: opened once and not again, overdue ones found at the price of a look-up by key. */
export async function benchObligations(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const open = await openWorld({ url, folder: data, connections: 2 });
  await owner.query(`insert into office (key, name, started_on) select 'bench' || n, '基准局' || n, '2024-01-01' from generate_series(1, $1::int) n`, [
    OFFICES,
  ]);
  const { rows } = await owner.query<{ id: number }>(`select office_id as id from office where key like 'bench%'`);
  await owner.query(FILL, [rows.map(({ id }) => id), RULES, OCCASIONS]);
  await owner.query('vacuum analyze obligation');
  const office = rows[OFFICES / 2]?.id ?? 0;
  const client = await open.world.pool.connect();
  const opened = await benchOpening(client, office);
  await begin(client, office);
  const looked = await benchOverdue(client, office);
  client.release(true);
  await open.close();
  return { ...opened, ...looked };
}

function duty(rule: number, occasion: string): NewObligation {
  return {
    duty: `程序${rule}`,
    occasion,
    clause: CLAUSE,
    sentence: '按期办结',
    subject: null,
    owner: { post: '财务股' },
    openedOn: civilDate('2026-11-01'),
    remindOn: null,
    dueOn: civilDate('2026-11-30'),
    provisional: false,
    evidence: [],
    reportTo: [],
  };
}

/** All the rules of an office at once, each round a period of its own, and then again. */
async function benchOpening(client: PoolClient, office: number) {
  const tx = transactionOf(client, office);
  let [round, again] = [0, 0];
  const all = (occasion: string) =>
    openObligations(
      tx,
      Array.from({ length: RULES }, (_, rule) => duty(rule, occasion)),
    );
  const rate = await rates({
    program: async () => {
      round += 1;
      await begin(client, office);
      const first = await all(String(round));
      again += await all(String(round));
      await client.query('commit');
      if (first !== RULES) throw new Error('a duty was not opened');
      return RULES * 2;
    },
    bare: async () => {
      round += 1;
      await begin(client, office);
      await client.query({ ...BARE, values: [office, String(round), RULES] });
      await client.query({ ...BARE, values: [office, String(round), RULES] });
      await client.query('commit');
      return RULES * 2;
    },
  });
  return { duties_opened_vs_insert_select: rate.program / rate.bare, duties_opened_again: again };
}

async function benchOverdue(client: PoolClient, office: number) {
  const tx = transactionOf(client, office);
  const actor = { officeId: office, personId: 1, name: '某人', departmentId: null, posts: [] };
  const byKey = { name: 'bench-duties', text: 'select * from obligation where office_id = $1 and obligation_id = any($2::bigint[])' };
  const { rows } = await client.query<{ id: number }>('select obligation_id as id from obligation where office_id = $1 order by 1 limit 1000', [office]);
  const ids = rows.map(({ id }) => id);
  const rate = await rates({
    overdue: async () => {
      const page = await listObligations(tx, { scope: 'office', state: 'open', after: null, limit: PAGE }, { actor, today: TODAY });
      if (page.rows.length !== PAGE || page.rows.some(({ colour }) => colour !== 'red')) throw new Error('overdue duties come first');
      return 1;
    },
    byKey: async () => {
      const from = Math.floor(Math.random() * (ids.length - PAGE));
      await client.query({ ...byKey, values: [office, ids.slice(from, from + PAGE)] });
      return 1;
    },
  });
  return { overdue_of_an_office_vs_20_by_key: rate.byKey / rate.overdue };
}
