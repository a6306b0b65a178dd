import { Failure } from '../act/failure.ts';
import type { Moment, Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import type { ActTx } from '../db/transaction.ts';
import { notify } from '../notices/notify.ts';
import type { World } from '../world.ts';
import { advanceSession, lockAccount, readUnderWay, subjectOf, type Account, type UnderWay } from './account-store.ts';
import { lockStartedTotp, replaceRecoveryCodes, startTotp, useTotp, type TotpFactor } from './factor-store.ts';
import { nextStep, type Awaits } from './next-step.ts';
import { stepOfCode } from './one-time-code.ts';

/** A sign-in that still waits for the factor itself does not get another one. */
export function refusedToEnrol({ session }: UnderWay): ReturnType<typeof no> | undefined {
  return session.awaits === null || session.awaits === 'enrolment' ? undefined : no('factor-first', '请先完成本次登录的验证。');
}

/** The person has enrolled: his sign-in goes on, and he is told, in case it was not he. */
export function writeEnrolled(
  tx: ActTx,
  { enrolling, tokenHash, what, moment }: { readonly enrolling: UnderWay; readonly tokenHash: string; readonly what: string; readonly moment: Moment },
): { readonly awaits: Awaits | null; readonly sent: readonly Promise<unknown>[] } {
  const { account, session } = enrolling;
  const { now } = moment;
  const awaits = session.awaits === null ? null : nextStep(subjectOf(account, { by: session.by, now }), { factorDone: true });
  const told = notify(tx, {
    personIds: [account.personId],
    sentence: `您的账号已启用${what}。如非本人操作，请立即联系安全管理员。`,
    subject: { kind: 'person', id: account.personId },
    now,
  });
  const led = session.awaits === null ? [] : advanceSession(tx, { tokenHash, personId: account.personId }, { awaits, policy: account.policy, now });
  return { awaits, sent: [told, ...led] };
}

interface StartInput {
  readonly tokenHash: string;
  /** Sealed. */
  readonly secret: string;
}

/** 启用动态口令, first half: a secret that counts only once a code of it was shown. */
export const startTotpVerb: Verb<StartInput, UnderWay, StartInput, { readonly totpId: number }> = {
  name: 'start-totp',
  title: '登记动态口令',
  who: '本人',
  read: (tx, { tokenHash }, asking) => readUnderWay(tx, tokenHash, asking),
  decide: (enrolling, input) => refusedToEnrol(enrolling) ?? { yes: input },
  write: async (tx, { secret }, { actor, now }) => {
    const personId = actor.personId ?? 0;
    const totpId = await startTotp(tx, { personId, secret, now });
    return { result: { totpId }, entry: { subject: { kind: 'person', id: personId }, detail: { totpId } } };
  },
};

/** A secret not confirmed within this time is begun anew. */
const START_MINUTES = 15;

interface ConfirmInput {
  readonly tokenHash: string;
  readonly totpId: number;
  readonly code: string;
  /** SHA-256, hex, of the recovery codes shown with the answer. */
  readonly codeHashes: readonly string[];
}

interface ConfirmSeen {
  readonly enrolling: UnderWay;
  readonly factor: TotpFactor;
  readonly secret: string;
}

interface ConfirmPlan {
  readonly enrolling: UnderWay;
  readonly input: ConfirmInput;
  readonly step: number;
}

/** 启用动态口令, second half: with a code of the new secret; recovery codes come with it. */
export function confirmTotpVerb({ secrets }: Pick<World, 'secrets'>): Verb<ConfirmInput, ConfirmSeen, ConfirmPlan, { readonly awaits: Awaits | null }> {
  return {
    name: 'confirm-totp',
    title: '启用动态口令',
    who: '本人',
    read: async (tx, { tokenHash, totpId }, asking) => {
      const enrolling = await readUnderWay(tx, tokenHash, asking);
      const since = new Date(asking.now.getTime() - START_MINUTES * 60_000);
      const factor = await lockStartedTotp(tx, { personId: enrolling.account.personId, totpId, since });
      const secret = factor === undefined || factor.confirmed ? undefined : secrets.unseal(factor.secret);
      if (factor === undefined || secret === undefined) throw new Failure('not-found', '这次登记已过期或已完成。', ['重新登记动态口令']);
      return { enrolling, factor, secret };
    },
    decide: ({ enrolling, factor, secret }, input, { now }) => {
      const refused = refusedToEnrol(enrolling);
      if (refused !== undefined) return refused;
      const step = stepOfCode(secret, { code: input.code, lastStep: factor.lastStep, now });
      return step === undefined
        ? no('wrong-code', '动态口令不对。', ['核对手机时间是否自动同步', '输入手机上当前显示的6位数字'])
        : { yes: { enrolling, input, step } };
    },
    write: async (tx, { enrolling, input: { totpId, tokenHash, codeHashes }, step }, moment) => {
      const { personId } = enrolling.account;
      const { awaits, sent } = writeEnrolled(tx, { enrolling, tokenHash, what: '动态口令', moment });
      await Promise.all(useTotp(tx, { personId, totpId, step, now: moment.now }));
      return {
        result: { awaits },
        entry: { subject: { kind: 'person', id: personId }, detail: { totpId } },
        sent: [...sent, ...replaceRecoveryCodes(tx, { personId, hashes: codeHashes, now: moment.now })],
      };
    },
  };
}

/** 更换恢复码: those before are no longer good. */
export const renewRecoveryCodesVerb: Verb<
  { readonly codeHashes: readonly string[] },
  Account | undefined,
  { readonly codeHashes: readonly string[] },
  { readonly renewed: true }
> = {
  name: 'renew-recovery-codes',
  title: '更换恢复码',
  who: '本人',
  read: async (tx, _input, { actor, today }) => lockAccount(tx, { personId: (await actor).personId ?? 0, today }),
  decide: (account, input) =>
    account?.enrolled === true ? { yes: input } : no('no-factor', '尚未启用动态口令或通行密钥，不需要恢复码。', ['先启用动态口令或通行密钥']),
  write: async (tx, { codeHashes }, { actor, now }) => {
    const personId = actor.personId ?? 0;
    return {
      result: { renewed: true },
      entry: { subject: { kind: 'person', id: personId }, detail: {} },
      sent: replaceRecoveryCodes(tx, { personId, hashes: codeHashes, now }),
    };
  },
};
