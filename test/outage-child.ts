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
 * An installation of its own that things happen to: `node outage-child.ts <folder>` prints its address and people as one line of JSON, then does what each
 * line of its input says and answers `done`: `terminate` and `crash` the database's connections, `fill` and `free` the disk.
 */
const [, , folder = ''] = process.argv;
mkdirSync(folder, { recursive: true });
const database = await startPostgres({ data: folder });
await migrate(database.url);
const open = await openWorld({ url: database.url, folder });
const culture = (await foundSamples(open)).get('文旅局');
const app = await buildServer(open.world, { limits: { requests: 1_000_000, signIns: 1_000_000 }, pages: undefined, logger: false });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ address, officeId: culture?.officeId, people: Object.fromEntries(culture?.people ?? []) }));

const filler = join(folder, 'filler');

async function owner<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Row>(sql);
  await client.end();
  return rows;
}

const HAPPENINGS: Readonly<Record<string, () => Promise<void>>> = {
  terminate: async () => {
    await owner(`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`);
  },
  // One backend killed: PostgreSQL ends all the others and recovers from its journal.
  crash: async () => {
    const [victim] = await owner<{ pid: number }>(`select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' limit 1`);
    if (victim !== undefined) process.kill(victim.pid, 'SIGKILL');
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
