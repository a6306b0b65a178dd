import type { NamedVerb } from '../matters/verbs.ts';
import type { World } from '../world.ts';
import { signInVerb, signOutVerb } from './account.ts';
import { changePasswordVerb } from './change-password.ts';
import { lockDormantVerb, restoreAccountVerb } from './dormant.ts';
import { endFactorVerb } from './end-factor.ts';
import { confirmTotpVerb, renewRecoveryCodesVerb, startTotpVerb } from './enrol.ts';
import { askFactorResetVerb, confirmFactorResetVerb } from './factor-reset.ts';
import { passFactorVerb } from './pass-factor.ts';
import { registerPasskeyVerb } from './passkey.ts';
import { askPasswordResetVerb, confirmPasswordResetVerb } from './password-reset.ts';
import { setPolicyVerb } from './policy.ts';
import { endOthersSessionVerb, endSessionVerb } from './sessions.ts';

/** Every verb of signing in, of its factors and of the accounts by name. */
export function signInVerbs(world: Pick<World, 'folder' | 'secrets'>): readonly NamedVerb[] {
  return [
    signInVerb,
    signOutVerb,
    endSessionVerb,
    changePasswordVerb,
    passFactorVerb(world),
    startTotpVerb,
    confirmTotpVerb(world),
    registerPasskeyVerb,
    renewRecoveryCodesVerb,
    endFactorVerb,
    askFactorResetVerb,
    confirmFactorResetVerb,
    askPasswordResetVerb,
    confirmPasswordResetVerb,
    setPolicyVerb(world.folder),
    lockDormantVerb,
    restoreAccountVerb,
    endOthersSessionVerb,
  ];
}
