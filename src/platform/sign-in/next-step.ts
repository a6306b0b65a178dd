import type { SignInPolicy } from './contract-policy.ts';

/** What a session still waits for: a code or passkey, the enrolment of one, or a new password. */
export type Awaits = 'factor' | 'enrolment' | 'password';

export interface SignInSubject {
  readonly by: 'password' | 'oidc' | 'sample';
  readonly policy: SignInPolicy;
  readonly posts: readonly string[];
  /** Has a confirmed one-time code or a passkey. */
  readonly enrolled: boolean;
  readonly passwordDue: string | null;
  readonly passwordSetAt: Date | null;
  readonly now: Date;
}

const DAY = 86_400_000;

/** Must whoever holds these posts use a second factor? */
export function mustUseFactor({ policy, posts }: Pick<SignInSubject, 'policy' | 'posts'>): boolean {
  return policy.secondFactor === '按职务' && posts.some((post) => policy.secondFactorPosts.includes(post));
}

/** Has the password to be changed: set by somebody else, or older than the office allows? */
export function passwordIsDue({ policy, passwordDue, passwordSetAt, now }: Pick<SignInSubject, 'policy' | 'passwordDue' | 'passwordSetAt' | 'now'>): boolean {
  if (passwordDue !== null) return true;
  return policy.passwordDays > 0 && passwordSetAt !== null && now.getTime() - passwordSetAt.getTime() > policy.passwordDays * DAY;
}

/**
 * What a sign-in waits for next; null when it is complete. The factor comes first, so that nobody changes a password with a stolen one.
 * @param factorDone the second factor was shown, or enrolled, in this sign-in.
 */
export function nextStep(subject: SignInSubject, { factorDone }: { readonly factorDone: boolean }): Awaits | null {
  if (subject.by === 'sample') return null;
  if (!factorDone && subject.enrolled) return 'factor';
  if (!factorDone && mustUseFactor(subject)) return 'enrolment';
  return subject.by === 'password' && passwordIsDue(subject) ? 'password' : null;
}
