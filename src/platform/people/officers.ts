import type { Refusal } from '../../rules/decision.ts';
import type { Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import { AUDIT_OFFICER, OFFICERS } from './contract-officers.ts';

/** Is the post one of the three officers'? */
export function isOfficerPost(post: string): boolean {
  return (OFFICERS as readonly string[]).includes(post);
}

/** The officer post the actor holds today; undefined for everybody else. Nobody holds two. */
export function officerPostOf(actor: Actor): string | undefined {
  return actor.posts.find((held) => isOfficerPost(held.post))?.post;
}

/** The system and the security officer see no business but their own. */
export function seesBusiness(actor: Actor): boolean {
  const officer = officerPostOf(actor);
  return officer === undefined || officer === AUDIT_OFFICER;
}

/**
 * 三员分立: the system and the security officer keep accounts and powers, so they see no business but their own.
 * @throws Failure('not-allowed') for both of them; the audit officer and everybody else pass.
 */
export function requireBusinessReader(actor: Actor): void {
  if (seesBusiness(actor)) return;
  const officer = officerPostOf(actor);
  throw new Failure('not-allowed', `${officer}不查看业务内容（事项、台账、报表、附件）。`, [
    '本人经办的事项在“我的事项”中查看',
    '业务内容由有关职务和审计员查看',
  ]);
}

/** Why two posts may not meet in one person, if one of them is an officer's: officers are apart from each other and from all business. */
export function officerClash({ name, held, given }: { readonly name: string; readonly held: string; readonly given: string }): Refusal | undefined {
  if (held === given || (!isOfficerPost(held) && !isOfficerPost(given))) return undefined;
  const both = isOfficerPost(held) && isOfficerPost(given);
  const rule = both ? `${OFFICERS.join('、')}不得由一人兼任` : '三员不兼任业务职务，不参与业务审批';
  return {
    code: both ? 'two-officers' : 'officer-in-business',
    clause: null,
    sentence: `${name}已担任${held}，${rule}，不能再任${given}。`,
    whatWouldHelp: [`先结束${name}的${held}职务`, `另选他人担任${given}`],
  };
}
