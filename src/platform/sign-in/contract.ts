import type { Refusal } from '../../rules/decision.ts';
import type { OfficerNaming } from '../people/contract-officers.ts';
import type { SignInPolicy } from './contract-policy.ts';

/** A sign-in that is not complete yet: what it waits for, and by what the person may go on. */
export interface SignInStep {
  readonly awaits: 'factor' | 'enrolment' | 'password';
  readonly name: string;
  readonly totp: boolean;
  readonly passkey: boolean;
  readonly recoveryCodes: boolean;
  readonly passwordRules: string;
  readonly officerNaming: OfficerNaming;
}

/** Answer of each step on the way in: null once it is complete. */
export interface SignInProgress {
  readonly awaits: SignInStep['awaits'] | null;
}

export interface PasskeyInfo {
  readonly passkeyId: number;
  readonly name: string;
  readonly madeAt: string;
  readonly lastUsedAt: string | null;
}

/** 账号安全: one's own. */
export interface OwnAccount {
  readonly hasPassword: boolean;
  readonly passwordSetAt: string | null;
  readonly passwordRules: string;
  readonly factorRequired: boolean;
  readonly totpSince: string | null;
  readonly passkeys: readonly PasskeyInfo[];
  readonly recoveryCodes: number;
}

/** A one-time code factor begun: shown once, as QR code and in letters. */
export interface StartedTotp {
  readonly totpId: number;
  readonly uri: string;
  readonly secret: string;
}

/** Recovery codes, shown once. */
export interface RecoveryCodes extends Partial<SignInProgress> {
  readonly recoveryCodes: readonly string[];
}

/** A place somebody is signed in at. */
export interface SessionInfo {
  /** First sixteen hex digits of the token's hash: names it, is useless to sign in with. */
  readonly session: string;
  /** Browser, as it names itself. */
  readonly client: string;
  readonly madeAt: string;
  readonly seenAt: string;
  readonly here: boolean;
}

/** One attempt to sign in as oneself, as the log keeps it. */
export interface OwnSignIn {
  readonly at: string;
  readonly by: 'password' | 'sample' | 'oidc';
  readonly client: string;
  /** Network address; empty where it was not yet kept. */
  readonly address: string;
  readonly done: boolean;
}

/** An account as the security officer sees it: how it signs in, nothing of its business. */
export interface AccountRow {
  readonly personId: number;
  readonly name: string;
  readonly loginName: string;
  readonly department: string | null;
  readonly posts: readonly string[];
  readonly lastSignedInAt: string | null;
  readonly lockedUntil: string | null;
  readonly dormantSince: string | null;
  readonly passwordDue: 'initial' | 'reset' | null;
  readonly totp: boolean;
  readonly passkeys: number;
  readonly factorRequired: boolean;
}

export interface OthersSession extends SessionInfo {
  readonly personId: number;
  readonly name: string;
}

/** A reset that waits for another officer's word. */
export interface ResetRow {
  readonly resetId: number;
  readonly what: 'factor' | 'password';
  readonly personId: number;
  readonly name: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedById: number;
  readonly askedAt: string;
}

/** One of the three officers' accounts, and whether whoever looks may ask for its reset. */
export interface OfficerAccount {
  readonly personId: number;
  readonly name: string;
  readonly post: string;
  readonly may: Readonly<Record<ResetRow['what'], true | Refusal>>;
}

/** 三员的重置: what waits, and what may be asked for. */
export interface Resets {
  readonly open: readonly ResetRow[];
  readonly officers: readonly OfficerAccount[];
}

/** An officer's half of a temporary password, shown once. */
export interface PasswordHalf {
  readonly half: string;
}

export interface PolicyChange {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** 安全管理. */
export interface SecurityOverview {
  readonly policy: SignInPolicy;
  /** JSON Schema of the policy's form. */
  readonly schema: unknown;
  readonly changes: readonly PolicyChange[];
  readonly accounts: readonly AccountRow[];
  readonly sessions: readonly OthersSession[];
  readonly directory: string | null;
}

/** What the sign-in page needs of an office. */
export interface OfficeSignIn {
  /** Title of the button; null without directory. */
  readonly directory: string | null;
}
