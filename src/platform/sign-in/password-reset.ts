import { Failure } from '../act/failure.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { SECURITY_OFFICER, SYSTEM_OFFICER } from '../people/contract-officers.ts';
import { isOfficerPost } from '../people/officers.ts';
import { writePassword } from './change-password.ts';
import { askReset, confirmReset, type ConfirmResetInput, type Resettable } from './reset.ts';

/**
 * The password of one of the three officers. Each of the two officers is shown one half of a temporary password, so neither can sign in as the third;
 * whoever gets both halves sets a password of his own at once.
 */
export const OFFICER_PASSWORD: Resettable = {
  what: 'password',
  words: '密码',
  asker: SYSTEM_OFFICER,
  instead: SECURITY_OFFICER,
  refusal: 'not-system-officer',
  against: ({ name, posts }) =>
    posts.some(isOfficerPost) ? undefined : no('not-officers-account', `${name}不担任三员职务，密码由${SYSTEM_OFFICER}直接重置。`, ['在“机构人员”中重置']).no,
};

/** 申请重置三员密码. */
export const askPasswordResetVerb = {
  name: 'ask-password-reset',
  title: '申请重置三员密码',
  who: `${SYSTEM_OFFICER}；${SYSTEM_OFFICER}本人的由${SECURITY_OFFICER}`,
  ...askReset(OFFICER_PASSWORD),
};

export interface ConfirmPasswordInput extends ConfirmResetInput {
  /** Of both halves together. */
  readonly passwordHash: string;
}

/** 确认重置三员密码. */
export const confirmPasswordResetVerb = {
  name: 'confirm-password-reset',
  title: '确认重置三员密码',
  who: '另一名三员',
  ...confirmReset<ConfirmPasswordInput>(OFFICER_PASSWORD, {
    carryOut: (tx, { input: { passwordHash }, personId, now }) => writePassword(tx, { personId, passwordHash, due: 'reset', now }),
    told: '您的密码已由三员两人重置。',
  }),
};

const half = statement<{ half: string }>('half-of-password', `select half from account_reset where office_id = $1 and reset_id = $2 and what = 'password'`);

/** The asking officer's half, sealed. @throws Failure('not-found') */
export async function halfAsked(tx: ReadTx, resetId: number): Promise<string> {
  const found = await tx.row(half, [tx.officeId, resetId]);
  if (found === undefined) throw new Failure('not-found', '没有这项重置申请。');
  return found.half;
}
