import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { Issue } from './contract.ts';

interface IssueRow extends Omit<Issue, 'original'> {
  readonly version: string;
  readonly original: string;
  readonly originalName: string;
}

const issues = statement<IssueRow>(
  'issues-of-regulation',
  `
  select r.version, r.issuer, r.document_number as "documentNumber", r.issued_on::text as "issuedOn", encode(r.original, 'hex') as original, f.name as "originalName",
    s.name as "submittedBy", p.name as "publishedBy", r.published_at as "publishedAt"
  from regulation r join file f on f.office_id = r.office_id and f.digest = r.original
  join regulation_draft d on d.office_id = r.office_id and d.title = r.title and d.version = r.version and d.published
  join person s on s.office_id = d.office_id and s.person_id = d.submitted_by join person p on p.office_id = r.office_id and p.person_id = r.published_by
  where r.office_id = $1 and r.title = $2`,
);

/** How each version of a regulation was issued, by version; versions that came with the program have nothing to say. */
export async function issuesOf(tx: ReadTx, title: string): Promise<ReadonlyMap<string, Issue>> {
  const rows = await tx.rows(issues, [tx.officeId, title]);
  return new Map(rows.map(({ version, original, originalName, ...rest }) => [version, { ...rest, original: { digest: original, name: originalName } }]));
}
