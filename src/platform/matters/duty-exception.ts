import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Staff } from '../../rules/route/staff.ts';
import type { MatterDuty } from '../../rules/separation/incompatible.ts';
import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { notifyPosts, notify } from '../notices/notify.ts';
import { clashIn } from './duties.ts';
import { lockWithPerson } from './lock-with-person.ts';
import { CONFIRMERS, mayAskRescue, ownBusiness } from './reassign.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';

export interface AskExceptionInput extends MatterAt {
  readonly personId: number;
  readonly duty: MatterDuty;
  /** First day on which it no longer holds. */
  readonly until: CivilDate;
  readonly reason: string;
}

interface AskSeen {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  readonly name: string;
}

type AskPlan = Omit<AskExceptionInput, keyof MatterAt> & Omit<AskSeen, 'staff'>;

const ask = statement<never>(
  'ask-duty-exception',
  `
  insert into duty_exception (office_id, matter_id, person_id, duty, reason, until_day, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** 申请例外: that one person may take one duty of one matter although he has another, for an emergency and until a day. Only where the clause allows it. */
export function askExceptionVerb(): Verb<AskExceptionInput, AskSeen, AskPlan, MatterDone> {
  return {
    name: 'ask-duty-exception',
    title: '申请不相容例外',
    who: '可查看该事项的人员',
    read: async (tx, input, { today }) => {
      const { matter, staff, person } = await lockWithPerson(tx, input, { personId: input.personId, today });
      return { matter, staff, name: person.name };
    },
    decide: ({ matter, staff, name }, { personId, duty, until, reason }, { actor, today }) => {
      const against = mayAskRescue(matter, actor);
      if (against !== undefined) return { no: against };
      if (until <= today) return no('dates', '例外的止日应晚于今天。');
      const clash = clashIn({ matter, staff }, { personId, duty });
      if (clash === undefined) return no('nothing-to-except', `${name}在本事项中没有与“${duty}”不相容的职务，不需要例外。`);
      if (!clash.rule.exception)
        return {
          no: {
            code: 'no-exception',
            clause: clash.rule.clause,
            sentence: `${clash.rule.duties.join('、')}由不同的人办理，制度没有例外。`,
            whatWouldHelp: ['由其他人员办理'],
          },
        };
      return { yes: { matter, name, personId, duty, until, reason } };
    },
    write: async (tx, { matter, name, personId, duty, until, reason }, { actor, now, today }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const sent = [
        tx.rows(ask, [tx.officeId, matter.matterId, personId, duty, reason, until, actor.personId, now]),
        notifyPosts(tx, {
          posts: CONFIRMERS,
          on: today,
          sentence: `${actor.name}申请由${name}在“${matter.title}”中例外办理${duty}，须由另一人核准：${reason}`,
          subject,
          now,
        }),
      ];
      return {
        result: { matterId: matter.matterId, state: matter.state },
        entry: { subject, detail: { person: personId, duty, until, reason: `申请${name}例外办理${duty}：${reason}` } },
        sent,
      };
    },
  };
}

/** An exception of a matter, asked for or granted. */
export interface MatterException {
  readonly exceptionId: number;
  readonly personId: number;
  readonly name: string;
  readonly duty: MatterDuty;
  readonly until: CivilDate;
  readonly reason: string;
  readonly askedById: number;
  readonly askedBy: string;
  /** null while it waits for a second person. */
  readonly grantedBy: string | null;
}

interface GrantSeen {
  readonly matter: SeenMatter;
  readonly pending: MatterException | undefined;
}

interface GrantPlan {
  readonly matter: SeenMatter;
  readonly pending: MatterException;
}

const ofMatter = statement<MatterException>(
  'duty-exceptions-of-matter',
  `
  select e.duty_exception_id as "exceptionId", e.person_id as "personId", p.name, e.duty, e.until_day::text as until, e.reason, e.asked_by as "askedById", a.name as "askedBy", g.name as "grantedBy"
  from duty_exception e join person p on p.office_id = e.office_id and p.person_id = e.person_id join person a on a.office_id = e.office_id and a.person_id = e.asked_by
  left join person g on g.office_id = e.office_id and g.person_id = e.granted_by
  where e.office_id = $1 and e.matter_id = $2 order by e.duty_exception_id`,
);

/** The exceptions of a matter, oldest first. */
export function exceptionsOf(tx: ReadTx, matterId: number): Promise<readonly MatterException[]> {
  return tx.rows(ofMatter, [tx.officeId, matterId]);
}

/** A refusal unless the actor may grant what was asked for last. */
export function mayGrant({ matter, pending }: GrantSeen, actor: Actor): Refusal | undefined {
  if (pending === undefined) return no('not-asked', '没有待核准的例外。').no;
  if (!CONFIRMERS.some((post) => holds(actor, post))) return no('not-rescuer', `例外由${CONFIRMERS.join('、')}核准。`).no;
  if (pending.askedById === actor.personId || pending.personId === actor.personId)
    return no('own-exception', '例外由两人办理，申请人和当事人不能核准。', ['由另一人核准']).no;
  return ownBusiness(matter, actor);
}

/** What waits for a second person, and has not run out. */
export function pendingException(exceptions: readonly MatterException[], today: CivilDate): MatterException | undefined {
  return exceptions.findLast((one) => one.grantedBy === null && one.until > today);
}

const grant = statement<never>(
  'grant-duty-exception',
  `update duty_exception set granted_by = $3, granted_at = $4 where office_id = $1 and duty_exception_id = $2`,
);

/** 核准例外: the second person, who is neither the one who asks nor the one it is for, nor has an interest. It ends by itself and is listed in the log. */
export function grantExceptionVerb(): Verb<MatterAt, GrantSeen, GrantPlan, MatterDone> {
  return {
    name: 'grant-duty-exception',
    title: '核准不相容例外',
    who: CONFIRMERS.join('、'),
    read: async (tx, input, { today }) => {
      const [matter, exceptions] = await Promise.all([lockMatter(tx, input), exceptionsOf(tx, input.matterId)]);
      return { matter, pending: pendingException(exceptions, today) };
    },
    decide: (seen, _input, { actor }) => {
      const { matter, pending } = seen;
      const against = mayGrant(seen, actor);
      if (against !== undefined || pending === undefined) return { no: against ?? no('not-asked', '没有待核准的例外。').no };
      return { yes: { matter, pending } };
    },
    write: async (tx, { matter, pending }, { actor, now }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const told = `${actor.name}核准${pending.name}例外办理${pending.duty}，${pending.until}前有效：${pending.reason}`;
      const sent = [
        tx.rows(grant, [tx.officeId, pending.exceptionId, actor.personId, now]),
        notify(tx, { personIds: [pending.personId, matter.handlerId], sentence: `“${matter.title}”${told}`, subject, now }),
      ];
      return {
        result: { matterId: matter.matterId, state: matter.state },
        entry: { subject, detail: { person: pending.personId, duty: pending.duty, until: pending.until, askedBy: pending.askedById, reason: told } },
        sent,
      };
    },
  };
}
