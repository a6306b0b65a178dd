import { holds } from '../act/actor.ts';
import { act } from '../act/act.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { SECURITY_OFFICER } from '../people/contract-officers.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { World } from '../world.ts';
import { policyOf } from './policy.ts';

interface Sleeper {
  readonly personId: number;
  readonly name: string;
  readonly securityOfficer: boolean;
}

interface Seen {
  readonly days: number;
  readonly sleepers: readonly Sleeper[];
  /** Security officers whose accounts are in use. */
  readonly awake: number;
}

// A sign-in, a restoring and the first day each begin the count anew. Who cannot sign in by himself – no password, no directory – has nothing to lock.
const sleepers = statement<Sleeper>(
  'dormant-accounts',
  `
  select p.person_id as "personId", p.name,
    exists (select from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.post = $4 and h.period @> $2::date) as "securityOfficer"
  from person p where p.office_id = $1 and (p.left_on is null or p.left_on > $2::date) and p.password is not null
    and greatest(p.joined_on, (coalesce(p.last_signed_in_at, p.password_set_at) at time zone 'Asia/Shanghai')::date,
      (select (max(a.ended_at) at time zone 'Asia/Shanghai')::date from account_lock a where a.office_id = p.office_id and a.person_id = p.person_id)) < $2::date - $3::int
    and not exists (select from account_lock a where a.office_id = p.office_id and a.person_id = p.person_id and a.ended_at is null)
  order by p.person_id for update of p`,
);
const securityOfficers = statement<{ count: number }>(
  'security-officers-awake',
  `
  select count(distinct h.person_id) from post_holding h where h.office_id = $1 and h.post = $3 and h.period @> $2::date
    and not exists (select from account_lock a where a.office_id = h.office_id and a.person_id = h.person_id and a.ended_at is null)`,
);
const lock = statement<never>(
  'lock-dormant-accounts',
  `insert into account_lock (office_id, person_id, locked_at) select $1, person_id, $3 from unnest($2::int[]) as of (person_id)`,
);

/** 停用长期未登录账号: each day. The last security officer who could restore the others is spared, and told so. */
export const lockDormantVerb: Verb<
  { readonly day: CivilDate },
  Seen,
  { readonly locked: readonly Sleeper[]; readonly spared: readonly Sleeper[] },
  { readonly locked: number }
> = {
  name: 'lock-dormant-accounts',
  title: '停用长期未登录账号',
  who: '系统',
  read: async (tx, { day }) => {
    const { dormantDays: days } = await policyOf(tx);
    const [found, officers] = await Promise.all([
      tx.rows(sleepers, [tx.officeId, day, days, SECURITY_OFFICER]),
      tx.row(securityOfficers, [tx.officeId, day, SECURITY_OFFICER]),
    ]);
    return { days, sleepers: found, awake: officers?.count ?? 0 };
  },
  decide: ({ days, sleepers: found, awake }) => {
    if (days === 0) return { yes: { locked: [], spared: [] } };
    const officers = found.filter((one) => one.securityOfficer);
    const spared = officers.length > 0 && officers.length === awake ? officers.slice(0, 1) : [];
    return { yes: { locked: found.filter((one) => !spared.includes(one)), spared } };
  },
  write: async (tx, { locked, spared }, { now, today }) => {
    const subject = { kind: 'office', id: tx.officeId };
    const sent: Promise<unknown>[] = [tx.rows(lock, [tx.officeId, locked.map((one) => one.personId), now])];
    if (locked.length > 0)
      sent.push(
        notifyPosts(tx, {
          posts: [SECURITY_OFFICER],
          on: today,
          sentence: `长期未登录，已停用账号：${locked.map((one) => one.name).join('、')}。`,
          subject,
          now,
        }),
      );
    if (spared.length > 0)
      sent.push(
        notify(tx, {
          personIds: spared.map((one) => one.personId),
          sentence: '您长期未登录；因单位没有另一名可用的安全管理员，账号未停用，请尽快登录。',
          subject,
          now,
        }),
      );
    return {
      result: { locked: locked.length },
      entry: { subject, detail: { locked: locked.map((one) => one.personId), spared: spared.map((one) => one.personId) } },
      sent,
    };
  },
};

/** What the clockwork does for an office each day; a day has one key. */
export async function lockDormantAccounts(world: World, { officeId, day }: { readonly officeId: number; readonly day: CivilDate }): Promise<void> {
  await act(world, { credential: { kind: 'system', officeId, job: 'daily-duties' }, verb: lockDormantVerb, input: { day }, key: `dormant-${day}` });
}

export interface RestoreInput {
  readonly personId: number;
  readonly reason: string;
}

interface Locked {
  readonly name: string;
  readonly dormant: boolean;
  readonly lockedUntil: Date | null;
}

const locked = statement<Locked>(
  'account-to-restore',
  `
  select p.name, exists (select from account_lock a where a.office_id = p.office_id and a.person_id = p.person_id and a.ended_at is null) as dormant, p.locked_until as "lockedUntil"
  from person p where p.office_id = $1 and p.person_id = $2 for update of p`,
);
const endLock = statement<never>(
  'end-account-lock',
  `
  update account_lock set ended_at = $3, ended_by = $4, reason = $5 where office_id = $1 and person_id = $2 and ended_at is null`,
);
const unlock = statement<never>('unlock-account', `update person set failed_sign_ins = 0, locked_until = null where office_id = $1 and person_id = $2`);

/** 恢复账号: of somebody long away, or locked after wrong passwords; with the reason. */
export const restoreAccountVerb: Verb<RestoreInput, Locked, RestoreInput, { readonly restored: true }> = {
  name: 'restore-account',
  title: '恢复账号',
  who: SECURITY_OFFICER,
  attemptsLogged: true,
  read: async (tx, { personId }) => {
    const seen = await tx.row(locked, [tx.officeId, personId]);
    if (seen === undefined) throw new Failure('not-found', '没有这个人。');
    return seen;
  },
  decide: ({ name, dormant, lockedUntil }, input, { actor, now }) => {
    if (!holds(actor, SECURITY_OFFICER)) return no('not-security-officer', `账号由${SECURITY_OFFICER}恢复。`);
    if (actor.personId === input.personId) return no('own-account', '不能恢复自己的账号。', [`由单位另一名${SECURITY_OFFICER}恢复`]);
    if (!dormant && (lockedUntil === null || lockedUntil <= now)) return no('not-locked', `${name}的账号没有停用，也没有锁定。`);
    return { yes: input };
  },
  write: async (tx, { personId, reason }, { actor, now }) => {
    const subject = { kind: 'person', id: personId };
    const sent = [
      tx.rows(endLock, [tx.officeId, personId, now, actor.personId, reason]),
      tx.rows(unlock, [tx.officeId, personId]),
      notify(tx, { personIds: [personId], sentence: `${actor.name}恢复了您的账号：${reason}`, subject, now }),
    ];
    return { result: { restored: true }, entry: { subject, detail: { reason } }, sent };
  },
};
