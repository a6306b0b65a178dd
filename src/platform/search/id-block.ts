/** How many ids one posting is for; an id is its block and a place in it. */
export const BLOCK = 65_536;

/** From here on a bit for each place is shorter than the places. */
const MANY = 4_096;
const BITS = BLOCK / 8;

/** Sorted places as a posting keeps them: two bytes each or, if there are many, a bit for each place. */
export function encodePlaces(places: readonly number[]): Buffer {
  if (places.length < MANY) {
    const list = Buffer.allocUnsafe(places.length * 2);
    for (const [index, place] of places.entries()) list.writeUInt16LE(place, index * 2);
    return list;
  }
  const bits = Buffer.alloc(BITS);
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  return bits;
}

/** The places of a posting, in order. */
export function decodePlaces(posting: Buffer): readonly number[] {
  const places: number[] = [];
  if (posting.length < BITS) {
    for (let at = 0; at < posting.length; at += 2) places.push(posting.readUInt16LE(at));
    return places;
  }
  for (const [index, byte] of posting.entries()) for (let bit = 0; bit < 8; bit += 1) if ((byte & (1 << bit)) !== 0) places.push(index * 8 + bit);
  return places;
}

/** The places all postings hold, in order. */
export function commonPlaces(postings: readonly Buffer[]): readonly number[] {
  const [shortest, ...others] = postings.toSorted((one, other) => one.length - other.length);
  if (shortest === undefined) return [];
  if (shortest.length < BITS || others.length === 0) return decodePlaces(shortest).filter((place) => others.every((posting) => holdsPlace(posting, place)));
  const common = Buffer.from(shortest);
  for (const bits of others) for (let index = 0; index < BITS; index += 1) common[index] = (common[index] ?? 0) & (bits[index] ?? 0);
  return decodePlaces(common);
}

function holdsPlace(posting: Buffer, place: number): boolean {
  if (posting.length === BITS) return ((posting[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  let [low, high] = [0, posting.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (posting.readUInt16LE(middle * 2) < place) low = middle + 1;
    else high = middle;
  }
  return low * 2 < posting.length && posting.readUInt16LE(low * 2) === place;
}
