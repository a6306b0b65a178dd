import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import type { Approval } from './contract.ts';

/** Is the document of the state-asset rules complete: number, authority, day and the paper (FIN-05d)? */
export function isApproved({ approvalReference, approvalAuthority, approvedOn, approvalFile }: Approval): boolean {
  return approvalReference !== '' && approvalAuthority !== '' && approvedOn !== null && approvalFile !== null;
}

/** @throws Failure('bad-input') if the paper was named and not handed in. */
export function requireApproval(tx: ReadTx, { approvalFile }: Pick<Approval, 'approvalFile'>): Promise<void> {
  return requireFiles(tx, approvalFile === null ? [] : [{ evidence: '批准文件', digest: approvalFile, name: '批准文件' }]);
}
