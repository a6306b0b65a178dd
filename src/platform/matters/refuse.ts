import type { Verb } from '../act/verb.ts';
import { mayClick, type Capacity } from './entitled.ts';
import { endMatter } from './finish.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { lapsedBy, NO_CHANGE, type Move } from './move.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export interface RefuseInput extends MatterAt {
  readonly remark: string;
}

interface Plan {
  readonly move: Move;
  readonly capacity: Capacity;
}

/** 不同意: the matter ends here, with the reason. */
export function refuseVerb(world: MatterWorld): Verb<RefuseInput, SeenMatter, Plan, MatterDone> {
  return {
    name: 'refuse',
    title: '不同意',
    who: '在办人',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, { remark }, { actor }) => {
      const may = mayClick(matter, actor);
      if ('no' in may) return may;
      const { step, coverFor } = may.yes;
      const lapsed = lapsedBy(matter, step.step);
      const signed = { step: step.step, verdict: 'refused', remark, coverFor, resolutionId: null } as const;
      return { yes: { capacity: may.yes, move: { ...NO_CHANGE, matter, state: 'refused', signed, lapsed } } };
    },
    write: async (tx, { move, capacity }, moment) => {
      const { matter } = move;
      const sent = writeMove(tx, move, moment);
      await endMatter(world, tx, { matter, state: 'refused', moment });
      const detail = {
        step: capacity.step.step,
        post: capacity.step.post,
        coverFor: capacity.coverFor,
        round: matter.round,
        remark: move.signed?.remark ?? '',
      };
      return { result: { matterId: matter.matterId, state: 'refused' }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail }, sent };
    },
  };
}
