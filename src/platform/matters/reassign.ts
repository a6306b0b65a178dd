import type { Refusal } from '../../rules/decision.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { dutyOfAct } from '../../rules/separation/incompatible.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { clashIn, dutyAgainst, recordDuty } from './duties.ts';
import { isOfficerPost } from '../people/officers.ts';
import { personOn, type KnownPerson } from '../people/person-on.ts';
import { staffOn } from '../people/staff.ts';
import { endVacancy } from './ask-again.ts';
import { involvedIn, onlyIn, signersOf } from './entitled.ts';
import { NO_CHANGE, type Move, type Opening } from './move.ts';
import { mayRead } from './readers.ts';
import { lockWithPerson, type SeenWithPerson } from './lock-with-person.ts';
import { lockMatter, type MatterAt, type SeenMatter, type SeenStep } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

/** Who may confirm a rescue. Whoever may look at the matter may ask for one: nothing comes of it before somebody else confirms. */
export const CONFIRMERS = ['局长', '纪检领导', '分管财务领导'] as const;

/** A rescue of a step as the matter's page shows it. */
export interface Reassignment {
  readonly reassignmentId: number;
  readonly step: number;
  readonly toPersonId: number;
  readonly to: string;
  readonly reason: string;
  readonly askedById: number;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}

const ofMatter = statement<Reassignment>(
  'reassignments-of-matter',
  `
  select r.reassignment_id as "reassignmentId", r.step, r.to_person_id as "toPersonId", t.name as to, r.reason, r.asked_by as "askedById", a.name as "askedBy", r.asked_at as "askedAt",
    b.name as "confirmedBy", r.confirmed_at as "confirmedAt"
  from reassignment r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id and m.round = r.round
  join person t on t.office_id = r.office_id and t.person_id = r.to_person_id join person a on a.office_id = r.office_id and a.person_id = r.asked_by
  left join person b on b.office_id = r.office_id and b.person_id = r.confirmed_by
  where r.office_id = $1 and r.matter_id = $2 order by r.reassignment_id`,
);

/** The rescues of a matter's round in force, oldest first. */
export function reassignmentsOf(tx: ReadTx, matterId: number): Promise<readonly Reassignment[]> {
  return tx.rows(ofMatter, [tx.officeId, matterId]);
}

/** The rescue that waits for a second person, if its step is still open. */
export function pendingIn(matter: SeenMatter, rescues: readonly Reassignment[]): Reassignment | undefined {
  return rescues.findLast(
    (one) => one.confirmedAt === null && matter.steps.some((step) => step.step === one.step && step.state === 'open' && step.personId !== one.toPersonId),
  );
}

