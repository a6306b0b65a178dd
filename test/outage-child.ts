import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { foundSamples } from '../src/sample/found-samples.ts';
import { openWorld } from '../src/world.ts';

/**
 * An installation of its own that things happen to: `node outage-child.ts <folder>` prints its addresses and people as one line of JSON, then does what each
 * line of its input says and answers `done`: `hold` acts on matters until the next happening, `terminate` and `crash` the connections that wait for them, `stop`
 * and `start` the database, `fill` and `free` the disk.
 */
const [, , folder = ''] = process.argv;
mkdirSync(folder, { recursive: true });
let database = await startPostgres({ data: folder });
await migrate(database.url);
const open = await openWorld({ url: database.url, folder });
const culture = (await foundSamples(open)).get('文旅局');
const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ address, databaseUrl: database.url, officeId: culture?.officeId, people: Object.fromEntries(culture?.people ?? []) }));

const filler = join(folder, 'filler');

async function owner<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}

/** Acts on matters wait until the connection ends. */
async function hold(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => undefined); // the happening ends it
  await client.connect();
  await client.query('begin; lock table matter in exclusive mode');
}

const OTHERS = `from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`;

/** Once some act is under way in the database. */
async function whenSomeWait(): Promise<void> {
  for (;;) if ((await owner(`select pid ${OTHERS} and wait_event_type = 'Lock' limit 1`)).length > 0) return;
}

const HAPPENINGS: Readonly<Record<string, () => Promise<void>>> = {
  hold,
  terminate: async () => {
    await whenSomeWait();
    await owner(`select pg_terminate_backend(pid) ${OTHERS}`);
  },
  // One backend killed: PostgreSQL ends all the others and recovers from its journal.
  crash: async () => {
    await whenSomeWait();
    const [victim] = await owner<{ pid: number }>(`select pid ${OTHERS} limit 1`);
    if (victim !== undefined) process.kill(victim.pid, 'SIGKILL');
  },
  stop: () => database.stop(),
  start: async () => {
    database = await startPostgres({ data: folder, port: Number(new URL(database.url).port) });
  },
  fill: async () => {
    const block = Buffer.alloc(64 * 1024);
    try {
      for (let count = 0; count < 100_000; count += 1) writeFileSync(filler, block, { flag: 'a' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  },
  free: async () => rmSync(filler, { force: true }),
};

for await (const line of createInterface({ input: process.stdin })) {
  await HAPPENINGS[line]?.();
  console.log('done');
}
await app.close();
await open.close();
await database.stop();
