import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { dutyAgainst, recordDuty, type DutyGround } from '../../platform/matters/duties.ts';
import { lockMatter } from '../../platform/matters/seen.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { staffOn } from '../../platform/people/staff.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { RepayAdvance } from './contract.ts';
import { claimByNumber, insertRepayment, repaymentOf, standingTrip } from './store.ts';

/** The duty to bring back what the claim did not use up. */
export const REPAY_DUTY = '预借余款缴回';

interface Seen extends DutyGround {
  /** What is left of the advances, in fen. */
  readonly left: number;
}

interface Plan extends RepayAdvance, Seen {}

/** Sections that keep the money. */
const KEEPERS = ['财务股', '出纳'] as const;

/** 缴回预借: what the claim did not use up comes back, all of it at once. */
export const repayAdvanceVerb: Verb<RepayAdvance, Seen, Plan, { readonly repaid: number }> = {
  name: 'repay-trip-advance',
  title: '缴回预借',
  who: '财务股、出纳',
  read: async (tx, input, { today }) => {
    const found = await claimByNumber(tx, input.claim);
    if (found === undefined) throw new Failure('not-found', `没有已批准的出差报销“${input.claim}”。`, ['核对报销单号']);
    const [claim, staff, repaid] = await Promise.all([lockMatter(tx, found), staffOn(tx, today), repaymentOf(tx, found.matterId)]);
    const trip = await standingTrip(tx, { tripId: claim.linkedMatterId, asking: claim.matterId });
    return { matter: claim, staff, left: (trip?.advancesPaid ?? 0) - (claim.payment?.setOff ?? 0) - (repaid?.amount ?? 0) };
  },
  decide: (seen, input, { actor, today }) => {
    const { matter, left } = seen;
    if (!KEEPERS.some((post) => holds(actor, post))) return no('not-finance-staff', '缴回预借由财务股或出纳登记。');
    if (matter.handlerId === actor.personId) return no('own-business', '本人的预借由他人登记。', ['由其他财务人员登记']);
    const apart = dutyAgainst(seen, { personId: actor.personId ?? 0, duty: '付款' });
    if (apart !== undefined) return { no: apart };
    if (left <= 0) return no('settled', `${input.claim}没有应缴回的预借余款。`);
    if (input.on > today) return no('future', '日期不能晚于今天。');
    if (input.amount !== left) return no('not-all', `预借余款为${yuanInWords(fen(left))}，须如数缴回。`, ['按余额登记缴回金额']);
    return { yes: { ...seen, ...input } };
  },
  write: async (tx, { matter, amount, receipt, on }, { actor, now }) => {
    const { matterId } = matter;
    const sent = [
      recordDuty(tx, { matter, personId: actor.personId ?? 0, duty: '付款', now }),
      insertRepayment(tx, { claimId: matterId, amount, receipt, on }, { personId: actor.personId, now }),
      endObligation(tx, { duty: REPAY_DUTY, occasion: `matter/${matterId}`, state: 'discharged', by: actor.personId, with: { receipt }, now }),
    ];
    return { result: { repaid: amount }, entry: { subject: { kind: 'matter', id: matterId }, detail: { amount, receipt, on } }, sent };
  },
};
