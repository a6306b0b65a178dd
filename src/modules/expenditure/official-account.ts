import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Refusal } from '../../rules/decision.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';

interface Using {
  readonly officeId: number;
  readonly on: CivilDate;
  readonly registered: boolean;
}

/** Why money may not come or go by an account (ETH-03c): it stands in no register of the office's accounts. */
export function accountAgainst(rules: RulesInForce, { officeId, on, registered }: Using): Refusal | undefined {
  if (registered) return undefined;
  const ask = { officeId, question: '公款账户', on };
  const ruled = rules.knows(ask) ? rules.decide({ ...ask, facts: { accountRegistered: registered } }).refusals[0] : undefined;
  return ruled ?? { code: 'unknown-account', clause: null, sentence: '账户不在本单位公款账户登记中。', whatWouldHelp: ['先登记公款账户'] };
}

/** The account a payment leaves: the one named, or the only one there is. */
export function payingAccount(open: readonly string[], named: string | null): string | undefined {
  if (named !== null) return open.find((one) => one === named);
  return open.length === 1 ? open[0] : undefined;
}
