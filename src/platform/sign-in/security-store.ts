import { statement } from '../db/statement.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ReadTx } from '../db/transaction.ts';
import { HOLDERS_ON_DAY } from '../people/staff.ts';
import type { AccountRow, OwnAccount, PolicyChange } from './contract.ts';
import type { SignInPolicy } from './contract-policy.ts';
import { factorsOf } from './factor-store.ts';
import { mustUseFactor } from './next-step.ts';

const accounts = statement<Omit<AccountRow, 'factorRequired'>>(
  'accounts-of-office',
  `
  select p.person_id as "personId", p.name, p.login_name as "loginName", d.name as department, p.last_signed_in_at as "lastSignedInAt", case when p.locked_until > $3 then p.locked_until end as "lockedUntil",
    (select a.locked_at from account_lock a where a.office_id = p.office_id and a.person_id = p.person_id and a.ended_at is null) as "dormantSince", p.password_due as "passwordDue",
    exists (select from totp_factor f where f.office_id = p.office_id and f.person_id = p.person_id and f.confirmed_at is not null and f.ended_at is null) as totp,
    (select count(*) from passkey k where k.office_id = p.office_id and k.person_id = p.person_id and k.ended_at is null) as passkeys,
    (select coalesce(jsonb_agg(distinct h.post), '[]') from (${HOLDERS_ON_DAY}) h where h.person_id = p.person_id) as posts
  from person p left join department d on d.office_id = p.office_id and d.department_id = p.department_id
  where p.office_id = $1 and (p.left_on is null or p.left_on > $2::date) order by p.pinyin, p.person_id`,
);

/** Every account of the office with how it signs in. Offices have tens to hundreds of people, so it is one list. */
export async function accountsOf(
  tx: ReadTx,
  { today, now, policy }: { readonly today: CivilDate; readonly now: Date; readonly policy: SignInPolicy },
): Promise<readonly AccountRow[]> {
  const rows = await tx.rows(accounts, [tx.officeId, today, now]);
  return rows.map((row) => ({ ...row, factorRequired: mustUseFactor({ policy, posts: row.posts }) }));
}

const changes = statement<PolicyChange>(
  'sign-in-policy-changes',
  `
  select p.name as by, c.set_at as at, c.reason from sign_in_policy c join person p on p.office_id = c.office_id and p.person_id = c.set_by
  where c.office_id = $1 order by c.policy_id desc limit 20`,
);

export function policyChanges(tx: ReadTx): Promise<readonly PolicyChange[]> {
  return tx.rows(changes, [tx.officeId]);
}

const password = statement<{ hasPassword: boolean; passwordSetAt: string | null }>(
  'own-password',
  `
  select password is not null as "hasPassword", password_set_at as "passwordSetAt" from person where office_id = $1 and person_id = $2`,
);

/** 账号安全 of one person. */
export async function ownAccount(
  tx: ReadTx,
  { personId, posts, policy }: { readonly personId: number | null; readonly posts: readonly string[]; readonly policy: SignInPolicy },
): Promise<OwnAccount> {
  const [own, factors] = await Promise.all([tx.row(password, [tx.officeId, personId]), factorsOf(tx, personId)]);
  return {
    hasPassword: own?.hasPassword === true,
    passwordSetAt: own?.passwordSetAt ?? null,
    passwordRules: rulesInWords(policy),
    factorRequired: mustUseFactor({ policy, posts }),
    ...factors,
  };
}

/** 密码要求, as shown beside the field. */
export function rulesInWords({ passwordLength, passwordClasses, passwordHistory, passwordDays }: SignInPolicy): string {
  const parts = [`至少${passwordLength}位`, `含大写字母、小写字母、数字、符号、汉字中的至少${passwordClasses}种`, '不得包含姓名或登录名'];
  if (passwordHistory > 0) parts.push(`不得重复最近${passwordHistory}个密码`);
  if (passwordDays > 0) parts.push(`最长使用${passwordDays}天`);
  return `${parts.join('，')}（本单位设定）`;
}
