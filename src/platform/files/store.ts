import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { InvoiceFacts } from './invoice-xml.ts';

/** Where bytes lie: by office and digest, so nothing is overwritten and nothing is found by its name. */
export function pathOf(folder: string, officeId: number, digest: string): string {
  return join(folder, 'files', String(officeId), digest.slice(0, 2), digest);
}

/** Writes bytes whole or not at all; the same bytes twice are one file. @returns SHA-256, hex. */
export async function keepBytes(folder: string, officeId: number, bytes: Buffer): Promise<string> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const path = pathOf(folder, officeId, digest);
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}`;
  await writeFile(unfinished, bytes, { mode: 0o600 });
  await rename(unfinished, path);
  return digest;
}

/** The bytes as they arrived. @throws Failure('conflict') if they are no longer the ones that arrived. */
export async function readBytes(folder: string, officeId: number, digest: string): Promise<Buffer> {
  const bytes = await readFile(pathOf(folder, officeId, digest)).catch(() => undefined);
  if (bytes === undefined) throw new Failure('not-found', '附件的原件不在文件库中。', ['把附件编号告诉系统管理员，从备份恢复']);
  if (createHash('sha256').update(bytes).digest('hex') !== digest)
    throw new Failure('conflict', '附件的内容与收到时不一致，可能被改动过。', ['把附件编号告诉审计员']);
  return bytes;
}

export interface KeptFile {
  readonly digest: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly invoice: InvoiceFacts | null;
}

const insert = statement<never>(
  'keep-file',
  `
  insert into file (office_id, digest, size, media_type, name, read_as, added_by, added_at) values ($1, decode($2, 'hex'), $3, $4, $5, $6, $7, $8)
  on conflict do nothing`,
);

/** 上传附件: notes what arrived; the bytes are in the folder already. */
export const keepFileVerb: Verb<KeptFile, null, KeptFile, KeptFile> = {
  name: 'keep-file',
  title: '上传附件',
  who: '任何人',
  read: async () => null,
  decide: (_seen, file) => ({ yes: file }),
  write: async (tx, file, { actor, now }) => {
    const { digest, size, mediaType, name, invoice } = file;
    const sent = [tx.rows(insert, [tx.officeId, digest, size, mediaType, name, invoice === null ? null : JSON.stringify(invoice), actor.personId, now])];
    return { result: file, entry: { subject: { kind: 'file', id: digest }, detail: { name, size, mediaType } }, sent };
  },
};

interface FoundFile {
  readonly name: string;
  readonly mediaType: string;
  readonly addedBy: number;
}

const find = statement<FoundFile>(
  'file-by-digest',
  `
  select name, media_type as "mediaType", added_by as "addedBy" from file where office_id = $1 and digest = decode($2, 'hex')`,
);

export function fileOf(tx: ReadTx, digest: string): Promise<FoundFile | undefined> {
  return tx.row(find, [tx.officeId, digest]);
}
