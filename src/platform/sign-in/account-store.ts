import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import type { Asking } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import { HOLDERS_ON_DAY } from '../people/staff.ts';
import type { SignInPolicy } from './contract-policy.ts';
import type { Awaits, SignInSubject } from './next-step.ts';
import { POLICY_IN_FORCE, policyFrom } from './policy.ts';

/** A person as signing in sees him. */
export interface Account {
  readonly personId: number;
  readonly name: string;
  readonly password: string | null;
  readonly passwordDue: string | null;
  readonly passwordSetAt: Date | null;
  readonly failures: number;
  readonly lockedUntil: Date | null;
  /** 停用 since long without sign-in. */
  readonly dormant: boolean;
  readonly enrolled: boolean;
  readonly posts: readonly string[];
  readonly policy: SignInPolicy;
}

/** Has person p a second factor? */
export const ENROLLED = `(exists (select from totp_factor f where f.office_id = p.office_id and f.person_id = p.person_id and f.confirmed_at is not null and f.ended_at is null)
  or exists (select from passkey k where k.office_id = p.office_id and k.person_id = p.person_id and k.ended_at is null))`;

const COLUMNS = `p.person_id as "personId", p.name, p.password, p.password_due as "passwordDue", p.password_set_at as "passwordSetAt", p.failed_sign_ins as failures,
  p.locked_until as "lockedUntil", exists (select from account_lock a where a.office_id = p.office_id and a.person_id = p.person_id and a.ended_at is null) as dormant,
  ${ENROLLED} as enrolled, ${POLICY_IN_FORCE} as policy,
  (select coalesce(array_agg(distinct h.post), '{}') from (${HOLDERS_ON_DAY}) h where h.person_id = p.person_id) as posts`;
const IN_OFFICE = `p.joined_on <= $2::date and (p.left_on is null or p.left_on > $2::date)`;

type Row = Omit<Account, 'policy'> & { readonly policy: unknown };

const byLogin = statement<Row>('account-by-login', `select ${COLUMNS} from person p where p.office_id = $1 and p.login_name = $3 and ${IN_OFFICE}`);
const byPerson = statement<Row>(
  'account-by-person',
  `select ${COLUMNS} from person p where p.office_id = $1 and p.person_id = $3 and ${IN_OFFICE} for update of p`,
);

function shown(row: Row | undefined): Account | undefined {
  return row === undefined ? undefined : { ...row, policy: policyFrom(row.policy) };
}

export async function accountByLogin(
  tx: ReadTx,
  { loginName, today }: { readonly loginName: string; readonly today: CivilDate },
): Promise<Account | undefined> {
  return shown(await tx.row(byLogin, [tx.officeId, today, loginName]));
}

/** The account, locked until the end of the transaction. */
export async function lockAccount(tx: ReadTx, { personId, today }: { readonly personId: number; readonly today: CivilDate }): Promise<Account | undefined> {
  return shown(await tx.row(byPerson, [tx.officeId, today, personId]));
}

/** The account as the question of the next step takes it. */
export function subjectOf(account: Account, { by, now }: Pick<SignInSubject, 'by' | 'now'>): SignInSubject {
  return { ...account, by, now };
}

/** Failures so far, and until when the account is locked if this one was too many. */
export interface Count {
  readonly failures: number;
  readonly lockedUntil: Date | null;
}

/** One more wrong password or code; the one that fills the measure locks. */
export function oneMoreFailure({ failures, policy }: Account, now: Date): Count {
  if (failures + 1 < policy.failures) return { failures: failures + 1, lockedUntil: null };
  return { failures: 0, lockedUntil: new Date(now.getTime() + policy.lockMinutes * 60_000) };
}

const counted = statement<never>('count-sign-in', `update person set failed_sign_ins = $3, locked_until = $4 where office_id = $1 and person_id = $2`);

export function writeCount(tx: ActTx, personId: number, { failures, lockedUntil }: Count): Promise<unknown> {
  return tx.rows(counted, [tx.officeId, personId, failures, lockedUntil]);
}

/** A session being opened, or led one step on. */
export interface SessionState {
  readonly awaits: Awaits | null;
  readonly policy: SignInPolicy;
  readonly now: Date;
}

/** What is left unfinished this long has to begin again. */
const UNFINISHED_MINUTES = 10;

