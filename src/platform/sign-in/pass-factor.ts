import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import type { ActTx } from '../db/transaction.ts';
import type { World } from '../world.ts';
import { writeFailure } from './account.ts';
import { advanceSession, endSession, oneMoreFailure, readUnderWay, subjectOf, type Account, type Count, type SessionRow } from './account-store.ts';
import { hasRecoveryCode, lockTotp, passkeysOf, spendRecoveryCode, writePasskeyUse, writeStep } from './factor-store.ts';
import { nextStep, type Awaits } from './next-step.ts';
import { hashRecoveryCode, stepOfCode } from './one-time-code.ts';
import { verifyShown, type Site } from './passkey.ts';

export type Shown =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery'; readonly codeHash: string }
  | { readonly kind: 'passkey'; readonly response: unknown; readonly site: Site };

export interface PassFactorInput {
  readonly tokenHash: string;
  readonly shown: Shown;
}

/** What was proven, to be marked as used. */
type Proof =
  | { readonly kind: 'totp'; readonly totpId: number; readonly step: number }
  | { readonly kind: 'recovery'; readonly codeHash: string }
  | { readonly kind: 'passkey'; readonly passkeyId: number; readonly counter: number };

interface Seen {
  readonly account: Account;
  readonly session: SessionRow;
  readonly proof: Proof | undefined;
}

interface Plan extends Seen {
  readonly tokenHash: string;
  readonly kind: Shown['kind'];
  readonly awaits: Awaits | null;
  readonly count: Count | null;
}

export interface FactorPassed {
  readonly passed: boolean;
  readonly awaits: Awaits | null;
  readonly locked: boolean;
}

/** 双因素验证: the second step of a sign-in. Wrong codes count like wrong passwords; a code, a recovery code and a challenge are each good once. */
export function passFactorVerb({ secrets }: Pick<World, 'secrets'>): Verb<PassFactorInput, Seen, Plan, FactorPassed> {
  return {
    name: 'pass-factor',
    title: '双因素验证',
    who: '本人',
    read: async (tx, { tokenHash, shown }, asking) => {
      const { account, session } = await readUnderWay(tx, tokenHash, asking);
      return { account, session, proof: await prove(tx, { personId: account.personId, shown, session, secrets, now: asking.now }) };
    },
    decide: (seen, { tokenHash, shown: { kind } }, { now }) => {
      const { account, session, proof } = seen;
      if (session.awaits !== 'factor') return no('no-factor-asked', '本次登录不需要双因素验证。', ['重新登录']);
      const locked = account.lockedUntil !== null && account.lockedUntil > now;
      const passed = proof !== undefined && !locked;
      const count = passed || locked ? null : oneMoreFailure(account, now);
      const awaits = passed ? nextStep(subjectOf(account, { by: session.by, now }), { factorDone: true }) : 'factor';
      return { yes: { ...seen, proof: passed ? proof : undefined, tokenHash, kind, awaits, count } };
    },
    write: async (tx, { account, proof, tokenHash, kind, awaits, count }, { now, today }) => {
      const { personId, policy } = account;
      const locked = proof === undefined && (count === null || count.lockedUntil !== null);
      const sent: Promise<unknown>[] = [];
      if (proof !== undefined) sent.push(spend(tx, proof, now), ...advanceSession(tx, { tokenHash, personId }, { awaits, policy, now }));
      if (count !== null) sent.push(...writeFailure(tx, { account, count, now, today }));
      if (locked) sent.push(endSession(tx, { tokenHash, now }));
      const entry = {
        subject: { kind: 'person', id: personId },
        detail: { kind, passed: proof !== undefined, ...(locked && { locked }) },
        ...(proof === undefined && { outcome: 'failed' as const }),
      };
      return { result: { passed: proof !== undefined, awaits, locked }, entry, sent };
    },
  };
}

type Asked = { readonly personId: number; readonly shown: Shown; readonly session: SessionRow; readonly secrets: World['secrets']; readonly now: Date };

async function prove(tx: Parameters<typeof lockTotp>[0], { personId, shown, session, secrets, now }: Asked): Promise<Proof | undefined> {
  switch (shown.kind) {
    case 'totp': {
      const factor = await lockTotp(tx, personId);
      const secret = factor === undefined ? undefined : secrets.unseal(factor.secret);
      if (factor === undefined || secret === undefined) return undefined;
      const step = stepOfCode(secret, { code: shown.code, lastStep: factor.lastStep, now });
      return step === undefined ? undefined : { kind: 'totp', totpId: factor.totpId, step };
    }
    case 'recovery':
      return (await hasRecoveryCode(tx, { personId, codeHash: shown.codeHash })) ? { kind: 'recovery', codeHash: shown.codeHash } : undefined;
    case 'passkey': {
      if (session.challenge === null) return undefined;
      const used = await verifyShown(await passkeysOf(tx, personId), { response: shown.response, challenge: session.challenge, site: shown.site });
      return used === undefined ? undefined : { kind: 'passkey', ...used };
    }
  }
}

function spend(tx: ActTx, proof: Proof, now: Date): Promise<unknown> {
  switch (proof.kind) {
    case 'totp':
      return writeStep(tx, proof);
    case 'recovery':
      return spendRecoveryCode(tx, { codeHash: proof.codeHash, now });
    case 'passkey':
      return writePasskeyUse(tx, { ...proof, now });
  }
}

/** @throws Failure('not-signed-in') in words, if the factor was not passed. */
export function requirePassed({ passed, locked, awaits }: FactorPassed, kind: Shown['kind']): { readonly awaits: Awaits | null } {
  if (passed) return { awaits };
  if (locked) throw new Failure('not-signed-in', '连续多次验证不对，账户已锁定。', ['稍后重新登录', '请安全管理员解锁']);
  switch (kind) {
    case 'totp':
      throw new Failure('not-signed-in', '动态口令不对，或者已经用过。', ['等手机显示下一个口令再输入', '核对手机时间是否自动同步']);
    case 'recovery':
      throw new Failure('not-signed-in', '恢复码不对，或者已经用过。', ['换一个没有用过的恢复码']);
    case 'passkey':
      throw new Failure('not-signed-in', '通行密钥没有通过验证。', ['重试一次', '改用动态口令或恢复码']);
  }
}

/** A code as a person types it, in the shape the verb takes. */
export function shownCode(typed: string): Shown {
  const plain = typed.trim();
  return /^\d{6}$/.test(plain) ? { kind: 'totp', code: plain } : { kind: 'recovery', codeHash: hashRecoveryCode(plain) };
}
