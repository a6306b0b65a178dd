import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { readAs } from '../http/read-as.ts';
import type { World } from '../world.ts';
import type { CheckpointInfo } from './contract.ts';
import { newestCheckpoint } from './list.ts';
import { tellUndelivered, type Way } from './undelivered.ts';

/** Where signed heads go, outside the reach of whoever administers the database. */
export interface HeadDelivery {
  /** Folder, best on another machine; undefined for none. */
  readonly folder: string | undefined;
  /** Mail: server as a URL (`smtps://user:password@host`), sender and addresses; undefined for none. */
  readonly mail: { readonly server: string; readonly from: string; readonly to: string } | undefined;
  /** What went wrong, for whoever runs the machine. */
  readonly onError: (error: unknown) => void;
}

/** Read from the environment: GUIJU_HEADS_FOLDER; GUIJU_SMTP, GUIJU_MAIL_FROM, GUIJU_HEADS_MAIL. */
export function headDelivery(env: Readonly<Record<string, string | undefined>>, onError: HeadDelivery['onError']): HeadDelivery {
  const { GUIJU_HEADS_FOLDER: folder, GUIJU_SMTP: server, GUIJU_MAIL_FROM: from, GUIJU_HEADS_MAIL: to } = env;
  return { folder, mail: server === undefined || to === undefined ? undefined : { server, from: from ?? 'guiju@localhost', to }, onError };
}

/**
 * Delivers the newest signed head of an office's log, each size once a folder: `文旅局-1204.txt`. What is kept there proves later that nothing up to that
 * entry was altered or cut off (`guiju verify --checkpoint`). A way that fails keeps the other from nothing, and the audit officer is told.
 */
export async function deliverHead(world: World, officeId: number, { folder, mail, onError }: HeadDelivery): Promise<void> {
  const head = await readAs(world, { kind: 'system', officeId, job: 'deliver-heads' }, newestCheckpoint);
  const office = world.rules.bookOf(officeId)?.office;
  if (head === undefined || office === undefined) return;
  const one: Named = { head, name: `${office.key}-${head.size}.txt`, office: office.name };
  const going: readonly (readonly [Way, Promise<unknown>])[] = [
    ...(folder === undefined ? [] : [['文件夹', keepHead(folder, one)] as const]),
    ...(mail === undefined ? [] : [['邮件', sendHead(mail, one)] as const]),
  ];
  const ended = await Promise.allSettled(going.map(([, done]) => done));
  for (const [index, end] of ended.entries()) {
    const way = going[index]?.[0];
    if (end.status === 'fulfilled' || way === undefined) continue;
    onError(end.reason);
    await tellUndelivered(world, { officeId, way });
  }
}

interface Named {
  readonly head: CheckpointInfo;
  readonly name: string;
  readonly office: string;
}

/** Whole or not at all; two processes that keep the same head keep it once. */
async function keepHead(folder: string, { head, name }: Named): Promise<void> {
  if (existsSync(join(folder, name))) return;
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `.${name}.${process.pid}`);
  await writeFile(unfinished, head.note, { flush: true });
  await rename(unfinished, join(folder, name));
}

async function sendHead({ server, from, to }: NonNullable<HeadDelivery['mail']>, { head, name, office }: Named): Promise<void> {
  await createTransport(server).sendMail({
    from,
    to,
    subject: `${office}留痕封存记录（共${head.size}条）`,
    text: `请保存本邮件。附件是${office}操作留痕截至第${head.size}条的签名封存记录，日后可用 guiju verify --checkpoint 核对留痕是否被改动或删减。`,
    attachments: [{ filename: name, content: head.note }],
  });
}
