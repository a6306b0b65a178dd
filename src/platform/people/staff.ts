import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

/** What the posts of `h` may sign on day $2 (一般授权), null where nothing limits them; `special`: what reaches beyond it in one matter (特定授权). */
const authority = (special: string): string => `(select jsonb_build_object('number', a.number, 'ceiling', a.ceiling, 'special', ${special})
    from post_authority a where a.office_id = h.office_id and a.post = h.post and a.from_day <= $2::date and (a.until_day is null or a.until_day > $2::date))`;
/** A special authority is the person's own, not lent with the post, and used up by signing. */
const SPECIAL = `(select coalesce(jsonb_agg(jsonb_build_object('number', s.number, 'matterId', s.matter_id, 'ceiling', s.ceiling)), '[]') from special_authority s
      where s.office_id = h.office_id and s.person_id = h.person_id and s.matter_id is not null and s.from_day <= $2::date and s.until_day > $2::date
        and not exists (select from special_authority_use u where u.office_id = s.office_id and u.number = s.number))`;

/**
 * `h` of a day ($2): holdings and covers; the select list of every question about holders. The authority of a post binds whoever covers it too; a holder
 * whose rights rest is not there while somebody stands in for him.
 */
export const HOLDERS_ON_DAY = `
  select h.post, h.person_id, p.name, h.department_id, p.department_id as section_id, null::int as cover_for, null::jsonb as limits, ${authority(SPECIAL)} as authority
  from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and h.period @> $2::date and (p.left_on is null or p.left_on > $2::date)
    and not exists (select from cover r where r.office_id = h.office_id and r.post = h.post and r.absent_person_id = h.person_id and r.holder_rests
      and r.from_day <= $2::date and r.until_day > $2::date and r.ended_at is null)
  union all
  select h.post, c.cover_person_id, p.name, h.department_id, p.department_id, h.person_id,
    case when c.kinds is not null or c.ceiling is not null then jsonb_build_object('kinds', c.kinds, 'ceiling', c.ceiling) end, ${authority(`'[]'::jsonb`)}
  from cover c join post_holding h on h.office_id = c.office_id and h.post = c.post and h.person_id = c.absent_person_id and h.period @> $2::date
  join person p on p.office_id = c.office_id and p.person_id = c.cover_person_id
  where c.office_id = $1 and c.from_day <= $2::date and c.until_day > $2::date and c.ended_at is null and (p.left_on is null or p.left_on > $2::date)`;

const staffOfDay = statement<Staff & { readonly version: number }>(
  'staff-of-day',
  `
  select staff_version as version,
    (select coalesce(jsonb_agg(jsonb_build_object('post', post, 'superior', superior, 'sole', sole, 'collective', collective, 'members', members, 'quorum', quorum)), '[]')
      from post where office_id = $1) as posts,
    (select coalesce(jsonb_agg(jsonb_build_object('post', h.post, 'personId', h.person_id, 'name', h.name, 'departmentId', h.department_id, 'sectionId', h.section_id, 'coverFor', h.cover_for, 'limits', h.limits, 'authority', h.authority)
      order by h.post, h.cover_for is not null, h.person_id), '[]') from (${HOLDERS_ON_DAY}) h) as holders,
    (select coalesce(jsonb_agg(jsonb_build_object('duties', a.duties, 'exception', a.exception, 'clause', a.clause)), '[]') from (
      select jsonb_agg(s.member) as duties, s.exception, s.clause from separation s
      join regulation r on r.office_id = s.office_id and r.title = s.title and r.version = s.version and r.effective <= $2::date and (r.until_day is null or r.until_day > $2::date)
      where s.office_id = $1 and s.kind = 'duty' group by s.title, s.version, s.name, s.exception, s.clause) a) as incompatible
  from office where office_id = $1`,
);
const versionNow = statement<{ version: number }>('staff-version', `select staff_version as version from office where office_id = $1`);

interface KnownStaff {
  readonly officeId: number;
  readonly day: CivilDate;
  readonly version: number;
  readonly staff: Staff;
}

/** The staff each connection read last; used only while the office's staff version is the same (decision 0010). */
const known = new WeakMap<object, KnownStaff>();

/** The version as another question of the transaction brings it along. */
const versions = new WeakMap<ReadTx, Promise<number | undefined>>();

/** Whoever asks for the office's staff version anyway says so: `staffOn` then waits for it and asks nothing itself. */
export function bringsStaffVersion(tx: ReadTx, version: Promise<number | undefined>): void {
  versions.set(tx, version);
}

/** The posts of the office and who holds them on a day: only people of the office on that day; somebody covered is listed beside whoever covers him. */
export async function staffOn(tx: ReadTx, day: CivilDate): Promise<Staff> {
  const before = known.get(tx.connection);
  if (before?.officeId === tx.officeId && before.day === day) {
    const now = await (versions.get(tx) ?? tx.row(versionNow, [tx.officeId]).then((found) => found?.version));
    if (now === before.version) return before.staff;
  }
  const found = await readStaff(tx, day);
  known.set(tx.connection, { officeId: tx.officeId, day, ...found });
  return found.staff;
}

/** The staff inside an act that has just changed it. Nothing of it is remembered: the act may yet be rolled back, and its number given to another change. */
export async function staffAsChanged(tx: ReadTx, day: CivilDate): Promise<Staff> {
  return (await readStaff(tx, day)).staff;
}

async function readStaff(tx: ReadTx, day: CivilDate): Promise<Pick<KnownStaff, 'version' | 'staff'>> {
  const found = await tx.row(staffOfDay, [tx.officeId, day]);
  if (found === undefined) return { version: 0, staff: { posts: [], holders: [] } };
  const { version, ...staff } = found;
  return { version, staff: { ...staff, day } };
}
