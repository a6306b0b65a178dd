import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { passwordFaults } from './password-rules.ts';
import type { SignInPolicy } from './contract-policy.ts';
import { policyOf } from './policy.ts';

/** A new password as a verb takes it: never as it was typed, so that it leaves no trace of its own anywhere. */
export interface NewPassword {
  readonly passwordHash: string;
  /** What is wrong with it, in sentences. */
  readonly faults: readonly string[];
}

const owner = statement<{ name: string; loginName: string }>(
  'owner-of-password',
  `select name, login_name as "loginName" from person where office_id = $1 and person_id = $2`,
);
const before = statement<{ password: string }>(
  'passwords-before',
  `
  select password from password_history where office_id = $1 and person_id = $2 order by history_id desc limit $3`,
);

/** Looks at the password of somebody who is about to be employed; takes its time, so no connection is held meanwhile. */
export async function firstPassword(
  policy: SignInPolicy,
  { password, name, loginName }: { readonly password: string; readonly name: string; readonly loginName: string },
): Promise<NewPassword> {
  return { passwordHash: await hashPassword(password), faults: passwordFaults(password, { policy, name, loginName }) };
}

/** What a new password of a person is held against. */
export interface PasswordGround {
  readonly policy: SignInPolicy;
  readonly name: string;
  readonly loginName: string;
  /** Hashes of the ones he had, as many as the office looks back. */
  readonly had: readonly string[];
}

/** Reads the ground for a new password. @throws Failure('not-found') */
export async function passwordGround(tx: ReadTx, personId: number): Promise<PasswordGround> {
  const [policy, person] = await Promise.all([policyOf(tx), tx.row(owner, [tx.officeId, personId])]);
  if (person === undefined) throw new Failure('not-found', '没有这个人。');
  const had = await tx.rows(before, [tx.officeId, personId, policy.passwordHistory]);
  return { policy, ...person, had: had.map((one) => one.password) };
}

/** Looks at a new password of a person: the rules, and the ones he had before; takes its time, so no connection is held meanwhile. */
export async function nextPassword({ had, ...ground }: PasswordGround, password: string): Promise<NewPassword> {
  const { policy } = ground;
  const same = await Promise.all(had.map((one) => verifyPassword(one, password)));
  const faults = [...passwordFaults(password, ground), ...(same.includes(true) ? [`不得使用最近${policy.passwordHistory}个用过的密码`] : [])];
  return { passwordHash: await hashPassword(password), faults };
}
