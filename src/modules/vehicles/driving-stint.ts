/** A stretch in which the car stood. */
export interface Break {
  readonly fromAt: Date;
  readonly untilAt: Date;
}

const MINUTE = 60_000;
/** A shorter stop is no rest (national traffic rule). */
const LEAST_REST = 20 * MINUTE;

/** Minutes of the longest drive without a rest of twenty minutes (VEH-08b). */
export function longestStint({ outAt, backAt, breaks }: { readonly outAt: Date; readonly backAt: Date; readonly breaks: readonly Break[] }): number {
  let from = outAt.getTime();
  let longest = 0;
  const rests = breaks
    .filter((one) => one.untilAt.getTime() - one.fromAt.getTime() >= LEAST_REST)
    .toSorted((one, other) => one.fromAt.getTime() - other.fromAt.getTime());
  for (const { fromAt, untilAt } of rests) {
    longest = Math.max(longest, fromAt.getTime() - from);
    from = Math.max(from, untilAt.getTime());
  }
  return Math.max(0, Math.floor(Math.max(longest, backAt.getTime() - from) / MINUTE));
}
