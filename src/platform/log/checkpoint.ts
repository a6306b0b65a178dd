import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOnce } from '../files/make-once.ts';
import type { Hash } from './merkle.ts';
import { isSignedSm2, openSm2Signer, sm2Key } from './sm2.ts';

/** A key that signs heads: what kind it is, as a note tells kinds apart, the raw key, signatures of 64 bytes. */
export interface HeadSigner {
  readonly kind: Buffer;
  readonly publicKey: Buffer;
  readonly sign: (text: string) => Buffer;
}

/** Whoever signs for this installation: Ed25519, and SM2 (国密) beside it for the offices that ask for it. */
export interface Signer extends HeadSigner {
  readonly sm2: HeadSigner;
}

const ED25519 = Buffer.from([1]);

/** The signing key of a data folder; made at the first start, readable by its owner alone. */
export function openSigner(folder: string): Signer {
  const path = join(folder, 'keys', 'log-ed25519.pem');
  if (!existsSync(path)) makeOnce(path, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = createPrivateKey(readFileSync(path));
  return { kind: ED25519, publicKey: rawPublicKey(createPublicKey(key)), sign: (text) => sign(null, Buffer.from(text), key), sm2: openSm2Signer(folder) };
}

export interface TreeHead {
  /** `guiju/文旅局` */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** A signed head as a note (C2SP tlog-checkpoint): three lines, a blank, a line for each signature. */
export function checkpointNote({ origin, size, root }: TreeHead, ...signers: readonly HeadSigner[]): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
  return `${text}\n${signers.map((signer) => `— ${origin} ${Buffer.concat([keyHash(origin, signer), signer.sign(text)]).toString('base64')}\n`).join('')}`;
}

/** A note as it was read, whoever has signed it. */
interface ReadNote {
  readonly head: TreeHead;
  /** What was signed. */
  readonly text: string;
  /** Each with the hash of its key before it. */
  readonly signatures: readonly Buffer[];
}

/**
 * What mail and typing do to lines – other line ends, blank ones, a signature broken in two, another dash – takes nothing from a note: signed are the three
 * lines as they were written. @returns undefined if it is no checkpoint.
 */
function readNote(note: string): ReadNote | undefined {
  const [origin = '', size = '', root = '', ...rest] = note
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const signed = [...rest.join('').matchAll(/[—–-]+ *(.*?) *([A-Za-z0-9+/]{91}=)/g)];
  if (!/^\d+$/.test(size) || signed.length === 0 || signed.some(([, signer]) => signer !== origin)) return undefined;
  return {
    head: { origin, size: Number(size), root: Buffer.from(root, 'base64') },
    text: `${origin}\n${size}\n${root}\n`,
    signatures: signed.map(([, , signature = '']) => Buffer.from(signature, 'base64')),
  };
}

/** Reads a note and checks its Ed25519 signature. @returns undefined if it is no checkpoint, or not signed by the key. */
export function readCheckpoint(note: string, publicKey: Buffer): TreeHead | undefined {
  const read = readNote(note);
  const signature = read && signatureOf(read, { kind: ED25519, publicKey });
  return read !== undefined && signature !== undefined && isSigned(read.text, signature, publicKey) ? read.head : undefined;
}

/** How a note stands to a 国密 key: signed by it, not signed by it, or with a signature that is said to be its own and is not. */
export function sm2Standing(note: string, publicKey: Buffer): 'signed' | 'unsigned' | 'wrong' {
  const read = readNote(note);
  const signature = read && signatureOf(read, sm2Key(publicKey));
  if (read === undefined || signature === undefined) return 'unsigned';
  return isSignedSm2(read.text, signature, publicKey) ? 'signed' : 'wrong';
}

function signatureOf({ head, signatures }: ReadNote, key: Pick<HeadSigner, 'kind' | 'publicKey'>): Buffer | undefined {
  const hash = keyHash(head.origin, key);
  return signatures.find((one) => one.subarray(0, hash.length).equals(hash))?.subarray(hash.length);
}

/** Is the text signed (Ed25519) by the holder of the key? */
export function isSigned(text: string, signature: Buffer, publicKey: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, signature);
}

function keyHash(name: string, { kind, publicKey }: Pick<HeadSigner, 'kind' | 'publicKey'>): Buffer {
  return createHash('sha256').update(`${name}\n`).update(kind).update(publicKey).digest().subarray(0, 4);
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}
