import { createHash } from 'node:crypto';

/** A sample anybody can draw again: items ordered by the hash of seed and id, the first so many. */
export function drawn(ids: readonly number[], count: number, seed: string): readonly number[] {
  const place = (id: number): string => createHash('sha256').update(`${seed}/${id}`).digest('hex');
  return ids.toSorted((one, other) => place(one).localeCompare(place(other)) || one - other).slice(0, count);
}
