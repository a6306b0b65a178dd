/** Something done a number of times; answers how often. */
export type Work = () => number | Promise<number>;

const ROUNDS = 5;
const SLICE = 400;

/** Rates per second of several works, measured in turns so that whatever else the machine does falls on all of them; medians of the rounds. */
export async function rates<Name extends string>(works: Readonly<Record<Name, Work>>, slice = SLICE): Promise<Record<Name, number>> {
  const found = {} as Record<Name, number[]>; // every name is set in the loop below
  const names = Object.keys(works) as Name[]; // keys of the record itself
  for (const name of names) {
    found[name] = [];
    await works[name]();
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const started = performance.now();
      let done = 0;
      while (performance.now() - started < slice) done += await works[name]();
      found[name].push((done * 1_000) / (performance.now() - started));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(found[name])])) as Record<Name, number>; // the same names
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The value a share of all does not exceed: 0.99 of them for p99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
