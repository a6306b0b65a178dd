import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import type { Verb } from '../act/verb.ts';
import { AUDIT_OFFICER } from './contract-officers.ts';

/** Does the actor read what the holders of these posts read? Whoever audits the office from outside reads what the audit officer reads beside others; what is the officer's alone, as the log, is not his. */
export function readsAsOneOf(actor: Actor, posts: readonly string[]): boolean {
  return posts.some((post) => holds(actor, post)) || (actor.external === true && posts.length > 1 && posts.includes(AUDIT_OFFICER));
}

/** An external auditor looks, and changes nothing but his own account (内控制度三.2). */
export function againstExternal(actor: Actor, { title, forReaders }: Pick<Verb<never, never, never, never>, 'title' | 'forReaders'>): Refusal | undefined {
  if (actor.external !== true || forReaders === true) return undefined;
  return { code: 'read-only', clause: null, sentence: `外部审计账户只能查看，不能办理“${title}”。`, whatWouldHelp: ['请本单位有关人员办理'] };
}
