import type { MatterKind } from '../../platform/matters/kind.ts';
import { lockInvoices, releaseInvoices } from '../../platform/invoices/lock.ts';
import { isFormal, judgeInvoices } from '../../platform/invoices/verdict.ts';
import { toHandler } from './payment.ts';
import { fen } from '../../rules/money.ts';
import { travelClaimForm, tripForm, type TravelClaimForm, type TripForm } from './contract-travel.ts';
import { arrangementOf, travellerOf, type Traveller } from './travel-store.ts';

/** 局长 stands above 局领导, who may also head a unit. */
const KINDS = ['局长', '局领导', '站所室负责人'] as const;

function travellerKind({ posts }: Traveller): string {
  return KINDS.find((post) => posts.includes(post)) ?? '一般工作人员';
}

/** 外出安排 (FIN5-08c, FIN5-08e): before departure. */
export const trip: MatterKind<TripForm> = {
  kind: 'trip',
  title: '外出安排',
  purpose: '下乡、出差之前由负责人安排，或告知、报批。',
  question: '出差安排',
  businessClass: '差旅',
  series: '外出',
  form: tripForm,
  gist: ({ form, today }) => ({ title: `${form.tripKind}：${form.destination}`, amount: null, factDay: today, parties: [], linkedMatterId: null }),
  facts: async (tx, { form, handlerId, today }) => ({ travellerKind: travellerKind(await travellerOf(tx, handlerId, today)), tripKind: form.tripKind }),
  leadsTo: [
    {
      kind: 'travel-claim',
      label: '据此报销',
      start: ({ tripKind, purpose, destination, startAt, endAt }) => ({ tripKind, purpose, places: destination, startAt, endAt }),
    },
    {
      kind: 'advance',
      label: '据此预借',
      start: ({ purpose, destination, endAt }) => ({ purpose, occasion: '出差', reference: destination, returnOn: endAt.slice(0, 10) }),
    },
  ],
  ofHandler: true,
  endsIn: 'approved',
};

/** 差旅报销 (FIN5-08): what was not arranged beforehand is borne by the traveller. */
export const travelClaim: MatterKind<TravelClaimForm> = {
  kind: 'travel-claim',
  title: '差旅报销',
  purpose: '从外出安排发起；写明起止时间、地点和金额。',
  question: '差旅报销',
  businessClass: '差旅',
  series: '差报',
  form: travelClaimForm,
  gist: ({ form, today, linkedMatterId }) => ({
    title: form.purpose,
    amount: sumOf(form),
    factDay: today,
    parties: form.witnessId === null ? [] : [{ personId: form.witnessId, role: '证明人' }],
    linkedMatterId,
    payment: toHandler('差旅费', today),
  }),
  facts: async (tx, { matterId, form, handlerId, linkedMatterId, evidence, digests, today }) => {
    const { startAt, endAt, places, items, invoices, witnessId } = form;
    const [who, { used, match, sum }, arranged] = await Promise.all([
      travellerOf(tx, handlerId, today),
      judgeInvoices(tx, { numbers: invoices, stated: invoices, matterId, digests }),
      arrangementOf(tx, { tripId: linkedMatterId, handlerId, matterId, startAt, endAt }),
    ]);
    return {
      amount: sumOf(form),
      travellerKind: travellerKind(who),
      bureauStaff: who.departmentKind !== '站所室',
      tripKind: arranged.tripKind ?? form.tripKind,
      tripComplete: startAt !== null && endAt !== null && endAt > startAt && places !== '' && items.length > 0 && sumOf(form) > 0,
      tripOverlaps: arranged.overlaps,
      tripArranged: arranged.arranged,
      chiefConsented: arranged.chiefConsented,
      leaderInformed: arranged.leaderInformed,
      officeInformed: arranged.officeInformed,
      formalInvoice: isFormal(invoices, evidence),
      invoiceUsed: used,
      invoiceMatches: match,
      invoicesCover: sum >= sumOf(form),
      hasWitness: witnessId !== null,
      witnessIsHandler: witnessId === handlerId,
      approverIsParty: false, // whoever approves signs the claim itself, where neither handler nor witness may
    };
  },
  ofHandler: true,
  whenSubmitted: (tx, { matterId, form }, { now }) => lockInvoices(tx, form.invoices, { matterId, now }),
  whenEnded: (tx, { matterId }) => releaseInvoices(tx, matterId),
  endsIn: 'approved',
};

function sumOf({ items }: TravelClaimForm) {
  return fen(items.reduce((sum, item) => sum + item.amount, 0));
}
