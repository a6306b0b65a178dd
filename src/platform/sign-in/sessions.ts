import { holds } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { notify } from '../notices/notify.ts';
import { SECURITY_OFFICER } from '../people/contract-officers.ts';
import type { OthersSession, SessionInfo } from './contract.ts';

/** Sixteen hex digits of a token's hash name a session. */
const NAME = `left(encode(s.token_hash, 'hex'), 16)`;
const COLUMNS = `${NAME} as session, s.client, s.made_at as "madeAt", s.seen_at as "seenAt", s.token_hash = $3 as here`;
const LIVE = `s.ended_at is null and s.awaits is null and s.ends_at > $2 and s.seen_at > $2 - make_interval(mins => s.idle_minutes)`;

const own = statement<SessionInfo>(
  'own-sessions',
  `select ${COLUMNS} from session s where s.office_id = $1 and s.person_id = $4 and ${LIVE} order by s.made_at desc`,
);
const all = statement<OthersSession>(
  'sessions-of-office',
  `
  select ${COLUMNS}, s.person_id as "personId", p.name from session s join person p on p.office_id = s.office_id and p.person_id = s.person_id
  where s.office_id = $1 and ${LIVE} order by p.pinyin, s.made_at desc limit 500`,
);

export interface SessionsAsk {
  readonly now: Date;
  /** Of whoever asks. */
  readonly tokenHash: Buffer;
}

/** 本人的登录: where one is signed in now. */
export function ownSessions(tx: ReadTx, { personId, now, tokenHash }: SessionsAsk & { readonly personId: number | null }): Promise<readonly SessionInfo[]> {
  return tx.rows(own, [tx.officeId, now, tokenHash, personId]);
}

/** Where everybody of the office is signed in now. */
export function sessionsOfOffice(tx: ReadTx, { now, tokenHash }: SessionsAsk): Promise<readonly OthersSession[]> {
  return tx.rows(all, [tx.officeId, now, tokenHash]);
}

interface Live {
  readonly personId: number;
  readonly name: string;
}

const found = statement<Live>(
  'session-to-end',
  `
  select s.person_id as "personId", p.name from session s join person p on p.office_id = s.office_id and p.person_id = s.person_id
  where s.office_id = $1 and ${NAME} = $2 and s.ended_at is null`,
);
const end = statement<never>('end-named-session', `update session s set ended_at = $3 where s.office_id = $1 and ${NAME} = $2 and s.ended_at is null`);

/** 退出另一处登录: one's own only. */
export const endSessionVerb: Verb<{ readonly session: string }, Live | undefined, { readonly session: string }, { readonly ended: true }> = {
  name: 'end-session',
  title: '退出另一处登录',
  who: '本人',
  read: (tx, { session }) => tx.row(found, [tx.officeId, session]),
  decide: (live, input, { actor }) => (live?.personId === actor.personId ? { yes: input } : no('no-such-session', '这处登录已经退出，或者不是您的。')),
  write: async (tx, { session }, { actor, now }) => ({
    result: { ended: true },
    entry: { subject: { kind: 'person', id: actor.personId ?? 0 }, detail: { session } },
    sent: [tx.rows(end, [tx.officeId, session, now])],
  }),
};

interface EndOthersInput {
  readonly session: string;
  readonly reason: string;
}

/** 强制退出: the security officer ends somebody's session; the person is told. */
export const endOthersSessionVerb: Verb<EndOthersInput, Live | undefined, EndOthersInput & Live, { readonly ended: true }> = {
  name: 'end-session-of-person',
  title: '强制退出登录',
  who: SECURITY_OFFICER,
  attemptsLogged: true,
  read: (tx, { session }) => tx.row(found, [tx.officeId, session]),
  decide: (live, input, { actor }) => {
    if (!holds(actor, SECURITY_OFFICER)) return no('not-security-officer', `他人的登录由${SECURITY_OFFICER}结束。`);
    return live === undefined ? no('no-such-session', '这处登录已经退出。') : { yes: { ...input, ...live } };
  },
  write: async (tx, { session, reason, personId, name }, { actor, now }) => {
    const subject = { kind: 'person', id: personId };
    const sent = [
      tx.rows(end, [tx.officeId, session, now]),
      notify(tx, { personIds: [personId], sentence: `${actor.name}结束了您的一处登录：${reason}`, subject, now }),
    ];
    return { result: { ended: true }, entry: { subject, detail: { session, name, reason } }, sent };
  },
};
