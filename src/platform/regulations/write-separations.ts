import type { Pool } from 'pg';
import type { Pack } from '../../rules/pack/pack.ts';
import { statement } from '../db/statement.ts';
import { enter, transactionOf, type ActTx } from '../db/transaction.ts';

const insert = statement<never>(
  'insert-separations',
  `
  insert into separation (office_id, title, version, kind, name, member, exception, clause)
  select $1, $2, $3, x.kind, x.name, x.member, x.exception, x.clause from jsonb_to_recordset($4::jsonb) as x (kind text, name text, member text, exception boolean, clause jsonb)
  on conflict do nothing`,
);

/** A version and what its clauses keep apart: among posts, and on one matter. */
export interface KeptApart extends Pick<Pack, 'separations' | 'incompatibles'> {
  readonly title: string;
  readonly version: string;
}

/** What a published version keeps apart stands in the database too, where the walls read it. Written with the version, never changed. */
export async function writeSeparations(tx: ActTx, { title, version, separations, incompatibles }: KeptApart): Promise<void> {
  const posts = separations.flatMap(({ name, posts: apart, exception, clause }) =>
    apart.map((member) => ({ kind: 'post', name, member, exception, clause: clause.ref })),
  );
  const duties = incompatibles.flatMap(({ duties: apart, exception, clause }) =>
    apart.map((member) => ({ kind: 'duty', name: `${clause.id}/${apart.join('、')}`, member, exception, clause })),
  );
  if (posts.length + duties.length > 0) await tx.rows(insert, [tx.officeId, title, version, JSON.stringify([...posts, ...duties])]);
}

/** The same for versions published before the database kept it: once, when the program starts on an older database. */
export async function fillSeparations(pool: Pool, { officeId, packs }: { readonly officeId: number; readonly packs: readonly Pack[] }): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await enter(client, officeId);
    const tx = transactionOf(client, officeId);
    for (const { regulation, version, separations, incompatibles } of packs)
      await writeSeparations(tx, { title: regulation, version, separations, incompatibles });
    await client.query('commit');
  } finally {
    client.release();
  }
}
