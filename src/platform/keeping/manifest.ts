import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { pathOf } from '../files/store.ts';

/** What a backup holds, so that it can be checked before anything is written from it. */
const manifestShape = z.object({
  format: z.literal('guiju-backup-1'),
  /** Moment of the snapshot, ISO. */
  takenAt: z.string(),
  /** The schema: every migration that had been run, with the digest of its text. */
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  /** In an order in which each only refers to those before it. */
  tables: z.array(z.object({ table: z.string(), columns: z.array(z.string()), rows: z.number(), sha256: z.string() })),
  /** Digests of the evidence by office; the bytes lie under files/ as in the data folder. */
  files: z.array(z.object({ officeId: z.number(), digest: z.string() })),
  /** The last signed head of each office's log. */
  heads: z.array(z.object({ office: z.string(), note: z.string() })),
});
export type Manifest = z.infer<typeof manifestShape>;

export const MANIFEST = 'manifest.json';

/** @throws Error with a Chinese sentence if the folder holds no finished backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`“${folder}”里没有完整的备份（缺少${MANIFEST}）。`);
  const read = manifestShape.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`“${folder}”里的${MANIFEST}不是本程序写的，不能恢复。`);
  return read.data;
}

/** Path of a table's rows within a backup. */
export function rowsPath(folder: string, table: string): string {
  return join(folder, 'tables', `${table}.copy.zst`);
}

/** Path of a piece of evidence within a backup or a data folder. */
export function filePath(folder: string, { officeId, digest }: Manifest['files'][number]): string {
  return pathOf(folder, officeId, digest);
}
