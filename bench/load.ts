import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import pg from 'pg';
import { median } from './measure.ts';

/** What the load generator is asked for: approvals over HTTP, or by the SQL function, so many at a time. */
export interface Load {
  readonly way: 'http' | 'sql';
  readonly clients: number;
  readonly matters: readonly number[];
  readonly address: string;
  readonly cookie: string;
  readonly url: string;
  readonly officeId: number;
  readonly actorId: number;
}

/** Milliseconds: of the whole, shared among the approvals; and what half of the people waited at most. */
export interface Told {
  readonly perApproval: number;
  readonly median: number;
}

/** Runs in a process of its own, as the people of an office do: what the server is measured by is not the server's work. */
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
let pool: pg.Pool | undefined;

process.on('message', (load: Load) => {
  void answer(load);
});

async function answer(load: Load): Promise<void> {
  pool ??= new pg.Pool({ connectionString: load.url, max: 16 });
  const approve = load.way === 'http' ? overHttp(load) : bySql(load, pool);
  const queue = [...load.matters];
  const each: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: load.clients }, async () => {
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        const asked = performance.now();
        await approve(id);
        each.push(performance.now() - asked);
      }
    }),
  );
  const told: Told = { perApproval: (performance.now() - started) / load.matters.length, median: median(each) };
  process.send?.(told);
}

function overHttp({ address, cookie }: Load) {
  return (id: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify({ version: 1, remark: null });
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'x-guiju': '1',
        'idempotency-key': randomUUID(),
        prefer: 'return=minimal',
        cookie,
      };
      const sent = request(`${address}/api/matters/${id}/approve`, { method: 'POST', agent, headers }, (answered) => {
        answered.resume();
        answered.on('end', () => (answered.statusCode === 200 ? resolve() : reject(new Error(`status ${answered.statusCode}`))));
      });
      sent.on('error', reject);
      sent.end(text);
    });
}

function bySql({ officeId, actorId }: Load, direct: pg.Pool) {
  return async (id: number): Promise<void> => {
    const { rows } = await direct.query<{ told: string }>({ name: 'bench', text: 'select bench_approve($1, $2, $3) as told', values: [officeId, id, actorId] });
    if (rows[0]?.told !== 'yes') throw new Error('not approved');
  };
}
