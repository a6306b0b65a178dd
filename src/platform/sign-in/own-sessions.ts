import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { IDLE_LIMIT } from '../people/read-actor.ts';
import type { OwnSession } from '../people/contract.ts';

/** A session is named by the first sixteen hex digits of its token's hash: enough to tell one's own apart, useless to sign in with. */
const live = statement<OwnSession>('own-sessions', `
  select left(encode(token_hash, 'hex'), 16) as session, client, made_at as "madeAt", seen_at as "seenAt", token_hash = $5 as here
  from session where office_id = $1 and person_id = $2 and ended_at is null and ends_at > $3 and seen_at > $3 - $4::interval order by made_at desc`);

/** 本人的登录: where one is signed in now. */
export function ownSessions(tx: ReadTx, of: { readonly personId: number | null; readonly now: Date; readonly tokenHash: Buffer }): Promise<readonly OwnSession[]> {
  return tx.rows(live, [tx.officeId, of.personId, of.now, IDLE_LIMIT, of.tokenHash]);
}

const found = statement<{ found: boolean }>('own-session-found', `
  select exists (select from session where office_id = $1 and person_id = $2 and left(encode(token_hash, 'hex'), 16) = $3 and ended_at is null) as found`);
const end = statement<never>('end-own-session', `
  update session set ended_at = $4 where office_id = $1 and person_id = $2 and left(encode(token_hash, 'hex'), 16) = $3 and ended_at is null`);

/** 退出另一处登录: one's own only. */
export const endSessionVerb: Verb<{ readonly session: string }, boolean, { readonly session: string }, { readonly ended: true }> = {
  name: 'end-session',
  title: '退出另一处登录',
  who: '本人',
  read: async (tx, { session }, { actor }) => (await tx.row(found, [tx.officeId, (await actor).personId, session]))?.found === true,
  decide: (known, input) => (known ? { yes: input } : no('no-such-session', '这处登录已经退出，或者不是您的。')),
  write: async (tx, { session }, { actor, now }) => ({
    result: { ended: true }, entry: { subject: { kind: 'person', id: actor.personId ?? 0 }, detail: { session } }, sent: [tx.rows(end, [tx.officeId, actor.personId, session, now])],
  }),
};
