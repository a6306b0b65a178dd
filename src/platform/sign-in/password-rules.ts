import type { SignInPolicy } from './contract-policy.ts';

const CLASSES: readonly RegExp[] = [/[A-Z]/, /[a-z]/, /[0-9]/, /\p{Script=Han}/u, /[^A-Za-z0-9\p{Script=Han}\s]/u];

/** How many of the five kinds of character the password has: 大写字母, 小写字母, 数字, 汉字, 符号. */
export function classesIn(password: string): number {
  return CLASSES.filter((one) => one.test(password)).length;
}

/** What a password lacks by the office's settings, in sentences; empty if it will do. Its history is asked elsewhere. */
export function passwordFaults(
  password: string,
  { policy, name, loginName }: { readonly policy: SignInPolicy; readonly name: string; readonly loginName: string },
): readonly string[] {
  const { passwordLength, passwordClasses } = policy;
  const faults: string[] = [];
  if (Array.from(password).length < passwordLength) faults.push(`密码至少${passwordLength}位`);
  if (classesIn(password) < passwordClasses) faults.push(`密码应含大写字母、小写字母、数字、符号、汉字中的至少${passwordClasses}种`);
  const lower = password.toLowerCase();
  if ([name, loginName].some((part) => part !== '' && lower.includes(part.toLowerCase()))) faults.push('密码不得包含姓名或登录名');
  return faults;
}
