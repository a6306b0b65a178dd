import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Verb } from '../act/verb.ts';
import { notifyPosts } from '../notices/notify.ts';
import { AUDIT_OFFICER } from '../people/contract-officers.ts';
import { verifyMatters, type MattersVerified } from './verify-matters.ts';

/** 核对事项与留痕: each day; what was changed behind the program is told to the audit officer, day after day until it is set right. */
export function verifyMattersVerb(): Verb<{ readonly day: CivilDate }, MattersVerified, MattersVerified, { readonly troubles: number }> {
  return {
    name: 'verify-matters',
    title: '核对事项与留痕',
    who: '系统',
    read: (tx) => verifyMatters(tx),
    decide: (verified) => ({ yes: verified }),
    write: async (tx, { matters, troubles }, { now, today }) => {
      const [first] = troubles;
      const subject = { kind: 'office', id: tx.officeId };
      const sent =
        first === undefined
          ? []
          : [notifyPosts(tx, { posts: [AUDIT_OFFICER], on: today, sentence: `事项与留痕不一致，共${troubles.length}处，首处：${first}`, subject, now })];
      return { result: { troubles: troubles.length }, entry: { subject, detail: { matters, troubles: troubles.length, first: first ?? null } }, sent };
    },
  };
}
