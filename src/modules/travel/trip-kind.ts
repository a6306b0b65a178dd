import { momentOf } from '../../rules/calendar/civil-date.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { endAgenda, writeAgenda } from '../../platform/agenda/agenda.ts';
import type { MatterDraft, MatterKind } from '../../platform/matters/kind.ts';
import { fen } from '../../rules/money.ts';
import type { Facts } from '../../rules/decision.ts';
import { dayOf, tripForm, type TripForm } from './contract.ts';
import { tripPaper } from './papers.ts';
import { bookTravellers, clashingTravellers, freeTravellers, travellerKind, type Away } from './store.ts';

/** 公务出差: the consents before departure. What its cost asks for besides stands in the finance regulation. */
export const officialTrip: MatterKind<TripForm> = {
  kind: 'official-trip',
  title: '公务出差',
  purpose: '凭会议通知、邀请公函、调研或外派通知报请出差；出发前还须办妥出差审批单。',
  question: '公务出差',
  businessClass: '差旅',
  alsoAsks: () => ['事前审批'],
  series: '出差',
  form: tripForm,
  gist: ({ form, today, linkedMatterId }) => ({
    title: `${placesOf(form)}：${form.purpose}`,
    amount: fen(costOf(form)),
    factDay: today,
    linkedMatterId,
    parties: form.companions.map((personId) => ({ personId, role: '受益人' })),
  }),
  facts: tripFacts,
  paper: tripPaper,
  whenSubmitted: (tx, { matterId, form, handlerId }, { now }) => bookTravellers(tx, matterId, awayOf(form, handlerId), now),
  whenApproved: (tx, { matterId, form, handlerId }, { now }) =>
    writeAgenda(tx, { sort: '出差', title: `出差：${placesOf(form)}`, resource: null, matterId, now, ...awayOf(form, handlerId) }),
  whenEnded: async (tx, { matterId }, { now }) => {
    await Promise.all([freeTravellers(tx, matterId, now), endAgenda(tx, { matterId, at: now })]);
  },
  leadsTo: [
    { kind: 'trip-sheet', label: '填写出差审批单', start: () => ({}) },
    { kind: 'trip-advance', label: '据此预借', start: (form) => ({ amount: costOf(form) }) },
    { kind: 'trip-exception', label: '特殊事项报批', start: () => ({}) },
    { kind: 'trip-claim', label: '据此报销', start: ({ startAt, endAt, stops }) => ({ startAt, endAt, stops }) },
  ],
  ofHandler: true,
  endsIn: 'approved',
};

async function tripFacts(tx: ReadTx, { form, handlerId, matterId, today, now }: MatterDraft<TripForm>): Promise<Facts> {
  const [who, clashing] = await Promise.all([travellerKind(tx, handlerId, today), clashingTravellers(tx, awayOf(form, handlerId), matterId)]);
  const amount = costOf(form);
  return {
    travellerKind: who,
    tripClashes: clashing.length > 0,
    withinBasis: isWithinBasis(form),
    outsideReason: form.outsideReason !== '',
    askedBeforeDeparture: now < momentOf(form.startAt),
    cityMealReason: form.cityMealReason !== '',
    // What the finance regulation asks of the estimated cost of one traveller.
    amount,
    splitSum: amount,
    officeSupplies: false,
    batch: false,
    listComplete: true,
  };
}

function isWithinBasis({ basis, startAt, endAt, stops }: TripForm): boolean {
  const [from, until] = [dayOf(startAt), dayOf(endAt)];
  return from >= basis.from && until <= basis.until && stops.every(({ city }) => city.includes(basis.place) || basis.place.includes(city));
}

function awayOf({ startAt, endAt, companions }: TripForm, handlerId: number): Away {
  return { personIds: [...new Set([handlerId, ...companions])], fromAt: momentOf(startAt), untilAt: momentOf(endAt) };
}

/** What the trip is expected to cost for one traveller, in fen. */
export function costOf({ estimate }: TripForm): number {
  return estimate.reduce((sum, one) => sum + one.amount, 0);
}

/** 长沙、常德 */
export function placesOf({ stops }: Pick<TripForm, 'stops'>): string {
  return [...new Set(stops.map((one) => one.city))].join('、');
}
