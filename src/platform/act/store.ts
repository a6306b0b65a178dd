import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { Actor, Credential } from './actor.ts';

/** What was answered to a key before. The answer is of the verb whose digest it carries: compare that before using it. */
export interface Remembered {
  readonly digest: Buffer;
  readonly answer: unknown;
}

const bySession = statement<Remembered>(
  'answer-of-session',
  `
  select k.input_digest as digest, k.answer from act_key k
  join session s on s.office_id = k.office_id and s.person_id = k.person_id and s.token_hash = $2
  where k.office_id = $1 and k.key = $3`,
);
const bySystem = statement<Remembered>(
  'answer-of-system',
  `
  select input_digest as digest, answer from act_key where office_id = $1 and person_id = 0 and key = $2`,
);

/** What was answered to this key before, if anything. */
export function rememberedAnswer(tx: ReadTx, credential: Credential, key: string): Promise<Remembered | undefined> {
  return credential.kind === 'system' ? tx.row(bySystem, [tx.officeId, key]) : tx.row(bySession, [tx.officeId, credential.tokenHash, key]);
}

/** What of an act is kept beside its line in the log, so that asking twice does it once. */
export interface AnswerToKeep {
  readonly actor: Actor;
  readonly key: string;
  readonly digest: Buffer;
  readonly answer: unknown;
}
