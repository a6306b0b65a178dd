/*
 * 撤回, always:
 * - only the handler withdraws, and only what is not decided
 * - nobody is waited for any more, and what others have signed stays in its history
 */
import type { Verb } from '../act/verb.ts';
import { voidNumbers } from '../registers/series.ts';
import { onlyHandler, onlyIn } from './entitled.ts';
import { endMatter } from './finish.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { NO_CHANGE } from './move.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export interface ReasonInput extends MatterAt {
  readonly reason: string;
}

/** 撤回: by the handler, before the last signature. Its number stays, as withdrawn. */
export function withdrawVerb(world: MatterWorld): Verb<ReasonInput, SeenMatter, { readonly matter: SeenMatter; readonly reason: string }, MatterDone> {
  return {
    name: 'withdraw',
    title: '撤回',
    who: '经办人',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, { reason }, { actor }) => {
      const against = onlyHandler(matter, actor, '撤回') ?? onlyIn(matter, ['draft', 'in_review', 'returned'], '撤回');
      return against === undefined ? { yes: { matter, reason } } : { no: against };
    },
    write: async (tx, { matter, reason }, moment) => {
      const lapsed = matter.steps.filter((one) => one.state === 'open' || one.state === 'waiting').map((one) => one.step);
      const sent = [...writeMove(tx, { ...NO_CHANGE, matter, state: 'withdrawn', lapsed }, moment)];
      const subject = { kind: 'matter', id: matter.matterId };
      await endMatter(world, tx, { matter, state: 'withdrawn', moment });
      sent.push(voidNumbers(tx, { subject, reason: `撤回：${reason}` }));
      return { result: { matterId: matter.matterId, state: 'withdrawn' }, entry: { subject, detail: { reason, round: matter.round } }, sent };
    },
  };
}
