import { createHash } from 'node:crypto';
import { leafHash } from '../log/append.ts';
import { isSigned, readCheckpoint } from '../log/checkpoint.ts';
import { isIncluded } from '../log/merkle.ts';
import { FOREIGN_KEY } from '../log/verify.ts';
import { MANIFEST, manifestShape, PROOF, proofShape, SIGNATURE, type PackManifest } from './contract.ts';

/** What a pack says of itself once it has left the office. Two answers, never one. */
export interface PackVerification {
  readonly manifest: PackManifest | undefined;
  /** Every file is the one that was signed, every log entry stands in the signed log. */
  readonly unaltered: boolean;
  /** Every file that was signed is there, and no other. */
  readonly complete: boolean;
  readonly proved: number;
  readonly troubles: readonly string[];
}

/** Verifies the files of a pack by name, without the program that made it. @param key base64 of the key the office has published, if known. */
export function verifyPack(files: ReadonlyMap<string, Buffer>, key?: string): PackVerification {
  const text = files.get(MANIFEST)?.toString('utf8');
  const signature = files.get(SIGNATURE);
  const manifest = text === undefined ? undefined : readManifest(text);
  if (text === undefined || signature === undefined || manifest === undefined)
    return { manifest: undefined, unaltered: false, complete: false, proved: 0, troubles: [`缺少${MANIFEST}或${SIGNATURE}，不是规矩生成的迎检包。`] };
  const publicKey = Buffer.from(manifest.publicKey, 'base64');
  const altered: string[] = [];
  if (key !== undefined && key !== manifest.publicKey) altered.push(FOREIGN_KEY);
  if (!isSigned(text, signature, publicKey)) altered.push('清单的签名不对，清单被改动过。');
  const missing = manifest.files.filter((one) => !files.has(one.name)).map((one) => `缺少“${one.name}”。`);
  const known = new Set([...manifest.files.map((one) => one.name), MANIFEST, SIGNATURE]);
  missing.push(...[...files.keys()].filter((name) => !known.has(name)).map((name) => `“${name}”不在清单中。`));
  altered.push(...manifest.files.filter((one) => digestOf(files.get(one.name)) !== one.sha256 && files.has(one.name)).map((one) => `“${one.name}”被改动过。`));
  const log = checkProof(files.get(PROOF), publicKey);
  altered.push(...log.troubles);
  return { manifest, unaltered: altered.length === 0, complete: missing.length === 0, proved: log.proved, troubles: [...altered, ...missing] };
}

function readManifest(text: string): PackManifest | undefined {
  try {
    return manifestShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function digestOf(bytes: Buffer | undefined): string {
  return bytes === undefined ? '' : createHash('sha256').update(bytes).digest('hex');
}

function checkProof(bytes: Buffer | undefined, publicKey: Buffer): { readonly proved: number; readonly troubles: readonly string[] } {
  if (bytes === undefined) return { proved: 0, troubles: [] };
  const read = proofShape.safeParse(JSON.parse(bytes.toString('utf8')));
  const head = read.success ? readCheckpoint(read.data.checkpoint, publicKey) : undefined;
  if (!read.success || head === undefined) return { proved: 0, troubles: ['留痕证明的封存记录签名不对。'] };
  const wrong = read.data.entries.filter(
    ({ index, body, proof }) =>
      !isIncluded({ leaf: leafHash(body), index, size: head.size, proof: proof.map((hash) => Buffer.from(hash, 'hex')), root: head.root }),
  );
  return { proved: read.data.entries.length - wrong.length, troubles: wrong.map((one) => `第${one.index + 1}条留痕与封存记录不符。`) };
}
