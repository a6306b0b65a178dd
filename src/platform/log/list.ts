import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { verbTitles } from '../act/verb-titles.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { exportRegister } from '../registers/export.ts';
import { readRegister, type RegisterFilters } from '../registers/read-register.ts';
import type { Register } from '../registers/register.ts';
import type { World } from '../world.ts';
import type { CheckpointInfo, LogChoices, LogPage, LogRow, Outcome } from './contract.ts';
import { logRegister } from './log-register.ts';

/** What the log is filtered by; null for everything. Both days belong to the period. */
export interface LogFilter {
  readonly person: number | null;
  readonly verb: string | null;
  readonly outcome: Outcome | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

const made = new WeakMap<World, Register>();

function registerOf(world: World): Register {
  const found = made.get(world) ?? logRegister(verbTitles(world));
  made.set(world, found);
  return found;
}

function filtersOf({ person, verb, outcome, subjectKind, subjectId, from, to }: LogFilter): RegisterFilters {
  return {
    person: String(person ?? ''),
    verbTitle: verb ?? '',
    outcomeTitle: outcome ?? '',
    subjectKind: subjectKind ?? '',
    subjectId: subjectId ?? '',
    'at.from': from === null ? '' : `${from}T00:00:00+08:00`,
    'at.to': to === null ? '' : `${to}T23:59:59.999999+08:00`,
  };
}

/** Log entries, newest first, with their place in the tree once they are sealed: all of them for the audit officer, one's own for everybody else. */
export async function listLog(
  world: World,
  tx: ReadTx,
  { filter, after, limit, moment }: { readonly filter: LogFilter; readonly after: string | null; readonly limit: number; readonly moment: Moment },
): Promise<LogPage> {
  const page = await readRegister(tx, { register: registerOf(world), filters: filtersOf(filter), after, limit, actor: moment.actor });
  // The select list of the register is the row of the contract; `key` repeats the entry's id.
  return { rows: page.rows as unknown as readonly LogRow[], next: page.next };
}

/** The same entries as a workbook, and who exported them when. */
export function exportLogSheet(world: World, tx: ReadTx, { filter, moment }: { readonly filter: LogFilter; readonly moment: Moment }): Promise<Buffer> {
  return exportRegister(tx, { register: registerOf(world), filters: filtersOf(filter), moment, purpose: '' });
}

const kinds = statement<{ kind: string }>(
  'log-subject-kinds',
  `
  with recursive found (kind) as (
    (select subject_kind from log_entry where office_id = $1 order by subject_kind limit 1)
    union all
    select (select l.subject_kind from log_entry l where l.office_id = $1 and l.subject_kind > f.kind order by l.subject_kind limit 1) from found f where f.kind is not null
  ) select kind from found where kind is not null`,
); // skips from kind to kind along the index, however long the log

/** What the log of the office may be filtered by. */
export async function logChoices(world: World, tx: ReadTx): Promise<LogChoices> {
  const found = await tx.rows(kinds, [tx.officeId]);
  const verbs = [...verbTitles(world)].map(([verb, title]) => ({ verb, title })).toSorted((one, other) => one.title.localeCompare(other.title, 'zh-CN'));
  return { verbs, subjectKinds: found.map((one) => one.kind) };
}

const newest = statement<CheckpointInfo>(
  'newest-checkpoint',
  `
  select size, encode(root, 'hex') as root, note, at from log_checkpoint where office_id = $1 order by size desc limit 1`,
);

export function newestCheckpoint(tx: ReadTx): Promise<CheckpointInfo | undefined> {
  return tx.row(newest, [tx.officeId]);
}
