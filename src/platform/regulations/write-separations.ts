import type { Separation } from '../../rules/pack/pack.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';

const insert = statement<never>('insert-separations', `
  insert into separation (office_id, title, version, name, member, clause)
  select $1, $2, $3, x.name, x.member, x.clause from jsonb_to_recordset($4::jsonb) as x (name text, member text, clause jsonb)`);

/** What a published version keeps apart stands in the database too, where the walls read it. Written with the version, never changed. */
export async function writeSeparations(tx: ActTx, of: { readonly title: string; readonly version: string; readonly separations: readonly Separation[] }): Promise<void> {
  const members = of.separations.flatMap(({ name, posts, clause }) => posts.map((member) => ({ name, member, clause: clause.ref })));
  if (members.length > 0) await tx.rows(insert, [tx.officeId, of.title, of.version, JSON.stringify(members)]);
}
