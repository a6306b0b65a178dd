import type { ReadTx } from '../db/transaction.ts';

/** A signature as the log keeps it: whose, on which step, and how. */
export interface SignedStep {
  readonly step: number;
  readonly by: number | null;
  readonly verdict: string;
}

/** What an act made of a matter, as far as it changed it: a database edited behind the program shows against it. */
export interface Standing {
  readonly matter: number;
  readonly state?: string;
  /** The act changed the state only if it was this one before. */
  readonly from?: string;
  readonly round?: number;
  readonly number?: string;
  readonly handler?: number;
  /** SHA-256 of the canonical form, hex. */
  readonly form?: string;
  /** Every signature of the round. */
  readonly signed?: readonly SignedStep[];
}

const noted = new WeakMap<ReadTx, Standing[]>();

/** Says how a matter stands after what is being written; the next entry of the transaction's log keeps it. */
export function noteStanding(tx: ReadTx, standing: Standing): void {
  noted.set(tx, [...(noted.get(tx) ?? []), standing]);
}

/** What was said since the last entry. */
export function takeStandings(tx: ReadTx): readonly Standing[] {
  const found = noted.get(tx) ?? [];
  noted.delete(tx);
  return found;
}
