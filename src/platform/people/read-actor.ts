import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Actor, Credential, HeldPost } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { HOLDERS_ON_DAY } from './staff.ts';

interface ActorRow {
  readonly personId: number;
  readonly name: string;
  readonly departmentId: number | null;
  readonly posts: readonly HeldPost[];
}

const actorOfSession = statement<ActorRow>('actor-of-session', `
  select p.person_id as "personId", p.name, p.department_id as "departmentId",
    (select coalesce(jsonb_agg(jsonb_build_object('post', h.post, 'departmentId', h.department_id, 'coverFor', h.cover_for)), '[]')
      from (${HOLDERS_ON_DAY}) h where h.person_id = p.person_id) as posts
  from session s join person p on p.office_id = s.office_id and p.person_id = s.person_id
  where s.office_id = $1 and s.token_hash = $3 and s.ended_at is null and s.ends_at > $4 and s.seen_at > $4 - make_interval(mins => s.idle_minutes) and (s.awaits is not null) = $5
    and (p.left_on is null or p.left_on > $2::date)`);

/**
 * Who stands behind a credential, with the posts of the day.
 * A session that still waits for a step of its sign-in answers to a pending credential only.
 * @throws Failure('not-signed-in') if the session has ended or was left alone too long.
 */
export async function readActor(tx: ReadTx, credential: Credential, { now, today }: { readonly now: Date; readonly today: CivilDate }): Promise<Actor> {
  if (credential.kind === 'system') return { officeId: credential.officeId, personId: null, name: '系统', departmentId: null, posts: [] };
  const found = await tx.row(actorOfSession, [tx.officeId, today, credential.tokenHash, now, credential.kind === 'pending']);
  if (found === undefined) throw new Failure('not-signed-in', '您尚未登录，或登录已超时。', ['重新登录后再办理，已填写的内容不会丢失']);
  return { officeId: tx.officeId, ...found };
}
