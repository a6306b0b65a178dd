import type { Refusal } from '../../rules/decision.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';

/** Whoever keeps the books: 财务股 at one office, 财务人员 or 管账 at the other. */
export const FINANCE_STAFF = ['财务股', '财务人员', '管账'] as const;

export function onlyFinanceStaff(actor: Actor, doing: string): Refusal | undefined {
  if (FINANCE_STAFF.some((post) => holds(actor, post))) return undefined;
  return { code: 'not-finance-staff', clause: null, sentence: `${doing}由财务人员办理。`, whatWouldHelp: [] };
}
