import { randomUUID } from 'node:crypto';
import { act } from '../act/act.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { transactionOf, type ActTx, type ReadTx } from '../db/transaction.ts';
import { readAs } from '../http/read-as.ts';
import { notifyPosts } from '../notices/notify.ts';
import { isOfficerPost } from '../people/officers.ts';
import { SECURITY_OFFICER } from '../people/contract-officers.ts';
import type { World } from '../world.ts';
import { accountByLogin, endSession, lockAccount, oneMoreFailure, openSession, subjectOf, writeCount, type Account, type Count } from './account-store.ts';
import { nextStep, type Awaits, type SignInSubject } from './next-step.ts';
import { verifyPassword } from './password.ts';

const officeByKey = statement<{ officeId: number; sample: boolean }>(
  'office-by-key',
  `select office_id as "officeId", sample from office where key = $1 or name = $1`,
);
const officeById = statement<{ officeId: number; sample: boolean }>('office-by-id', `select office_id as "officeId", sample from office where office_id = $1`);

export interface NewSession {
  readonly tokenHash: Buffer;
  /** Browser, as it names itself. */
  readonly client: string;
}

export interface SignInInput {
  /** null: nobody has this login name. */
  readonly personId: number | null;
  readonly loginName: string;
  readonly by: SignInSubject['by'];
  /** The password was right, or the directory vouches for him. */
  readonly verified: boolean;
  readonly tokenHash: string;
  readonly client: string;
  /** Of the return from the directory, hex; taken once. */
  readonly stateHash: string | null;
}

/** Why a sign-in fails. */
type Trouble = 'nobody' | 'wrong' | 'locked' | 'dormant' | 'directory-only' | 'replayed';

interface Seen {
  readonly account: Account | undefined;
  readonly replayed: boolean;
}

interface Plan {
  readonly input: SignInInput;
  readonly account: Account | undefined;
  readonly trouble: Trouble | null;
  readonly awaits: Awaits | null;
  readonly count: Count | null;
}

export interface SignedIn {
  readonly trouble: Trouble | null;
  readonly awaits: Awaits | null;
  readonly lockMinutes: number;
}

const stateTaken = statement<{ taken: boolean }>(
  'oidc-state-taken',
  `select exists (select from oidc_return where office_id = $1 and state_hash = decode($2, 'hex')) as taken`,
);
const takeState = statement<never>('take-oidc-state', `insert into oidc_return (office_id, state_hash, at) values ($1, decode($2, 'hex'), $3)`);

/** 登录: success and failure both leave their trace; too many failures lock the account for a while, and the security officer is told. */
export const signInVerb: Verb<SignInInput, Seen, Plan, SignedIn> = {
  name: 'sign-in',
  title: '登录',
  who: '系统',
  read: async (tx, { personId, stateHash }, { today }) => {
    const [account, state] = await Promise.all([
      personId === null ? undefined : lockAccount(tx, { personId, today }),
      stateHash === null ? undefined : tx.row(stateTaken, [tx.officeId, stateHash]),
    ]);
    return { account, replayed: state?.taken === true };
  },
  decide: ({ account, replayed }, input, { now }) => {
    const trouble = troubleWith(account, { input, replayed, now });
    const count = trouble === 'wrong' && account !== undefined ? oneMoreFailure(account, now) : null;
    const awaits = trouble === null && account !== undefined ? nextStep(subjectOf(account, { by: input.by, now }), { factorDone: false }) : null;
    return { yes: { input, account, trouble, awaits, count } };
  },
  write: async (tx, plan, { now, today }) => {
    const {
      input: { personId, loginName, by, tokenHash, client, stateHash },
      account,
      trouble,
      awaits,
      count,
    } = plan;
    const sent: Promise<unknown>[] = [];
    if (stateHash !== null && trouble !== 'replayed') sent.push(tx.rows(takeState, [tx.officeId, stateHash, now]));
    if (trouble === null && account !== undefined && personId !== null)
      sent.push(...openSession(tx, { tokenHash, personId, client, by }, { awaits, policy: account.policy, now }));
    if (count !== null && account !== undefined) sent.push(...writeFailure(tx, { account, count, now, today }));
    const subject = personId === null ? { kind: 'login-name', id: loginName.slice(0, 60) } : { kind: 'person', id: personId };
    const detail = {
      by,
      signedIn: trouble === null,
      client: client.slice(0, 200),
      ...(trouble !== null && { trouble }),
      ...(awaits !== null && { awaits }),
      ...(count?.lockedUntil && { lockedUntil: count.lockedUntil.toISOString() }),
    };
    return {
      result: { trouble, awaits, lockMinutes: account?.policy.lockMinutes ?? 0 },
      entry: { subject, detail, ...(trouble !== null && { outcome: 'failed' as const }) },
      sent,
    };
  },
};

