import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { notify } from '../notices/notify.ts';
import { lockAccount, type Account } from './account-store.ts';
import { endPasskeys, endTotp, lockTotp, passkeysOf } from './factor-store.ts';
import { mustUseFactor } from './next-step.ts';

export type OwnFactor = { readonly kind: 'totp' } | { readonly kind: 'passkey'; readonly passkeyId: number };

interface Seen {
  readonly account: Account | undefined;
  readonly totp: boolean;
  readonly passkeys: readonly number[];
}

/** 停用动态口令或通行密钥: one's own; the last one stays where the post requires one. */
export const endFactorVerb: Verb<OwnFactor, Seen, OwnFactor, { readonly ended: true }> = {
  name: 'end-factor',
  title: '停用动态口令或通行密钥',
  who: '本人',
  read: async (tx, _input, { actor, today }) => {
    const personId = (await actor).personId ?? 0;
    const [account, totp, keys] = await Promise.all([lockAccount(tx, { personId, today }), lockTotp(tx, personId), passkeysOf(tx, personId)]);
    return { account, totp: totp !== undefined, passkeys: keys.map((one) => one.passkeyId) };
  },
  decide: ({ account, totp, passkeys }, input) => {
    const known = input.kind === 'totp' ? totp : passkeys.includes(input.passkeyId);
    if (!known) return no('no-such-factor', '没有这项登记，或者已经停用。');
    const left = Number(totp) + passkeys.length - 1;
    if (left === 0 && account !== undefined && mustUseFactor(account))
      return no('factor-required', '您的职务须用双因素认证，不能停用最后一项。', ['先登记另一项再停用']);
    return { yes: input };
  },
  write: async (tx, input, { actor, now }) => {
    const personId = actor.personId ?? 0;
    const subject = { kind: 'person', id: personId };
    const what = input.kind === 'totp' ? '动态口令' : '一个通行密钥';
    const ended = input.kind === 'totp' ? endTotp(tx, { personId, now }) : endPasskeys(tx, { personId, passkeyId: input.passkeyId, now });
    return {
      result: { ended: true },
      entry: { subject, detail: { ...input } },
      sent: [ended, notify(tx, { personIds: [personId], sentence: `您的账号已停用${what}。如非本人操作，请立即联系安全管理员。`, subject, now })],
    };
  },
};
