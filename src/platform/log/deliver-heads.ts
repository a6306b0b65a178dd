import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { readAs } from '../http/read-as.ts';
import type { World } from '../world.ts';
import { newestCheckpoint } from './list.ts';

/** Where signed heads go, outside the reach of whoever administers the database. */
export interface HeadDelivery {
  /** Folder, best on another machine; undefined for none. */
  readonly folder: string | undefined;
  /** Mail: server as a URL (`smtps://user:password@host`), sender and addresses; undefined for none. */
  readonly mail: { readonly server: string; readonly from: string; readonly to: string } | undefined;
}

/** Read from the environment: GUIJU_HEADS_FOLDER; GUIJU_SMTP, GUIJU_MAIL_FROM, GUIJU_HEADS_MAIL. */
export function headDelivery(env: Readonly<Record<string, string | undefined>>): HeadDelivery {
  const { GUIJU_HEADS_FOLDER: folder, GUIJU_SMTP: server, GUIJU_MAIL_FROM: from, GUIJU_HEADS_MAIL: to } = env;
  return { folder, mail: server === undefined || to === undefined ? undefined : { server, from: from ?? 'guiju@localhost', to } };
}

/**
 * Delivers the newest signed head of an office's log, each size once a folder: `文旅局-1204.txt`. What is kept there proves later that nothing up to that
 * entry was altered or cut off (`guiju verify --checkpoint`). @throws whatever the folder or the mail server answers.
 */
export async function deliverHead(world: World, officeId: number, { folder, mail }: HeadDelivery): Promise<void> {
  const head = await readAs(world, { kind: 'system', officeId, job: 'deliver-heads' }, newestCheckpoint);
  const office = world.rules.bookOf(officeId)?.office;
  if (head === undefined || office === undefined) return;
  const name = `${office.key}-${head.size}.txt`;
  if (folder !== undefined && !existsSync(join(folder, name))) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), head.note, { flag: 'wx' });
  }
  if (mail === undefined) return;
  await createTransport(mail.server).sendMail({
    from: mail.from, to: mail.to, subject: `${office.name}留痕封存记录（共${head.size}条）`,
    text: `请保存本邮件。附件是${office.name}操作留痕截至第${head.size}条的签名封存记录，日后可用 guiju verify --checkpoint 核对留痕是否被改动或删减。`,
    attachments: [{ filename: name, content: head.note }],
  });
}
