import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** Argon2id with the parameters OWASP names for interactive sign-in: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** `argon2id$m=19456,t=2,p=1$salt$hash`, base64. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, ...COST });
  return `argon2id$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${nonce.toString('base64')}$${Buffer.from(tag).toString('base64')}`;
}

/** Takes as long for an unknown account (`stored` null) as for a known one. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const [, , salt = '', hash = ''] = (stored ?? `argon2id$$${randomBytes(16).toString('base64')}$${randomBytes(32).toString('base64')}`).split('$');
  const tag = await derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce: Buffer.from(salt, 'base64'), ...COST });
  const expected = Buffer.from(hash, 'base64');
  return stored !== null && expected.length === tag.byteLength && timingSafeEqual(expected, Buffer.from(tag));
}
