import type { Pool } from 'pg';
import { allFunctions } from '../src/all-modules.ts';
import { transactionOf } from '../src/platform/db/transaction.ts';
import { compilePacks } from '../src/platform/regulations/compile-packs.ts';
import { mattersTouched } from '../src/platform/regulations/impact.ts';
import { readPacksOnDisk } from '../src/platform/regulations/read-packs.ts';
import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { stepInWords, type Decision } from '../src/rules/decision.ts';
import { openWorld } from '../src/world.ts';
import { rates } from './measure.ts';
import { requests } from './requests.ts';

const REQUESTS = 20_000;
const TITLE = '财务财物管理制度';
const ON = civilDate('2026-11-23');
const FILL = `
  with made as (
    insert into matter (office_id, kind, number, title, state, handler_id, facts, amount, fact_day, round, made_at, submitted_at)
    select $1, 'spending-request', '重〔2020〕' || n || '号', '展板' || n, 'in_review', $2, '{}', 600000, '2026-11-23', 1, now(), now() from generate_series(1, $3::int) n returning matter_id
  )
  insert into matter_decision (office_id, matter_id, round, decision, at) select $1, matter_id, 1, ($4::jsonb[])[1 + matter_id % $5::int], now() from made`;

/** What a new version would change in the requests that stand open, against reading them, deciding each anew and comparing the routes by hand. */
export async function benchReplay(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const book = compilePacks(readPacksOnDisk(), allFunctions).rulebooks.get('文旅局');
  if (book === undefined) throw new Error('the office is missing');
  const {
    rows: [office],
  } = await owner.query<{ officeId: number; personId: number }>(
    `select office_id as "officeId", min(person_id) as "personId" from person join office o using (office_id) where o.key = '文旅局' group by 1`,
  );
  if (office === undefined) throw new Error('the office was not founded');
  const decisions = requests(512).map((facts) => book.decide({ question: '事前审批', facts, on: ON }));
  const client = await owner.connect();
  await client.query('set session_replication_role = replica');
  await client.query(FILL, [office.officeId, office.personId, REQUESTS, decisions.map((one) => JSON.stringify(one)), decisions.length]);
  await client.query('set session_replication_role = origin');
  client.release();
  for (const table of ['matter', 'matter_decision']) await owner.query(`vacuum analyze ${table}`);
  const open = await openWorld({ url, folder: data, connections: 1 });
  const reader = await open.world.pool.connect();
  await reader.query(`select set_config('app.office_id', $1, false)`, [String(office.officeId)]);
  const tx = transactionOf(reader, office.officeId);
  const bare = {
    name: 'bench-open-matters',
    text: `select m.matter_id, e.decision from matter m join matter_decision e using (office_id, matter_id, round) where m.office_id = $1 and m.state in ('in_review', 'returned')`,
  };
  const rate = await rates(
    {
      program: async () => {
        const changed = await mattersTouched(tx, { title: TITLE, book, from: ON, now: book, changed: new Set() });
        if (changed.length > 0) throw new Error('the same version changes nothing');
        return REQUESTS;
      },
      byHand: async () => {
        const { rows } = await reader.query<{ decision: Decision }>({ ...bare, values: [office.officeId] });
        let changed = 0;
        for (const { decision } of rows) {
          const words = (one: Decision): string => one.steps.map(stepInWords).join('、');
          if (words(book.decide({ question: decision.question, facts: decision.facts, on: ON })) !== words(decision)) changed += 1;
        }
        if (changed > 0 || rows.length < REQUESTS) throw new Error('the same version changes nothing');
        return REQUESTS;
      },
    },
    1_500,
  );
  reader.release();
  await open.close();
  return { decide_open_requests_again_vs_by_hand: rate.program / rate.byHand };
}
