import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { notify } from '../notices/notify.ts';
import { staffOn } from '../people/staff.ts';
import type { SeenWithStaff } from './approve.ts';
import { mayClick, signersOf } from './entitled.ts';
import { NO_CHANGE, openingOf, type Move } from './move.ts';
import { lockMatter, type MatterAt, type RouteStep, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export const RETURN_GROUNDS = ['补正', '不实'] as const;
export type ReturnGround = (typeof RETURN_GROUNDS)[number];

export interface ReturnInput extends MatterAt {
  /** null: to the handler, who may change it. */
  readonly toStep: number | null;
  /** Once the step is signed again, the matter comes straight back; what was signed in between stays. */
  readonly straightBack: boolean;
  /** 不实: what was filed is not true. Whoever signed it before is told. */
  readonly ground: ReturnGround;
  readonly remark: string;
}

interface Plan {
  readonly move: Move;
  readonly from: RouteStep;
  readonly toStep: number | null;
  readonly remark: string;
  readonly ground: ReturnGround;
}

/** 退回: to an earlier step, which is signed again, or to the handler, who changes the form or adds what is missing. */
export function returnVerb(): Verb<ReturnInput, SeenWithStaff, Plan, MatterDone> {
  return {
    name: 'return',
    title: '退回',
    who: '在办人',
    read: async (tx, input, { today }) => {
      const [matter, staff] = await Promise.all([lockMatter(tx, input), staffOn(tx, today)]);
      return { matter, staff };
    },
    decide: ({ matter, staff }, { toStep, straightBack, remark, ground }, { actor }) => {
      const may = mayClick(matter, actor);
      if ('no' in may) return may;
      const from = may.yes.step;
      if (toStep === null) return { yes: { move: toHandler(matter), from, toStep, remark, ground } };
      if (ground === '不实') return no('untrue-to-handler', '填报不实的应退回经办人，由其更正后重新提交。', ['退回到经办人']);
      const target = matter.steps.find((one) => one.step === toStep && one.state === 'done' && (one.verdict === 'agreed' || one.verdict === 'dissented'));
      if (target === undefined || target.act === '决定') return no('no-such-step', '只能退回到已签署的个人办理步骤。', ['退回经办人']);
      const between = (one: RouteStep): boolean => one.state === 'open' || (!straightBack && one.place > target.place && one.state !== 'lapsed');
      const waiting = matter.steps.filter(between).map((one) => one.step);
      const signed = signersOf({ ...matter, steps: matter.steps.filter((one) => one.step !== toStep && !waiting.includes(one.step)) });
      return {
        yes: {
          move: { ...NO_CHANGE, matter, state: 'in_review', waiting, opened: [openingOf({ matter, staff, signed }, target)] },
          from,
          toStep,
          remark,
          ground,
        },
      };
    },
    write: async (tx, { move, from, toStep, remark, ground }, moment) => {
      const { matter, state } = move;
      const sent = [...writeMove(tx, move, moment)];
      const subject = { kind: 'matter', id: matter.matterId };
      const where = toStep === null ? '' : `第${toStep}步`;
      sent.push(
        notify(tx, {
          personIds: [matter.handlerId, ...(ground === '不实' ? signersOf(matter) : [])],
          sentence: `${matter.number ?? matter.title}${ground === '不实' ? '因填报不实' : ''}已退回${where}：${remark}`,
          subject,
          now: moment.now,
        }),
      );
      return {
        result: { matterId: matter.matterId, state },
        entry: { subject, detail: { from: from.step, post: from.post, toStep, ground, remark, round: matter.round } },
        sent,
      };
    },
  };
}

/** Signatures stay on paper: they hold again if the handler resubmits the same facts. */
function toHandler(matter: SeenMatter): Move {
  const waiting = matter.steps.filter((one) => one.state === 'open' || one.state === 'waiting').map((one) => one.step);
  return { ...NO_CHANGE, matter, state: 'returned', waiting };
}
