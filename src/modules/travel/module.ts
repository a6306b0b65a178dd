import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { tripAdvance } from './advance-kind.ts';
import { callOffTripVerb } from './call-off-trip.ts';
import { tripClaim } from './claim-kind.ts';
import { callOffTrip, repayAdvance } from './contract.ts';
import { tripException } from './exception-kind.ts';
import { registers } from './registers.ts';
import { repayAdvanceVerb } from './repay-advance.ts';
import { tripSheet } from './sheet-kind.ts';
import { officialTrip } from './trip-kind.ts';

/** 公务出差: consents, the filed sheet, exceptions, advances and the claim settled receipt by receipt. */
export function travel(rules: RulesInForce): Module {
  return {
    module: 'travel',
    title: '公务出差',
    kinds: [officialTrip, tripSheet(rules), tripException, tripAdvance, tripClaim(rules)],
    registers,
    verbs: [moduleVerb(callOffTripVerb, callOffTrip), moduleVerb(repayAdvanceVerb, repayAdvance)],
    jobs: [],
  };
}
