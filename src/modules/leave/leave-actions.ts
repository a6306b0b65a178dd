import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import { no } from '../../platform/act/verb.ts';
import type { SeenMatter } from '../../platform/matters/seen.ts';
import type { MatterAction } from '../../platform/modules.ts';
import { REGISTRAR } from './grant-leave.ts';

const LEAVES: readonly string[] = ['leave', 'annual-leave', 'rest-in-lieu'];
const isLeave = (matter: SeenMatter): boolean => LEAVES.includes(matter.kind);

function onlyApproved(matter: SeenMatter): Refusal | undefined {
  return matter.state === 'approved' ? undefined : no('not-approved', '请假还没有全部同意。').no;
}

function byRegistrar(matter: SeenMatter, actor: Actor): Refusal | undefined {
  if (!holds(actor, REGISTRAR)) return no('not-registrar', `由${REGISTRAR}办理。`).no;
  return matter.handlerId === actor.personId ? no('own-business', '本人的请假由办公室其他人员办理。').no : onlyApproved(matter);
}

/** What is done with a leave after the consents, shown among the buttons of the matter; the verbs themselves have the last word. */
export const leaveActions: readonly MatterAction[] = [
  { verb: 'register-leave', on: isLeave, may: byRegistrar },
  { verb: 'report-back', on: isLeave, may: (matter, actor) => (matter.handlerId === actor.personId ? onlyApproved(matter) : no('not-yours', '销假由请假人本人办理。').no) },
  { verb: 'confirm-return', on: isLeave, may: byRegistrar },
  { verb: 'accept-leave', on: isLeave, may: (matter, actor) => (matter.handlerId === actor.personId ? no('own-business', '本人的请假由他人认可。').no : (onlyApproved(matter) ?? (holds(actor, '局长') || matter.steps.some((step) => step.actedBy === actor.personId) ? undefined : no('not-acceptor', '由局长或者末位同意人认可。').no))) },
];
