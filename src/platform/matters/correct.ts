/*
 * 更正说明, always:
 * - only the handler or whoever has signed corrects
 * - only what was approved, also after it was voided
 * - nothing of the matter changes by it; it stands in its history
 */
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { notify } from '../notices/notify.ts';
import { onlyIn } from './entitled.ts';
import type { RemarkInput } from './remark.ts';
import { lockMatter, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';

/** 更正说明: what was approved is never edited; whoever handled it or signed it says what is wrong, and all who signed are told. */
export function correctVerb(): Verb<RemarkInput, SeenMatter, { readonly matter: SeenMatter; readonly text: string }, MatterDone> {
  return {
    name: 'correct',
    title: '更正说明',
    who: '经办人、签署人',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, { text }, { actor }) => {
      const against = onlyIn(matter, ['approved', 'closed', 'void'], '作更正说明');
      if (against !== undefined) return { no: against };
      const concerned = matter.handlerId === actor.personId || matter.steps.some((step) => step.actedBy === actor.personId);
      return concerned ? { yes: { matter, text } } : no('not-concerned', '更正说明由经办人或签署人作出。', ['有疑问的可以留言']);
    },
    write: async (tx, { matter, text }, { now, actor }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const personIds = [matter.handlerId, ...matter.steps.flatMap((step) => step.actedBy ?? [])].filter((id) => id !== actor.personId);
      const sent = [notify(tx, { personIds, sentence: `${actor.name}对${matter.number ?? matter.title}作更正说明：${text}`, subject, now })];
      return { result: { matterId: matter.matterId, state: matter.state }, entry: { subject, detail: { remark: text } }, sent };
    },
  };
}
