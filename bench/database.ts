import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { startPostgres } from '../src/platform/db/embedded-postgres.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { ownerPool } from '../src/platform/db/pools.ts';
import { foundSamples } from '../src/sample/found-samples.ts';
import { openWorld } from '../src/world.ts';
import { benchApprove } from './approve.ts';
import { benchAttendance } from './attendance.ts';
import { rates } from './measure.ts';
import { benchObligations } from './obligations.ts';
import { benchReplay } from './replay.ts';
import { benchRest } from './rest.ts';
import { benchSealing } from './sealing.ts';
import { benchSearch } from './search.ts';
import { benchVolume } from './volume.ts';

const TITLES = 1_000_000;

interface Asked {
  readonly large: boolean;
  readonly asked: (name: string) => boolean;
  readonly tell: (found: Readonly<Record<string, number>>) => void;
}

/** What is measured over one PostgreSQL filled further and further; approvals come first, since they found the offices. */
export async function benchDatabase({ large, asked, tell }: Asked): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'guiju-bench-'));
  await chmod(data, 0o755);
  const postgres = await startPostgres({ data });
  try {
    const { url } = postgres;
    await migrate(url);
    const owner = ownerPool(url);
    const at = { owner, data };
    if (asked('approve')) tell(await benchApprove(url, at));
    else await found(url, data);
    const benches = {
      attendance: () => benchAttendance(url, at),
      log: () => benchLog(owner),
      rest: () => benchRest(url, at),
      sealing: () => benchSealing(url, at),
      replay: () => benchReplay(url, at),
      obligations: () => benchObligations(url, at),
      volume: () => benchVolume(url, { ...at, large }),
      search: () => benchSearch(url, { ...at, titles: TITLES }),
    };
    for (const [name, bench] of Object.entries(benches)) if (asked(name)) tell(await bench());
    await owner.end();
  } finally {
    await postgres.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function found(url: string, data: string): Promise<void> {
  const open = await openWorld({ url, folder: data });
  await foundSamples(open);
  await open.close();
}

/** A line of the log against the same line in a table without hash, index or office. */
async function benchLog(owner: Pool) {
  await owner.query(
    'create table bench_plain (id bigint generated always as identity primary key, at timestamptz not null, person_id integer, verb text not null, body text not null)',
  );
  const { rows } = await owner.query<{ office_id: number }>('select office_id from office limit 1');
  const office = rows[0]?.office_id ?? 0;
  const body = JSON.stringify({
    office,
    at: new Date().toISOString(),
    person: 2,
    name: '王建华',
    verb: 'approve',
    subject: { kind: 'matter', id: '1' },
    detail: { step: 1, post: '分管财务领导', act: '同意', round: 1, remark: null },
  });
  const { createHash } = await import('node:crypto');
  const log = {
    name: 'bench-log',
    text: 'insert into log_entry (office_id, at, person_id, verb, subject_kind, subject_id, body, leaf) values ($1, $2, $3, $4, $5, $6, $7, $8)',
  };
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
