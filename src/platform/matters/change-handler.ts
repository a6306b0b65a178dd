import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { noteStanding } from '../log/standing.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { handOverDutiesAbout } from '../obligations/hand-over-duty.ts';
import { personOn, type KnownPerson } from '../people/person-on.ts';
import { staffOn } from '../people/staff.ts';
import { openedAnew } from './ask-again.ts';
import { clashIn, recordDuty } from './duties.ts';
import { onlyIn, signersOf } from './entitled.ts';
import { kindOfMatter, type MatterWorld } from './kind-in-use.ts';
import { lockWithPerson, type SeenWithPerson } from './lock-with-person.ts';
import { NO_CHANGE, type Move } from './move.ts';
import { mayRead } from './readers.ts';
import { CONFIRMERS, notAnOfficer } from './reassign.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterState } from './state.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

/** A change of handler as the matter's page shows it. */
export interface HandlerChange {
  readonly handlerChangeId: number;
  readonly fromPersonId: number;
  readonly from: string;
  readonly toPersonId: number;
  readonly to: string;
  readonly reason: string;
  readonly askedById: number;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}

const ofMatter = statement<HandlerChange>(
  'handler-changes-of-matter',
  `
  select c.handler_change_id as "handlerChangeId", c.from_person_id as "fromPersonId", f.name as from, c.to_person_id as "toPersonId", t.name as to, c.reason,
    c.asked_by as "askedById", a.name as "askedBy", c.asked_at as "askedAt", b.name as "confirmedBy", c.confirmed_at as "confirmedAt"
  from handler_change c join person f on f.office_id = c.office_id and f.person_id = c.from_person_id join person t on t.office_id = c.office_id and t.person_id = c.to_person_id
  join person a on a.office_id = c.office_id and a.person_id = c.asked_by left join person b on b.office_id = c.office_id and b.person_id = c.confirmed_by
  where c.office_id = $1 and c.matter_id = $2 order by c.handler_change_id`,
);

/** The changes of a matter's handler, oldest first. */
export function handlerChangesOf(tx: ReadTx, matterId: number): Promise<readonly HandlerChange[]> {
  return tx.rows(ofMatter, [tx.officeId, matterId]);
}

/** The change that waits for a second person, if it still starts from the handler of today. */
export function pendingChange(matter: Pick<SeenMatter, 'handlerId'>, changes: readonly HandlerChange[]): HandlerChange | undefined {
  return changes.findLast((one) => one.confirmedAt === null && one.fromPersonId === matter.handlerId);
}

const ask = statement<never>(
  'ask-handler-change',
  `
  insert into handler_change (office_id, matter_id, from_person_id, to_person_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7)`,
);
const confirm = statement<never>(
  'confirm-handler-change',
  `update handler_change set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and handler_change_id = $2`,
);
// What was to be paid to the handler himself stays his.
const change = statement<never>(
  'matter-changes-handler',
  `
  update matter set handler_id = $3, payment = case when payment ->> 'payee' is null then payment || jsonb_build_object('payee', $4::text) else payment end where office_id = $1 and matter_id = $2`,
);
const changeParties = statement<never>(
  'handlers-as-parties',
  `
  with gone as (delete from matter_party where office_id = $1 and matter_id = $2 and (role = '经办人' or (role = '原经办人' and person_id = $4)))
  insert into matter_party (office_id, matter_id, person_id, role) values ($1, $2, $3, '原经办人'), ($1, $2, $4, '经办人') on conflict do nothing`,
);

export interface AskHandlerInput extends MatterAt {
  readonly toPersonId: number;
  readonly reason: string;
}

type AskPlan = Omit<SeenWithPerson, 'staff'> & Pick<AskHandlerInput, 'reason'>;

