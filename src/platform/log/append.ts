import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AnswerToKeep } from '../act/store.ts';
import type { Entry, Moment } from '../act/verb.ts';
import { statement, type SqlValue } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { takeStandings } from './standing.ts';

const line =
  'insert into log_entry (office_id, at, person_id, verb, subject_kind, subject_id, body, leaf, outcome) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)';
const append = statement<never>('append-log-entry', line);
const appendAndRemember = statement<never>(
  'append-log-entry-and-answer',
  `
  with remembered as (insert into act_key (office_id, person_id, key, verb, input_digest, answer, at) values ($1, $10, $11, $4, $12, $13, $2))
  ${line}`,
);

interface Line {
  readonly moment: Moment;
  readonly verb: string;
  readonly entry: Entry;
}

/** Writes what an act did into the office's log, in the act's own transaction. The sealer gives it its place in the tree after the commit. */
export function appendEntry(tx: ActTx, line: Line): Promise<unknown> {
  return tx.rows(append, written(tx, line));
}

/** The same for the act as a whole: with its line goes what was answered to the person's key, in one statement. */
export function appendDeed(tx: ActTx, line: Line, { actor, key, digest, answer }: AnswerToKeep): Promise<unknown> {
  return tx.rows(appendAndRemember, [...written(tx, line), actor.personId ?? 0, key, digest, JSON.stringify(answer ?? null)]);
}

function written(tx: ActTx, { moment, verb, entry }: Line): readonly SqlValue[] {
  const { now } = moment;
  const actor = entry.unnamed === true ? { personId: null, name: '' } : moment.actor;
  const standing = takeStandings(tx);
  const subject = { kind: entry.subject.kind, id: String(entry.subject.id) };
  const body =
    canonicalize({
      office: tx.officeId,
      at: now.toISOString(),
      person: actor.personId,
      name: actor.name,
      verb,
      subject,
      detail: entry.detail,
      ...(standing.length > 0 && { standing }),
      ...(entry.outcome !== undefined && { outcome: entry.outcome }),
    }) ?? '';
  return [tx.officeId, now, actor.personId, verb, subject.kind, subject.id, body, leafHash(body), entry.outcome ?? 'done'];
}

/** RFC 9162: SHA-256 of a zero byte and the entry. */
export function leafHash(body: string): Buffer {
  return hash('sha256', `\0${body}`, 'buffer');
}
