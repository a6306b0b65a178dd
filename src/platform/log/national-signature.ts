import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { notifyPosts } from '../notices/notify.ts';
import { AUDIT_OFFICER, SECURITY_OFFICER } from '../people/contract-officers.ts';

/** Does office $1 have its heads signed by SM2 as well? A scalar for the select lists of other statements. */
export const NATIONAL_IN_FORCE = `coalesce((select national from log_signature where office_id = $1 order by change_id desc limit 1), false)`;

const inForce = statement<{ national: boolean }>('national-signature', `select ${NATIONAL_IN_FORCE} as national`);
const insert = statement<never>(
  'set-national-signature',
  `insert into log_signature (office_id, national, reason, set_by, set_at) values ($1, $2, $3, $4, $5)`,
);

/** Are the heads of the office signed by SM2 beside Ed25519? */
export async function isNational(tx: ReadTx): Promise<boolean> {
  return (await tx.row(inForce, [tx.officeId]))?.national === true;
}

/** A refusal unless the person may change how heads are signed. */
export function mayChangeSignature(actor: Actor): Refusal | undefined {
  return holds(actor, SECURITY_OFFICER) ? undefined : no('not-security-officer', `封存记录的签名方式由${SECURITY_OFFICER}设定。`).no;
}

interface ByReason {
  readonly reason: string;
}

const DEEDS = {
  add: { name: 'add-national-signature', title: '加用国密签名', national: true, already: '封存记录已经加用国密签名。' },
  end: { name: 'end-national-signature', title: '停用国密签名', national: false, already: '封存记录没有加用国密签名。' },
} as const;

/** 加用、停用国密签名: SM2 beside Ed25519 from the next head on; what was signed stays as it is. The audit officer is told. */
export function nationalSignatureVerb(which: keyof typeof DEEDS): Verb<ByReason, boolean, ByReason, { readonly national: boolean }> {
  const { name, title, national, already } = DEEDS[which];
  return {
    name,
    title,
    who: SECURITY_OFFICER,
    attemptsLogged: true,
    read: isNational,
    decide: (before, input, { actor }) => {
      const refused = mayChangeSignature(actor);
      if (refused !== undefined) return { no: refused };
      return before === national ? no('nothing-changed', already) : { yes: input };
    },
    write: async (tx, { reason }, { actor, now, today }) => {
      const subject = { kind: 'office', id: tx.officeId };
      const sent = [
        tx.rows(insert, [tx.officeId, national, reason, actor.personId, now]),
        notifyPosts(tx, { posts: [AUDIT_OFFICER], on: today, sentence: `${actor.name}对封存记录${title}：${reason}`, subject, now }),
      ];
      return { result: { national }, entry: { subject, detail: { reason, national } }, sent };
    },
  };
}
