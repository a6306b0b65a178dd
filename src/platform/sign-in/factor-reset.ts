import { no } from '../act/verb.ts';
import { SECURITY_OFFICER, SYSTEM_OFFICER } from '../people/contract-officers.ts';
import { endPasskeys, endTotp, replaceRecoveryCodes } from './factor-store.ts';
import { askReset, confirmReset, type Resettable } from './reset.ts';

/** A lost second factor: everybody's by the security officer. */
export const FACTOR: Resettable = {
  what: 'factor',
  words: '双因素',
  asker: SECURITY_OFFICER,
  instead: SYSTEM_OFFICER,
  refusal: 'not-security-officer',
  against: ({ name, enrolled }) => (enrolled ? undefined : no('no-factor', `${name}没有登记动态口令或通行密钥，不需要重置。`).no),
};

/** 申请重置双因素. */
export const askFactorResetVerb = {
  name: 'ask-factor-reset',
  title: '申请重置双因素',
  who: `${SECURITY_OFFICER}；${SECURITY_OFFICER}本人的由${SYSTEM_OFFICER}`,
  ...askReset(FACTOR),
};

/** 确认重置双因素: every factor of the person ends. */
export const confirmFactorResetVerb = {
  name: 'confirm-factor-reset',
  title: '确认重置双因素',
  who: '另一名三员',
  ...confirmReset(FACTOR, {
    carryOut: (tx, { personId, now }) => [
      endTotp(tx, { personId, now }),
      endPasskeys(tx, { personId, passkeyId: null, now }),
      ...replaceRecoveryCodes(tx, { personId, hashes: [], now }),
    ],
    told: '您的动态口令和通行密钥已由三员两人重置，请登录后重新登记。',
  }),
};
