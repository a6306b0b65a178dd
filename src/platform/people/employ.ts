import { pinyin } from 'pinyin-pro';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx } from '../db/transaction.ts';
import { askAgain } from '../matters/ask-again.ts';
import { reportLeftVacant } from '../matters/vacant-posts.ts';
import { openDuty } from '../obligations/open-duty.ts';
import { endSessions } from '../sign-in/account-store.ts';
import { writePassword } from '../sign-in/change-password.ts';
import type { NewPassword } from '../sign-in/new-password.ts';
import type { World } from '../world.ts';
import type { HandoverItem } from './contract.ts';
import { SYSTEM_OFFICER } from './contract-officers.ts';
import { departmentToJoin, notStanding, type StandingDepartment } from './department-on.ts';
import { DUTY_OF_HANDOVER, unfinishedOf } from './handover-list.ts';

export interface EmployInput {
  readonly name: string;
  readonly loginName: string;
  /** First password, which the person changes at once; null: no sign-in by password. */
  readonly password: NewPassword | null;
  readonly departmentId: number | null;
  readonly rank: string | null;
  readonly joinedOn: CivilDate;
}

const taken = statement<{ taken: boolean }>('login-name-taken', `select exists (select from person where office_id = $1 and login_name = $2) as taken`);
const insert = statement<{ id: number }>(
  'employ-person',
  `
  insert into person (office_id, name, pinyin, department_id, rank, login_name, joined_on) values ($1, $2, $3, $4, $5, $6, $7)
  returning person_id as id`,
);

/** Sorting key of a name: surnames have readings of their own (曾 zēng). */
function pinyinOf(name: string): string {
  return pinyin(name, { toneType: 'none', surname: 'head', separator: '' });
}

export interface NewPerson extends Omit<EmployInput, 'password'> {
  readonly passwordHash: string | null;
  /** `initial`: somebody else has thought the password up. */
  readonly passwordDue: 'initial' | null;
}

export async function insertPerson(tx: ActTx, person: NewPerson, now: Date): Promise<number> {
  const { name, departmentId, rank, loginName, passwordHash, passwordDue, joinedOn } = person;
  const made = await tx.row(insert, [tx.officeId, name, pinyinOf(name), departmentId, rank, loginName, joinedOn]);
  if (made === undefined) throw new Error('the person was not inserted');
  if (passwordHash !== null) await Promise.all(writePassword(tx, { personId: made.id, passwordHash, due: passwordDue, now }));
  return made.id;
}

interface Employing {
  readonly taken: boolean;
  readonly department: StandingDepartment | undefined;
}

/** 新增人员. */
export function employVerb(): Verb<EmployInput, Employing, NewPerson, { readonly personId: number }> {
  return {
    name: 'employ',
    title: '新增人员',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: async (tx, { loginName, departmentId }) => {
      const [found, department] = await Promise.all([tx.row(taken, [tx.officeId, loginName]), departmentToJoin(tx, departmentId)]);
      return { taken: found?.taken === true, department };
    },
    decide: ({ taken: isTaken, department }, { password, ...person }, { actor }) => {
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `人员账户由${SYSTEM_OFFICER}登记。`);
      if (isTaken) return no('login-name-taken', `登录名“${person.loginName}”已有人使用。`, ['换一个登录名']);
      if (password !== null && password.faults.length > 0)
        return no('weak-password', `初始密码不合要求：${password.faults.join('；')}。`, ['按要求换一个密码']);
      return (
        notStanding(department, { departmentId: person.departmentId, day: person.joinedOn }) ?? {
          yes: { ...person, passwordHash: password?.passwordHash ?? null, passwordDue: 'initial' },
        }
      );
    },
    write: async (tx, plan, { now }) => {
      const personId = await insertPerson(tx, plan, now);
      return {
        result: { personId },
        entry: {
          subject: { kind: 'person', id: personId },
          detail: { name: plan.name, loginName: plan.loginName, departmentId: plan.departmentId, joinedOn: plan.joinedOn },
        },
      };
    },
  };
}

