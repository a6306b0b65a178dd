import type { Decision } from '../../rules/decision.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { noteStanding, type SignedStep } from '../log/standing.ts';
import type { Drafted } from './drafting.ts';
import { formDigest, type AttachedFile } from './content.ts';
import type { Gist } from './kind.ts';
import { searchedText } from '../search/searched-text.ts';
import type { MatterState } from './state.ts';
import type { Worksheet } from './worksheet.ts';

/** A matter is found by title and number; it is settled once it has one. `before` and `now` are the line as it was and as it is. */
const TEXT = ['title', 'number'];
const BEFORE = `before as (select ${searchedText(TEXT)} as was from matter where office_id = $1 and matter_id = $2)`;
const NOTED = `insert into search_tail (office_id, subject, subject_id, text, was, settled) select office_id, 'matter', matter_id, ${searchedText(TEXT)}, was, number is not null from now, before
  on conflict (office_id, subject, subject_id) do update set text = excluded.text, settled = excluded.settled`;
const NOW = 'returning office_id, matter_id, title, number';

const insert = statement<{ matter_id: number }>(
  'insert-matter',
  `
  with now as (
    insert into matter (office_id, kind, title, state, handler_id, department_id, facts, amount, fact_day, linked_matter_id, payment, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ${NOW}
  ), noted as (
    insert into search_tail (office_id, subject, subject_id, text, settled) select office_id, 'matter', matter_id, ${searchedText(TEXT)}, number is not null from now
  )
  select matter_id from now`,
);

/** A new matter with its parties and files; its id. */
export async function insertMatter(
  tx: ActTx,
  { drafted, now, state }: { readonly drafted: Drafted; readonly now: Date; readonly state: MatterState },
): Promise<number> {
  const { kind, content, draft, gist, departmentId } = drafted;
  const made = await tx.row(insert, [
    tx.officeId,
    kind.kind,
    gist.title,
    state,
    draft.handlerId,
    departmentId,
    JSON.stringify(content.form),
    gist.amount,
    gist.factDay,
    gist.linkedMatterId,
    paymentText(gist),
    now,
  ]);
  if (made === undefined) throw new Error('the matter was not inserted');
  noteStanding(tx, { matter: made.matter_id, state, round: 0, handler: draft.handlerId, form: formDigest(content.form), signed: [] });
  await writeParts(tx, { matterId: made.matter_id, drafted, addedBy: draft.handlerId, now });
  return made.matter_id;
}

function paymentText({ payment }: Gist): string | null {
  return payment === undefined ? null : JSON.stringify(payment);
}

// What is paid to the handler himself is paid to the first one, whoever handles the matter since.
const update = statement<never>(
  'replace-matter-content',
  `
  with ${BEFORE}, now as (update matter set title = $3, facts = $4, amount = $5, fact_day = $6, linked_matter_id = $7, payment = case when $8::jsonb ->> 'payee' is null then $8::jsonb || coalesce((
    select jsonb_build_object('payee', p.name) from handler_change c join person p on p.office_id = c.office_id and p.person_id = c.from_person_id
    where c.office_id = $1 and c.matter_id = $2 and c.confirmed_at is not null order by c.handler_change_id limit 1), '{}') else $8::jsonb end, version = version + 1 where office_id = $1 and matter_id = $2 ${NOW})
  ${NOTED}`,
);
const dropParties = statement<never>(
  'drop-matter-parties',
  `delete from matter_party where office_id = $1 and matter_id = $2 and role not in ('原经办人', '回避人')`,
);
const dropFiles = statement<never>(
  'drop-matter-files',
  `
  delete from matter_file where office_id = $1 and matter_id = $2 and encode(digest, 'hex') || evidence <> all($3::text[])`,
);