/** 申请更换经办人: by the handler, or whoever may look at the matter and has no interest in it; to somebody of the office who has no part in it. Nothing changes until another confirms. */
export function askHandlerVerb(world: MatterWorld): Verb<AskHandlerInput, SeenWithPerson, AskPlan, MatterDone> {
  return {
    name: 'ask-change-handler',
    title: '申请更换经办人',
    who: '经办人、可查看该事项的人员',
    read: (tx, input, { today }) => lockWithPerson(tx, input, { personId: input.toPersonId, today }),
    decide: (seen, { reason }, { actor }) => {
      const { matter, person } = seen;
      const against = mayAskHandler(world, matter, actor) ?? newHandlerAgainst(seen);
      if (against !== undefined) return { no: against };
      if (person.personId === actor.personId) return no('own-change', '不能申请由自己经办。', ['由另一人申请']);
      return { yes: { matter, person, reason } };
    },
    write: async (tx, { matter, person, reason }, { actor, now, today }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const sent = [
        tx.rows(ask, [tx.officeId, matter.matterId, matter.handlerId, person.personId, reason, actor.personId, now]),
        notifyPosts(tx, {
          posts: CONFIRMERS,
          on: today,
          sentence: `${actor.name}申请将“${matter.title}”的经办人由${matter.handlerName}更换为${person.name}，须由另一人确认：${reason}`,
          subject,
          now,
        }),
      ];
      return {
        result: { matterId: matter.matterId, state: matter.state },
        entry: { subject, detail: { person: person.personId, reason: `申请将经办人更换为${person.name}：${reason}` } },
        sent,
      };
    },
  };
}

interface Seen extends SeenWithPerson {
  readonly asked: HandlerChange;
}

interface Plan extends Pick<Seen, 'asked' | 'person'> {
  readonly move: Move;
}

/** 更换经办人: the second, different person; neither of the two becomes the handler. Steps that waited for him wait for others; what falls due about the matter falls to him; whoever handled it before stays a party to it. */
export function changeHandlerVerb(world: MatterWorld): Verb<MatterAt, Seen | null, Plan, MatterDone> {
  return {
    name: 'change-handler',
    title: '更换经办人',
    who: CONFIRMERS.join('、'),
    read: async (tx, input, { today }) => {
      const [matter, staff, changes] = await Promise.all([lockMatter(tx, input), staffOn(tx, today), handlerChangesOf(tx, input.matterId)]);
      const asked = pendingChange(matter, changes);
      return asked === undefined ? null : { matter, staff, asked, person: await personOn(tx, asked.toPersonId, today) };
    },
    decide: (seen, _input, { actor }) => {
      if (seen === null) return no('not-asked', '没有待确认的更换经办人申请。');
      const { matter, staff, asked, person } = seen;
      const against = changeable(world, matter) ?? mayConfirmHandler(matter, asked, actor) ?? newHandlerAgainst(seen);
      if (against !== undefined) return { no: against };
      const changed = withHandler(matter, person);
      const opened = matter.state === 'in_review' ? openedAnew({ matter: changed, staff }) : [];
      return { yes: { asked, person, move: { ...NO_CHANGE, matter: changed, state: matter.state, opened } } };
    },
    write: async (tx, { move, asked, person }, moment) => {
      const { matter, state } = move;
      const { matterId, round } = matter;
      const subject = { kind: 'matter', id: matterId };
      const reason = `${asked.askedBy}申请，${moment.actor.name}确认，经办人由${asked.from}更换为${person.name}：${asked.reason}`;
      noteStanding(tx, { matter: matterId, handler: person.personId });
      const sent = [
        tx.rows(change, [tx.officeId, matterId, person.personId, asked.from]),
        tx.rows(changeParties, [tx.officeId, matterId, asked.fromPersonId, person.personId]),
        tx.rows(confirm, [tx.officeId, asked.handlerChangeId, moment.actor.personId, moment.now]),
        ...writeMove(tx, move, moment),
        handOverDutiesAbout(tx, { subject, from: asked.fromPersonId, to: person.personId }),
        ...(round === 0 ? [] : [recordDuty(tx, { matter, personId: person.personId, duty: '经办', now: moment.now })]),
        notify(tx, { personIds: [asked.fromPersonId, person.personId], sentence: `“${matter.title}”${reason}`, subject, now: moment.now }),
      ];
      return {
        result: { matterId, state },
        entry: { subject, detail: { from: asked.fromPersonId, person: person.personId, askedBy: asked.askedById, reason } },
        sent,
      };
    },
  };
}

