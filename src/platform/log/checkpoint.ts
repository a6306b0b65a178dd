import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOnce } from '../files/make-once.ts';
import type { Hash } from './merkle.ts';

/** Whoever signs for this installation: raw Ed25519 key, signatures of 64 bytes. */
export interface Signer {
  readonly publicKey: Buffer;
  readonly sign: (text: string) => Buffer;
}

const ED25519 = Buffer.from([1]);

/** The signing key of a data folder; made at the first start, readable by its owner alone. */
export function openSigner(folder: string): Signer {
  const path = join(folder, 'keys', 'log-ed25519.pem');
  if (!existsSync(path)) makeOnce(path, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = createPrivateKey(readFileSync(path));
  return { publicKey: rawPublicKey(createPublicKey(key)), sign: (text) => sign(null, Buffer.from(text), key) };
}

export interface TreeHead {
  /** `guiju/文旅局` */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** A signed head as a note (C2SP tlog-checkpoint): three lines, a blank, a signature line. */
export function checkpointNote({ origin, size, root }: TreeHead, signer: Signer): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([keyHash(origin, signer.publicKey), signer.sign(text)]).toString('base64');
  return `${text}\n— ${origin} ${signature}\n`;
}

/**
 * Reads a note and checks its signature. What mail and typing do to lines – other line ends, blank ones, a signature broken in two, another dash – takes
 * nothing from it: signed are the three lines as they were written. @returns undefined if it is no checkpoint, or not signed by the key.
 */
export function readCheckpoint(note: string, publicKey: Buffer): TreeHead | undefined {
  const [origin = '', size = '', root = '', ...rest] = note
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [, signer = '', signature = ''] = /^[—–-]+ *(.*?) *([A-Za-z0-9+/]{91}=)$/.exec(rest.join('')) ?? [];
  const bytes = Buffer.from(signature, 'base64');
  if (signer !== origin || !/^\d+$/.test(size) || !bytes.subarray(0, 4).equals(keyHash(origin, publicKey))) return undefined;
  return isSigned(`${origin}\n${size}\n${root}\n`, bytes.subarray(4), publicKey)
    ? { origin, size: Number(size), root: Buffer.from(root, 'base64') }
    : undefined;
}

/** Is the text signed (Ed25519) by the holder of the key? */
export function isSigned(text: string, signature: Buffer, publicKey: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, signature);
}

function keyHash(name: string, publicKey: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(ED25519).update(publicKey).digest().subarray(0, 4);
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
