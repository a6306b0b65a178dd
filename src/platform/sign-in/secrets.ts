import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOnce } from '../files/make-once.ts';

/** Seals what the database must not be able to read by itself: secrets of one-time codes, sign-ins under way. */
export interface Secrets {
  /** AES-256-GCM, base64url: nonce, tag, text. */
  readonly seal: (text: string) => string;
  /** The text again; undefined if it was not sealed here or has been altered. */
  readonly unseal: (sealed: string) => string | undefined;
}

/** The sealing key of a data folder; made at the first start, readable by its owner alone. */
export function openSecrets(folder: string): Secrets {
  const path = join(folder, 'keys', 'sign-in.key');
  if (!existsSync(path)) makeOnce(path, randomBytes(32));
  const key = readFileSync(path);
  return { seal: (text) => seal(key, text), unseal: (sealed) => unseal(key, sealed) };
}

function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

function unseal(key: Buffer, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return undefined;
  const opened = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([opened.update(bytes.subarray(28)), opened.final()]).toString('utf8');
  } catch {
    return undefined; // the tag does not fit: altered, or sealed with another key
  }
}
