import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { yuanInWords, type Fen } from '../../rules/money.ts';
import type { Staff } from '../../rules/route/staff.ts';
import type { Verb, Verdict } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import type { Actor } from '../act/actor.ts';
import { staffOn } from '../people/staff.ts';
import { insertResolution, type ResolutionContent } from '../resolutions/store.ts';
import { mayRecord, quorumAgainst } from '../resolutions/record.ts';
import type { SeenWithStaff } from './approve.ts';
import { involvedIn, onlyIn, openDecisionOf, openStepOf } from './entitled.ts';
import { endMatter, finishMatter, standingOf } from './finish.ts';
import { endStateOf } from './payment.ts';
import { kindOfMatter, type MatterWorld } from './kind-in-use.ts';
import { advance, lapsedBy, NO_CHANGE, type Move } from './move.ts';
import { lockMatter, type MatterAt } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export interface ResolveInput extends MatterAt {
  readonly resolution: ResolutionContent;
}

interface Seen extends SeenWithStaff {
  /** The members on the day of the meeting. */
  readonly staffThen: Staff;
}

interface Plan {
  readonly move: (resolutionId: number) => Move;
  readonly resolution: ResolutionContent;
  readonly seen: SeenWithStaff;
}

/** 登记会议决定: what a collective body decided about the matter at its open step. A head's signature never takes its place. */
export function resolveVerb(world: MatterWorld): Verb<ResolveInput, Seen, Plan, MatterDone> {
  return {
    name: 'resolve',
    title: '登记会议决定',
    who: '办公室',
    read: async (tx, input, { today }) => {
      const { metOn } = input.resolution;
      const [matter, staff, staffThen] = await Promise.all([lockMatter(tx, input), staffOn(tx, today), metOn === today ? undefined : staffOn(tx, metOn)]);
      return { matter, staff, staffThen: staffThen ?? staff };
    },
    decide: (seen, input, { actor, today }) => judge(world, seen, { resolution: input.resolution, actor, today }),
    write: async (tx, { move: moveWith, resolution, seen }, moment) => {
      const { matter } = seen;
      const resolutionId = await insertResolution(tx, { content: resolution, moment });
      const move = moveWith(resolutionId);
      const sent = writeMove(tx, move, moment);
      if (move.state === 'refused') await endMatter(world, tx, { matter, state: 'refused', moment });
      else if (move.state !== 'in_review') await finishMatter(world, tx, { standing: standingOf(matter), state: move.state, moment });
      const detail = {
        step: move.signed?.step ?? null,
        resolutionId,
        body: resolution.body,
        agreed: resolution.agreed,
        amount: resolution.amount,
        minutes: resolution.minutesReference,
      };
      return { result: { matterId: matter.matterId, state: move.state }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail }, sent };
    },
  };
}

function judge(
  world: MatterWorld,
  seen: Seen,
  more: { readonly resolution: ResolutionContent; readonly actor: Actor; readonly today: CivilDate },
): Verdict<Plan> {
  const { matter, staff, staffThen } = seen;
  const { resolution, actor, today } = more;
  const against = onlyIn(matter, ['in_review'], '登记会议决定') ?? mayRecord(actor);
  if (against !== undefined) return { no: against };
  const step = openDecisionOf(matter);
  if (step === undefined) return no('not-collective', `现在这一步由${openStepOf(matter)?.post ?? '个人'}办理，不是会议决定的事项。`);
  const by = (code: string, sentence: string, ...whatWouldHelp: readonly string[]): Verdict<Plan> => ({
    no: { code, clause: step.clause, sentence, whatWouldHelp },
  });
  if (resolution.body !== step.post) return by('other-body', `本事项须由${step.post}决定，登记的是${resolution.body}的决定。`);
  if (resolution.metOn > today) return by('meeting-in-future', `会议日期${resolution.metOn}还没有到。`, '会议召开后再登记');
  const absent = quorumAgainst({ staff: staffThen, resolution, interested: involvedIn(matter, step) });
  if (absent !== undefined) return { no: { ...absent, clause: step.clause } };
  if (resolution.agreed && matter.amount !== null && (resolution.amount ?? 0) < matter.amount) {
    const agreed = resolution.amount === null ? '没有写明金额' : `为${yuanInWords(resolution.amount as Fen)}`; // checked as fen when read
    return by(
      'amount-not-agreed',
      `会议同意的金额${agreed}，少于本事项的${yuanInWords(matter.amount as Fen)}。`,
      '退回经办人按会议同意的金额修改',
      '提请会议重新研究',
    );
  }
  const move = (resolutionId: number): Move => {
    const signed = { step: step.step, verdict: resolution.agreed ? 'agreed' : 'refused', remark: resolution.item, coverFor: null, resolutionId } as const;
    if (resolution.agreed) return advance({ matter, staff }, signed, { signerId: null, endsIn: endStateOf(kindOfMatter(world, matter), matter) });
    const lapsed = lapsedBy(matter, step.step);
    return { ...NO_CHANGE, matter, state: 'refused', signed, lapsed };
  };
  return { yes: { move, resolution, seen } };
}
