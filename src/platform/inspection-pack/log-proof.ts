import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { newestCheckpoint } from '../log/list.ts';
import { inclusionProofs } from '../log/merkle.ts';
import type { LogProof } from './contract.ts';

const entriesOf = statement<{ index: number; body: string }>(
  'sealed-entries-of-sample',
  `
  select f.leaf_index as index, l.body from log_entry l join log_leaf f on f.office_id = l.office_id and f.entry_id = l.entry_id
  where l.office_id = $1 and (l.subject_kind = 'matter' and l.subject_id = any($2::text[]) or l.subject_kind = 'obligation' and l.subject_id = any($3::text[])) and f.leaf_index < $4 order by f.leaf_index`,
);
const leaves = statement<{ leaf: Buffer }>('leaves-below', `select leaf from log_leaf where office_id = $1 and leaf_index < $2 order by leaf_index`);

/** Every sealed entry about these matters and duties, each with its proof against the newest signed head; null if nothing is sealed yet. */
export async function logProof(
  tx: ReadTx,
  { matterIds, obligationIds }: { readonly matterIds: readonly number[]; readonly obligationIds: readonly number[] },
): Promise<LogProof | null> {
  const head = await newestCheckpoint(tx);
  if (head === undefined) return null;
  const [entries, tree] = await Promise.all([
    tx.rows(entriesOf, [tx.officeId, matterIds.map(String), obligationIds.map(String), head.size]),
    tx.rows(leaves, [tx.officeId, head.size]),
  ]);
  const proofs = inclusionProofs(
    tree.map((one) => one.leaf),
    entries.map((one) => one.index),
  );
  return {
    checkpoint: head.note,
    entries: entries.map(({ index, body }, at) => ({ index, body, proof: (proofs[at] ?? []).map((hash) => hash.toString('hex')) })),
  };
}