function endsAt({ awaits, policy, now }: SessionState): Date {
  return new Date(now.getTime() + (awaits === null ? policy.sessionHours * 60 : UNFINISHED_MINUTES) * 60_000);
}

const open = statement<never>(
  'open-session',
  `
  insert into session (office_id, token_hash, person_id, made_at, seen_at, ends_at, client, signed_in_by, awaits, idle_minutes)
  values ($1, decode($2, 'hex'), $3, $4, $4, $5, $6, $7, $8, $9)`,
);
const complete = statement<never>(
  'person-signed-in',
  `update person set last_signed_in_at = $3, failed_sign_ins = 0, locked_until = null where office_id = $1 and person_id = $2`,
);
const advance = statement<never>(
  'advance-session',
  `
  update session set awaits = $3, ends_at = $4, seen_at = $5, challenge = null where office_id = $1 and token_hash = decode($2, 'hex') and ended_at is null`,
);

export interface NewSession {
  readonly tokenHash: string;
  readonly personId: number;
  readonly client: string;
  readonly by: SignInSubject['by'];
}

export function openSession(tx: ActTx, { tokenHash, personId, client, by }: NewSession, state: SessionState): readonly Promise<unknown>[] {
  const { awaits, policy, now } = state;
  const opened = tx.rows(open, [tx.officeId, tokenHash, personId, now, endsAt(state), client.slice(0, 200), by, awaits, policy.idleMinutes]);
  return awaits === null ? [opened, tx.rows(complete, [tx.officeId, personId, now])] : [opened];
}

/** Leads a session on; with nothing left to wait for the person is signed in. */
export function advanceSession(
  tx: ActTx,
  { tokenHash, personId }: { readonly tokenHash: string; readonly personId: number },
  state: SessionState,
): readonly Promise<unknown>[] {
  const { awaits, now } = state;
  const led = tx.rows(advance, [tx.officeId, tokenHash, awaits, endsAt(state), now]);
  return awaits === null ? [led, tx.rows(complete, [tx.officeId, personId, now])] : [led];
}

export interface SessionRow {
  readonly awaits: Awaits | null;
  readonly by: SignInSubject['by'];
  readonly challenge: string | null;
}

const sessionRow = statement<SessionRow>(
  'session-under-way',
  `
  select awaits, signed_in_by as by, challenge from session where office_id = $1 and token_hash = decode($2, 'hex') and ended_at is null and ends_at > $3 for update`,
);

/** The session of a token, locked; undefined if it has ended. */
export function lockSession(tx: ReadTx, { tokenHash, now }: { readonly tokenHash: string; readonly now: Date }): Promise<SessionRow | undefined> {
  return tx.row(sessionRow, [tx.officeId, tokenHash, now]);
}

const endOne = statement<never>('end-session', `update session set ended_at = $3 where office_id = $1 and token_hash = decode($2, 'hex') and ended_at is null`);
const endAll = statement<never>(
  'end-sessions-of-person',
  `
  update session set ended_at = $3 where office_id = $1 and person_id = $2 and ended_at is null and encode(token_hash, 'hex') is distinct from $4`,
);

export function endSession(tx: ActTx, { tokenHash, now }: { readonly tokenHash: string; readonly now: Date }): Promise<unknown> {
  return tx.rows(endOne, [tx.officeId, tokenHash, now]);
}

/** Ends every session of a person; `except` is a token's hash that goes on. */
export function endSessions(
  tx: ActTx,
  { personId, except, now }: { readonly personId: number; readonly except: string | null; readonly now: Date },
): Promise<unknown> {
  return tx.rows(endAll, [tx.officeId, personId, now, except]);
}

/** Somebody signed in, or on his way in. */
export interface UnderWay {
  readonly account: Account;
  readonly session: SessionRow;
}

/** Account and session of whoever is signed in or on his way in, locked. @throws Failure('not-signed-in') */
export async function readUnderWay(
  tx: ReadTx,
  tokenHash: string,
  { actor, now, today }: { readonly actor: Asking['actor']; readonly now: Date; readonly today: CivilDate },
): Promise<UnderWay> {
  const [account, session] = await Promise.all([lockAccount(tx, { personId: (await actor).personId ?? 0, today }), lockSession(tx, { tokenHash, now })]);
  if (account === undefined || session === undefined) throw new Failure('not-signed-in', '登录已超时。', ['重新登录']);
  return { account, session };
}
