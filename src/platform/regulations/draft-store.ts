import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { DraftHead } from './contract.ts';

/** A draft with its text. */
export interface SeenDraft extends DraftHead {
  readonly source: string;
}

const columns = `
  d.regulation_draft_id as "draftId", d.title, d.version, d.effective::text as effective, d.issuer, d.document_number as "documentNumber", d.issued_on::text as "issuedOn", encode(d.original, 'hex') as original,
  encode(d.digest, 'hex') as digest, d.submitted_by as "submittedById", p.name as "submittedBy", d.submitted_at as "submittedAt", q.name as "decidedBy", d.decided_at as "decidedAt", d.published, d.reason`;
const tables = `
  from regulation_draft d join person p on p.office_id = d.office_id and p.person_id = d.submitted_by
  left join person q on q.office_id = d.office_id and q.person_id = d.decided_by where d.office_id = $1`;

const list = statement<DraftHead>('regulation-drafts', `select ${columns} ${tables} order by d.regulation_draft_id desc limit 50`);
const one = statement<SeenDraft>('regulation-draft', `select ${columns}, d.source ${tables} and d.regulation_draft_id = $2`);
const toDecide = statement<SeenDraft>('regulation-draft-to-decide', `select ${columns}, d.source ${tables} and d.regulation_draft_id = $2 for update of d`);

export function draftsOf(tx: ReadTx): Promise<readonly DraftHead[]> {
  return tx.rows(list, [tx.officeId]);
}

export function draftOf(tx: ReadTx, draftId: number): Promise<SeenDraft | undefined> {
  return tx.row(one, [tx.officeId, draftId]);
}

export function lockDraft(tx: ReadTx, draftId: number): Promise<SeenDraft | undefined> {
  return tx.row(toDecide, [tx.officeId, draftId]);
}

const source = statement<{ source: string }>('regulation-source', `select source from regulation where office_id = $1 and title = $2 and version = $3`);

/** The text of a published version, from which the next one may be written. */
export async function sourceOf(tx: ReadTx, of: { readonly title: string; readonly version: string }): Promise<string | undefined> {
  return (await tx.row(source, [tx.officeId, of.title, of.version]))?.source;
}
