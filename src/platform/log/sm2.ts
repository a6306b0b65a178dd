import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { makeOnce } from '../files/make-once.ts';
import type { HeadSigner } from './checkpoint.ts';

/** Told apart from other kinds of keys in a note (C2SP signed-note: 0xff and a name of one's own, where none is assigned). */
const SM2_SM3 = Buffer.concat([Buffer.from([255]), Buffer.from('guiju/SM2-SM3')]);

/** The identity signed with, where the parties have agreed on none (GM/T 0009-2012). */
const USER_ID = '1234567812345678';

/** The 国密 key of a data folder; made when it is first asked for, readable by its owner alone. Signatures are r and s, 64 bytes; the key is an uncompressed point. */
export function openSm2Signer(folder: string): HeadSigner {
  const path = join(folder, 'keys', 'log-sm2.hex');
  if (!existsSync(path)) makeOnce(path, sm2.generateKeyPairHex().privateKey);
  const privateKey = readFileSync(path, 'utf8').trim();
  const publicKey = sm2.getPublicKeyFromPrivateKey(privateKey);
  return {
    kind: SM2_SM3,
    publicKey: Buffer.from(publicKey, 'hex'),
    sign: (text) => Buffer.from(sm2.doSignature(Buffer.from(text), privateKey, { hash: true, publicKey, userId: USER_ID }), 'hex'),
  };
}

/** A public key for verifying. */
export function sm2Key(publicKey: Buffer): Pick<HeadSigner, 'kind' | 'publicKey'> {
  return { kind: SM2_SM3, publicKey };
}

/** Is it a public key of SM2, a point of its curve? */
export function isSm2Key(publicKey: Buffer): boolean {
  return publicKey.length === 65 && sm2.verifyPublicKey(publicKey.toString('hex'));
}

/** Is the text signed (SM2 over SM3, GB/T 32918.2) by the holder of the key? */
export function isSignedSm2(text: string, signature: Buffer, publicKey: Buffer): boolean {
  return (
    signature.length === 64 &&
    isSm2Key(publicKey) &&
    sm2.doVerifySignature(Buffer.from(text), signature.toString('hex'), publicKey.toString('hex'), { hash: true, userId: USER_ID })
  );
}
