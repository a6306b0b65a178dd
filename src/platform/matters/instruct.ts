/*
 * 批示, always:
 * - only a leader who may read the matter and has no interest in it instructs
 * - not before it is submitted, nor once it is refused, withdrawn or void
 * - nothing of the matter changes by it: what is to be done is a duty of its own
 */
import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef, Refusal } from '../../rules/decision.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { openObligation, type NewObligation } from '../obligations/open.ts';
import { isOfficerPost } from '../people/officers.ts';
import { personOn, type KnownPerson } from '../people/person-on.ts';
import { staffOn } from '../people/staff.ts';
import { onlyIn } from './entitled.ts';
import { mayRead } from './readers.ts';
import { notAnOfficer } from './reassign.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterState } from './state.ts';
import type { MatterDone } from './submit.ts';

/** Posts of whoever leads the office. */
export const LEADERS = ['局长', '班子成员', '纪检领导', '分管财务领导', '分管领导'] as const;

/** What discharges the duty: an original that shows what was done. */
const EVIDENCE = '办理结果';
const DUTY = '落实批示';
const OPEN_TO_INSTRUCTIONS: readonly MatterState[] = ['in_review', 'returned', 'approved', 'closed'];

export interface InstructInput extends MatterAt {
  /** The instruction in the leader's own words. */
  readonly text: string;
  /** Who carries it out: a person, or whoever holds a post. One of the two. */
  readonly toPersonId: number | null;
  readonly toPost: string | null;
  /** 批示日起第10日: the last day. */
  readonly dueOn: CivilDate;
}

interface Seen {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  readonly person: KnownPerson | null;
  /** How often the matter was instructed on before. */
  readonly before: number;
}

interface Plan {
  readonly matter: SeenMatter;
  readonly duty: Pick<NewObligation, 'owner' | 'clause' | 'occasion' | 'sentence' | 'dueOn'>;
  readonly owner: string;
  readonly text: string;
}

const given = statement<{ before: number }>(
  'instructions-on-matter',
  `
  select count(*)::int as before from obligation where office_id = $1 and duty = '${DUTY}' and subject_kind = 'matter' and subject_id = $2`,
);

/** 批示: a leader says what is to be done about a matter, by whom and until when. It becomes a duty, discharged on evidence or reported back; overdue, it is told to him. */
export function instructVerb(): Verb<InstructInput, Seen, Plan, MatterDone> {
  return {
    name: 'instruct',
    title: '批示',
    who: LEADERS.join('、'),
    read: async (tx, input, { today }) => {
      const [matter, staff, person, found] = await Promise.all([
        lockMatter(tx, input),
        staffOn(tx, today),
        input.toPersonId === null ? null : personOn(tx, input.toPersonId, today),
        tx.row(given, [tx.officeId, String(input.matterId)]),
      ]);
      return { matter, staff, person, before: found?.before ?? 0 };
    },
    decide: (seen, input, { actor, today }) => {
      const { matter, person, before } = seen;
      const { text, dueOn, toPost } = input;
      const against = mayInstruct(matter, actor) ?? ownerAgainst(seen, input, actor);
      if (against !== undefined) return { no: against };
      if (dueOn < today) return no('dates', '办结时限不能早于今天。');
      const clause = clauseOf(matter, actor);
      if (clause === undefined) return no('no-clause', '本事项没有可依据的条款，不能批示。');
      const owner = person === null ? { post: toPost ?? '' } : { personId: person.personId };
      const duty = {
        owner,
        clause,
        dueOn,
        occasion: `matter/${matter.matterId}/${before + 1}`,
        sentence: `${actor.name}就“${matter.title}”批示：${text}，${dueOn}前办结。`,
      };
      return { yes: { matter, duty, owner: person?.name ?? toPost ?? '', text } };
    },
    write: async (tx, { matter, duty, owner, text }, { actor, today }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const dayBefore = addDays(duty.dueOn, -1);
      const obligationId = await openObligation(tx, {
        ...duty,
        duty: DUTY,
        subject,
        openedOn: today,
        remindOn: dayBefore > today ? dayBefore : null,
        provisional: false,
        evidence: [EVIDENCE],
        reportTo: [],
        ...(actor.personId !== null && { givenBy: actor.personId }),
      });
      return {
        result: { matterId: matter.matterId, state: matter.state },
        entry: { subject, detail: { obligationId: obligationId ?? null, owner, dueOn: duty.dueOn, remark: `${text}（由${owner}办理，${duty.dueOn}前办结）` } },
      };
    },
  };
}

/** A refusal unless the actor leads the office, may read the matter and has no interest in it. */
export function mayInstruct(matter: SeenMatter, actor: Actor): Refusal | undefined {
  if (!LEADERS.some((post) => holds(actor, post)) || !mayRead(matter, actor)) return no('not-leader', '批示由可查看本事项的领导作出。', ['可以留言']).no;
  if (matter.handlerId === actor.personId || matter.parties.some((party) => party.personId === actor.personId))
    return no('own-business', '不能就与本人有关的事项批示。').no;
  return onlyIn(matter, OPEN_TO_INSTRUCTIONS, '批示');
}

/** A refusal unless the instruction is for somebody of the office besides the leader, or for a post somebody holds. */
function ownerAgainst({ staff, person }: Seen, { toPost }: InstructInput, actor: Actor): Refusal | undefined {
  if ((person === null) === (toPost === null)) return no('no-owner', '批示交由一名责任人，或者一个责任职务办理。', ['选择责任人', '填写责任职务，如财务股']).no;
  if (person !== null)
    return person.personId === actor.personId ? no('own-instruction', '批示交由他人办理。', ['选择其他责任人']).no : notAnOfficer(staff, person);
  const held = staff.holders.some((holder) => holder.post === toPost && !isOfficerPost(holder.post));
  return held ? undefined : no('nobody-holds', `现在没有人担任${toPost}，批示无人办理。`, ['改为指定责任人', '填写有人担任的职务']).no;
}

/** The clause the leader acts by on this matter; where his posts have no step, that of its first step or reason. */
function clauseOf({ steps, decision }: SeenMatter, actor: Actor): ClauseRef | undefined {
  const own = steps.find((step) => holds(actor, step.post));
  return own?.clause ?? steps[0]?.clause ?? decision?.reasons[0]?.clause;
}
