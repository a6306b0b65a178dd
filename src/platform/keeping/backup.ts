import { createHash } from 'node:crypto';
import { constants, createWriteStream, existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { checkBytes } from './check-bytes.ts';
import { filePath, MANIFEST, rowsPath, type Manifest } from './manifest.ts';
import { keptTables, type KeptTable } from './tables.ts';

export interface BackupAsk {
  /** Connection of the database's owner. */
  readonly url: string;
  /** The data folder: evidence and keys. */
  readonly data: string;
  /** Folder to be made; it must not exist yet. */
  readonly target: string;
}

/** How much was kept. */
export interface BackupDone {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/**
 * 备份: the whole installation as of one moment, while it goes on working. Rows are read in one snapshot; evidence is never changed once it has
 * arrived, so whatever the snapshot names can be copied afterwards. The folder takes its name when everything is in it.
 * @throws Error with a Chinese sentence if the target exists, or evidence is missing or no longer what arrived.
 */
export async function backup({ url, data, target }: BackupAsk): Promise<BackupDone> {
  if (existsSync(target)) throw new Error(`“${target}”已经存在，备份不覆盖任何文件。请另选目录。`);
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(join(unfinished, 'tables'), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const manifest = await copyRows(client, unfinished);
    for (const file of manifest.files) await copyEvidence(file, { data, unfinished });
    await cp(join(data, 'keys'), join(unfinished, 'keys'), { recursive: true });
    await writeFile(join(unfinished, MANIFEST), JSON.stringify(manifest, null, 1), { flush: true });
    await rename(unfinished, target);
    return { tables: manifest.tables.length, rows: manifest.tables.reduce((sum, one) => sum + one.rows, 0), files: manifest.files.length };
  } finally {
    await client.end();
  }
}

async function copyRows(client: pg.Client, folder: string): Promise<Manifest> {
  await client.query('begin isolation level repeatable read read only');
  const { rows: offices } = await client.query<{ office_id: number }>('select office_id from office order by office_id');
  const { rows: migrations } = await client.query<{ name: string; digest: string }>('select name, digest from migration order by name');
  const { rows: taken } = await client.query<{ at: Date }>('select now() as at');
  const tables: Manifest['tables'] = [];
  for (const table of await keptTables(client)) tables.push(await copyTable(client, { table, folder, offices: offices.map((one) => one.office_id) }));
  const { files, heads } = await evidenceAndHeads(
    client,
    offices.map((one) => one.office_id),
  );
  await client.query('commit');
  return { format: 'guiju-backup-1', takenAt: taken[0]?.at.toISOString() ?? '', migrations, tables, files, heads };
}

/** One office after the other, as row-level security binds the owner too where he is no superuser. */
async function copyTable(
  client: pg.Client,
  { table, folder, offices }: { readonly table: KeptTable; readonly folder: string; readonly offices: readonly number[] },
): Promise<Manifest['tables'][number]> {
  const columns = table.columns.map((one) => `"${one}"`).join(', ');
  const hash = createHash('sha256');
  const rows = new PassThrough();
  rows.on('data', (chunk: Buffer) => hash.update(chunk));
  const written = pipeline(rows, createZstdCompress(), createWriteStream(rowsPath(folder, table.table), { flush: true }));
  let count = 0;
  for (const officeId of table.leadedByOffice ? offices : [null]) {
    if (officeId !== null) await enterOffice(client, officeId);
    const where = officeId === null ? '' : ` where office_id = ${officeId}`;
    const copy = client.query(copyTo(`copy (select ${columns} from "${table.table}"${where}) to stdout`));
    for await (const chunk of copy as AsyncIterable<Buffer>) if (!rows.write(chunk)) await new Promise((resolve) => rows.once('drain', resolve));
    count += copy.rowCount;
  }
  rows.end();
  await written;
  return { table: table.table, columns: [...table.columns], rows: count, sha256: hash.digest('hex') };
}

async function evidenceAndHeads(client: pg.Client, offices: readonly number[]): Promise<Pick<Manifest, 'files' | 'heads'>> {
  const files: Manifest['files'] = [];
  const heads: Manifest['heads'] = [];
  for (const officeId of offices) {
    await enterOffice(client, officeId);
    const kept = await client.query<{ digest: string }>(`select encode(digest, 'hex') as digest from file where office_id = $1 order by 1`, [officeId]);
    files.push(...kept.rows.map(({ digest }) => ({ officeId, digest })));
    const head = await client.query<{ office: string; note: string }>(
      `
      select o.key as office, c.note from log_checkpoint c join office o on o.office_id = c.office_id where c.office_id = $1 order by c.size desc limit 1`,
      [officeId],
    );
    heads.push(...head.rows);
  }
  return { files, heads };
}

async function enterOffice(client: pg.Client, officeId: number): Promise<void> {
  await client.query(`select set_config('app.office_id', $1, true)`, [String(officeId)]);
}

async function copyEvidence(file: Manifest['files'][number], { data, unfinished }: { readonly data: string; readonly unfinished: string }): Promise<void> {
  const [from, to] = [filePath(data, file), filePath(unfinished, file)];
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch(() => {
    throw new Error(`附件${file.digest}的原件不在文件库中，备份没有完成。请先从以前的备份找回原件。`);
  });
  await checkBytes(to, file.digest);
}
