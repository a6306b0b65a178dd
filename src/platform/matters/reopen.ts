import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { holds } from '../act/actor.ts';
import { endObligation } from '../obligations/open.ts';
import { staffOn } from '../people/staff.ts';
import type { SeenWithStaff } from './approve.ts';
import { onlyIn, openStepOf, signersOf } from './entitled.ts';
import { NO_CHANGE, openingOf, type Move } from './move.ts';
import { lockMatter, type MatterAt } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { DUTY_TO_FILL } from './vacancy.ts';
import { writeMove } from './write-move.ts';

const HEAD = '局长';

interface Plan {
  readonly move: Move;
  readonly askedPost: string;
  readonly names: string;
}

/** 重新确定办理人: asks again who may act on the open step, after a post was filled or has changed hands. It decides nothing of the matter. */
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
      const step = openStepOf(matter);
      if (step === undefined || step.act === '决定') return no('no-person-step', '现在不是由个人办理的步骤。');
      const opened = openingOf({ matter, staff, signed: signersOf(matter) }, step);
      if (opened.stuck) return { no: { code: 'still-stuck', clause: step.clause, sentence: `${step.askedPost}仍没有可以办理的人：${opened.reasons.join('；')}。`, whatWouldHelp: [`由${HEAD}落实${step.askedPost}人选后再试`] } };
      const [before, after] = [matter.todos.map((one) => one.personId), opened.candidates.map((one) => one.personId)];
      if (before.length === after.length && after.every((id) => before.includes(id))) return no('unchanged', '办理人没有变化。');
      return { yes: { move: { ...NO_CHANGE, matter, state: 'in_review', opened }, askedPost: step.askedPost, names: opened.candidates.map((one) => one.name).join('、') } };
    },
    write: async (tx, { move, askedPost, names }, moment) => {
      const { matter } = move;
      const sent = [...writeMove(tx, move, moment)];
      sent.push(endObligation(tx, { duty: DUTY_TO_FILL, occasion: `${askedPost}/${matter.matterId}`, state: 'discharged', by: moment.actor.personId, with: { names }, now: moment.now }));
      return { result: { matterId: matter.matterId, state: 'in_review' }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail: { step: move.opened?.step ?? null, post: move.opened?.post ?? '', to: names } }, sent };
    },
  };
}
