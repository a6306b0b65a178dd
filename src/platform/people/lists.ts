import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { CoverRow, DepartmentRow, PersonRow, PostRow } from './contract.ts';

const people = statement<PersonRow>(
  'people-of-office',
  `
  select p.person_id as "personId", p.name, d.name as department, p.department_id as "departmentId", p.rank, p.login_name as "loginName", p.joined_on::text as "joinedOn",
    p.left_on::text as "leftOn",
    (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.period @> $2::date) as posts
  from person p left join department d on d.office_id = p.office_id and d.department_id = p.department_id where p.office_id = $1 order by p.pinyin, p.person_id`,
);
const posts = statement<PostRow>(
  'posts-with-holders',
  `
  select t.post, t.superior, t.sole, t.collective,
    (select coalesce(jsonb_agg(jsonb_build_object('holdingId', h.holding_id, 'personId', p.person_id, 'name', p.name, 'department', d.name, 'from', h.from_day, 'until', h.until_day)
        order by h.from_day desc), '[]')
      from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
      left join department d on d.office_id = h.office_id and d.department_id = h.department_id
      where h.office_id = t.office_id and h.post = t.post) as holdings
  from post t where t.office_id = $1 order by t.collective desc, t.post collate "zh-x-icu"`,
);
const departments = statement<DepartmentRow>(
  'departments-of-office',
  `
  select department_id as "departmentId", name, kind, from_day::text as from, until_day::text as until, daterange(from_day, until_day) @> $2::date as standing
  from department where office_id = $1 order by department_id`,
);
const covers = statement<CoverRow>(
  'covers-of-office',
  `
  select c.cover_id as "coverId", c.post, a.name as absent, b.name as cover, c.absent_person_id as "absentPersonId", c.from_day::text as from, c.until_day::text as until, c.reason,
    c.kinds, c.ceiling, c.source_matter_id as "sourceMatterId", c.ended_at as "endedAt"
  from cover c join person a on a.office_id = c.office_id and a.person_id = c.absent_person_id
  join person b on b.office_id = c.office_id and b.person_id = c.cover_person_id where c.office_id = $1 order by c.cover_id desc`,
);

export function peopleOf(tx: ReadTx, today: CivilDate): Promise<readonly PersonRow[]> {
  return tx.rows(people, [tx.officeId, today]);
}

export function postsOfOffice(tx: ReadTx): Promise<readonly PostRow[]> {
  return tx.rows(posts, [tx.officeId]);
}

export function departmentsOf(tx: ReadTx, today: CivilDate): Promise<readonly DepartmentRow[]> {
  return tx.rows(departments, [tx.officeId, today]);
}

export function coversOf(tx: ReadTx): Promise<readonly CoverRow[]> {
  return tx.rows(covers, [tx.officeId]);
}
