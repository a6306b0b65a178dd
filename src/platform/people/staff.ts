import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';

export interface StaffPost {
  readonly post: string;
  readonly superior: string | null;
  readonly sole: boolean;
  readonly collective: boolean;
}

/** A post held on the day, by its holder or, with `coverFor`, by whoever stands in for him. */
export interface Holder {
  readonly post: string;
  readonly personId: number;
  readonly name: string;
  /** Portfolio or section headed; null for the whole office. */
  readonly departmentId: number | null;
  readonly coverFor: number | null;
}

/** Who holds what in the office on a day: everything a route needs to find its people. */
export interface Staff {
  readonly posts: readonly StaffPost[];
  /** Only people of the office on that day. An absent person whose post is covered is listed beside the one who covers. */
  readonly holders: readonly Holder[];
}

/** `h` of a day ($2): holdings and covers; the select list of every question about holders. */
export const HOLDERS_ON_DAY = `
  select h.post, h.person_id, p.name, h.department_id, null::int as cover_for
  from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and h.period @> $2::date and (p.left_on is null or p.left_on > $2::date)
  union all
  select h.post, c.cover_person_id, p.name, h.department_id, h.person_id
  from cover c join post_holding h on h.office_id = c.office_id and h.post = c.post and h.person_id = c.absent_person_id and h.period @> $2::date
  join person p on p.office_id = c.office_id and p.person_id = c.cover_person_id
  where c.office_id = $1 and c.from_day <= $2::date and c.until_day > $2::date and c.ended_at is null and (p.left_on is null or p.left_on > $2::date)`;

const staffOfDay = statement<Staff>('staff-of-day', `
  select (select coalesce(jsonb_agg(jsonb_build_object('post', post, 'superior', superior, 'sole', sole, 'collective', collective)), '[]')
      from post where office_id = $1) as posts,
    (select coalesce(jsonb_agg(jsonb_build_object('post', h.post, 'personId', h.person_id, 'name', h.name, 'departmentId', h.department_id, 'coverFor', h.cover_for)
      order by h.post, h.cover_for is not null, h.person_id), '[]') from (${HOLDERS_ON_DAY}) h) as holders`);

/** The posts of the office and who holds them on a day. */
export async function staffOn(tx: ReadTx, day: CivilDate): Promise<Staff> {
  return (await tx.row(staffOfDay, [tx.officeId, day])) ?? { posts: [], holders: [] };
}

/** Posts a person holds himself on the day of the staff. */
export function postsOf(staff: Staff, personId: number): readonly string[] {
  return [...new Set(staff.holders.filter((held) => held.personId === personId && held.coverFor === null).map((held) => held.post))];
}

/**
 * Who holds a post for a department: those who hold it for that department, else those who hold it for the whole office.
 * A post held only for other departments is not held here.
 */
export function holdersFor(staff: Pick<Staff, 'holders'>, post: string, departmentId: number | null): readonly Holder[] {
  const held = staff.holders.filter((one) => one.post === post);
  const here = departmentId === null ? [] : held.filter((one) => one.departmentId === departmentId);
  return here.length > 0 ? here : held.filter((one) => one.departmentId === null);
}
