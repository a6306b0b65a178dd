import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { NewDepartment } from './found-office.ts';
import { SYSTEM_OFFICER } from './contract-officers.ts';

export interface AddDepartmentInput extends NewDepartment {
  readonly from: CivilDate;
}

const sameName = statement<{ from: CivilDate }>(
  'department-of-the-name',
  `
  select from_day::text as from from department where office_id = $1 and name = $2 and (until_day is null or until_day > $3::date) limit 1`,
);
const insert = statement<{ id: number }>(
  'add-department',
  `insert into department (office_id, name, kind, from_day) values ($1, $2, $3, $4) returning department_id as id`,
);

/** 新设股室, from a day on. Its name may have been that of one that is no more. */
export function addDepartmentVerb(): Verb<AddDepartmentInput, { readonly from: CivilDate } | undefined, AddDepartmentInput, { readonly departmentId: number }> {
  return {
    name: 'add-department',
    title: '新设股室',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: (tx, { name, from }) => tx.row(sameName, [tx.officeId, name, from]),
    decide: (standing, input, { actor }) => {
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `机构由${SYSTEM_OFFICER}登记。`);
      if (standing !== undefined)
        return no('department-name-taken', `已有“${input.name}”，自${standing.from}起设立。`, ['换一个名称', `先撤销现有的${input.name}`]);
      return { yes: input };
    },
    write: async (tx, { name, kind, from }) => {
      const made = await tx.row(insert, [tx.officeId, name, kind, from]);
      if (made === undefined) throw new Error('the department was not inserted');
      return { result: { departmentId: made.id }, entry: { subject: { kind: 'department', id: made.id }, detail: { name, kind, from } } };
    },
  };
}

export interface EndDepartmentInput {
  readonly departmentId: number;
  /** First day it is no more. */
  readonly until: CivilDate;
}

interface Ending {
  readonly name: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** Who belongs to it on or after that day. */
  readonly people: readonly string[];
  /** Posts held for it (分管, 负责人) on or after that day, with their holders. */
  readonly holdings: readonly string[];
  /** Its matters under way: submitted or returned. */
  readonly matters: number;
}

const ending = statement<Ending>(
  'department-to-end',
  `
  select d.name, d.from_day::text as from, d.until_day::text as until,
    (select coalesce(jsonb_agg(p.name order by p.pinyin), '[]') from person p where p.office_id = d.office_id and p.department_id = d.department_id and (p.left_on is null or p.left_on > $3::date)) as people,
    (select coalesce(jsonb_agg(h.post || '（' || p.name || '）' order by h.holding_id), '[]') from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
      where h.office_id = d.office_id and h.department_id = d.department_id and (h.until_day is null or h.until_day > $3::date)) as holdings,
    (select count(*) from matter m where m.office_id = d.office_id and m.department_id = d.department_id and m.state in ('in_review', 'returned')) as matters
  from department d where d.office_id = $1 and d.department_id = $2 for update of d`,
);
const end = statement<never>('end-department', `update department set until_day = $3 where office_id = $1 and department_id = $2`);

/** 撤销股室: only once nobody and nothing is left in it. What it did stays in the books under its name. */
export function endDepartmentVerb(): Verb<EndDepartmentInput, Ending, EndDepartmentInput & Ending, { readonly departmentId: number }> {
  return {
    name: 'end-department',
    title: '撤销股室',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: async (tx, { departmentId, until }) => {
      const found = await tx.row(ending, [tx.officeId, departmentId, until]);
      if (found === undefined) throw new Failure('not-found', '没有这个股室。');
      return found;
    },
    decide: (seen, input, { actor }) => {
      const { name, from, until, people, holdings, matters } = seen;
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `机构由${SYSTEM_OFFICER}登记。`);
      if (until !== null) return no('ended-already', `${name}已于${until}撤销。`);
      if (input.until <= from) return no('dates', `撤销日期应晚于设立日期${from}。`);
      if (people.length > 0)
        return no('department-has-people', `${name}还有${people.length}人：${people.slice(0, 5).join('、')}${people.length > 5 ? '等' : ''}。`, [
          '先为其调整股室，或登记离任',
        ]);
      if (holdings.length > 0) return no('department-has-posts', `还有职务为${name}担任：${holdings.join('、')}。`, ['先由安全管理员登记免职']);
      if (matters > 0) return no('department-has-matters', `${name}还有${matters}件在办事项。`, ['先办结、撤回或作废这些事项']);
      return { yes: { ...seen, ...input } };
    },
    write: async (tx, { departmentId, until, name }) => {
      await tx.rows(end, [tx.officeId, departmentId, until]);
      return { result: { departmentId }, entry: { subject: { kind: 'department', id: departmentId }, detail: { name, until } } };
    },
  };
}