const ask = statement<never>(
  'ask-reassignment',
  `
  insert into reassignment (office_id, matter_id, round, step, to_person_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const confirm = statement<never>(
  'confirm-reassignment',
  `update reassignment set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and reassignment_id = $2`,
);
// Whoever witnesses in another's place is the matter's witness with him.
const nameStep = statement<never>(
  'step-for-person',
  `
  with witness as (
    insert into matter_party (office_id, matter_id, person_id, role) select $1, $2, $5, '证明人' from matter_step s
    where s.office_id = $1 and s.matter_id = $2 and s.round = $3 and s.step = $4 and s.asked_post = '证明人' on conflict do nothing
  )
  update matter_step set person_id = $5 where office_id = $1 and matter_id = $2 and round = $3 and step = $4`,
);

export interface AskReassignInput extends MatterAt {
  readonly step: number;
  readonly toPersonId: number;
  readonly reason: string;
}

type AskPlan = Omit<SeenWithPerson, 'staff'> & Pick<AskReassignInput, 'step' | 'reason'>;

/** 申请改派: only an open step of a person, only to somebody of the office without interest who is nowhere else on the route. Nothing changes until another confirms. */
export function askReassignVerb(): Verb<AskReassignInput, SeenWithPerson, AskPlan, MatterDone> {
  return {
    name: 'ask-reassign',
    title: '申请改派',
    who: '可查看该事项的人员',
    read: (tx, input, { today }) => lockWithPerson(tx, input, { personId: input.toPersonId, today }),
    decide: (seen, { step, reason }, { actor }) => {
      const { matter, person } = seen;
      const against =
        onlyIn(matter, ['in_review'], '改派') ??
        mayAskRescue(matter, actor) ??
        stepAgainst(matter, step) ??
        personAgainst(seen, { step, person }) ??
        dutyAgainst(seen, { personId: actor.personId ?? 0, duty: '改派' });
      if (against !== undefined) return { no: against };
      if (person.personId === actor.personId) return no('own-rescue', '不能申请改派给自己。', ['由另一人申请']);
      return { yes: { matter, person, step, reason } };
    },
    write: async (tx, { matter, person, step, reason }, { actor, now, today }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const sent = [
        tx.rows(ask, [tx.officeId, matter.matterId, matter.round, step, person.personId, reason, actor.personId, now]),
        notifyPosts(tx, {
          posts: CONFIRMERS,
          on: today,
          sentence: `${actor.name}申请将“${matter.title}”的一步改派给${person.name}，须由另一人确认：${reason}`,
          subject,
          now,
        }),
      ];
      return {
        result: { matterId: matter.matterId, state: matter.state },
        entry: { subject, detail: { step, person: person.personId, reason: `申请改派给${person.name}：${reason}` } },
        sent,
      };
    },
  };
}

interface Seen extends SeenWithPerson {
  readonly rescue: Reassignment;
}

interface Plan extends Pick<Seen, 'rescue' | 'person'> {
  readonly move: Move;
  readonly opened: Opening;
}

/** 确认改派: the second, different person; neither of the two is the new signer, the handler, or anybody with an interest. The step then waits for the named person, who decides as he sees fit. */
export function reassignVerb(): Verb<MatterAt, Seen | null, Plan, MatterDone> {
  return {
    name: 'reassign',
    title: '改派',
    who: CONFIRMERS.join('、'),
    read: async (tx, input, { today }) => {
      const [matter, staff, rescues] = await Promise.all([lockMatter(tx, input), staffOn(tx, today), reassignmentsOf(tx, input.matterId)]);
      const rescue = pendingIn(matter, rescues);
      return rescue === undefined ? null : { matter, staff, rescue, person: await personOn(tx, rescue.toPersonId, today) };
    },
    decide: (seen, _input, { actor }) => {
      if (seen === null) return no('not-asked', '没有待确认的改派。');
      const { matter, rescue, person } = seen;
      const against =
        onlyIn(matter, ['in_review'], '改派') ??
        mayConfirm(matter, rescue, actor) ??
        stepAgainst(matter, rescue.step) ??
        personAgainst(seen, { step: rescue.step, person }) ??
        dutyAgainst(seen, { personId: actor.personId ?? 0, duty: '改派' });
      if (against !== undefined) return { no: against };
      if (clashIn(seen, { personId: rescue.askedById, duty: '改派' }) !== undefined)
        return no('asker-signed', `申请人${rescue.askedBy}此后已在本事项中签署，不能同时改派。`, ['由其他人员重新申请']);
      const opened = reassigned(matter, { rescue, person, confirmedBy: actor.name });
      return { yes: { rescue, person, opened, move: { ...NO_CHANGE, matter, state: 'in_review', opened: [opened] } } };
    },
    write: async (tx, { move, opened, rescue, person }, moment) => {
      const { matter } = move;
      const subject = { kind: 'matter', id: matter.matterId };
      const reason = `${rescue.askedBy}申请，${moment.actor.name}确认，改派给${person.name}：${rescue.reason}`;
      const sent = [
        ...writeMove(tx, move, moment),
        tx.rows(nameStep, [tx.officeId, matter.matterId, matter.round, rescue.step, person.personId]),
        tx.rows(confirm, [tx.officeId, rescue.reassignmentId, moment.actor.personId, moment.now]),
        ...[rescue.askedById, moment.actor.personId ?? 0].map((personId) => recordDuty(tx, { matter, personId, duty: '改派', now: moment.now })),
        endVacancy(tx, { matter, opened, at: moment }),
        notify(tx, { personIds: [matter.handlerId], sentence: `“${matter.title}”${reason}`, subject, now: moment.now }),
      ];
      return {
        result: { matterId: matter.matterId, state: 'in_review' },
        entry: { subject, detail: { step: rescue.step, post: opened.post, person: person.personId, askedBy: rescue.askedById, reason } },
        sent,
      };
    },
  };
}

/** A refusal unless the actor may confirm this rescue. */
export function mayConfirm(matter: SeenMatter, rescue: Reassignment, actor: Actor): Refusal | undefined {
  if (rescue.askedById === actor.personId) return no('own-rescue', '改派由两人办理，申请人不能确认自己的申请。', ['由另一人确认']).no;
  if (rescue.toPersonId === actor.personId) return no('own-rescue', '不能确认改派给自己的步骤。', ['由另一人确认']).no;
  if (!CONFIRMERS.some((post) => holds(actor, post))) return no('not-rescuer', `改派由${CONFIRMERS.join('、')}确认。`).no;
  return ownBusiness(matter, actor);
}

/** A refusal unless the actor may ask for a rescue of the matter. */
export function mayAskRescue(matter: SeenMatter, actor: Actor): Refusal | undefined {
  return ownBusiness(matter, actor) ?? (mayRead(matter, actor) ? undefined : no('not-rescuer', '改派由可查看本事项的人员申请。').no);
}

/** A refusal for whoever handles the matter or has an interest in it. */
export function ownBusiness(matter: SeenMatter, actor: Actor): Refusal | undefined {
  if (matter.handlerId === actor.personId || matter.parties.some((party) => party.personId === actor.personId))
    return no('own-business', '不能为与本人有关的事项改派或核准例外。').no;
  return undefined;
}

/** A refusal for one of the three officers, who take no part in business. */
export function notAnOfficer(staff: Staff, { personId, name }: KnownPerson): Refusal | undefined {
  const officer = staff.holders.some((holder) => holder.personId === personId && isOfficerPost(holder.post));
  return officer ? no('officer-in-business', `${name}是三员之一，不参与业务办理。`, ['选择其他人员']).no : undefined;
}

function stepAgainst(matter: SeenMatter, name: number): Refusal | undefined {
  const step = matter.steps.find((one) => one.step === name);
  if (step?.state !== 'open') return no('not-open', '只能改派正在等待办理的步骤。').no;
  if (step.act === '决定') return no('not-reassignable', '会议决定的步骤不能改派。').no;
  return undefined;
}

function personAgainst(
  { matter, staff }: Omit<SeenWithPerson, 'person'>,
  { step: name, person }: { readonly step: number; readonly person: KnownPerson },
): Refusal | undefined {
  const step = matter.steps.find((one) => one.step === name);
  const officer = notAnOfficer(staff, person);
  if (officer !== undefined) return officer;
  if (step === undefined || involvedIn(matter, step).has(person.personId))
    return no('own-business', `${person.name}与本事项有关，不能办理。`, ['改派给与本事项无关的人员']).no;
  const elsewhere =
    matter.todos.some((todo) => [todo.personId, todo.coverFor].includes(person.personId) && todo.step !== name) ||
    matter.steps.some((one) => one.personId === person.personId && one.state !== 'lapsed' && one.step !== name);
  if (elsewhere || signersOf(matter).has(person.personId))
    return no('on-route', `${person.name}办理本事项的另一步骤，同一人不办理两个步骤。`, ['改派给其他人员']).no;
  const duty = dutyOfAct(step.act);
  const clash = clashIn({ matter, staff }, { personId: person.personId, duty });
  return (
    clash && {
      code: 'incompatible-duty',
      clause: clash.rule.clause,
      sentence: `${person.name}已在本事项中办理“${clash.done}”，不能再办理“${duty}”。`,
      whatWouldHelp: ['改派给其他人员'],
    }
  );
}

function reassigned(
  matter: SeenMatter,
  { rescue, person, confirmedBy }: { readonly rescue: Reassignment; readonly person: KnownPerson; readonly confirmedBy: string },
): Opening {
  const step = matter.steps.find((one): one is SeenStep => one.step === rescue.step);
  if (step === undefined) throw new Error('the step to reassign was seen before');
  const { act, askedPost, post, reasons, clause } = step;
  const told = `${rescue.askedBy}申请、${confirmedBy}确认改派给${person.name}：${rescue.reason}`;
  return {
    step: rescue.step,
    act,
    askedPost,
    post,
    reasons: [...reasons, told],
    clause,
    candidates: [{ ...person, coverFor: null }],
    stuck: false,
    vacant: [],
  };
}
