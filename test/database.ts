import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { ownerPool, poolAs } from '../src/platform/db/pools.ts';

export interface TestDatabase {
  readonly url: string;
  /** As the application connects. */
  readonly pool: pg.Pool;
  /** As the owner, who is bound by nothing: for tampering, and for looking. */
  readonly owner: pg.Pool;
  readonly drop: () => Promise<void>;
}

/** A database without a single table. */
export interface EmptyDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

export function openEmptyDatabase(): Promise<EmptyDatabase> {
  return makeDatabase('template0');
}

async function makeDatabase(template: string): Promise<EmptyDatabase> {
  const server = inject('databaseUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.replace(/[^/]*$/, 'postgres') });
    await client.connect();
    await client.query(`select pg_advisory_lock(hashtext('guiju-template'))`); // a template is copied by one at a time
    await client.query(sql);
    await client.end();
  };
  await admin(`create database ${name} template ${template}`);
  return { url: server.replace(/[^/]*$/, name), drop: () => admin(`drop database if exists ${name} with (force)`) };
}

/** A database of its own with the migrated schema and nothing in it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await makeDatabase('guiju');
  const pool = poolAs(url, 'application');
  const owner = ownerPool(url);
  return {
    url,
    pool,
    owner,
    drop: async () => {
      await pool.end();
      await owner.end();
      await drop();
    },
  };
}
