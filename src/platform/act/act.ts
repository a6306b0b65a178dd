import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import canonicalize from 'canonicalize';
import type { Refusal } from '../../rules/decision.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { begin, inOnePacket, transactionOf } from '../db/transaction.ts';
import { appendDeed, appendEntry } from '../log/append.ts';
import { ownersTold } from '../obligations/tell-owners.ts';
import { readActor } from '../people/read-actor.ts';
import type { World } from '../world.ts';
import type { Credential } from './actor.ts';
import { Failure } from './failure.ts';
import { aboutOf, noteRefused } from './refused.ts';
import { rememberedAnswer } from './store.ts';
import type { Moment, Verb } from './verb.ts';

export type Done<Result> = { readonly done: Result } | { readonly refused: Refusal; readonly refusals?: readonly Refusal[] };

export interface Deed<Input, Seen, Plan, Result> {
  readonly credential: Credential;
  readonly verb: Verb<Input, Seen, Plan, Result>;
  readonly input: Input;
  /** The person's own key for this deed; the same key again returns the same answer and changes nothing. */
  readonly key: string;
}

/**
 * The only way to change anything: permission → idempotency → read → decide → write → log entry, in one transaction and, for a verb
 * whose read needs no second question, two round trips. A refusal changes nothing and is noted; of an officer's act it stands in the log.
 * @throws Failure when the session has ended, the subject does not exist, or the key was used for something else.
 */
export async function act<Input, Seen, Plan, Result>(world: World, deed: Deed<Input, Seen, Plan, Result>): Promise<Done<Result>> {
  const client = await world.pool.connect();
  let healthy = true;
  try {
    return await perform(world, client, deed);
  } catch (error) {
    healthy = await rollBack(client);
    if (!isUniqueViolation(error, 'act_key_pkey') && !isDeadlock(error)) throw error;
  } finally {
    client.release(healthy ? undefined : true);
  }
  // Nothing of it was written: whoever was chosen to give way to another act does the same again after it, with no connection kept meanwhile.
  return await act(world, deed);
}

async function perform<Input, Seen, Plan, Result>(world: World, client: PoolClient, deed: Deed<Input, Seen, Plan, Result>): Promise<Done<Result>> {
  const { credential, verb, input } = deed;
  const now = world.clock();
  const today = civilDayOf(now);
  const tx = transactionOf(client, credential.officeId);
  const digest = digestOf(verb.name, input);

  inOnePacket(client);
  const begun = begin(client, credential.officeId);
  const asked = readActor(tx, credential, { now, today, key: deed.key });
  const asking = asked.then((found) => found.actor);
  const [actor, { before }, read] = await together([asking, asked, outcome(verb.read(tx, input, { now, today, actor: asking })), begun]);
  // A repeated request finds its subject changed by itself: its answer is the one it got then, not the failure to do it twice.
  const remembered = before ?? (read.failure instanceof Failure ? await rememberedAnswer(tx, credential, deed.key) : undefined);
  if (remembered !== undefined) {
    await client.query('rollback');
    if (!remembered.digest.equals(digest)) throw new Failure('replayed-differently', '这个请求编号已用于另一件事，请刷新页面后重试。');
    return { done: remembered.answer as Result }; // the digest says that it is this verb's
  }
  if ('failure' in read) throw read.failure;
  const moment: Moment = { actor, now, today };
  const verdict = verb.decide(read.seen, input, moment);
  if ('no' in verdict) {
    await client.query('rollback');
    inOnePacket(client);
    await together([
      begin(client, credential.officeId),
      noteRefused(tx, { actor, verb: verb.name, about: aboutOf(input), refusal: verdict.no, now }),
      client.query('commit'),
    ]);
    if (verb.attemptsLogged === true) await logAttempt(world, client, { moment, verb: verb.name, refusal: verdict.no });
    return verdict.all === undefined ? { refused: verdict.no } : { refused: verdict.no, refusals: verdict.all };
  }
  inOnePacket(client);
  const { result, entry, sent = [] } = await verb.write(tx, verdict.yes, moment);
  await commit(client, [
    ...sent,
    ...ownersTold(tx, moment),
    appendDeed(tx, { moment, verb: verb.name, entry }, { actor, key: deed.key, digest, answer: result }),
  ]);
  world.committed(credential.officeId);
  return { done: result };
}

/** A refused attempt at an officer's act changes nothing, but the audit officer sees it. */
async function logAttempt(
  world: World,
  client: PoolClient,
  { moment, verb, refusal }: { readonly moment: Moment; readonly verb: string; readonly refusal: Refusal },
): Promise<void> {
  const { officeId } = moment.actor;
  const entry = { subject: { kind: 'verb', id: verb }, detail: { code: refusal.code, sentence: refusal.sentence }, outcome: 'refused' } as const;
  await begin(client, officeId);
  await commit(client, [appendEntry(transactionOf(client, officeId), { moment, verb, entry })]);
  world.committed(officeId);
}

/** The last writes and the commit travel together; a commit that came back as a rollback is an error, never an answer. */
async function commit(client: PoolClient, writes: readonly Promise<unknown>[]): Promise<void> {
  const [committed] = await together([client.query('commit'), ...writes]);
  if (committed.command !== 'COMMIT') throw new Error(`commit answered ${committed.command}`);
}

/** Like Promise.all, but waits for every query on the wire before it throws the first error. */
async function together<T extends readonly Promise<unknown>[]>(promises: readonly [...T]): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled<unknown>(promises);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  // Every promise is fulfilled here, so this resolves at once with the values in the order given.
  return (await Promise.all(promises)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}

/** A read that fails is looked at only after the replay check. */
async function outcome<Seen>(reading: Promise<Seen>): Promise<{ seen: Seen; failure?: never } | { failure: unknown }> {
  try {
    return { seen: await reading };
  } catch (failure) {
    return { failure };
  }
}

async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false; // the connection is gone; the pool drops it
  }
}

function digestOf(verb: string, input: unknown): Buffer {
  return createHash('sha256')
    .update(verb)
    .update('\0')
    .update(canonicalize(input) ?? '')
    .digest();
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01';
}

function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}
