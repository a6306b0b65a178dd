import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { dutyOfAct } from '../../rules/separation/incompatible.ts';
import { candidatesOf } from '../../rules/route/staff.ts';
import { staffOn } from '../people/staff.ts';
import type { SeenWithStaff } from './approve.ts';
import { clashIn } from './duties.ts';
import { involvedIn, mayClick, signersOf } from './entitled.ts';
import { NO_CHANGE, type Move } from './move.ts';
import { lockMatter, type MatterAt } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export interface HandOverInput extends MatterAt {
  readonly toPersonId: number;
  readonly reason: string;
}

interface Plan {
  readonly move: Move;
  readonly to: string;
  readonly reason: string;
}

/** 转办: to another holder of the same post, or to whoever covers it so far; a step never leaves its post, nor goes to anybody who signs, or has done, another part of the matter kept apart from it. */
export function handOverVerb(): Verb<HandOverInput, SeenWithStaff, Plan, MatterDone> {
  return {
    name: 'hand-over',
    title: '转办',
    who: '在办人',
    read: async (tx, input, { today }) => {
      const [matter, staff] = await Promise.all([lockMatter(tx, input), staffOn(tx, today)]);
      return { matter, staff };
    },
    decide: ({ matter, staff }, { toPersonId, reason }, { actor }) => {
      const may = mayClick(matter, actor);
      if ('no' in may) return may;
      const { step } = may.yes;
      const named = matter.steps.flatMap((one) => (one.state === 'waiting' || one.state === 'open' ? (one.personId ?? []) : []));
      const excluded = new Set([...involvedIn(matter, step), ...signersOf(matter), ...named]);
      const duty = dutyOfAct(step.act);
      const others = candidatesOf(staff, { post: step.post, departmentId: matter.departmentId, business: matter, excluded }).filter(
        ({ personId }) => personId !== actor.personId && clashIn({ matter, staff }, { personId, duty }) === undefined,
      );
      const to = others.find((one) => one.personId === toPersonId);
      if (to === undefined) {
        const names = others.map((one) => one.name).join('、');
        return no('not-a-holder', `只能转给同样担任或代理${step.post}、与本事项无关的人员。`, [
          names === '' ? `目前没有其他人担任${step.post}，可以退回经办人` : `可以转给${names}`,
        ]);
      }
      const opened = [{ ...step, candidates: [to], stuck: false, vacant: [] }];
      return { yes: { move: { ...NO_CHANGE, matter, state: 'in_review', opened }, to: to.name, reason } };
    },
    write: async (tx, { move, to, reason }, moment) => {
      const { matter } = move;
      const detail = { step: move.opened[0]?.step ?? null, to, reason, round: matter.round };
      return {
        result: { matterId: matter.matterId, state: 'in_review' },
        entry: { subject: { kind: 'matter', id: matter.matterId }, detail },
        sent: writeMove(tx, move, moment),
      };
    },
  };
}
