import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { Actor, Credential } from './actor.ts';

/** What was answered to a key before. The answer is of the verb whose digest it carries: compare that before using it. */
export interface Remembered {
  readonly digest: Buffer;
  readonly answer: unknown;
}

const bySession = statement<Remembered>('answer-of-session', `
  select k.input_digest as digest, k.answer from act_key k
  join session s on s.office_id = k.office_id and s.person_id = k.person_id and s.token_hash = $2
  where k.office_id = $1 and k.key = $3`);
const bySystem = statement<Remembered>('answer-of-system', `
  select input_digest as digest, answer from act_key where office_id = $1 and person_id = 0 and key = $2`);

/** What was answered to this key before, if anything. */
export function rememberedAnswer(tx: ReadTx, credential: Credential, key: string): Promise<Remembered | undefined> {
  return credential.kind === 'system' ? tx.row(bySystem, [tx.officeId, key]) : tx.row(bySession, [tx.officeId, credential.tokenHash, key]);
}

const remember = statement<never>('remember-answer', `
  insert into act_key (office_id, person_id, key, verb, input_digest, answer, at) values ($1, $2, $3, $4, $5, $6, $7)`);

export interface AnswerToKeep {
  readonly actor: Actor;
  readonly key: string;
  readonly verb: string;
  readonly digest: Buffer;
  readonly answer: unknown;
  readonly now: Date;
}

export function rememberAnswer(tx: ActTx, { actor, key, verb, digest, answer, now }: AnswerToKeep): Promise<unknown> {
  return tx.rows(remember, [tx.officeId, actor.personId ?? 0, key, verb, digest, JSON.stringify(answer ?? null), now]);
}
