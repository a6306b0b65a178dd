import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { ImportBatch, ImportLine } from './contract.ts';
import type { JudgedLine } from './judge-lines.ts';

export interface NewBatch {
  readonly number: string;
  readonly register: string;
  readonly file: string;
  readonly personId: number | null;
  readonly now: Date;
}

const insertBatch = statement<{ id: number }>(
  'stage-import',
  `
  insert into import_batch (office_id, number, register, file, state, staged_by, staged_at) values ($1, $2, $3, decode($4, 'hex'), 'staged', $5, $6) returning batch_id as id`,
);
const insertLines = statement<never>(
  'stage-import-lines',
  `
  insert into import_line (office_id, batch_id, line, cells, verdict, findings)
  select $1, $2, x.line, x.cells, x.verdict, x.findings from jsonb_to_recordset($3::jsonb) as x (line int, cells jsonb, verdict text, findings jsonb)`,
);

export async function stage(tx: ActTx, { number, register, file, personId, now }: NewBatch, lines: readonly JudgedLine[]): Promise<number> {
  const made = await tx.row(insertBatch, [tx.officeId, number, register, file, personId, now]);
  if (made === undefined) throw new Error('the batch was not inserted');
  await tx.rows(insertLines, [tx.officeId, made.id, JSON.stringify(lines)]);
  return made.id;
}

export interface SeenBatch {
  readonly batchId: number;
  readonly number: string;
  readonly register: string;
  readonly file: string;
  readonly state: ImportBatch['state'];
}

const toEnd = statement<SeenBatch>(
  'import-to-end',
  `
  select batch_id as "batchId", number, register, encode(file, 'hex') as file, state from import_batch where office_id = $1 and batch_id = $2 for update`,
);
const sameFile = statement<{ number: string }>(
  'import-of-same-file',
  `
  select number from import_batch where office_id = $1 and register = $2 and file = decode($3, 'hex') and state = 'accepted'`,
);

export function batchToEnd(tx: ReadTx, batchId: number): Promise<SeenBatch | undefined> {
  return tx.row(toEnd, [tx.officeId, batchId]);
}

/** Number of the batch by which the file came into the register before. */
export async function takenBefore(tx: ReadTx, { register, file }: Pick<SeenBatch, 'register' | 'file'>): Promise<string | undefined> {
  return (await tx.row(sameFile, [tx.officeId, register, file]))?.number;
}

const end = statement<never>(
  'end-import',
  `update import_batch set state = $3, ended_by = $4, ended_at = $5, reason = $6 where office_id = $1 and batch_id = $2`,
);
const take = statement<never>(
  'take-import-lines',
  `update import_line set taken = true, verdict = x.verdict, findings = x.findings
  from jsonb_to_recordset($3::jsonb) as x (line int, verdict text, findings jsonb) where office_id = $1 and batch_id = $2 and import_line.line = x.line`,
);

export interface Ended {
  readonly batchId: number;
  readonly state: 'accepted' | 'discarded';
  readonly reason: string;
  readonly personId: number | null;
  readonly now: Date;
}

export function endBatch(tx: ActTx, { batchId, state, reason, personId, now }: Ended): Promise<unknown> {
  return tx.rows(end, [tx.officeId, batchId, state, personId, now, reason]);
}

/** The lines taken, with the verdict they were taken on. */
export function markTaken(tx: ActTx, batchId: number, lines: readonly Pick<JudgedLine, 'line' | 'verdict' | 'findings'>[]): Promise<unknown> {
  return tx.rows(take, [tx.officeId, batchId, JSON.stringify(lines)]);
}

const batches = statement<Omit<ImportBatch, 'registerTitle'>>(
  'import-batches',
  `
  select b.batch_id as "batchId", b.number, b.register, b.state, s.name as "stagedBy", b.staged_at as "stagedAt", e.name as "endedBy", b.ended_at as "endedAt", b.reason,
    count(*) filter (where l.verdict = 'good')::int as good, count(*) filter (where l.verdict = 'doubtful')::int as doubtful, count(*) filter (where l.verdict = 'bad')::int as bad,
    count(*) filter (where l.taken)::int as taken
  from import_batch b join import_line l on l.office_id = b.office_id and l.batch_id = b.batch_id join person s on s.office_id = b.office_id and s.person_id = b.staged_by
  left join person e on e.office_id = b.office_id and e.person_id = b.ended_by
  where b.office_id = $1 and b.register = any($2::text[]) and ($3::bigint is null or b.batch_id = $3) group by b.office_id, b.batch_id, s.name, e.name order by b.batch_id desc limit 50`,
);
const lines = statement<ImportLine>(
  'import-lines',
  `
  select line, cells, verdict, findings, taken from import_line where office_id = $1 and batch_id = $2 and line > $3 and ($4 = '' or verdict = $4) order by line limit $5`,
);

export function batchesOf(tx: ReadTx, registers: readonly string[], batchId: number | null = null): Promise<readonly Omit<ImportBatch, 'registerTitle'>[]> {
  return tx.rows(batches, [tx.officeId, registers, batchId]);
}

export function linesOf(
  tx: ReadTx,
  { batchId, after, verdict, limit }: { readonly batchId: number; readonly after: number; readonly verdict: string; readonly limit: number },
): Promise<readonly ImportLine[]> {
  return tx.rows(lines, [tx.officeId, batchId, after, verdict, limit]);
}
