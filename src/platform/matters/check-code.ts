import { createHash } from 'node:crypto';
import { formDigest } from './content.ts';
import type { SeenMatter } from './seen.ts';

/** Eight letters that stand for the matter exactly as it is: printed on paper, compared on screen. No 0 and O, no 1 and I. */
export function checkCode(matter: SeenMatter): string {
  const { matterId, number, state, version, round, steps, form } = matter;
  const signed = steps.map((step) => [step.step, step.post, step.verdict, step.actedBy, step.actedAt]);
  const digest = createHash('sha256')
    .update(JSON.stringify([matterId, number, state, version, round, formDigest(form), signed]))
    .digest();
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from(digest.subarray(0, 8), (byte) => letters[byte % letters.length])
    .join('')
    .replace(/^(.{4})/, '$1-');
}
