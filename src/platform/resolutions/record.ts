import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { insertResolution, type ResolutionContent } from './store.ts';

/** Whoever keeps the minutes. */
export const RECORDER = '办公室';

export function mayRecord(actor: Actor): Refusal | undefined {
  if (holds(actor, RECORDER)) return undefined;
  return { code: 'not-recorder', clause: null, sentence: `会议决定由${RECORDER}人员按会议记录登记。`, whatWouldHelp: [`请${RECORDER}登记`] };
}

/** 登记会议决定 that belongs to no matter in this system. */
export function recordResolutionVerb(): Verb<ResolutionContent, null, ResolutionContent, { readonly resolutionId: number }> {
  return {
    name: 'record-resolution',
    title: '登记会议决定',
    who: RECORDER,
    read: async () => null,
    decide: (_seen, content, { actor }) => {
      const against = mayRecord(actor);
      return against === undefined ? { yes: content } : { no: against };
    },
    write: async (tx, content, moment) => {
      const resolutionId = await insertResolution(tx, { content, moment });
      return { result: { resolutionId }, entry: { subject: { kind: 'resolution', id: resolutionId }, detail: { ...content } } };
    },
  };
}
