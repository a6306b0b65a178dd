import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { Signer } from './checkpoint.ts';
import { isNational } from './national-signature.ts';

/** One line of an export. The first is the header, checkpoints stand behind the entries they cover. */
export type ExportLine =
  | {
      readonly format: 'guiju-log-1';
      readonly office: string;
      readonly publicKey: string;
      /** 国密; left out where the office does not use it. */ readonly nationalKey?: string | undefined;
      readonly exportedAt: string;
    }
  | { readonly index: number; readonly leaf: string; readonly body: string | null }
  | { readonly checkpoint: string };

export interface LeafRow {
  readonly index: number;
  readonly leaf: Buffer;
  /** null: the entry is gone. */
  readonly body: string | null;
  /** By which it is found and shown; null: the entry is gone. */
  readonly columns: LeafColumns | null;
}

export interface LeafColumns {
  readonly at: string;
  readonly personId: number | null;
  readonly verb: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly outcome: string;
}

const leaves = statement<LeafRow>(
  'leaves-with-bodies',
  `
  select f.leaf_index as index, f.leaf, l.body,
    case when l.entry_id is not null then jsonb_build_object('at', l.at, 'personId', l.person_id, 'verb', l.verb, 'subjectKind', l.subject_kind, 'subjectId', l.subject_id, 'outcome', l.outcome) end as columns
  from log_leaf f left join log_entry l on l.office_id = f.office_id and l.entry_id = f.entry_id
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
export async function* exportLog(tx: ReadTx, { signer, now }: { readonly signer: Signer; readonly now: Date }): AsyncGenerator<ExportLine> {
  const office = (await tx.row(officeKey, [tx.officeId]))?.key ?? '';
  yield {
    format: 'guiju-log-1',
    office,
    publicKey: signer.publicKey.toString('base64'),
    ...((await isNational(tx)) && { nationalKey: signer.sm2.publicKey.toString('base64') }),
    exportedAt: now.toISOString(),
  };
  for await (const place of treeOf(tx))
    yield 'note' in place ? { checkpoint: place.note } : { index: place.index, leaf: place.leaf.toString('hex'), body: place.body };
}

/**
 * The tree of an office place by place, each head right behind the entries it covers. People may work meanwhile: a head is there as soon as its leaves
 * are, so heads are read anew where the leaves go beyond those known.
 */
export async function* treeOf(tx: ReadTx): AsyncGenerator<LeafRow | { readonly note: string }> {
  let notes = await checkpointsOf(tx);
  let covered = 0;
  let next = 0;
  for (let batch = await leavesFrom(tx, 0); batch.length > 0; batch = await leavesFrom(tx, next)) {
    if ((batch.at(-1)?.index ?? 0) >= (notes.at(-1)?.size ?? 0)) notes = await checkpointsOf(tx);
    for (const row of batch) {
      for (let note = notes[covered]; note !== undefined && note.size <= row.index; note = notes[covered]) {
        yield { note: note.note };
        covered += 1;
      }
      yield row;
      next = row.index + 1;
    }
  }
  for (const { note } of notes.slice(covered)) yield { note };
}
