import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { CheckpointInfo, LogPage, LogRow } from './contract.ts';

const page = statement<Omit<LogRow, 'verbTitle'>>('log-newest', `
  select l.entry_id as "entryId", f.leaf_index as "leafIndex", l.at, p.name as person, l.verb, l.subject_kind as "subjectKind", l.subject_id as "subjectId", l.body,
    encode(l.leaf, 'hex') as leaf
  from log_entry l left join person p on p.office_id = l.office_id and p.person_id = l.person_id
  left join log_leaf f on f.office_id = l.office_id and f.entry_id = l.entry_id
  where l.office_id = $1 and l.entry_id < $2::bigint and ($3 = '' or l.subject_kind = $3) and ($4 = '' or l.subject_id = $4) and ($5::int is null or l.person_id = $5)
  order by l.entry_id desc limit $6`);

export interface LogQuery {
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Only this person's own acts; null for everybody's. */
  readonly personId: number | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Log entries, newest first, with their place in the tree once they are sealed. */
export async function listLog(tx: ReadTx, query: LogQuery, titleOf: (verb: string) => string): Promise<LogPage> {
  const before = query.after === null ? Number.MAX_SAFE_INTEGER : Number(query.after);
  const rows = await tx.rows(page, [tx.officeId, before, query.subjectKind, query.subjectId, query.personId, query.limit + 1]);
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return { rows: rows.slice(0, query.limit).map((row) => ({ ...row, verbTitle: titleOf(row.verb) })), next: last === undefined ? null : String(last.entryId) };
}

const newest = statement<CheckpointInfo>('newest-checkpoint', `
  select size, encode(root, 'hex') as root, note, at from log_checkpoint where office_id = $1 order by size desc limit 1`);

export function newestCheckpoint(tx: ReadTx): Promise<CheckpointInfo | undefined> {
  return tx.row(newest, [tx.officeId]);
}
