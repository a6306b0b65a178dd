import type { ReadTx } from '../db/transaction.ts';
import { checkpointsOf, leavesFrom } from './export.ts';
import type { Signer } from './checkpoint.ts';
import type { Verification } from './contract.ts';
import { verifyMatters } from '../matters/verify-matters.ts';
import { MOST_TOLD, verifyLog, type Piece } from './verify.ts';

/** Verifies the log where it lies, and holds every matter against it. */
export async function verifyOffice(tx: ReadTx, signer: Signer): Promise<Verification> {
  const log = await verifyDatabase(tx, signer);
  const { troubles } = await verifyMatters(tx);
  return { ...log, unaltered: log.unaltered && troubles.length === 0, troubles: [...log.troubles, ...troubles.slice(0, MOST_TOLD)] };
}

/** Verifies the log where it lies. */
export function verifyDatabase(tx: ReadTx, { publicKey, sm2 }: Signer): Promise<Verification> {
  return verifyLog(pieces(tx), { publicKey, national: sm2.publicKey });
}

async function* pieces(tx: ReadTx): AsyncGenerator<Piece> {
  const notes = await checkpointsOf(tx);
  let covered = 0;
  let expected = 0;
  for (let batch = await leavesFrom(tx, 0); batch.length > 0; batch = await leavesFrom(tx, expected)) {
    for (const row of batch) {
      for (let note = notes[covered]; note !== undefined && note.size <= row.index; note = notes[covered]) {
        yield { checkpoint: note.note };
        covered += 1;
      }
      yield { index: row.index, leaf: row.leaf.toString('hex'), body: row.body };
      expected = row.index + 1;
    }
  }
  for (const note of notes.slice(covered)) yield { checkpoint: note.note };
}
