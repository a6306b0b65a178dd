import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { OwnSignIn } from './contract.ts';

/** So many say whether somebody else has been there. */
const SHOWN = 20;

const found = statement<OwnSignIn>(
  'own-sign-ins',
  `
  select l.at, l.body::jsonb -> 'detail' ->> 'by' as by, coalesce(l.body::jsonb -> 'detail' ->> 'client', '') as client, coalesce(l.body::jsonb -> 'detail' ->> 'address', '') as address, l.outcome = 'done' as done
  from log_entry l where l.office_id = $1 and l.subject_kind = 'person' and l.subject_id = $2 and l.verb = 'sign-in' order by l.entry_id desc limit ${SHOWN}`,
);

/** 我的登录: who came in as oneself lately, or tried to – when, from where, how. */
export function ownSignIns(tx: ReadTx, personId: number | null): Promise<readonly OwnSignIn[]> {
  return tx.rows(found, [tx.officeId, String(personId)]);
}
