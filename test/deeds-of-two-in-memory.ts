import { civilDate } from '../src/rules/calendar/civil-date.ts';
import type { MatterDuty } from '../src/rules/separation/incompatible.ts';
import type { Moment } from '../src/platform/act/verb.ts';
import { askHandlerVerb, changeHandlerVerb, pendingChange } from '../src/platform/matters/change-handler.ts';
import { askExceptionVerb, grantExceptionVerb } from '../src/platform/matters/duty-exception.ts';
import { askReassignVerb, pendingIn, reassignVerb } from '../src/platform/matters/reassign.ts';
import { after, HEAD } from './route-in-memory.ts';
import { at, holderOf, momentOf, personOf, type Came, type Doing } from './standing-in-memory.ts';

/** What two people do together, one asking and another confirming, to a matter in memory. */

const EXCEPTED = ['审核', '批准', '改派', '经办'] as const satisfies readonly MatterDuty[];

/** Whoever confirms what another has asked for. */
function confirming({ standing: { staff }, deed }: Doing): Moment {
  return momentOf(deed.asked ? holderOf(staff, HEAD, deed.confirmer) : deed.confirmer, staff);
}

const pending = { to: '', from: '', askedBy: '', askedAt: '', confirmedBy: null, confirmedAt: null } as const;

export function rescueAsked({ standing, deed, who, moment }: Doing): Came {
  const asked = { step: deed.step, toPersonId: deed.target, reason: '病假' };
  if ('no' in askReassignVerb().decide({ ...standing, person: personOf(deed.target) }, { ...at, ...asked }, moment)) return undefined;
  return { rescues: [...standing.rescues, { ...pending, ...asked, about: deed.target, reassignmentId: standing.rescues.length, askedById: who }] };
}

/** 改派: what was asked for before, else asked for now. */
export function rescued(doing: Doing): Came {
  const before = pendingIn(doing.standing.matter, doing.standing.rescues);
  const standing = { ...doing.standing, ...(before === undefined ? rescueAsked(doing) : {}) };
  const { matter, rescues } = standing;
  const rescue = pendingIn(matter, rescues);
  if (rescue === undefined) return undefined;
  const { actor } = confirming(doing);
  const verdict = reassignVerb().decide({ ...standing, rescue, person: personOf(rescue.toPersonId) }, at, { ...doing.moment, actor });
  if ('no' in verdict) return undefined;
  const two = { asker: rescue.askedById, confirmer: actor.personId ?? 0 };
  const duties = [...matter.duties, ...Object.values(two).map((personId) => ({ personId, duty: '改派' as const }))];
  const named = matter.steps.map((one) => (one.step === rescue.step ? { ...one, personId: rescue.toPersonId } : one));
  return { two, rescues: [], matter: after({ ...matter, duties, steps: named }, verdict.yes.move, null) };
}

export function changeAsked({ standing, deed, who, world, moment }: Doing): Came {
  const asked = { toPersonId: deed.target, reason: '调离' };
  if ('no' in askHandlerVerb(world).decide({ ...standing, person: personOf(deed.target) }, { ...at, ...asked }, moment)) return undefined;
  return {
    changes: [
      ...standing.changes,
      { ...pending, ...asked, about: deed.target, handlerChangeId: standing.changes.length, fromPersonId: standing.matter.handlerId, askedById: who },
    ],
  };
}

/** 更换经办人: what was asked for before, else asked for now. */
export function handedOn(doing: Doing): Came {
  const before = pendingChange(doing.standing.matter, doing.standing.changes);
  const standing = { ...doing.standing, ...(before === undefined ? changeAsked(doing) : {}) };
  const { matter, changes } = standing;
  const asked = pendingChange(matter, changes);
  if (asked === undefined) return undefined;
  const { actor } = confirming(doing);
  const verdict = changeHandlerVerb(doing.world).decide({ ...standing, asked, person: personOf(asked.toPersonId) }, at, { ...doing.moment, actor });
  if ('no' in verdict) return undefined;
  const { move } = verdict.yes;
  const duties = [...matter.duties, ...(matter.round === 0 ? [] : [{ personId: asked.toPersonId, duty: '经办' as const }])];
  return { two: { asker: asked.askedById, confirmer: actor.personId ?? 0 }, changes: [], matter: after({ ...move.matter, duties }, move, null) };
}

/** 例外: asked for by one and granted by another, until tomorrow. */
export function excepted(doing: Doing): Came {
  const {
    standing: { matter, staff },
    deed,
    who,
    moment,
  } = doing;
  const signer = matter.steps.find((one) => one.actedBy !== null)?.actedBy;
  const asked = {
    personId: (deed.asked ? signer : undefined) ?? deed.target,
    duty: EXCEPTED[deed.step % EXCEPTED.length] ?? '审核',
    until: civilDate('2026-03-03'),
    reason: '紧急',
  };
  if ('no' in askExceptionVerb().decide({ matter, staff, name: '' }, { ...at, ...asked }, moment)) return undefined;
  const { actor } = confirming(doing);
  const waiting = { ...asked, about: asked.personId, exceptionId: 1, name: '', askedById: who, askedBy: '', grantedBy: null };
  if ('no' in grantExceptionVerb().decide({ matter, pending: waiting }, at, { ...moment, actor })) return undefined;
  return { two: { asker: who, confirmer: actor.personId ?? 0 }, matter: { ...matter, exceptions: [...matter.exceptions, asked] } };
}
