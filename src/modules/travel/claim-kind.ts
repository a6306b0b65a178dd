import { lockable, lockInvoices, releaseInvoices } from '../../platform/invoices/invoices.ts';
import type { MatterKind } from '../../platform/matters/kind.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { fen } from '../../rules/money.ts';
import { claimBackground, isAllowed, type ClaimBackground } from './claim-background.ts';
import { claimForm, dayOf, type ClaimForm } from './contract.ts';
import { claimPaper } from './papers.ts';
import { resultSheet } from './result-sheet.ts';
import { CLAIM_DUTY } from './sheet-kind.ts';
import { advanceSettled, numbersOf, settleAdvance, standingTrip } from './store.ts';
import { placesOf } from './trip-kind.ts';

/** 出差报销: what the office pays and what the traveller bears, receipt by receipt; the advance of the trip is set off. */
export function tripClaim(rules: RulesInForce): MatterKind<ClaimForm, ClaimBackground> {
  return {
    kind: 'trip-claim',
    title: '出差报销',
    purpose: '返回后10个工作日之内，从出差事项发起；逐票核定，超出标准的自理。',
    question: '出差报销',
    alsoAsks: () => ['报销签批'],
    series: '差旅',
    form: claimForm,
    gist: ({ form, linkedMatterId, handlerId }) => ({
      title: `出差报销：${placesOf(form)} ${dayOf(form.startAt)}`, amount: fen(claimedIn(form)), factDay: dayOf(form.startAt), linkedMatterId,
      parties: [...new Set([...form.rides, ...form.bills, ...form.meals, ...form.locals].flatMap((one) => one.forWhom))].filter((one) => one !== handlerId).map((personId) => ({ personId, role: '受益人' })),
    }),
    background: (tx, draft) => claimBackground(tx, rules, draft),
    facts: async (_tx, { form }, { trip, settlement, overdue, carDaysDeclared, invoiceUsed, invoiceMatches }) => ({
      hasTripSheet: trip !== undefined && trip.filing !== null,
      tripClaimed: trip?.otherClaim === true,
      invoiceUsed, invoiceMatches, carDaysDeclared,
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
    whenSubmitted: async (tx, { matterId, form, linkedMatterId, handlerId }, { now }) => {
      await lockInvoices(tx, lockable(numbersOf(form)), { matterId, now });
      await endObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${linkedMatterId}`, state: 'discharged', by: handlerId, with: { claim: matterId }, now });
    },
    whenApproved: async (tx, { matterId, linkedMatterId, decision }, { now, today, actor }) => {
      const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
      const setOff = Math.min(trip?.advancesPaid ?? 0, payableIn(decision.values));
      if (setOff > 0) await settleAdvance(tx, { claimId: matterId, setOff, repaid: 0, receipt: '', on: today, by: actor.personId, now });
    },
    whenEnded: (tx, { matterId }) => releaseInvoices(tx, matterId),
    paid: async (tx, { title, handlerName, matterId, factDay, decision }) => {
      const { setOff } = await advanceSettled(tx, matterId);
      const personal = decision.values['personalShare'];
      return {
        book: '机关', purpose: title, payee: handlerName, category: '差旅费', funding: '财政拨款', unionPurpose: null, spentOn: factDay, unitId: null, projectId: null,
        amount: payableIn(decision.values) - setOff, personal: typeof personal === 'number' ? personal : 0,
      };
    },
    endsIn: 'approved',
  };
}

/** What the decision lets the office pay, in fen. */
export function payableIn(values: Readonly<Record<string, unknown>>): number {
  const payable = values['reimbursable'];
  return typeof payable === 'number' ? payable : 0;
}

/** Everything handed in, in fen. */
function claimedIn({ rides, bills, meals, locals }: ClaimForm): number {
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  return sum(rides.map((one) => one.fare)) + sum(bills.flatMap((one) => one.nights.map((night) => night.amount))) + sum(meals.map((one) => one.amount)) + sum(locals.map((one) => one.amount));
}
