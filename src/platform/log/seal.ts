import type { Pool, PoolClient } from 'pg';
import { statement } from '../db/statement.ts';
import { enter, transactionOf, type ReadTx } from '../db/transaction.ts';
import { checkpointNote, type Signer } from './checkpoint.ts';
import { Range, type Hash } from './merkle.ts';

const TILE = 256;
const TILE_HEIGHT = 8;
const MOST = 5_000;

const lock = statement<{ locked: boolean }>('lock-log-of-office', `select pg_try_advisory_lock(hashtext('guiju-seal'), $1) as locked`);
const unlock = statement<never>('unlock-log-of-office', `select pg_advisory_unlock(hashtext('guiju-seal'), $1)`);
const head = statement<{ size: number; sealedTo: string; key: string; until: string }>(
  'log-head',
  `
  select coalesce(c.size, 0)::bigint as size, coalesce(c.sealed_to, '0')::text as "sealedTo", o.key, pg_snapshot_xmin(pg_current_snapshot())::text as until
  from office o left join lateral (select size, sealed_to from log_checkpoint where office_id = o.office_id order by size desc limit 1) c on true where o.office_id = $1`,
);
// Every transaction below the oldest one still running has ended: nothing can appear among these entries any more.
const unsealed = statement<{ entryId: number; leaf: Buffer }>(
  'unsealed-entries',
  `
  select entry_id as "entryId", leaf from log_entry where office_id = $1 and xid >= $2::text::xid8 and xid < $3::text::xid8
    and not exists (select from log_leaf f where f.office_id = log_entry.office_id and f.entry_id = log_entry.entry_id)
  order by xid, entry_id limit $4`,
);
const waiting = statement<{ waiting: boolean }>(
  'entries-left-to-seal',
  `
  select exists (select from log_entry where office_id = $1 and xid >= $2::text::xid8) as waiting`,
);
const addLeaves = statement<never>(
  'add-leaves',
  `
  insert into log_leaf (office_id, leaf_index, entry_id, leaf) select $1, x.leaf_index, x.entry_id, x.leaf
  from unnest($2::bigint[], $3::bigint[], array(select decode(h, 'hex') from unnest($4::text[]) with ordinality as u (h, n) order by n)) as x (leaf_index, entry_id, leaf)`,
);
const tiles = statement<{ level: number; hashes: Buffer }>(
  'open-tiles',
  `
  select level, hashes from log_tile where office_id = $1 and tile_index = $2::bigint / (256::bigint ^ (level + 1))::bigint order by level desc`,
);
const putTile = statement<never>(
  'put-tile',
  `
  insert into log_tile (office_id, level, tile_index, hashes) values ($1, $2, $3, $4)
  on conflict (office_id, level, tile_index) do update set hashes = excluded.hashes`,
);
const addCheckpoint = statement<never>(
  'add-checkpoint',
  `
  insert into log_checkpoint (office_id, size, root, note, sealed_to, at) values ($1, $2, $3, $4, $5::text::xid8, $6)`,
);

export interface Sealed {
  readonly sealed: number;
  /** Entries are there that cannot have their place yet: a transaction begun before them is still running. */
  readonly left: boolean;
}

/**
 * Gives every entry committed so far its place in the office's tree and signs the new head. One sealer at a time; the order of places is the
 * order of transactions.
 */
export async function sealOffice(
  pool: Pool,
  { officeId, signer, now }: { readonly officeId: number; readonly signer: Signer; readonly now: Date },
): Promise<Sealed> {
  const client = await pool.connect();
  const tx = transactionOf(client, officeId);
  try {
    // Before the transaction begins: what it sees is settled by its first statement, and would be the tree as it was before the other sealer was done.
    if ((await tx.row(lock, [officeId]))?.locked !== true) return { sealed: 0, left: true };
    try {
      return await sealLocked(client, { signer, now, tx });
    } finally {
      await tx.rows(unlock, [officeId]);
    }
  } finally {
    client.release();
  }
}

async function sealLocked(client: PoolClient, { tx, ...by }: { readonly tx: ReadTx; readonly signer: Signer; readonly now: Date }): Promise<Sealed> {
  try {
    await client.query('begin isolation level repeatable read');
    await enter(client, tx.officeId);
    const sealed = await seal(tx, by);
    await client.query('commit');
    return sealed;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function seal(tx: ReadTx, { signer, now }: { readonly signer: Signer; readonly now: Date }): Promise<Sealed> {
  const last = await tx.row(head, [tx.officeId]);
  if (last === undefined) return { sealed: 0, left: false };
  const entries = await tx.rows(unsealed, [tx.officeId, last.sealedTo, last.until, MOST]);
  const left = (await tx.row(waiting, [tx.officeId, last.until]))?.waiting === true || entries.length === MOST;
  if (entries.length === 0) return { sealed: 0, left };
  await tx.rows(addLeaves, [
    tx.officeId,
    entries.map((_, index) => last.size + index),
    entries.map((entry) => entry.entryId),
    entries.map((entry) => entry.leaf.toString('hex')),
  ]);
  const size = last.size + entries.length;
  const root = await growTiles(tx, { from: last.size, leaves: entries.map((entry) => entry.leaf) });
  // A batch that was cut short leaves entries below the limit for the next one, so the mark stays where it was.
  const sealedTo = entries.length === MOST ? last.sealedTo : last.until;
  const note = checkpointNote({ origin: `guiju/${last.key}`, size, root }, signer);
  await tx.rows(addCheckpoint, [tx.officeId, size, root, note, sealedTo, now]);
  return { sealed: entries.length, left };
}

/** Adds leaves to the tiles (C2SP tlog-tiles: 256 hashes a tile, a full tile becomes one hash of the level above). @returns the new root. */
async function growTiles(tx: ReadTx, { from, leaves }: { readonly from: number; readonly leaves: readonly Hash[] }): Promise<Hash> {
  const open = new Map((await tx.rows(tiles, [tx.officeId, from])).map(({ level, hashes }) => [level, split(hashes)]));
  const levels: { index: number; hashes: Hash[] }[] = [];
  const levelAt = (level: number): { index: number; hashes: Hash[] } => {
    levels[level] ??= { index: Math.floor(from / TILE ** (level + 1)), hashes: [...(open.get(level) ?? [])] };
    return levels[level];
  };
  for (const level of open.keys()) levelAt(level);
  const writes: Promise<unknown>[] = [];
  const put = (level: number, tile: { readonly index: number; readonly hashes: readonly Hash[] }): void => {
    if (tile.hashes.length > 0) writes.push(tx.rows(putTile, [tx.officeId, level, tile.index, Buffer.concat(tile.hashes)]));
  };
  const add = (level: number, hash: Hash): void => {
    const tile = levelAt(level);
    tile.hashes.push(hash);
    if (tile.hashes.length < TILE) return;
    put(level, tile);
    const full = new Range();
    for (const one of tile.hashes) full.push(one);
    levels[level] = { index: tile.index + 1, hashes: [] };
    add(level + 1, full.root());
  };
  for (const leaf of leaves) add(0, leaf);
  for (const [level, tile] of levels.entries()) if (tile !== undefined) put(level, tile);
  await Promise.all(writes);
  const range = new Range();
  for (const [level, tile] of [...levels.entries()].toReversed()) for (const hash of tile?.hashes ?? []) range.push(hash, level * TILE_HEIGHT);
  return range.root();
}

function split(hashes: Buffer): readonly Hash[] {
  return Array.from({ length: hashes.length / 32 }, (_, index) => hashes.subarray(index * 32, index * 32 + 32));
}
