/*
 * 留言, always:
 * - only whoever may read the matter remarks, and only before its end
 * - nothing of the matter changes by it; it stands in its history
 */
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { notify } from '../notices/notify.ts';
import { officerPostOf } from '../people/officers.ts';
import { onlyIn } from './entitled.ts';
import { mayRead } from './readers.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterState } from './state.ts';
import type { MatterDone } from './submit.ts';

export interface RemarkInput extends MatterAt {
  readonly text: string;
}

/** A form that has come to its end takes no opinions any more; what is wrong with it is said in a 更正说明. */
export const OPEN_TO_REMARKS: readonly MatterState[] = ['draft', 'in_review', 'returned', 'approved'];

/** 留言: a remark of somebody who sees the matter, until its end; it changes nothing. */
export function remarkVerb(): Verb<RemarkInput, SeenMatter, { readonly matter: SeenMatter; readonly text: string }, MatterDone> {
  return {
    name: 'remark',
    title: '留言',
    who: '相关人员',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, { text }, { actor }) => {
      if (!mayRead(matter, actor)) return no('not-yours', '您不是本事项的相关人员，不能留言。');
      const against = onlyIn(matter, OPEN_TO_REMARKS, '留言');
      if (against !== undefined) return { no: { ...against, whatWouldHelp: ['内容有误的，由经办人或签署人作更正说明'] } };
      const officer = officerPostOf(actor);
      if (officer !== undefined && matter.handlerId !== actor.personId) return no('officer-in-business', `${officer}只查看、不办理，不在他人的事项上留言。`);
      return { yes: { matter, text } };
    },
    write: async (tx, { matter, text }, { now, actor }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const personIds = [matter.handlerId, ...matter.todos.map((todo) => todo.personId)].filter((id) => id !== actor.personId);
      const sent = [notify(tx, { personIds, sentence: `${actor.name}对${matter.number ?? matter.title}留言：${text}`, subject, now })];
      return { result: { matterId: matter.matterId, state: matter.state }, entry: { subject, detail: { remark: text } }, sent };
    },
  };
}
