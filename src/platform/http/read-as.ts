import type { PoolClient } from 'pg';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import type { Actor, Credential } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { noteRefused } from '../act/refused.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { begin, inOnePacket, transactionOf, type ReadTx } from '../db/transaction.ts';
import { viewVerb } from '../log/view.ts';
import { requireBusinessReader } from '../people/officers.ts';
import { readActor } from '../people/read-actor.ts';
import type { World } from '../world.ts';

const touch = statement<never>(
  'session-seen',
  `
  update session set seen_at = $3 where office_id = $1 and token_hash = $2 and seen_at < $3::timestamptz - interval '1 minute'`,
);

/**
 * Reads as the person of a credential, in one read transaction of his office; whoever asks for what is not his to see is noted.
 * @throws Failure('not-signed-in'), Failure('not-allowed') for an officer who sees no business.
 */
export async function readAs<Result>(
  world: Pick<World, 'pool' | 'clock'>,
  credential: Credential,
  read: (tx: ReadTx, moment: Moment) => Promise<Result>,
): Promise<Result> {
  const now = world.clock();
  const today = civilDayOf(now);
  const client = await world.pool.connect();
  let healthy = true;
  let reader: Actor | undefined;
  try {
    const tx = transactionOf(client, credential.officeId);
    inOnePacket(client);
    const begun = begin(client, credential.officeId);
    const [{ actor }] = await Promise.all([readActor(tx, credential, { now, today, key: null }), begun]);
    reader = actor;
    if (credential.kind === 'session' && credential.business === true) requireBusinessReader(actor);
    const result = await read(tx, { actor, now, today });
    const seen = credential.kind === 'session' ? tx.rows(touch, [credential.officeId, credential.tokenHash, now]) : undefined;
    await Promise.all([seen, client.query('commit')]);
    return result;
  } catch (error) {
    healthy = await client.query('rollback').then(
      () => true,
      () => false,
    );
    if (healthy && reader !== undefined) await noteRefusedView(client, { credential, reader, error, now });
    throw error;
  } finally {
    client.release(healthy ? undefined : true);
  }
}

interface RefusedView {
  readonly credential: Credential;
  readonly reader: Actor;
  readonly error: unknown;
  readonly now: Date;
}

async function noteRefusedView(client: PoolClient, { credential, reader, error, now }: RefusedView): Promise<void> {
  if (credential.kind !== 'session' || credential.path === undefined) return;
  if (!(error instanceof Failure) || (error.code !== 'not-allowed' && error.code !== 'withheld')) return;
  const { officeId, path } = credential;
  await begin(client, officeId);
  await noteRefused(transactionOf(client, officeId), { actor: reader, verb: viewVerb.name, about: path, refusal: error, now });
  await client.query('commit');
}
