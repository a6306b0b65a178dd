import type { Refusal } from '../../rules/decision.ts';
import { attendanceOf } from '../../rules/quorum.ts';
import type { Staff } from '../../rules/route/staff.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { staffOn } from '../people/staff.ts';
import { insertResolution, type ResolutionContent } from './store.ts';

/** Whoever keeps the minutes. */
export const RECORDER = '办公室';

export function mayRecord(actor: Actor): Refusal | undefined {
  if (holds(actor, RECORDER)) return undefined;
  return { code: 'not-recorder', clause: null, sentence: `会议决定由${RECORDER}人员按会议记录登记。`, whatWouldHelp: [`请${RECORDER}登记`] };
}

interface Held {
  readonly staff: Staff;
  readonly resolution: ResolutionContent;
  /** Who abstains because of an interest in the item. */
  readonly interested: ReadonlySet<number>;
}

/** A refusal if too few of the body's members were present. */
export function quorumAgainst({ staff, resolution: { body, present }, interested }: Held): Refusal | undefined {
  const found = attendanceOf({ staff, body, present, interested });
  if (found === undefined || found.present >= found.needed) return undefined;
  const abstained = found.abstaining.length === 0 ? '' : `（${found.abstaining.join('、')}与本事项有关，回避，不计入）`;
  const sentence = `${body}应到${found.due.length}人${abstained}，按本单位设定须${found.quorum}即至少${found.needed}人到会，登记的到会成员为${found.present}人，会议决定不成立。`;
  return { code: 'no-quorum', clause: null, sentence, whatWouldHelp: [`按签到补登到会的${found.members}`, `到会人数不足的，另行召开${body}`] };
}

/** 登记会议决定 that belongs to no matter in this system. */
export function recordResolutionVerb(): Verb<ResolutionContent, Staff, ResolutionContent, { readonly resolutionId: number }> {
  return {
    name: 'record-resolution',
    title: '登记会议决定',
    who: RECORDER,
    read: (tx, content) => staffOn(tx, content.metOn),
    decide: (staff, content, { actor }) => {
      const against = mayRecord(actor) ?? quorumAgainst({ staff, resolution: content, interested: new Set() });
      return against === undefined ? { yes: content } : { no: against };
    },
    write: async (tx, content, moment) => {
      const resolutionId = await insertResolution(tx, { content, moment });
      return { result: { resolutionId }, entry: { subject: { kind: 'resolution', id: resolutionId }, detail: { ...content } } };
    },
  };
}
