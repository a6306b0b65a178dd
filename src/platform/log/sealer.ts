import type { Pool } from 'pg';
import type { Signer } from './checkpoint.ts';
import { sealOffice } from './seal.ts';

export interface Sealer {
  /** An act of the office has committed. */
  readonly wake: (officeId: number) => void;
  /** Seals what is there and ends. */
  readonly stop: () => Promise<void>;
}

/** How long acts gather before they are sealed together, in milliseconds. */
const GATHER = 50;

/** Seals each office soon after its acts commit; acts that come together are sealed together. */
export function startSealer({ pool, signer, clock, onError }: { readonly pool: Pool; readonly signer: Signer; readonly clock: () => Date; readonly onError: (error: unknown) => void }): Sealer {
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    timer = undefined;
    const offices = [...waiting];
    waiting.clear();
    for (const officeId of offices) {
      // An act that was still running when we looked leaves its entry for the next round.
      await sealOffice(pool, { officeId, signer, now: clock() }).catch(onError);
    }
  };
  const wake = (officeId: number): void => {
    waiting.add(officeId);
    timer ??= setTimeout(() => {
      running = running.then(run);
    }, GATHER);
  };
  return {
    wake,
    stop: async () => {
      if (timer !== undefined) clearTimeout(timer);
      running = running.then(run);
      await running;
    },
  };
}
