import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import pg, { type Pool } from 'pg';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { castOf, stage } from '../src/sample/cast.ts';
import { foundSamples } from '../src/sample/found-samples.ts';
import { submit } from '../src/sample/drive.ts';
import { openWorld } from '../src/world.ts';
import { median, rates } from './measure.ts';

const ROWS = 1_000_000;

/** Approvals over HTTP against one SQL function, the log against a plain insert, a register page of a million rows against primary keys. */
export async function benchDatabase() {
  const data = await mkdtemp(join(tmpdir(), 'guiju-bench-'));
  await chmod(data, 0o755);
  const postgres = await startPostgres({ data });
  try {
    await migrate(postgres.url);
    const owner = ownerPool(postgres.url);
    const approve = await benchApprove(postgres.url, { owner, data });
    const log = await benchLog(owner);
    const register = await benchRegister(owner);
    await owner.end();
    return { ...approve, ...log, ...register };
  } finally {
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  }
}

const EACH = 240;

/** The least that would still be an approval: one function in one round trip – lock, sign, to-dos, notice, log line. */
const FUNCTION = `
  create or replace function bench_approve(the_office int, the_matter bigint, the_actor int) returns text language plpgsql as $$
  declare m record;
  begin
    select * into m from matter where office_id = the_office and matter_id = the_matter and state = 'in_review' for update;
    if not found then return 'no'; end if;
    update matter_step set state = 'done', acted_by = the_actor, acted_at = now(), verdict = 'agreed' where office_id = the_office and matter_id = the_matter and round = m.round and state = 'open';
    delete from todo where office_id = the_office and matter_id = the_matter;
    update matter set state = 'approved', version = version + 1 where office_id = the_office and matter_id = the_matter;
    insert into notice (office_id, person_id, sentence, subject_kind, subject_id, made_at) values (the_office, m.handler_id, m.number || '已批准。', 'matter', the_matter::text, now());
    insert into log_entry (office_id, at, person_id, verb, subject_kind, subject_id, body, leaf) values (the_office, now(), the_actor, 'approve', 'matter', the_matter::text, '{}', sha256('{}'::bytea));
    return 'yes';
  end $$`;

async function benchApprove(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const open = await openWorld({ url, folder: data, connections: 16 });
  const office = (await foundSamples(open)).get('文旅局');
  if (office === undefined) throw new Error('the office was not founded');
  const cast = castOf(stage(open.world), office);
  const app = await buildServer(open.world, { limits: { requests: 1e9, signIns: 1e9 }, pages: undefined, logger: false });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  await owner.query(FUNCTION);
  const direct = new pg.Pool({ connectionString: url, max: 16 });
  const form = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 60_000, paymentMethod: '公务卡', plannedOn: '2026-11-24' };
  const signed = await fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-guiju': '1' }, body: JSON.stringify({ officeId: office.officeId, personId: cast.personId('王建华') }) });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const overHttp = (id: number): Promise<void> => post({ url: `${address}/api/matters/${id}/approve`, cookie, agent, body: { version: 1, remark: null } });
  const bySql = async (id: number): Promise<void> => {
    const { rows } = await direct.query<{ told: string }>({ name: 'bench', text: 'select bench_approve($1, $2, $3) as told', values: [office.officeId, id, cast.personId('王建华')] });
    if (rows[0]?.told !== 'yes') throw new Error('not approved');
  };
  const result: Record<string, number> = {};
  for (const clients of [1, 16]) {
    const ratios: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const ids = await Promise.all(Array.from({ length: EACH * 2 }, () => submit(cast, '沈明', { content: { kind: 'spending-request', form, linkedMatterId: null }, digest: null })));
      const http = await timed(ids.slice(0, EACH), clients, overHttp);
      const sql = await timed(ids.slice(EACH), clients, bySql);
      ratios.push(sql / http);
    }
    result[`approve_vs_sql_function_${clients}`] = median(ratios);
  }
  agent.destroy();
  await direct.end();
  await app.close();
  await open.close();
  return result as { readonly approve_vs_sql_function_1: number; readonly approve_vs_sql_function_16: number }; // set for both numbers of clients
}

