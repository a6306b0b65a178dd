import type { ReadTx } from '../db/transaction.ts';
import { columnsAgree } from './columns.ts';
import { treeOf } from './export.ts';
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
export async function verifyDatabase(tx: ReadTx, { publicKey, sm2 }: Signer): Promise<Verification> {
  const moved: string[] = [];
  const log = await verifyLog(pieces(tx, moved), { publicKey, national: sm2.publicKey });
  return { ...log, unaltered: log.unaltered && moved.length === 0, troubles: [...log.troubles, ...moved.slice(0, MOST_TOLD)] };
}

/** What lies there, place by place; entries whose columns say otherwise than their body are named in `moved`. */
async function* pieces(tx: ReadTx, moved: string[]): AsyncGenerator<Piece> {
  for await (const place of treeOf(tx)) {
    if ('note' in place) {
      yield { checkpoint: place.note };
      continue;
    }
    if (!columnsAgree(place)) moved.push(`第${place.index + 1}条记录的人员、事由、时间或者结果一栏与其内容不一致。`);
    yield { index: place.index, leaf: place.leaf.toString('hex'), body: place.body };
  }
}
