import { lockInvoices, releaseInvoices } from '../../platform/invoices/lock.ts';
import type { MatterKind } from '../../platform/matters/kind.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { noteSetOff } from '../../platform/payments/set-off.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Decision } from '../../rules/decision.ts';
import { fen } from '../../rules/money.ts';
import { claimBackground, isAllowed, type ClaimBackground } from './claim-background.ts';
import { claimForm, dayOf, type ClaimForm } from './contract.ts';
import { claimPaper } from './papers.ts';
import { REPAY_DUTY } from './repay-advance.ts';
import { resultSheet } from './result-sheet.ts';
import { CLAIM_DUTY } from './sheet-kind.ts';
import { numbersOf, standingTrip } from './store.ts';
import { placesOf } from './trip-kind.ts';

/** 出差报销: what the office pays and what the traveller bears, receipt by receipt; the advance of the trip is set off. */
export function tripClaim(rules: RulesInForce): MatterKind<ClaimForm, ClaimBackground> {
  return {
    kind: 'trip-claim',
    title: '出差报销',
    purpose: '返回后10个工作日之内，从出差事项发起；逐票核定，超出标准的自理。',
    question: '出差报销',
    businessClass: '差旅',
    alsoAsks: () => ['报销签批'],
    series: '差旅',
    form: claimForm,
    gist: ({ form, linkedMatterId, handlerId }) => ({
      payment: {
        book: '机关',
        payee: null,
        category: '差旅费',
        funding: '财政拨款',
        unionPurpose: null,
        spentOn: dayOf(form.endAt),
        unitId: null,
        projectId: null,
      },
      title: `出差报销：${placesOf(form)} ${dayOf(form.startAt)}`,
      amount: fen(claimedIn(form)),
      factDay: dayOf(form.startAt),
      linkedMatterId,
      parties: [...new Set([...form.rides, ...form.bills, ...form.meals, ...form.locals, ...form.tickets].flatMap((one) => one.forWhom))]
        .filter((one) => one !== handlerId)
        .map((personId) => ({ personId, role: '受益人' })),
    }),
    background: (tx, draft) => claimBackground(tx, rules, draft),
    facts: async (_tx, { form }, { trip, settlement, overdue, carDaysDeclared, invoiceUsed, invoiceMatches }) => ({
      hasTripSheet: trip !== undefined && trip.filing !== null,
      tripClaimed: trip?.otherClaim === true,
      invoiceUsed,
      invoiceMatches,
      carDaysDeclared,
      claimOverdue: overdue,
      lateClaimReleased: isAllowed(trip, '逾期报销放行'),
      cardNotUsed: settlement.cardNotUsed,
      paymentReleased: isAllowed(trip, '非公务卡付款'),
      lodgingLimitsKnown: settlement.withoutLimit.length === 0,
      hasCityMeals: form.meals.some((one) => one.level === '地级以上市市区'),
      hasRestDayReceipts: settlement.restDayReceipts,
      tripPayable: settlement.paid,
      tripPersonal: settlement.personal,
      amount: settlement.paid + settlement.personal,
    }),
    worksheet: (_draft, { background }) => resultSheet(background),
    paper: claimPaper,
    whenSubmitted: async (tx, { matterId, form, linkedMatterId, handlerId, decision }, { now }) => {
      await lockInvoices(tx, numbersOf(form), { matterId, now });
      const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
      await noteSetOff(tx, { matterId, amount: Math.min(trip?.advancesPaid ?? 0, payableIn(decision)) });
      // From here on the claim is what is paid.
      for (const advance of trip?.advancesUnpaid ?? []) await noteSetOff(tx, advance);
      await endObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${linkedMatterId}`, state: 'discharged', by: handlerId, with: { claim: matterId }, now });
    },
    whenApproved: async (tx, { matterId, number, linkedMatterId, handlerId, decision, factDay }, { today }) => {
      const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
      const duty = rules.duty({ officeId: tx.officeId, duty: REPAY_DUTY, on: factDay });
      if (duty === undefined || (trip?.advancesPaid ?? 0) <= payableIn(decision)) return;
      await openDuty(tx, { duty, event: today, today, subject: { kind: 'matter', id: matterId }, handlerId, about: number });
    },
    whenEnded: async (tx, { matterId, linkedMatterId }) => {
      const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
      await releaseInvoices(tx, matterId);
      for (const advance of trip?.advancesUnpaid ?? []) await noteSetOff(tx, { matterId: advance.matterId, amount: 0 });
    },
    ofHandler: true,
    endsIn: 'approved',
  };
}

/** What the decision lets the office pay, in fen. */
function payableIn({ values }: Pick<Decision, 'values'>): number {
  const payable = values['reimbursable'];
  return typeof payable === 'number' ? payable : 0;
}

/** Everything handed in, in fen. */
function claimedIn({ rides, bills, meals, locals, tickets }: ClaimForm): number {
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  return (
    sum(rides.map((one) => one.fare)) +
    sum(bills.flatMap((one) => one.nights.map((night) => night.amount))) +
    sum([...meals, ...locals, ...tickets].map((one) => one.amount))
  );
}
