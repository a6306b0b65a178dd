import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';

const name = statement<{ name: string }>('name-of-person', `select name from person where office_id = $1 and person_id = $2`);

/** @throws Failure('not-found') if the person is nobody of this office. */
export async function nameOf(tx: ReadTx, personId: number): Promise<string> {
  const found = await tx.row(name, [tx.officeId, personId]);
  if (found === undefined) throw new Failure('not-found', '没有这个人，或者他不是本单位人员。');
  return found.name;
}
