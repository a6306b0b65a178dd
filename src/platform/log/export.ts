import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

/** One line of an export. The first is the header, checkpoints stand behind the entries they cover. */
export type ExportLine =
  | { readonly format: 'guiju-log-1'; readonly office: string; readonly publicKey: string; readonly exportedAt: string }
  | { readonly index: number; readonly leaf: string; readonly body: string | null }
  | { readonly checkpoint: string };

export interface LeafRow {
  readonly index: number;
  readonly leaf: Buffer;
  /** null: the entry is gone. */
  readonly body: string | null;
}

const leaves = statement<LeafRow>(
  'leaves-with-bodies',
  `
  select f.leaf_index as index, f.leaf, l.body from log_leaf f left join log_entry l on l.office_id = f.office_id and l.entry_id = f.entry_id
  where f.office_id = $1 and f.leaf_index >= $2 order by f.leaf_index limit $3`,
);
const checkpoints = statement<{ size: number; note: string }>(
  'checkpoints-of-office',
  `select size, note from log_checkpoint where office_id = $1 order by size`,
);
const officeKey = statement<{ key: string }>('key-of-office', `select key from office where office_id = $1`);

const BATCH = 2_000;

/** The places of the tree from an index on, with the entries they stand for. */
export function leavesFrom(tx: ReadTx, index: number, limit = BATCH): Promise<readonly LeafRow[]> {
  return tx.rows(leaves, [tx.officeId, index, limit]);
}

export function checkpointsOf(tx: ReadTx): Promise<readonly { readonly size: number; readonly note: string }[]> {
  return tx.rows(checkpoints, [tx.officeId]);
}

/** The whole log of an office, line by line, for somebody who trusts neither the program nor the database. */
export async function* exportLog(tx: ReadTx, { publicKey, now }: { readonly publicKey: Buffer; readonly now: Date }): AsyncGenerator<ExportLine> {
  const office = (await tx.row(officeKey, [tx.officeId]))?.key ?? '';
  yield { format: 'guiju-log-1', office, publicKey: publicKey.toString('base64'), exportedAt: now.toISOString() };
  const notes = await checkpointsOf(tx);
  let covered = 0;
  let index = 0;
  for (;;) {
    const batch = await leavesFrom(tx, index);
    for (const row of batch) {
      yield { index: row.index, leaf: row.leaf.toString('hex'), body: row.body };
      index = row.index + 1;
      for (let note = notes[covered]; note !== undefined && note.size <= index; note = notes[covered]) {
        yield { checkpoint: note.note };
        covered += 1;
      }
    }
    if (batch.length < BATCH) break;
  }
  for (const note of notes.slice(covered)) yield { checkpoint: note.note };
}
