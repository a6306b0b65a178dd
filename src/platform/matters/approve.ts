import type { Staff } from '../../rules/route/staff.ts';
import { dutyOfAct } from '../../rules/separation/incompatible.ts';
import type { Verb } from '../act/verb.ts';
import { useSpecialAuthority } from '../people/post-authority.ts';
import { staffOn } from '../people/staff.ts';
import { dutyAgainst } from './duties.ts';
import { mayClick, mayDissent, type Capacity } from './entitled.ts';
import { finishMatter, standingOf } from './finish.ts';
import { endStateOf } from './payment.ts';
import { kindOfMatter, type MatterWorld } from './kind-in-use.ts';
import { advance, type Move } from './move.ts';
import { lockRoute, seeMatter, type MatterAt, type SeenMatter, type SeenRoute } from './seen.ts';
import type { MatterDone } from './submit.ts';
import { writeMove } from './write-move.ts';

export interface SignInput extends MatterAt {
  readonly remark: string | null;
}

export interface SeenWithStaff {
  readonly matter: SeenMatter;
  readonly staff: Staff;
}

interface RouteWithStaff {
  readonly matter: SeenRoute;
  readonly staff: Staff;
}

interface Plan {
  readonly move: Move<SeenRoute>;
  readonly capacity: Capacity;
}

/**
 * 同意 (审核、批准、签批 … as the step asks): signs the open step. Only a candidate without interest who holds the post today; nobody signs two
 * steps of one matter; the next step opens, or the matter takes the state of its kind.
 */
export function approveVerb(world: MatterWorld): Verb<SignInput, RouteWithStaff, Plan, MatterDone> {
  return signing(world, { name: 'approve', title: '同意', who: '在办人', verdict: 'agreed' });
}

/** 保留意见: signs a 会签 without agreeing. The matter goes on; the dissent stands on the route and on paper. */
export function dissentVerb(world: MatterWorld): Verb<SignInput, RouteWithStaff, Plan, MatterDone> {
  return signing(world, { name: 'dissent', title: '保留意见', who: '会签人', verdict: 'dissented' });
}

interface Signing {
  readonly name: string;
  readonly title: string;
  readonly who: string;
  readonly verdict: 'agreed' | 'dissented';
}

function signing(world: MatterWorld, { name, title, who, verdict }: Signing): Verb<SignInput, RouteWithStaff, Plan, MatterDone> {
  return {
    name,
    title,
    who,
    read: async (tx, input, { today }) => {
      const [matter, staff] = await Promise.all([lockRoute(tx, input), staffOn(tx, today)]);
      return { matter, staff };
    },
    decide: ({ matter, staff }, { remark }, { actor }) => {
      const may = verdict === 'dissented' ? mayDissent(matter, actor) : mayClick(matter, actor);
      if ('no' in may) return may;
      const { step, coverFor, authority } = may.yes;
      const apart = dutyAgainst({ matter, staff }, { personId: actor.personId ?? 0, coverFor, duty: dutyOfAct(step.act) });
      if (apart !== undefined) return { no: apart };
      const signed = { step: step.step, verdict, remark, coverFor, resolutionId: null, authority: authority?.number ?? null };
      return {
        yes: {
          capacity: may.yes,
          move: advance({ matter, staff }, signed, { signerId: actor.personId, endsIn: endStateOf(kindOfMatter(world, matter), matter) }),
        },
      };
    },
    write: async (tx, { move, capacity }, moment) => {
      const { matter, state } = move;
      const sent = [...writeMove(tx, move, moment)];
      if (state !== 'in_review') await finishMatter(world, tx, { standing: standingOf(await seeMatter(tx, matter.matterId)), state, moment });
      const { step, coverFor, authority } = capacity;
      if (authority?.special === true)
        sent.push(
          useSpecialAuthority(tx, {
            number: authority.number,
            matterId: matter.matterId,
            amount: matter.amount ?? 0,
            usedBy: moment.actor.personId,
            now: moment.now,
          }),
        );
      const detail = {
        step: step.step,
        post: step.post,
        act: step.act,
        coverFor,
        authority: authority?.number ?? null,
        round: matter.round,
        remark: move.signed?.remark ?? null,
      };
      return { result: { matterId: matter.matterId, state }, entry: { subject: { kind: 'matter', id: matter.matterId }, detail }, sent };
    },
  };
}
