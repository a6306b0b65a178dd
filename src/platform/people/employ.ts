import { pinyin } from 'pinyin-pro';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { hashPassword } from '../sign-in/password.ts';
import { SYSTEM_OFFICER } from './contract-officers.ts';

export interface EmployInput {
  readonly name: string;
  readonly loginName: string;
  /** First password; the person changes it. null: no sign-in by password. */
  readonly password: string | null;
  readonly departmentId: number | null;
  readonly rank: string | null;
  readonly joinedOn: CivilDate;
}

const taken = statement<{ taken: boolean }>('login-name-taken', `select exists (select from person where office_id = $1 and login_name = $2) as taken`);
const insert = statement<{ id: number }>('employ-person', `
  insert into person (office_id, name, pinyin, department_id, rank, login_name, password, joined_on) values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning person_id as id`);

/** Sorting key of a name: surnames have readings of their own (曾 zēng). */
function pinyinOf(name: string): string {
  return pinyin(name, { toneType: 'none', surname: 'head', separator: '' });
}

export interface NewPerson extends Omit<EmployInput, 'password'> {
  readonly passwordHash: string | null;
}

export async function insertPerson(tx: ActTx, person: NewPerson): Promise<number> {
  const { name, departmentId, rank, loginName, passwordHash, joinedOn } = person;
  const made = await tx.row(insert, [tx.officeId, name, pinyinOf(name), departmentId, rank, loginName, passwordHash, joinedOn]);
  if (made === undefined) throw new Error('the person was not inserted');
  return made.id;
}

interface Seen {
  readonly taken: boolean;
  readonly passwordHash: string | null;
}

/** 新增人员. */
export function employVerb(): Verb<EmployInput, Seen, NewPerson, { readonly personId: number }> {
  return {
    name: 'employ',
    title: '新增人员',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: async (tx, { loginName, password }) => {
      const [found, passwordHash] = await Promise.all([tx.row(taken, [tx.officeId, loginName]), password === null ? null : hashPassword(password)]);
      return { taken: found?.taken === true, passwordHash };
    },
    decide: ({ taken: isTaken, passwordHash }, input, { actor }) => {
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `人员账户由${SYSTEM_OFFICER}登记。`);
      if (isTaken) return no('login-name-taken', `登录名“${input.loginName}”已有人使用。`, ['换一个登录名']);
      return { yes: { ...input, passwordHash } };
    },
    write: async (tx, plan) => {
      const personId = await insertPerson(tx, plan);
      return { result: { personId }, entry: { subject: { kind: 'person', id: personId }, detail: { name: plan.name, loginName: plan.loginName, departmentId: plan.departmentId, joinedOn: plan.joinedOn } } };
    },
  };
}

export interface LeaveInput {
  readonly personId: number;
  /** First day he is no longer with the office. */
  readonly leftOn: CivilDate;
}

const leaving = statement<{ name: string; leftOn: CivilDate | null; waiting: number }>('person-leaving', `
  select p.name, p.left_on::text as "leftOn", (select count(*) from todo t where t.office_id = p.office_id and t.person_id = p.person_id) as waiting
  from person p where p.office_id = $1 and p.person_id = $2 for update of p`);
const leave = statement<never>('person-leaves', `update person set left_on = $3 where office_id = $1 and person_id = $2`);
const endHoldings = statement<never>('holdings-end-with-person', `
  update post_holding set until_day = greatest($3::date, from_day + 1) where office_id = $1 and person_id = $2 and (until_day is null or until_day > $3::date)`);
const endSessions = statement<never>('sessions-end-with-person', `update session set ended_at = $3 where office_id = $1 and person_id = $2 and ended_at is null`);

/** 离任: posts end, sessions end; what waits for him must be handed over first. */
export function leaveVerb(): Verb<LeaveInput, { readonly name: string; readonly leftOn: CivilDate | null; readonly waiting: number }, LeaveInput, { readonly personId: number }> {
  return {
    name: 'leave-office',
    title: '离任',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: async (tx, { personId }) => {
      const found = await tx.row(leaving, [tx.officeId, personId]);
      if (found === undefined) throw new Failure('not-found', '没有这个人。');
      return found;
    },
    decide: ({ name, leftOn, waiting }, input, { actor }) => {
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `人员账户由${SYSTEM_OFFICER}登记。`);
      if (leftOn !== null) return no('left-already', `${name}已于${leftOn}离任。`);
      if (waiting > 0) return no('has-todos', `${name}还有${waiting}件待办事项。`, ['先转办或办结，再登记离任']);
      return { yes: input };
    },
    write: async (tx, { personId, leftOn }, { now }) => {
      const sent = [tx.rows(leave, [tx.officeId, personId, leftOn]), tx.rows(endHoldings, [tx.officeId, personId, leftOn]), tx.rows(endSessions, [tx.officeId, personId, now])];
      return { result: { personId }, entry: { subject: { kind: 'person', id: personId }, detail: { leftOn } }, sent };
    },
  };
}
