import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Actor, Credential, HeldPost } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { rememberedAnswer, type Remembered } from '../act/store.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { bringsStaffVersion, staffOn } from './staff.ts';

interface ActorRow {
  readonly personId: number;
  readonly name: string;
  readonly departmentId: number | null;
  readonly staffVersion: number;
  readonly digest: Buffer | null;
  readonly answer: unknown;
}

const actorOfSession = statement<ActorRow>(
  'actor-of-session',
  `
  select p.person_id as "personId", p.name, p.department_id as "departmentId", o.staff_version as "staffVersion", k.input_digest as digest, k.answer
  from session s join person p on p.office_id = s.office_id and p.person_id = s.person_id join office o on o.office_id = s.office_id
  left join act_key k on k.office_id = s.office_id and k.person_id = s.person_id and k.key = $6
  where s.office_id = $1 and s.token_hash = $3 and s.ended_at is null and s.ends_at > $4 and s.seen_at > $4 - make_interval(mins => s.idle_minutes) and (s.awaits is not null) = $5
    and (p.left_on is null or p.left_on > $2::date)`,
);

/** What one asks to know of whoever acts: the day, and the key of his deed if it is one. */
export interface ActorAsk {
  readonly now: Date;
  readonly today: CivilDate;
  readonly key: string | null;
}

/**
 * Who stands behind a credential, with the posts of the day, and what was answered to the key before.
 * A session that still waits for a step of its sign-in answers to a pending credential only.
 * @throws Failure('not-signed-in') if the session has ended or was left alone too long.
 */
export async function readActor(
  tx: ReadTx,
  credential: Credential,
  { now, today, key }: ActorAsk,
): Promise<{ readonly actor: Actor; readonly before: Remembered | undefined }> {
  const { officeId } = tx;
  if (credential.kind === 'system') {
    return {
      actor: { officeId, personId: null, name: '系统', departmentId: null, posts: [] },
      before: key === null ? undefined : await rememberedAnswer(tx, credential, key),
    };
  }
  const asked = tx.row(actorOfSession, [officeId, today, credential.tokenHash, now, credential.kind === 'pending', key]);
  bringsStaffVersion(
    tx,
    asked.then((found) => found?.staffVersion),
  );
  const found = await asked;
  if (found === undefined) throw new Failure('not-signed-in', '您尚未登录，或登录已超时。', ['重新登录后再办理，已填写的内容不会丢失']);
  const { personId, name, departmentId, digest, answer } = found;
  const { holders } = await staffOn(tx, today);
  const posts = holders
    .filter((one) => one.personId === personId)
    .map(({ post, departmentId: of, coverFor, limits = null, authority = null }): HeldPost => ({ post, departmentId: of, coverFor, limits, authority }));
  return { actor: { officeId, personId, name, departmentId, posts }, before: digest === null ? undefined : { digest, answer } };
}
