import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { isOfficerPost } from '../people/officers.ts';
import { clashIn } from './duties.ts';
import { involvedIn, mayClick, signersOf } from './entitled.ts';
import { lockWithPerson, type SeenWithPerson } from './lock-with-person.ts';
import { NO_CHANGE, type Move, type Opening } from './move.ts';
import type { MatterAt, RouteStep, SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

/** before: his opinion comes first, the step waits; beside: both at once; after: between this step and the next. */
export type Placing = 'before' | 'beside' | 'after';

export interface AddSignerInput extends MatterAt {
  readonly placing: Placing;
  readonly personId: number;
  readonly reason: string;
}

interface Added {
  readonly step: number;
  readonly place: number;
  readonly reasons: readonly string[];
  readonly from: RouteStep;
}

interface Plan {
  readonly move: Move;
  readonly added: Added;
  readonly person: SeenWithPerson['person'];
  readonly placing: Placing;
  readonly reason: string;
}

export const ADDED_POST = '会签人';
const TITLES: Readonly<Record<Placing, string>> = { before: '前加签', beside: '并加签', after: '后加签' };

const insert = statement<never>(
  'add-step',
  `
  insert into matter_step (office_id, matter_id, round, step, place, act, asked_post, post, state, reasons, clause, person_id, added_by)
  values ($1, $2, $3, $4, $5, '会签', $6, $6, 'waiting', $7, $8, $9, $10)`,
);

/**
 * 加签: whoever has the open step asks one more person for an opinion, before, beside or after his own. It never takes a step of the regulation
 * away, nor puts anybody on the route twice, nor anybody with an interest in the matter.
 */
export function addSignerVerb(): Verb<AddSignerInput, SeenWithPerson, Plan, MatterDone> {
  return {
    name: 'add-signer',
    title: '加签',
    who: '在办人',
    read: (tx, input, { today }) => lockWithPerson(tx, input, { personId: input.personId, today }),
    decide: ({ matter, staff, person }, { placing, reason }, { actor }) => {
      const may = mayClick(matter, actor);
      if ('no' in may) return may;
      const { step } = may.yes;
      if (involvedIn(matter, step).has(person.personId)) return no('own-business', `${person.name}与本事项有关，不能会签。`);
      if (staff.holders.some((holder) => holder.personId === person.personId && isOfficerPost(holder.post)))
        return no('officer-in-business', `${person.name}是三员之一，不参与业务审批，不能会签。`);
      if (signersOf(matter).has(person.personId) || matter.todos.some((todo) => todo.personId === person.personId))
        return no('on-route', `${person.name}已在本事项的路径上。`);
      const clash = clashIn({ matter, staff }, { personId: person.personId, duty: '审核' });
      if (clash !== undefined)
        return {
          no: {
            code: 'incompatible-duty',
            clause: clash.rule.clause,
            sentence: `${person.name}已在本事项中办理“${clash.done}”，不能再会签。`,
            whatWouldHelp: ['请其他人员会签'],
          },
        };
      const later = matter.steps.find(
        (one) =>
          one.state === 'waiting' &&
          (one.personId === person.personId || staff.holders.some((holder) => holder.post === one.post && holder.personId === person.personId)),
      );
      if (later !== undefined) return no('on-route', `后面的${later.post}${later.act}由${person.name}办理，不再加签。`);
      const added = {
        step: Math.max(...matter.steps.map((one) => one.step)) + 1,
        place: placeFor(matter, step, placing),
        reasons: [`${actor.name}${TITLES[placing]}：${reason}`],
        from: step,
      };
      return { yes: { move: moveFor(matter, { placing, added, person }), added, person, placing, reason } };
    },
    write: async (tx, { move, added, person, placing, reason }, moment) => {
      const { matter } = move;
      const { step, place, reasons, from } = added;
      const sent = [
        tx.rows(insert, [
          tx.officeId,
          matter.matterId,
          matter.round,
          step,
          place,
          ADDED_POST,
          JSON.stringify(reasons),
          JSON.stringify(from.clause),
          person.personId,
          moment.actor.personId,
        ]),
        ...writeMove(tx, move, moment),
      ];
      const detail = {
        step: from.step,
        post: from.post,
        placing,
        person: person.personId,
        name: person.name,
        reason: `${TITLES[placing]}${person.name}：${reason}`,
      };
      return { result: { matterId: matter.matterId, state: move.state }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail }, sent };
    },
  };
}

function placeFor(matter: SeenMatter, { place }: RouteStep, placing: Placing): number {
  const places = matter.steps.map((one) => one.place);
  switch (placing) {
    case 'beside':
      return place;
    case 'before':
      return (Math.max(0, ...places.filter((one) => one < place)) + place) / 2;
    case 'after':
      return (place + Math.min(place + 1, ...places.filter((one) => one > place))) / 2;
  }
}

function moveFor(matter: SeenMatter, { placing, added, person }: Pick<Plan, 'placing' | 'added' | 'person'>): Move {
  const still = { ...NO_CHANGE, matter, state: 'in_review' } as const;
  if (placing === 'after') return still;
  const opened: Opening = {
    step: added.step,
    act: '会签',
    askedPost: ADDED_POST,
    post: ADDED_POST,
    reasons: added.reasons,
    clause: added.from.clause,
    candidates: [{ ...person, coverFor: null }],
    stuck: false,
    vacant: [],
  };
  return { ...still, opened: [opened], waiting: placing === 'before' ? [added.from.step] : [] };
}
