import type { Pool } from 'pg';
import type { Signer } from './checkpoint.ts';
import { sealOffice } from './seal.ts';

export interface Sealer {
  /** An act of the office has committed. */
  readonly wake: (officeId: number) => void;
  /** Seals everything that has been done so far. @returns whether nothing of it waits; false where a transaction begun before is still running. */
  readonly settle: () => Promise<boolean>;
}

/** How long acts gather before they are sealed together, in milliseconds: sealing costs about as much as an act, and what is not sealed yet is in the log all the same. */
const GATHER = 200;

/** How long after a failure, such as a lost connection, it is tried again. */
const AGAIN_AFTER = 1_000;

/** Settling waits this often, so many milliseconds each, for transactions that are still running; what is left is sealed at the next start. */
const MOST_ROUNDS = 40;
const ROUND = 50;

/** Seals each office soon after its acts commit; acts that come together are sealed together. */
export function startSealer({
  pool,
  signer,
  clock,
  onError,
}: {
  readonly pool: Pool;
  readonly signer: Signer;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}): Sealer {
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  async function run(): Promise<void> {
    timer = undefined;
    const offices = [...waiting];
    waiting.clear();
    for (const officeId of offices) {
      const { left } = await sealOffice(pool, { officeId, signer, now: clock() }).catch((error: unknown) => {
        onError(error);
        return { left: 'later' as const };
      });
      if (left !== false) wake(officeId, left === 'later' ? AGAIN_AFTER : GATHER);
    }
  }
  function wake(officeId: number, after = GATHER): void {
    waiting.add(officeId);
    timer ??= setTimeout(() => {
      running = running.then(run);
    }, after);
  }
  return {
    wake: (officeId) => wake(officeId),
    settle: async () => {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        if (timer !== undefined) clearTimeout(timer);
        running = running.then(run);
        await running;
        if (waiting.size === 0) return true;
        await new Promise((resolve) => {
          setTimeout(resolve, ROUND);
        });
      }
      // A slow machine may have begun another round meanwhile; it ends before the connections do, and wakes nobody.
      await running;
      if (timer !== undefined) clearTimeout(timer);
      timer = undefined;
      return waiting.size === 0;
    },
  };
}
