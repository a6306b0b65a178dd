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

function once(done: ReadonlySet<string>, verb: string, sentence: string): Refusal | undefined {
  return done.has(verb) ? no('done-already', sentence).no : undefined;
}

function byRegistrar(matter: SeenMatter, actor: Actor): Refusal | undefined {
  if (!holds(actor, REGISTRAR)) return no('not-registrar', `由${REGISTRAR}办理。`).no;
  return matter.handlerId === actor.personId ? no('own-business', '本人的请假由办公室其他人员办理。').no : onlyApproved(matter);
}

function byAcceptor(matter: SeenMatter, actor: Actor): Refusal | undefined {
  if (matter.handlerId === actor.personId) return no('own-business', '本人的请假由他人认可。').no;
  const signed = matter.steps.some((step) => step.actedBy === actor.personId);
  return onlyApproved(matter) ?? (signed || holds(actor, '局长') ? undefined : no('not-acceptor', '由局长或者末位同意人认可。').no);
}

/** What is done with a leave after the consents, shown among the buttons of the matter; the verbs themselves have the last word. */
export const leaveActions: readonly MatterAction[] = [
  { verb: 'register-leave', on: isLeave, may: byRegistrar },
  {
    verb: 'report-back',
    on: isLeave,
    may: (matter, actor, done) =>
      matter.handlerId === actor.personId ? (onlyApproved(matter) ?? once(done, 'report-back', '已经销假。')) : no('not-yours', '销假由请假人本人办理。').no,
  },
  {
    verb: 'confirm-return',
    on: isLeave,
    may: (matter, actor, done) =>
      byRegistrar(matter, actor) ??
      (done.has('report-back') ? once(done, 'confirm-return', '已经确认。') : no('not-returned', '请假人还没有销假。', ['请本人先办理销假']).no),
  },
  { verb: 'accept-leave', on: isLeave, may: (matter, actor, done) => byAcceptor(matter, actor) ?? once(done, 'accept-leave', '已经认可。') },
];
