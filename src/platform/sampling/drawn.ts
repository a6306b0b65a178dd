import { createHash } from 'node:crypto';

/** A sample anybody can draw again: items ordered by the hash of seed and id, the first so many. */
export function drawn<Id extends string | number>(ids: readonly Id[], count: number, seed: string): readonly Id[] {
  const places = ids.map((id) => ({ id, place: createHash('sha256').update(`${seed}/${id}`).digest('hex') }));
  return places
    .toSorted((one, other) => one.place.localeCompare(other.place))
    .slice(0, count)
    .map((one) => one.id);
}
