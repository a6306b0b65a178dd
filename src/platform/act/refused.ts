import type { Refusal } from '../../rules/decision.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import type { Actor } from './actor.ts';

const note = statement<never>(
  'note-refused-attempt',
  `
  insert into refused_attempt (office_id, person_id, verb, about, code, sentence, at) values ($1, $2, $3, $4, $5, $6, $7)`,
);

export interface RefusedAttempt {
  readonly actor: Actor;
  readonly verb: string;
  /** The record, as far as it is named. */
  readonly about: string;
  readonly refusal: Pick<Refusal, 'code' | 'sentence'>;
  readonly now: Date;
}

/** Keeps who was refused what, about which record and why; called when the act or the read itself has been rolled back. */
export async function noteRefused(tx: ActTx, { actor, verb, about, refusal, now }: RefusedAttempt): Promise<void> {
  await tx.rows(note, [tx.officeId, actor.personId, verb, about.slice(0, 120), refusal.code, refusal.sentence, now]);
}

/** The record an input names, by its id or number; empty where it names none. Nothing else of an input is kept. */
export function aboutOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const named = Object.entries(input).find(
    ([key, value]) => (key.endsWith('Id') || key === 'number') && (typeof value === 'number' || typeof value === 'string'),
  );
  return named === undefined ? '' : `${named[0]}=${String(named[1])}`;
}