export interface LeaveInput {
  readonly personId: number;
  /** First day he is no longer with the office. */
  readonly leftOn: CivilDate;
}

interface Leaving {
  readonly name: string;
  readonly leftOn: CivilDate | null;
  readonly unfinished: readonly HandoverItem[];
  /** Posts he holds or covers from today on. */
  readonly posts: readonly string[];
}

const leaving = statement<Omit<Leaving, 'unfinished'>>(
  'person-leaving',
  `
  select p.name, p.left_on::text as "leftOn",
    (select coalesce(jsonb_agg(distinct x.post), '[]') from (
      select h.post from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and (h.until_day is null or h.until_day > $3::date)
      union select c.post from cover c where c.office_id = p.office_id and c.cover_person_id = p.person_id and c.ended_at is null and c.until_day > $3::date) x) as posts
  from person p where p.office_id = $1 and p.person_id = $2 for update of p`,
);
const leave = statement<never>('person-leaves', `update person set left_on = $3 where office_id = $1 and person_id = $2`);
const endHoldings = statement<never>(
  'holdings-end-with-person',
  `
  update post_holding set until_day = greatest($3::date, from_day + 1) where office_id = $1 and person_id = $2 and (until_day is null or until_day > $3::date)`,
);

export interface Left {
  readonly personId: number;
  /** Lines of the 交接清单; the system officer learns how many, not what they are. */
  readonly unfinished: number;
}

/** 离任: posts end, sessions end; what waits for him waits for whoever may act now, or stands still where it named him. What he leaves unfinished is a list to be taken over. */
export function leaveVerb(world: Pick<World, 'rules'>): Verb<LeaveInput, Leaving, LeaveInput & Leaving, Left> {
  return {
    name: 'leave-office',
    title: '离任',
    who: SYSTEM_OFFICER,
    attemptsLogged: true,
    read: async (tx, { personId }, { today }) => {
      const [found, left] = await Promise.all([tx.row(leaving, [tx.officeId, personId, today]), unfinishedOf(tx, personId)]);
      if (found === undefined) throw new Failure('not-found', '没有这个人。');
      return { ...found, unfinished: left };
    },
    decide: (seen, input, { actor }) => {
      const { name, leftOn } = seen;
      if (!holds(actor, SYSTEM_OFFICER)) return no('not-system-officer', `人员账户由${SYSTEM_OFFICER}登记。`);
      if (leftOn !== null) return no('left-already', `${name}已于${leftOn}离任。`);
      return { yes: { ...seen, ...input } };
    },
    write: async (tx, { personId, leftOn, name, posts, unfinished }, moment) => {
      await Promise.all([
        tx.rows(leave, [tx.officeId, personId, leftOn]),
        tx.rows(endHoldings, [tx.officeId, personId, leftOn]),
        endSessions(tx, { personId, except: null, now: moment.now }),
      ]);
      await reportLeftVacant(tx, { personId, on: leftOn, book: world.rules.bookOf(tx.officeId), today: moment.today });
      const matters = await askAgain(tx, { posts, reason: `${name}自${leftOn}起离任`, moment });
      const duty = world.rules.duty({ officeId: tx.officeId, duty: DUTY_OF_HANDOVER, on: leftOn });
      if (duty !== undefined && unfinished.length > 0)
        await openDuty(tx, {
          duty,
          event: leftOn,
          today: moment.today,
          subject: { kind: 'person', id: personId },
          handlerId: null,
          about: `${name}自${leftOn}起离任，未办事项${unfinished.length}项`,
        });
      const left = unfinished.map(({ sort, id }) => ({ sort, id }));
      return {
        result: { personId, unfinished: left.length },
        entry: { subject: { kind: 'person', id: personId }, detail: { leftOn, posts, matters, unfinished: left } },
      };
    },
  };
}
