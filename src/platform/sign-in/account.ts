import { randomUUID } from 'node:crypto';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { act } from '../act/act.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { enter, transactionOf, type ReadTx } from '../db/transaction.ts';
import type { World } from '../world.ts';
import { verifyPassword } from './password.ts';

const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;
const SESSION_HOURS = 12;

interface Account {
  readonly personId: number;
  readonly name: string;
  readonly password: string | null;
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

const byLogin = statement<Account>('account-by-login', `
  select person_id as "personId", name, password, failed_sign_ins as failures, locked_until as "lockedUntil" from person
  where office_id = $1 and login_name = $2 and joined_on <= $3::date and (left_on is null or left_on > $3::date)`);
const byPerson = statement<Account>('account-by-person', `
  select person_id as "personId", name, password, failed_sign_ins as failures, locked_until as "lockedUntil" from person
  where office_id = $1 and person_id = $2 and joined_on <= $3::date and (left_on is null or left_on > $3::date) for update`);
const officeByKey = statement<{ officeId: number; sample: boolean }>('office-by-key', `select office_id as "officeId", sample from office where key = $1 or name = $1`);
const officeById = statement<{ officeId: number; sample: boolean }>('office-by-id', `select office_id as "officeId", sample from office where office_id = $1`);

export interface NewSession {
  readonly tokenHash: Buffer;
  /** Browser, as it names itself. */
  readonly client: string;
}

interface SignInInput {
  readonly personId: number;
  readonly verified: boolean;
  readonly tokenHash: string;
  readonly client: string;
}

type SignInPlan = SignInInput & { readonly signedIn: boolean; readonly failures: number };

export interface SignedIn {
  readonly signedIn: boolean;
}

const open = statement<never>('open-session', `
  insert into session (office_id, token_hash, person_id, made_at, seen_at, ends_at, client) values ($1, decode($2, 'hex'), $3, $4, $4, $5, $6)`);
const counted = statement<never>('count-sign-in', `update person set failed_sign_ins = $3, locked_until = $4 where office_id = $1 and person_id = $2`);

/** 登录: success and failure both leave their trace; five failures lock the account for a quarter of an hour. */
export const signInVerb: Verb<SignInInput, Account, SignInPlan, SignedIn> = {
  name: 'sign-in',
  title: '登录',
  who: '系统',
  read: async (tx, { personId }, { today }) => {
    const found = await tx.row(byPerson, [tx.officeId, personId, today]);
    if (found === undefined) throw new Failure('not-found', '没有这个人。');
    return found;
  },
  decide: ({ failures, lockedUntil }, input, { now }) => {
    const locked = lockedUntil !== null && lockedUntil > now;
    const signedIn = input.verified && !locked;
    return { yes: { ...input, signedIn, failures: signedIn ? 0 : failures + 1 } };
  },
  write: async (tx, { personId, signedIn, failures, tokenHash, client }, { now }) => {
    const lock = failures >= MOST_FAILURES ? new Date(now.getTime() + LOCK_MINUTES * 60_000) : null;
    const sent = [tx.rows(counted, [tx.officeId, personId, lock === null ? failures : 0, lock])];
    if (signedIn) sent.push(tx.rows(open, [tx.officeId, tokenHash, personId, now, new Date(now.getTime() + SESSION_HOURS * 3_600_000), client.slice(0, 200)]));
    return { result: { signedIn }, entry: { subject: { kind: 'person', id: personId }, detail: { signedIn, client: client.slice(0, 200) } }, sent };
  },
};

const WRONG = new Failure('not-signed-in', '单位、登录名或密码不对。', [`连续${MOST_FAILURES}次不对将锁定${LOCK_MINUTES}分钟`, '忘记密码时请系统管理员重置']);

/** Signs in by password. @throws Failure('not-signed-in'), the same for every cause but a lock. @returns the office. */
export async function signIn(world: World, who: { readonly office: string; readonly loginName: string; readonly password: string }, session: NewSession): Promise<number> {
  const officeId = (await officeWithout(world, (tx) => tx.row(officeByKey, [who.office])))?.officeId;
  const account = officeId === undefined ? undefined : await accountOf(world, officeId, who.loginName);
  const verified = await verifyPassword(account?.password ?? null, who.password);
  if (officeId === undefined || account === undefined) throw WRONG;
  if (account.lockedUntil !== null && account.lockedUntil > world.clock()) throw new Failure('not-signed-in', `连续多次密码不对，账户已锁定${LOCK_MINUTES}分钟。`, ['稍后再试', '请系统管理员解锁']);
  return await openSession(world, { officeId, personId: account.personId, verified }, session);
}

/** Signs in as a sample person, without password. The caller has made sure that the request comes from this machine. */
export async function signInAsSample(world: World, who: { readonly officeId: number; readonly personId: number }, session: NewSession): Promise<number> {
  const office = await officeWithout(world, (tx) => tx.row(officeById, [who.officeId]));
  if (office?.sample !== true) throw new Failure('bad-input', '只有示范单位可以直接选择人员登录。', ['用登录名和密码登录']);
  return await openSession(world, { ...who, verified: true }, session);
}

async function openSession(world: World, who: { readonly officeId: number; readonly personId: number; readonly verified: boolean }, { tokenHash, client }: NewSession): Promise<number> {
  const input = { personId: who.personId, verified: who.verified, tokenHash: tokenHash.toString('hex'), client };
  const answer = await act(world, { credential: { kind: 'system', officeId: who.officeId, job: 'sign-in' }, verb: signInVerb, input, key: randomUUID() });
  if (!('done' in answer) || !answer.done.signedIn) throw WRONG;
  return who.officeId;
}

async function accountOf(world: World, officeId: number, loginName: string): Promise<Account | undefined> {
  const client = await world.pool.connect();
  try {
    await client.query('begin');
    await enter(client, officeId);
    const found = await transactionOf(client, officeId).row(byLogin, [officeId, loginName, civilDayOf(world.clock())]);
    await client.query('commit');
    return found;
  } finally {
    client.release();
  }
}

/** Before anybody is known no office is entered: only the office list can be read. */
async function officeWithout<Result>(world: World, read: (tx: ReadTx) => Promise<Result>): Promise<Result> {
  const client = await world.pool.connect();
  try {
    return await read(transactionOf(client, 0));
  } finally {
    client.release();
  }
}

const close = statement<never>('end-session', `update session set ended_at = $3 where office_id = $1 and token_hash = decode($2, 'hex') and ended_at is null`);

/** 退出. */
export const signOutVerb: Verb<{ readonly tokenHash: string }, null, { readonly tokenHash: string }, { readonly out: true }> = {
  name: 'sign-out',
  title: '退出',
  who: '本人',
  read: async () => null,
  decide: (_seen, input) => ({ yes: input }),
  write: async (tx, { tokenHash }, { now, actor }) => {
    const sent = [tx.rows(close, [tx.officeId, tokenHash, now])];
    return { result: { out: true }, entry: { subject: { kind: 'person', id: actor.personId ?? 0 }, detail: {} }, sent };
  },
};
