import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { SYSTEM_OFFICER } from '../people/contract-officers.ts';

/** A new password as it is written down; the old one was verified, and the new one hashed, before the act. */
export interface ChangePasswordInput {
  readonly personId: number;
  readonly passwordHash: string;
  /** The old password was right; null for the officer who resets another's. */
  readonly oldVerified: boolean | null;
}

const exists = statement<{ name: string }>('person-to-reset', `select name from person where office_id = $1 and person_id = $2 for update`);
const set = statement<never>('set-password', `update person set password = $3, failed_sign_ins = 0, locked_until = null where office_id = $1 and person_id = $2`);
const endOthers = statement<never>('end-sessions-of-person', `update session set ended_at = $3 where office_id = $1 and person_id = $2 and ended_at is null`);

/** 修改密码: one's own with the old one, or another's by the system officer; every session ends. */
export const changePasswordVerb: Verb<ChangePasswordInput, { readonly name: string }, ChangePasswordInput, { readonly personId: number }> = {
  name: 'change-password',
  title: '修改密码',
  who: '本人、系统管理员',
  read: async (tx, { personId }) => {
    const found = await tx.row(exists, [tx.officeId, personId]);
    if (found === undefined) throw new Failure('not-found', '没有这个人。');
    return found;
  },
  decide: (_seen, input, { actor }) => {
    if (input.personId === actor.personId) return input.oldVerified === true ? { yes: input } : no('wrong-password', '原密码不对。', ['重新填写原密码', '忘记时请系统管理员重置']);
    return holds(actor, SYSTEM_OFFICER) ? { yes: input } : no('not-system-officer', `他人的密码由${SYSTEM_OFFICER}重置。`);
  },
  write: async (tx, { personId, passwordHash }, { now }) => {
    const sent = [tx.rows(set, [tx.officeId, personId, passwordHash]), tx.rows(endOthers, [tx.officeId, personId, now])];
    return { result: { personId }, entry: { subject: { kind: 'person', id: personId }, detail: {} }, sent };
  },
};

const stored = statement<{ password: string | null }>('password-of-person', `select password from person where office_id = $1 and person_id = $2`);

/** The hash a person's password has now; null if he has none. */
export async function passwordOf(tx: ReadTx, personId: number | null): Promise<string | null> {
  return (await tx.row(stored, [tx.officeId, personId]))?.password ?? null;
}
