import { holds } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { notifyPosts } from '../notices/notify.ts';
import { AUDIT_OFFICER, SECURITY_OFFICER } from '../people/contract-officers.ts';
import { signInPolicy, type SignInPolicy } from './contract-policy.ts';
import { readOidcSettings } from './oidc-settings.ts';

/** The newest policy of office $1 as a scalar, for the select lists of other statements. */
export const POLICY_IN_FORCE = `(select policy from sign_in_policy where office_id = $1 order by policy_id desc limit 1)`;

const inForce = statement<{ policy: unknown }>('sign-in-policy', `select ${POLICY_IN_FORCE} as policy`);
const insert = statement<never>('set-sign-in-policy', `insert into sign_in_policy (office_id, policy, reason, set_by, set_at) values ($1, $2, $3, $4, $5)`);
const knownPosts = statement<{ posts: readonly string[] }>(
  'posts-a-policy-may-name',
  `select coalesce(array_agg(post), '{}') as posts from post where office_id = $1 and not collective`,
);

/** A stored policy with its defaults; null is an office that has set nothing yet. */
export function policyFrom(stored: unknown): SignInPolicy {
  return signInPolicy.parse(stored ?? {});
}

/** 登录与账号设置 in force. */
export async function policyOf(tx: ReadTx): Promise<SignInPolicy> {
  return policyFrom((await tx.row(inForce, [tx.officeId]))?.policy);
}

export interface SetPolicyInput {
  readonly policy: SignInPolicy;
  readonly reason: string;
}

interface Seen {
  readonly before: SignInPolicy;
  readonly posts: readonly string[];
  readonly hasDirectory: boolean;
}

interface Plan extends SetPolicyInput {
  /** What changes, as the log keeps it: from and to. */
  readonly changes: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

/** 修改登录与账号设置: the audit officer is told of each change. @param folder where the settings of the directory stand. */
export function setPolicyVerb(folder: string): Verb<SetPolicyInput, Seen, Plan, { readonly set: true }> {
  return {
    name: 'set-sign-in-policy',
    title: '修改登录与账号设置',
    who: SECURITY_OFFICER,
    attemptsLogged: true,
    read: async (tx) => {
      const [before, posts, directory] = await Promise.all([policyOf(tx), tx.row(knownPosts, [tx.officeId]), readOidcSettings(folder, tx)]);
      return { before, posts: posts?.posts ?? [], hasDirectory: directory !== undefined };
    },
    decide: ({ before, posts, hasDirectory }, input, { actor }) => {
      const { policy } = input;
      if (!holds(actor, SECURITY_OFFICER)) return no('not-security-officer', `登录与账号设置由${SECURITY_OFFICER}修改。`);
      const unknown = policy.secondFactorPosts.filter((post) => !posts.includes(post));
      if (unknown.length > 0) return no('no-such-post', `本单位没有“${unknown.join('、')}”这个职务。`, ['从现有职务中选择']);
      if (policy.passwordSignIn === '仅三员' && !hasDirectory)
        return no('no-directory', '本单位尚未接入统一身份认证，停用密码登录后其他人员将无法登录。', ['先由系统管理员配置统一身份认证（oidc.json）']);
      const keys = Object.keys(policy) as (keyof SignInPolicy)[]; // the keys of a parsed policy are those of its type
      const changed = keys.filter((key) => JSON.stringify(policy[key]) !== JSON.stringify(before[key]));
      if (changed.length === 0) return no('nothing-changed', '各项设置与现行的一致，没有需要保存的修改。');
      return { yes: { ...input, changes: Object.fromEntries(changed.map((key) => [key, { from: before[key], to: policy[key] }])) } };
    },
    write: async (tx, { policy, reason, changes }, { actor, now, today }) => {
      const subject = { kind: 'office', id: tx.officeId };
      const sent = [
        tx.rows(insert, [tx.officeId, JSON.stringify(policy), reason, actor.personId, now]),
        notifyPosts(tx, { posts: [AUDIT_OFFICER], on: today, sentence: `${actor.name}修改了登录与账号设置：${reason}`, subject, now }),
      ];
      return { result: { set: true }, entry: { subject, detail: { reason, changes } }, sent };
    },
  };
}
