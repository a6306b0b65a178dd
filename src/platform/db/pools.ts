import pg from 'pg';
import { tolerateBrokenConnections } from './unreachable.ts';

/** The roles the program runs as; none of them owns a table. */
export const ROLES = { application: 'guiju_app', sealer: 'guiju_sealer', auditor: 'guiju_auditor' } as const;
export type Role = keyof typeof ROLES;

/** Whole numbers of fen and ids fit a double exactly (up to 90 million million yuan); days stay text. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE) return String;
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser, // one function for both formats; the overloads differ only in what they return
};

/** Connections in a role; `reset role` leads back to that role, never to the owner. */
export function poolAs(url: string, role: Role, max = 10): pg.Pool {
  return surviving(
    new pg.Pool({ connectionString: url, max, types, options: `-c role=${ROLES[role]} -c statement_timeout=60s`, pipeline: true } as pg.PoolConfig),
  );
}

/** Connections of the owner: migrations only. */
export function ownerPool(url: string): pg.Pool {
  return surviving(new pg.Pool({ connectionString: url, max: 2, types }));
}

/** A connection that breaks while idle is replaced by the pool; one that breaks while lent fails the query it runs. Neither may end the process. */
function surviving(pool: pg.Pool): pg.Pool {
  tolerateBrokenConnections();
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
