import { holds, type Actor } from '../act/actor.ts';
import { readsAsOneOf } from '../people/external-auditor.ts';
import { RECORDER } from '../resolutions/record.ts';
import type { SeenMatter } from './seen.ts';

/** Posts that may look at every matter of the office: its head, whoever watches over money and discipline, audits, and the audit officer. */
export const READ_ALL = ['局长', '分管财务领导', '纪检领导', '财务股', '财务人员', '内审人员', '审计员'] as const;

/** May the actor look at the matter? A draft is its handler's alone while he is of the office, unless he has asked for a release: then whoever may release it sees it too. */
export function mayRead(matter: SeenMatter, actor: Actor): boolean {
  const personId = actor.personId ?? -1;
  if (matter.handlerId === personId) return true;
  if (matter.releases.some((one) => holds(actor, one.releasableBy))) return true;
  if (matter.state === 'draft' && matter.handlerLeftOn === null) return false;
  if (matter.parties.some((party) => party.personId === personId) || matter.todos.some((todo) => todo.personId === personId)) return true;
  if (matter.steps.some((step) => step.actedBy === personId || holds(actor, step.post))) return true;
  if (matter.steps.some((step) => step.act === '决定') && holds(actor, RECORDER)) return true;
  return readsAsOneOf(actor, READ_ALL);
}