/** Milliseconds for all of them, with so many at a time. */
async function timed(ids: readonly number[], clients: number, act: (id: number) => Promise<void>): Promise<number> {
  const queue = [...ids];
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) await act(id);
  }));
  return performance.now() - started;
}

function post({ url, cookie, agent, body }: { readonly url: string; readonly cookie: string; readonly agent: Agent; readonly body: object }): Promise<void> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'x-guiju': '1', 'idempotency-key': randomUUID(), prefer: 'return=minimal', cookie };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`))));
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** A line of the log against the same line in a table without hash, index or office. */
async function benchLog(owner: Pool) {
  await owner.query('create table bench_plain (id bigint generated always as identity primary key, at timestamptz not null, person_id integer, verb text not null, body text not null)');
  const { rows } = await owner.query<{ office_id: number }>('select office_id from office limit 1');
  const office = rows[0]?.office_id ?? 0;
  const body = JSON.stringify({ office, at: new Date().toISOString(), person: 2, name: '王建华', verb: 'approve', subject: { kind: 'matter', id: '1' }, detail: { step: 1, post: '分管财务领导', act: '同意', round: 1, remark: null } });
  const { createHash } = await import('node:crypto');
  const log = { name: 'bench-log', text: 'insert into log_entry (office_id, at, person_id, verb, subject_kind, subject_id, body, leaf) values ($1, $2, $3, $4, $5, $6, $7, $8)' };
  const plain = { name: 'bench-plain', text: 'insert into bench_plain (at, person_id, verb, body) values ($1, $2, $3, $4)' };
  const rate = await rates({
    log: async () => {
      const leaf = createHash('sha256').update('\0').update(body).digest();
      await owner.query({ ...log, values: [office, new Date(), 2, 'approve', 'matter', '1', body, leaf] });
      return 1;
    },
    plain: async () => {
      await owner.query({ ...plain, values: [new Date(), 2, 'approve', body] });
      return 1;
    },
  });
  return { log_append_vs_insert: rate.log / rate.plain };
}

/** The page of 20 a reader sees in the middle of a register of a million vouchers, against 20 vouchers by primary key. */
async function benchRegister(owner: Pool) {
  const { rows } = await owner.query<{ office_id: number; person_id: number }>('select office_id, person_id from person order by 1, 2 limit 1');
  const { office_id: office, person_id: person } = rows[0] ?? { office_id: 0, person_id: 0 };
  await owner.query(`
    insert into voucher (office_id, number, book, purpose, payee, category, funding, amount, payment_method, reference, spent_on, paid_on, paid_by, handler_id, made_at)
    select $1, '凭〔2020〕' || n || '号', '机关', '展板' || n, '收款单位' || n % 1000, '印刷费', '财政拨款', 100 + n % 100000, '公务卡', 'POS' || n, date '2020-01-01' + n % 2000, date '2020-01-01' + n % 2000, $2, $2, now()
    from generate_series(1, $3::int) n`, [office, person, ROWS]);
  await owner.query('analyze voucher');
  const { registers } = await import('../src/modules/expenditure/registers.ts');
  const register = registers.find((one) => one.register === 'voucher');
  if (register === undefined) throw new Error('the register is missing');
  const page = { name: 'bench-page', text: `select ${register.keyset} as register_key, ${register.select} ${register.from} and ${register.keyset} < $2::bigint order by ${register.keyset} desc limit 21` };
  const byKey = { name: 'bench-key', text: 'select * from voucher where office_id = $1 and voucher_id = any($2::bigint[])' };
  const rate = await rates({
    page: async () => {
      const { rowCount } = await owner.query({ ...page, values: [office, Math.floor(Math.random() * ROWS * 0.9) + 1_000] });
      if (rowCount !== 21) throw new Error('the page is not full');
      return 1;
    },
    byKey: async () => {
      const first = Math.floor(Math.random() * ROWS * 0.9) + 1_000;
      await owner.query({ ...byKey, values: [office, Array.from({ length: 20 }, (_, index) => first + index)] });
      return 1;
    },
  });
  return { register_page_vs_primary_key: rate.byKey / rate.page };
}
