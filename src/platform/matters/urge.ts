/*
 * 催办, always:
 * - only the handler urges, and only while somebody is waited for
 * - nothing of the matter changes by it; it stands in its history
 */
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { notify } from '../notices/notify.ts';
import { onlyHandler, onlyIn, openStepOf } from './entitled.ts';
import { lockMatter, type MatterAt, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';

/** 催办: reminds the people of the open step. */
export function urgeVerb(): Verb<MatterAt, SeenMatter, SeenMatter, MatterDone> {
  return {
    name: 'urge',
    title: '催办',
    who: '经办人',
    read: (tx, input) => lockMatter(tx, input),
    decide: (matter, _input, { actor }) => {
      const against = onlyHandler(matter, actor, '催办') ?? onlyIn(matter, ['in_review'], '催办');
      if (against !== undefined) return { no: against };
      if (matter.todos.length === 0) return no('nobody-to-urge', `现在等待${openStepOf(matter)?.post ?? '会议'}，没有可以催办的个人。`);
      return { yes: matter };
    },
    write: async (tx, matter, { now }) => {
      const subject = { kind: 'matter', id: matter.matterId };
      const personIds = matter.todos.map((todo) => todo.personId);
      const sent = [notify(tx, { personIds, sentence: `${matter.handlerName}催办：${matter.number ?? matter.title}。`, subject, now })];
      return { result: { matterId: matter.matterId, state: matter.state }, entry: { subject, detail: { urged: matter.todos.map((todo) => todo.name) } }, sent };
    },
  };
}
