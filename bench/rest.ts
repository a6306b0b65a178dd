import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { poolAs } from '../src/platform/db/pools.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { openWorld } from '../src/world.ts';
import { openCrowd, type Asking, type Served } from './crowd.ts';
import { median } from './measure.ts';

const ROUNDS = 3;
const FORM = { purpose: '展板', category: '印刷费', payee: '示范县文印商贸有限公司', amount: 600_000, paymentMethod: '公务卡', plannedOn: '2026-11-24' };
const SESSION = { name: 'bench-session', text: 'select person_id from session where office_id = $1 and token_hash = $2 and ended_at is null' };
const RECORD = {
  name: 'bench-record',
  text: `insert into matter (office_id, kind, title, state, handler_id, facts, amount, fact_day, round, made_at) values ($1, 'spending-request', '展板', 'draft', $2, $3, 600000, '2026-11-24', 0, now()) returning matter_id`,
};

/** Deciding and creating over HTTP at 16 connections, against `node:http` with a session looked up and one insert. */
export async function benchRest(url: string, { owner, data }: { readonly owner: Pool; readonly data: string }) {
  const open = await openWorld({ url, folder: data, connections: 16 });
  const app = await buildServer(open.world, { limits: { requests: 1e9, signIns: 1e9 }, pages: undefined, logger: false });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const {
    rows: [person],
  } = await owner.query<{ officeId: number; personId: number }>(
    `select p.office_id as "officeId", p.person_id as "personId" from person p join office o using (office_id) where o.key = '文旅局' and p.name = '沈明'`,
  );
  if (person === undefined) throw new Error('the clerk is missing');
  const signed = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guiju': '1' },
    body: JSON.stringify(person),
  });
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  const limit = await openLimit(url, { ...person, cookie });
  const crowd = openCrowd();
  const ask = (where: string, body: object): Promise<Served> =>
    crowd.ask({ url: where, method: 'POST', cookie, body: JSON.stringify(body), connections: 16, seconds: 2 } satisfies Asking);
  const compare = async (ours: () => Promise<Served>, bare: () => Promise<Served>) => {
    await ours();
    const found: { readonly rate: number; readonly p99: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [one, other] = [await ours(), await bare()];
      found.push({ rate: one.perSecond / other.perSecond, p99: one.p99 / other.p99 });
    }
    return { rate: median(found.map(({ rate }) => rate)), p99: median(found.map(({ p99 }) => p99)) };
  };
  const decide = await compare(
    () => ask(`${address}/api/matter-kinds/spending-request/preview`, { form: FORM }),
    () => ask(`${limit.address}/decide`, { form: FORM }),
  );
  const create = await compare(
    () => ask(`${address}/api/matters`, { kind: 'spending-request', form: FORM, submit: false }),
    () => ask(`${limit.address}/create`, { form: FORM }),
  );
  crowd.close();
  await limit.close();
  await app.close();
  await open.close();
  return {
    preview_over_http_vs_session_lookup: decide.rate,
    preview_over_http_p99_vs_session_lookup: decide.p99,
    create_over_rest_vs_insert: create.rate,
    create_over_rest_p99_vs_insert: create.p99,
  };
}

/** The least that would answer: a session looked up by its key, and the same form echoed or inserted. */
async function openLimit(url: string, { officeId, personId, cookie }: { readonly officeId: number; readonly personId: number; readonly cookie: string }) {
  const pool = poolAs(url, 'application', 16);
  pool.on('connect', (client) => void client.query(`select set_config('app.office_id', $1, false)`, [String(officeId)]));
  const tokenHash = createHash('sha256')
    .update(decodeURIComponent(cookie).split('.')[1] ?? '')
    .digest();
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      void (async () => {
        const { form } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly form: typeof FORM }; // what the crowd sends
        const session = await pool.query({ ...SESSION, values: [officeId, tokenHash] });
        if (session.rowCount !== 1) throw new Error('no session');
        if (asked.url === '/create') await pool.query({ ...RECORD, values: [officeId, personId, JSON.stringify(form)] });
        answer
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ steps: form.amount >= 500_000 ? ['分管财务领导', '局长'] : ['分管财务领导'], form }));
      })().catch((error: unknown) => answer.writeHead(500).end(String(error)));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
}
