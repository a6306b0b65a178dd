/*
 * 撤销加签, always:
 * - only whoever added the signer removes him, and only before he has signed
 * - no step of the regulation and no signature falls away
 * - the matter comes to its end by it only if every step of the regulation was signed
 */
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { staffOn } from '../people/staff.ts';
import type { SeenWithStaff } from './approve.ts';
import { onlyIn, signersOf } from './entitled.ts';
import { finishMatter, standingOf } from './finish.ts';
import { endStateOf } from './payment.ts';
import { kindOfMatter, type MatterWorld } from './kind-in-use.ts';
import { NO_CHANGE, nextAfter, type Move } from './move.ts';
import { lockMatter, type MatterAt, type SeenStep } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export interface RemoveSignerInput extends MatterAt {
  readonly step: number;
  readonly reason: string;
}

interface Plan {
  readonly move: Move;
  readonly step: SeenStep;
  readonly reason: string;
}

/**
 * 撤销加签: by whoever added it, as long as it is not signed. Steps of the regulation cannot be removed; if all of them are signed and only this
 * opinion was waited for, the matter comes to its end.
 */
export function removeSignerVerb(world: MatterWorld): Verb<RemoveSignerInput, SeenWithStaff, Plan, MatterDone> {
  return {
    name: 'remove-signer',
    title: '撤销加签',
    who: '加签人',
    read: async (tx, input, { today }) => {
      const [matter, staff] = await Promise.all([lockMatter(tx, input), staffOn(tx, today)]);
      return { matter, staff };
    },
    decide: ({ matter, staff }, { step: name, reason }, { actor }) => {
      const against = onlyIn(matter, ['in_review'], '撤销加签');
      if (against !== undefined) return { no: against };
      const step = matter.steps.find((one) => one.step === name);
      if (step === undefined || step.addedBy === null) return no('not-added', '这一步由制度规定，不能撤销。');
      if (step.addedBy !== actor.personId) return no('not-adder', '加签由加签人本人撤销。');
      if (step.state !== 'open' && step.state !== 'waiting') return no('acted', '会签人已签署意见，不能撤销。');
      const next = nextAfter({ matter, staff, signed: signersOf(matter) }, step.step);
      const state = next.ended ? endStateOf(kindOfMatter(world, matter), matter) : 'in_review';
      return { yes: { step, reason, move: { ...NO_CHANGE, matter, state, lapsed: [step.step, ...next.lapsed], noted: next.noted, opened: next.opened } } };
    },
    write: async (tx, { move, step, reason }, moment) => {
      const { matter, state } = move;
      const sent = writeMove(tx, move, moment);
      if (state !== 'in_review') await finishMatter(world, tx, { standing: standingOf(matter), state, moment });
      const detail = { step: step.step, post: step.post, person: step.personId, reason };
      return { result: { matterId: matter.matterId, state }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail }, sent };
    },
  };
}
