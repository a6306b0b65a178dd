import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { AUDIT_OFFICER, SYSTEM_OFFICER } from '../people/contract-officers.ts';
import { isOfficerPost } from '../people/officers.ts';
import { advanceSession, endSessions, lockAccount, lockSession, type Account, type SessionRow } from './account-store.ts';
import type { NewPassword } from './new-password.ts';

/** A new password as it is written down; the old one was verified, and the new one hashed, before the act. */
export interface ChangePasswordInput extends NewPassword {
  readonly personId: number;
  /** The old password was right; null for the officer who resets another's, and where the sign-in itself has just asked for it. */
  readonly oldVerified: boolean | null;
  /** Hash of the token, hex, of a sign-in that waits for the new password; it goes on with it. */
  readonly waiting: string | null;
}

interface Seen {
  readonly account: Account;
  readonly session: SessionRow | undefined;
}

const set = statement<never>(
  'set-password',
  `
  update person set password = $3, password_set_at = $4, password_due = $5, failed_sign_ins = 0, locked_until = null where office_id = $1 and person_id = $2`,
);
const keep = statement<never>('keep-password', `insert into password_history (office_id, person_id, password, set_at) values ($1, $2, $3, $4)`);

/** Writes a password and keeps it in the history; `due` says who else knows it. */
export function writePassword(
  tx: ActTx,
  {
    personId,
    passwordHash,
    due,
    now,
  }: { readonly personId: number; readonly passwordHash: string; readonly due: 'initial' | 'reset' | null; readonly now: Date },
): readonly Promise<unknown>[] {
  return [tx.rows(set, [tx.officeId, personId, passwordHash, now, due]), tx.rows(keep, [tx.officeId, personId, passwordHash, now])];
}

/**
 * 修改密码: one's own with the old one, or another's by the system officer, who then no longer is the only one to know it; the person and the audit
 * officer are told, sessions end. An officer's password is reset by two (password-reset.ts): none of the three becomes another.
 */
export const changePasswordVerb: Verb<
  ChangePasswordInput,
  Seen,
  ChangePasswordInput & { readonly own: boolean; readonly account: Account },
  { readonly personId: number }
> = {
  name: 'change-password',
  title: '修改密码',
  who: '本人；三员以外人员的由系统管理员重置',
  attemptsLogged: true,
  read: async (tx, { personId, waiting }, { now, today }) => {
    const [account, session] = await Promise.all([
      lockAccount(tx, { personId, today }),
      waiting === null ? undefined : lockSession(tx, { tokenHash: waiting, now }),
    ]);
    if (account === undefined) throw new Failure('not-found', '没有这个人。');
    return { account, session };
  },
  decide: ({ account, session }, input, { actor }) => {
    const own = input.personId === actor.personId;
    const proven = input.waiting === null ? input.oldVerified === true : session?.awaits === 'password';
    if (own && !proven) return no('wrong-password', '原密码不对。', ['重新填写原密码', `忘记时请${SYSTEM_OFFICER}重置`]);
    if (!own && !holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `他人的密码由${SYSTEM_OFFICER}重置。`);
    const officer = account.posts.find(isOfficerPost);
    if (!own && officer !== undefined)
      return no('officer-password', `${account.name}担任${officer}，密码不由一人重置。`, ['在“安全管理”中申请重置，由另一名三员确认']);
    if (input.faults.length > 0) return no('weak-password', `新密码不合要求：${input.faults.join('；')}。`, ['按要求换一个密码']);
    return { yes: { ...input, own, account } };
  },
  write: async (tx, { personId, passwordHash, own, waiting, account }, { actor, now, today }) => {
    const subject = { kind: 'person', id: personId };
    const told = { sentence: `${actor.name}重置了${account.name}的密码，所有登录已退出。`, subject, now };
    const sent = [
      ...writePassword(tx, { personId, passwordHash, due: own ? null : 'reset', now }),
      endSessions(tx, { personId, except: waiting, now }),
      ...(own ? [] : [notify(tx, { personIds: [personId], ...told }), notifyPosts(tx, { posts: [AUDIT_OFFICER], on: today, ...told })]),
      ...(waiting === null ? [] : advanceSession(tx, { tokenHash: waiting, personId }, { awaits: null, policy: account.policy, now })),
    ];
    return { result: { personId }, entry: { subject, detail: { own } }, sent };
  },
};

const stored = statement<{ password: string | null }>('password-of-person', `select password from person where office_id = $1 and person_id = $2`);

/** The hash a person's password has now; null if he has none. */
export async function passwordOf(tx: ReadTx, personId: number | null): Promise<string | null> {
  return (await tx.row(stored, [tx.officeId, personId]))?.password ?? null;
}
