/*
 * 重新确定办理人, always:
 * - only the handler or the head asks again
 * - it decides nothing: no signature is given or taken
 * - the open steps wait for others than before, or by another post
 */
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { holds } from '../act/actor.ts';
import { staffOn } from '../people/staff.ts';
import type { SeenWithStaff } from './approve.ts';
import { endVacancy, openedAnew, openedInWords } from './ask-again.ts';
import { onlyIn, signersOf } from './entitled.ts';
import { NO_CHANGE, openingOf, type Move } from './move.ts';
import { lockMatter, type MatterAt } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

const HEAD = '局长';

interface Plan {
  readonly move: Move;
}

/** 重新确定办理人: asks again who may act on the open steps, after a post was filled or has changed hands. It decides nothing of the matter. */
export function reopenVerb(): Verb<MatterAt, SeenWithStaff, Plan, MatterDone> {
  return {
    name: 'reopen',
    title: '重新确定办理人',
    who: '经办人、局长',
    read: async (tx, input, { today }) => {
      const [matter, staff] = await Promise.all([lockMatter(tx, input), staffOn(tx, today)]);
      return { matter, staff };
    },
    decide: ({ matter, staff }, _input, { actor }) => {
      const against = onlyIn(matter, ['in_review'], '重新确定办理人');
      if (against !== undefined) return { no: against };
      if (matter.handlerId !== actor.personId && !holds(actor, HEAD)) return no('not-yours', `由经办人${matter.handlerName}或${HEAD}重新确定办理人。`);
      const stuck = matter.steps.find((step) => step.state === 'open' && step.act !== '决定' && !matter.todos.some((todo) => todo.step === step.step));
      const opened = openedAnew({ matter, staff }).filter((one) => !one.stuck);
      if (opened.length > 0) return { yes: { move: { ...NO_CHANGE, matter, state: 'in_review', opened } } };
      if (stuck === undefined) return no('unchanged', '办理人没有变化。');
      if (stuck.personId !== null)
        return {
          no: {
            code: 'still-stuck',
            clause: stuck.clause,
            sentence: `${stuck.post}${stuck.act}这一步指明由一人办理，现已不能办理。`,
            whatWouldHelp: ['申请改派给其他人员'],
          },
        };
      const { reasons } = openingOf({ matter, staff, signed: signersOf(matter) }, stuck);
      return {
        no: {
          code: 'still-stuck',
          clause: stuck.clause,
          sentence: `${stuck.askedPost}仍没有可以办理的人：${reasons.join('；')}。`,
          whatWouldHelp: [`由${HEAD}落实${stuck.askedPost}人选后再试`],
        },
      };
    },
    write: async (tx, { move }, moment) => {
      const { matter, opened } = move;
      const sent = [...writeMove(tx, move, moment), ...opened.map((one) => endVacancy(tx, { matter, opened: one, at: moment }))];
      return {
        result: { matterId: matter.matterId, state: 'in_review' },
        entry: { subject: { kind: 'matter', id: matter.matterId }, detail: openedInWords(opened) },
        sent,
      };
    },
  };
}