/** The matter as it stands with another handler: the one before is a party to it. */
function withHandler(matter: SeenMatter, { personId, name }: KnownPerson): SeenMatter {
  const others = matter.parties.filter((party) => party.role !== '经办人' && party.personId !== personId);
  const before = { personId: matter.handlerId, name: matter.handlerName, role: '原经办人' } as const;
  return { ...matter, handlerId: personId, handlerName: name, parties: [...others, before, { personId, name, role: '经办人' }] };
}

const CHANGEABLE: readonly MatterState[] = ['draft', 'in_review', 'returned', 'approved'];

/** A refusal where nothing is left to handle, or where the matter is the handler's own: his leave, his trip, his loan. */
function changeable(world: MatterWorld, matter: SeenMatter): Refusal | undefined {
  const against = onlyIn(matter, CHANGEABLE, '更换经办人');
  if (against !== undefined || kindOfMatter(world, matter).ofHandler !== true || matter.state === 'draft' || matter.state === 'returned') return against;
  return no(
    'handlers-own',
    `本事项是${matter.handlerName}本人的事项，不能由他人经办。`,
    matter.state === 'in_review' ? ['由在办人退回或者不同意，退回后可以更换经办人撤回'] : ['因此到期的义务由局长写明理由免除'],
  ).no;
}

/** A refusal unless the actor may ask for another handler. */
export function mayAskHandler(world: MatterWorld, matter: SeenMatter, actor: Actor): Refusal | undefined {
  const involved = matter.handlerId !== actor.personId && matter.parties.some((party) => party.personId === actor.personId);
  if (involved) return no('own-business', '不能为与本人有关的事项更换经办人。').no;
  return (mayRead(matter, actor) ? undefined : no('not-rescuer', '更换经办人由经办人或者可查看本事项的人员申请。').no) ?? changeable(world, matter);
}

/** A refusal unless the actor may confirm this change. */
export function mayConfirmHandler(matter: SeenMatter, asked: HandlerChange, actor: Actor): Refusal | undefined {
  if (asked.askedById === actor.personId) return no('own-change', '更换经办人由两人办理，申请人不能确认自己的申请。', ['由另一人确认']).no;
  if (asked.toPersonId === actor.personId) return no('own-change', '不能确认由自己经办。', ['由另一人确认']).no;
  if (!CONFIRMERS.some((post) => holds(actor, post))) return no('not-rescuer', `更换经办人由${CONFIRMERS.join('、')}确认。`).no;
  return matter.parties.some((party) => party.personId === actor.personId) ? no('own-business', '不能为与本人有关的事项更换经办人。').no : undefined;
}

/** The new handler has no other part in the matter: he neither signs it, nor has signed it, nor gains by it. */
function newHandlerAgainst({ matter, staff, person: { personId, name } }: SeenWithPerson): Refusal | undefined {
  if (personId === matter.handlerId) return no('unchanged', `${name}已是本事项的经办人。`).no;
  const officer = notAnOfficer(staff, { personId, name });
  if (officer !== undefined) return officer;
  const party = matter.parties.find((one) => one.personId === personId && one.role !== '原经办人');
  if (party !== undefined) return no('own-business', `${name}是本事项的${party.role}，不能经办。`, ['选择与本事项无关的人员']).no;
  const left = matter.steps.filter((step) => (step.state === 'open' || step.state === 'waiting') && step.act !== '知会');
  const asked =
    left.some((step) => step.personId === personId || staff.holders.some((holder) => holder.post === step.post && holder.personId === personId)) ||
    matter.todos.some((todo) => todo.personId === personId);
  if (asked || signersOf(matter).has(personId)) return no('on-route', `${name}办理本事项的一个步骤，不能同时经办。`, ['选择不在路径上的人员']).no;
  const clash = clashIn({ matter, staff }, { personId, duty: '经办' });
  return (
    clash && {
      code: 'incompatible-duty',
      clause: clash.rule.clause,
      sentence: `${name}已在本事项中办理“${clash.done}”，不能再经办。`,
      whatWouldHelp: ['选择其他人员'],
    }
  );
}
