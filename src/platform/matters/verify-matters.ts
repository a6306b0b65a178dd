import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { SignedStep } from '../log/standing.ts';
import { shanghai } from '../print/moment.ts';
import { formDigest } from './content.ts';
import { foldEntry, type Attested, type LoggedEntry } from './attested.ts';
import { STATE_TITLES, type MatterState } from './state.ts';

interface Row {
  readonly matterId: number;
  readonly number: string | null;
  readonly title: string;
  readonly state: MatterState;
  readonly round: number;
  readonly version: number;
  readonly handlerId: number;
  readonly form: unknown;
  readonly signed: readonly SignedStep[];
}

const BATCH = 2_000;
const matters = statement<Row>(
  'matters-to-verify',
  `
  select m.matter_id as "matterId", m.number, m.title, m.state, m.round, m.version, m.handler_id as "handlerId", m.facts as form,
    (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'by', s.acted_by, 'verdict', s.verdict) order by s.step), '[]') from matter_step s
      where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'done' and s.verdict <> 'noted') as signed
  from matter m where m.office_id = $1 and m.matter_id > $2 order by m.matter_id limit ${BATCH}`,
);
// An entry says how matters stand, or, of an older program, only what was done to one.
const entries = statement<LoggedEntry & { readonly entryId: number }>(
  'entries-of-matters',
  `
  select entry_id as "entryId", at, body from log_entry where office_id = $1 and entry_id > $2 and outcome = 'done' and (subject_kind = 'matter' or body like '%"standing":%')
  order by entry_id limit ${BATCH}`,
);
const versions = statement<{ matterId: number; version: number }>(
  'versions-of-matters',
  `select matter_id as "matterId", version from matter where office_id = $1 and matter_id = any($2::bigint[])`,
);

export interface MattersVerified {
  readonly matters: number;
  /** What is not as the log says, in sentences; the first difference of a matter each, the oldest matter first. */
  readonly troubles: readonly string[];
}

/** Holds every matter against what the log says of it: an edit of the database behind the program shows. */
export async function verifyMatters(tx: ReadTx): Promise<MattersVerified> {
  const rows = await allMatters(tx);
  const attested = await allAttested(tx);
  const found = [...rows.values()].flatMap((row) => {
    const sentence = differenceOf(row, attested.get(row.matterId));
    return sentence === undefined ? [] : [{ row, sentence }];
  });
  // What was changed by an act meanwhile is not held against it.
  const now = new Map((await tx.rows(versions, [tx.officeId, found.map(({ row }) => row.matterId)])).map((one) => [one.matterId, one.version]));
  const lost = [...attested.keys()].filter((matterId) => !rows.has(matterId));
  const begun = new Set(lost.length === 0 ? [] : (await tx.rows(versions, [tx.officeId, lost])).map((one) => one.matterId));
  const gone = lost.filter((matterId) => !begun.has(matterId)).map((matterId) => `事项${matterId}在留痕中有记录，现已不存在。`);
  return { matters: rows.size, troubles: [...found.filter(({ row }) => now.get(row.matterId) === row.version).map(({ sentence }) => sentence), ...gone] };
}

async function allMatters(tx: ReadTx): Promise<ReadonlyMap<number, Row>> {
  const all = new Map<number, Row>();
  for (let last = 0, size = BATCH; size === BATCH;) {
    const batch = await tx.rows(matters, [tx.officeId, last]);
    for (const row of batch) all.set(row.matterId, row);
    last = batch.at(-1)?.matterId ?? last;
    size = batch.length;
  }
  return all;
}

async function allAttested(tx: ReadTx): Promise<ReadonlyMap<number, Attested>> {
  const all = new Map<number, Attested>();
  for (let last = 0, size = BATCH; size === BATCH;) {
    const batch = await tx.rows(entries, [tx.officeId, last]);
    for (const entry of batch) foldEntry(all, entry);
    last = batch.at(-1)?.entryId ?? last;
    size = batch.length;
  }
  return all;
}

/** The first thing about a matter that is not as its last entries say. */
function differenceOf(row: Row, said: Attested | undefined): string | undefined {
  const name = `${row.number ?? `事项${row.matterId}`}“${row.title}”`;
  if (said === undefined) return `${name}没有任何留痕。`;
  const since = `最后留痕${shanghai(said.at)}`;
  const is = STATE_TITLES[row.state];
  if (said.states !== undefined && !said.states.includes(row.state))
    return `${name}现为“${is}”，与${since}记录的“${said.states.map((one) => STATE_TITLES[one]).join('”或“')}”不一致。`;
  if (said.round !== undefined && said.round !== row.round) return `${name}现为第${row.round}轮，与${since}记录的第${said.round}轮不一致。`;
  if (said.handler !== undefined && said.handler !== row.handlerId) return `${name}的经办人与${since}的记录不一致。`;
  if (said.form !== undefined && said.form !== formDigest(row.form)) return `${name}的内容与${since}的记录不一致。`;
  const step = signedOtherwise(row.signed, said);
  return step === undefined ? undefined : `${name}第${step}步的签署与${since}的记录不一致。`;
}

/** The first step that is signed otherwise than the log says; of older entries, one signed by somebody who never acted on the matter. */
function signedOtherwise(signed: readonly SignedStep[], said: Attested): number | undefined {
  const logged = said.signed;
  if (logged === undefined) return signed.find((one) => one.by !== null && !said.actors.has(one.by))?.step;
  const same = (one: SignedStep, other: SignedStep): boolean => one.step === other.step && one.by === other.by && one.verdict === other.verdict;
  const added = signed.find((one) => !logged.some((other) => same(one, other)));
  const removed = logged.find((one) => !signed.some((other) => same(one, other)));
  return (added ?? removed)?.step;
}