/** Replaces what the handler filled in. Files that stay keep who added them, and when. */
export async function replaceContent(
  tx: ActTx,
  { matterId, drafted, moment }: { readonly matterId: number; readonly drafted: Drafted; readonly moment: Moment },
): Promise<void> {
  const { content, gist, draft } = drafted;
  noteStanding(tx, { matter: matterId, form: formDigest(content.form) });
  await Promise.all([
    tx.rows(update, [tx.officeId, matterId, gist.title, JSON.stringify(content.form), gist.amount, gist.factDay, gist.linkedMatterId, paymentText(gist)]),
    tx.rows(dropParties, [tx.officeId, matterId]),
    tx.rows(dropFiles, [tx.officeId, matterId, content.files.map((file) => file.digest + file.evidence)]),
    writeParts(tx, { matterId, drafted, addedBy: draft.handlerId, now: moment.now }),
  ]);
}

const addParties = statement<never>(
  'add-matter-parties',
  `
  insert into matter_party (office_id, matter_id, person_id, role) select $1, $2, x.person_id, x.role from unnest($3::int[], $4::text[]) as x (person_id, role)
  on conflict do nothing`,
);
const addFiles = statement<never>(
  'add-matter-files',
  `
  insert into matter_file (office_id, matter_id, evidence, digest, name, added_by, added_at)
  select $1, $2, x.evidence, decode(x.digest, 'hex'), x.name, $6, $7 from unnest($3::text[], $4::text[], $5::text[]) as x (evidence, digest, name)
  on conflict do nothing`,
);

interface Parts {
  readonly matterId: number;
  readonly drafted: Drafted;
  readonly addedBy: number;
  readonly now: Date;
}

async function writeParts(tx: ActTx, { matterId, drafted, addedBy, now }: Parts): Promise<void> {
  const parties = [{ personId: drafted.draft.handlerId, role: '经办人' }, ...drafted.gist.parties];
  await Promise.all([
    tx.rows(addParties, [tx.officeId, matterId, parties.map((party) => party.personId), parties.map((party) => party.role)]),
    attachFiles(tx, { matterId, files: drafted.content.files, addedBy, now }),
  ]);
}

async function attachFiles(
  tx: ActTx,
  { matterId, files, addedBy, now }: { readonly matterId: number; readonly files: readonly AttachedFile[]; readonly addedBy: number; readonly now: Date },
): Promise<void> {
  if (files.length === 0) return;
  await tx.rows(addFiles, [
    tx.officeId,
    matterId,
    files.map((file) => file.evidence),
    files.map((file) => file.digest),
    files.map((file) => file.name),
    addedBy,
    now,
  ]);
}

const keepDecision = statement<never>(
  'keep-decision',
  `insert into matter_decision (office_id, matter_id, round, decision, worksheet, at, content_digest) values ($1, $2, $3, $4, $5, $6, $7)`,
);

interface KeptDecision {
  readonly matterId: number;
  readonly round: number;
  readonly decision: Decision;
  readonly worksheet: Worksheet | null;
  readonly contentDigest: string;
  readonly now: Date;
}

export function saveDecision(tx: ActTx, { matterId, round, decision, worksheet, contentDigest, now }: KeptDecision): Promise<unknown> {
  return tx.rows(keepDecision, [
    tx.officeId,
    matterId,
    round,
    JSON.stringify(decision),
    worksheet === null ? null : JSON.stringify(worksheet),
    now,
    contentDigest,
  ]);
}

const markSubmitted = statement<never>(
  'matter-submitted',
  `
  with ${BEFORE}, now as (
    update matter set state = $3::text, round = $4, number = $5, submitted_at = $6::timestamptz, ended_at = case when $3::text = 'closed' then $6::timestamptz end where office_id = $1 and matter_id = $2 ${NOW})
  ${NOTED}`,
);

interface Submitted {
  readonly matterId: number;
  readonly round: number;
  readonly number: string;
  readonly state: MatterState;
  /** Signatures of the round before that still hold. */
  readonly signed: readonly SignedStep[];
  readonly now: Date;
}

export function submitted(tx: ActTx, of: Submitted): Promise<unknown> {
  noteStanding(tx, { matter: of.matterId, state: of.state, round: of.round, signed: of.signed });
  return tx.rows(markSubmitted, [tx.officeId, of.matterId, of.state, of.round, of.number, of.now]);
}
