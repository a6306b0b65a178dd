import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { knownMigrations, migrate } from '../db/migrate.ts';
import { poolAs } from '../db/pools.ts';
import { enter, transactionOf } from '../db/transaction.ts';
import { openSigner } from '../log/checkpoint.ts';
import { checkpointsOf } from '../log/export.ts';
import { verifyDatabase } from '../log/verify-database.ts';
import { checkBytes } from './check-bytes.ts';
import { filePath, readManifest, rowsPath, type Manifest } from './manifest.ts';
import { keptTables } from './tables.ts';

export interface RestoreAsk {
  /** Connection of the owner of an empty database. */
  readonly url: string;
  /** The data folder; it must hold neither evidence nor keys. */
  readonly data: string;
  /** Folder of the backup. */
  readonly source: string;
}

/** What the restored installation says of itself. */
export interface RestoreDone {
  readonly rows: number;
  readonly files: number;
  /** Offices whose log is unaltered and complete up to the head kept in the backup. */
  readonly verified: readonly string[];
}

/**
 * 恢复: a backup into an empty installation, brought up to this release, then verified. Overwrites nothing.
 * @throws Error with a Chinese sentence if something is there already, the backup is damaged or newer than this program, or the log does not verify.
 */
export async function restore({ url, data, source }: RestoreAsk): Promise<RestoreDone> {
  const manifest = await readManifest(source);
  await checkBackup(source, manifest);
  await requireEmpty(url, data);
  await layDown(manifest, { url, data, source });
  await migrate(url);
  return {
    rows: manifest.tables.reduce((sum, one) => sum + one.rows, 0),
    files: manifest.files.length,
    verified: await verifyLogs(url, { data, heads: manifest.heads }),
  };
}

/** The installation as it stood, in the schema of its own release. @throws Error if evidence does not arrive as it was kept. */
export async function layDown(manifest: Manifest, { url, data, source }: RestoreAsk): Promise<void> {
  await migrate(url, { only: new Set(manifest.migrations.map((one) => one.name)) });
  await loadRows(url, { source, manifest });
  for (const file of manifest.files) {
    const to = filePath(data, file);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(filePath(source, file), to);
    await checkBytes(to, file.digest);
  }
  await cp(join(source, 'keys'), join(data, 'keys'), { recursive: true });
}

/** Everything is looked at before anything is written. */
async function checkBackup(source: string, { migrations, tables, files }: Manifest): Promise<void> {
  const known = knownMigrations();
  const foreign = migrations.find(({ name, digest }) => known.get(name) !== digest);
  if (foreign !== undefined) throw new Error(`备份来自较新的版本（数据库结构${foreign.name}本程序没有）。请用不低于备份时的版本恢复。`);
  for (const { table, sha256 } of tables) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(rowsPath(source, table)), createZstdDecompress(), hash).catch(() => {
      throw new Error(`备份中“${table}”的数据缺失或损坏，没有恢复任何内容。`);
    });
    if (hash.digest('hex') !== sha256) throw new Error(`备份中“${table}”的数据与清单不一致，没有恢复任何内容。`);
  }
  for (const file of files) await checkBytes(filePath(source, file), file.digest);
}

async function requireEmpty(url: string, data: string): Promise<void> {
  for (const folder of ['files', 'keys']) {
    if (existsSync(join(data, folder))) throw new Error(`数据目录“${data}”里已有${folder}，恢复不覆盖任何内容。请指定空的数据目录。`);
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ exists: boolean }>(
      `select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r') as exists`,
    );
    if (rows[0]?.exists === true) throw new Error('数据库里已有内容，恢复不覆盖任何内容。请指定空的数据库。');
  } finally {
    await client.end();
  }
}

async function loadRows(url: string, { source, manifest }: { readonly source: string; readonly manifest: Manifest }): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    const tables = await keptTables(client);
    for (const { table } of tables) {
      const kept = manifest.tables.find((one) => one.table === table);
      if (kept === undefined) throw new Error(`备份里没有“${table}”。`);
      if (table !== 'migration') await loadTable(client, { source, kept });
    }
    // Transactions are numbered anew in a new database: what came before stands below all of them, sealed or still to be sealed.
    await client.query(`update log_entry set xid = '0'; update log_checkpoint set sealed_to = '0'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}

/** Rows come in as they were: no trigger counts them again, no policy looks at them; the next migration sets both as before. */
async function loadTable(client: pg.Client, { source, kept }: { readonly source: string; readonly kept: Manifest['tables'][number] }): Promise<void> {
  const { table, columns } = kept;
  await client.query(`alter table "${table}" disable trigger user; alter table "${table}" no force row level security`);
  const copy = client.query(copyFrom(`copy "${table}" (${columns.map((one) => `"${one}"`).join(', ')}) from stdin`));
  await pipeline(createReadStream(rowsPath(source, table)), createZstdDecompress(), new PassThrough(), copy);
  if (copy.rowCount !== kept.rows) throw new Error(`“${table}”应有${kept.rows}行，读入${copy.rowCount}行。`);
  await client.query(`alter table "${table}" enable trigger user`);
  const { rows } = await client.query<{ column: string }>(`select attname as column from pg_attribute where attrelid = $1::regclass and attidentity <> ''`, [
    `"${table}"`,
  ]);
  for (const { column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence('"${table}"', '${column}'), max("${column}")) from "${table}" having max("${column}") is not null`,
    );
  }
}

async function verifyLogs(url: string, { data, heads }: { readonly data: string; readonly heads: Manifest['heads'] }): Promise<readonly string[]> {
  const { publicKey } = openSigner(data);
  const pool = poolAs(url, 'auditor', 1);
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ officeId: number; key: string }>('select office_id as "officeId", key from office order by office_id');
    for (const { officeId, key } of rows) {
      await client.query('begin');
      await enter(client, officeId);
      const tx = transactionOf(client, officeId);
      const told = await verifyDatabase(tx, publicKey);
      const [trouble] = told.troubles.filter((one) => !one.startsWith('最后的封存记录'));
      if (trouble !== undefined) throw new Error(`恢复后的留痕核验没有通过（${key}）：${trouble}`);
      const head = heads.find((one) => one.office === key);
      const kept = await checkpointsOf(tx);
      if (head !== undefined && !kept.some((one) => one.note === head.note)) throw new Error(`恢复后的留痕与备份时的封存记录不一致（${key}）。`);
      await client.query('commit');
    }
    return rows.map((one) => one.key);
  } finally {
    client.release();
    await pool.end();
  }
}