function troubleWith(
  account: Account | undefined,
  { input, replayed, now }: { readonly input: SignInInput; readonly replayed: boolean; readonly now: Date },
): Trouble | null {
  if (replayed) return 'replayed';
  if (account === undefined) return 'nobody';
  if (input.by === 'sample') return null;
  if (account.lockedUntil !== null && account.lockedUntil > now) return 'locked';
  if (!input.verified) return 'wrong';
  if (account.dormant) return 'dormant';
  if (input.by === 'password' && account.policy.passwordSignIn === '仅三员' && !account.posts.some(isOfficerPost)) return 'directory-only';
  return null;
}

/** Counts a wrong password or code; once it locks, the security officer is told. */
export function writeFailure(
  tx: ActTx,
  { account, count, now, today }: { readonly account: Account; readonly count: Count; readonly now: Date; readonly today: string },
): readonly Promise<unknown>[] {
  const written = writeCount(tx, account.personId, count);
  if (count.lockedUntil === null) return [written];
  const sentence = `${account.name}的账号因连续${account.policy.failures}次验证不对，锁定${account.policy.lockMinutes}分钟。`;
  return [written, notifyPosts(tx, { posts: [SECURITY_OFFICER], on: today, sentence, subject: { kind: 'person', id: account.personId }, now })];
}

function failureFor(trouble: Trouble, { by, lockMinutes }: { readonly by: SignInSubject['by']; readonly lockMinutes: number }): Failure {
  switch (trouble) {
    case 'locked':
      return new Failure('not-signed-in', `连续多次验证不对，账户已锁定${lockMinutes}分钟。`, ['稍后再试', `请${SECURITY_OFFICER}解锁`]);
    case 'dormant':
      return new Failure('not-signed-in', '您的账号长期未登录，已停用。', [`请${SECURITY_OFFICER}说明原因后恢复`]);
    case 'directory-only':
      return new Failure('not-signed-in', '本单位人员改用统一身份认证登录，密码登录仅限三员。', ['点击“统一身份认证登录”']);
    case 'replayed':
      return new Failure('not-signed-in', '这次统一身份认证的回应已经用过，没有登录。', ['重新从登录页开始']);
    case 'nobody':
    case 'wrong':
      return by === 'oidc'
        ? new Failure('not-signed-in', '统一身份认证已通过，但本单位没有与之对应的在职人员，没有登录。', ['请系统管理员核对登录名'])
        : new Failure('not-signed-in', '单位、登录名或密码不对。', ['连续多次不对将锁定账户', '忘记密码时请系统管理员重置']);
  }
}

/** An opened session: of which office, and what it still waits for. */
export interface Opened {
  readonly officeId: number;
  readonly awaits: Awaits | null;
}

