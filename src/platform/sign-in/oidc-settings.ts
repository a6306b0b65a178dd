import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

const settings = z.object({
  /** Address of the directory, exactly as it names itself in its tokens. */
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** The claim that says the login name. */
  claim: z.string().min(1).default('preferred_username'),
  /** As the button on the sign-in page says. */
  title: z.string().min(1).max(30).default('统一身份认证'),
});
export type OidcSettings = z.output<typeof settings>;

const officeKey = statement<{ key: string }>('key-of-office-with-directory', `select key from office where office_id = $1`);

/** oidc.json of the data folder: `{ "文旅局": { "issuer": …, "clientId": …, "clientSecret": …, "claim": … } }`. It is read anew each time, so a change needs no restart. */
export async function allOidcSettings(folder: string): Promise<Readonly<Record<string, OidcSettings>>> {
  const text = await readFile(join(folder, 'oidc.json'), 'utf8').catch(() => '{}');
  const read = z.record(z.string(), settings).safeParse(parsed(text));
  if (!read.success) throw new Failure('conflict', '统一身份认证的设置（oidc.json）有误，暂不能使用。', ['请系统管理员按运行手册更正', '用登录名和密码登录']);
  for (const { issuer } of Object.values(read.data)) {
    const { protocol, hostname } = new URL(issuer);
    if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
      throw new Failure('conflict', '统一身份认证的地址应以https开头，暂不能使用。', ['请系统管理员更正oidc.json']);
  }
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The directory of the office at work; undefined if it has none. */
export async function readOidcSettings(folder: string, tx: ReadTx): Promise<OidcSettings | undefined> {
  const [all, office] = await Promise.all([allOidcSettings(folder), tx.row(officeKey, [tx.officeId])]);
  return all[office?.key ?? ''];
}
