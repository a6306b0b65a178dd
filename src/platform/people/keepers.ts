import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../act/actor.ts';
import { no } from '../act/verb.ts';
import type { Keeping } from './contract.ts';
import { SECURITY_OFFICER, SYSTEM_OFFICER } from './contract-officers.ts';

/** What an officer alone keeps of people and departments, and what everybody else is told. */
const KEPT = {
  accounts: { officer: SYSTEM_OFFICER, code: 'not-system-officer', sentence: `人员账户由${SYSTEM_OFFICER}登记。` },
  departments: { officer: SYSTEM_OFFICER, code: 'not-system-officer', sentence: `机构由${SYSTEM_OFFICER}登记。` },
  passwords: { officer: SYSTEM_OFFICER, code: 'not-system-officer', sentence: `他人的密码由${SYSTEM_OFFICER}重置。` },
  posts: { officer: SECURITY_OFFICER, code: 'not-security-officer', sentence: `任免职务由${SECURITY_OFFICER}登记。` },
} as const;

type Kept = keyof typeof KEPT;

/** May the actor keep this at all? The refusal, or undefined. */
export function againstKeeping(kept: Kept, actor: Actor): Refusal | undefined {
  const { officer, code, sentence } = KEPT[kept];
  return holds(actor, officer) ? undefined : no(code, sentence, [`请${officer}办理`]).no;
}

/** What the actor may keep, for the buttons of 机构人员. */
export function keepingOf(actor: Actor): Keeping {
  const may = (kept: Kept): true | Refusal => againstKeeping(kept, actor) ?? true;
  return { accounts: may('accounts'), departments: may('departments'), passwords: may('passwords'), posts: may('posts') };
}