/** Signs in by password. @throws Failure('not-signed-in'), the same for an unknown office, name and a wrong password. */
export async function signIn(
  world: World,
  who: { readonly office: string; readonly loginName: string; readonly password: string },
  session: NewSession,
): Promise<Opened> {
  const { loginName } = who;
  const officeId = (await withoutOffice(world, (tx) => tx.row(officeByKey, [who.office])))?.officeId;
  const account = officeId === undefined ? undefined : await accountOf(world, officeId, loginName);
  const verified = await verifyPassword(account?.password ?? null, who.password);
  if (officeId === undefined) throw failureFor('nobody', { by: 'password', lockMinutes: 0 });
  return await enterOffice(world, { officeId, personId: account?.personId ?? null, loginName, by: 'password', verified, stateHash: null }, session);
}

/** Signs in whoever the office's directory says he is. @throws Failure('not-signed-in') */
export async function signInFromDirectory(
  world: World,
  who: { readonly officeId: number; readonly loginName: string; readonly stateHash: string },
  session: NewSession,
): Promise<Opened> {
  const account = await accountOf(world, who.officeId, who.loginName);
  return await enterOffice(world, { ...who, personId: account?.personId ?? null, by: 'oidc', verified: true }, session);
}

/** Signs in as a sample person, without password. The caller has made sure that the request comes from this machine. */
export async function signInAsSample(world: World, who: { readonly officeId: number; readonly personId: number }, session: NewSession): Promise<Opened> {
  const office = await withoutOffice(world, (tx) => tx.row(officeById, [who.officeId]));
  if (office?.sample !== true) throw new Failure('bad-input', '只有示范单位可以直接选择人员登录。', ['用登录名和密码登录']);
  return await enterOffice(world, { ...who, loginName: '', by: 'sample', verified: true, stateHash: null }, session);
}

/** Writes down that the directory came back with something not to be trusted; its state is spent. */
export async function noteUntrustedReturn(
  world: World,
  { officeId, stateHash }: { readonly officeId: number; readonly stateHash: string },
  { tokenHash, client }: NewSession,
): Promise<SignedIn> {
  return await attempt(world, officeId, {
    personId: null,
    loginName: '',
    by: 'oidc',
    verified: false,
    stateHash,
    tokenHash: tokenHash.toString('hex'),
    client,
  });
}

type Who = Omit<SignInInput, 'tokenHash' | 'client'> & { readonly officeId: number };

async function enterOffice(world: World, { officeId, ...who }: Who, { tokenHash, client }: NewSession): Promise<Opened> {
  const { trouble, awaits, lockMinutes } = await attempt(world, officeId, { ...who, tokenHash: tokenHash.toString('hex'), client });
  if (trouble !== null) throw failureFor(trouble, { by: who.by, lockMinutes });
  return { officeId, awaits };
}

async function attempt(world: World, officeId: number, input: SignInInput): Promise<SignedIn> {
  const answer = await act(world, { credential: { kind: 'system', officeId, job: 'sign-in' }, verb: signInVerb, input, key: randomUUID() });
  if (!('done' in answer)) throw new Error('signing in is never refused, it fails');
  return answer.done;
}

async function accountOf(world: World, officeId: number, loginName: string): Promise<Account | undefined> {
  return await readAs(world, { kind: 'system', officeId, job: 'sign-in' }, (tx, { today }) => accountByLogin(tx, { loginName, today }));
}

/** Before anybody is known no office is entered: only the office list can be read. */
export async function withoutOffice<Result>(world: Pick<World, 'pool'>, read: (tx: ReadTx) => Promise<Result>): Promise<Result> {
  const client = await world.pool.connect();
  try {
    return await read(transactionOf(client, 0));
  } finally {
    client.release();
  }
}

/** 退出. */
export const signOutVerb: Verb<{ readonly tokenHash: string }, null, { readonly tokenHash: string }, { readonly out: true }> = {
  name: 'sign-out',
  title: '退出',
  who: '本人',
  read: async () => null,
  decide: (_seen, input) => ({ yes: input }),
  write: async (tx, { tokenHash }, { now, actor }) => ({
    result: { out: true },
    entry: { subject: { kind: 'person', id: actor.personId ?? 0 }, detail: {} },
    sent: [endSession(tx, { tokenHash, now })],
  }),
};
