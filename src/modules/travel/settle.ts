import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { dayOf, type Bill, type ClaimForm, type Local, type Meal, type Ride, type Stop } from './contract.ts';
import { paidOf } from './rules.ts';
import type { LineFacts, LineVerdict, Standards } from './standards.ts';

/** What is known of a trip besides its receipts. */
export interface TripToSettle {
  /** Who claims; receipts that name nobody are his. */
  readonly handlerId: number;
  /** Everybody on the approved trip. */
  readonly travellers: ReadonlySet<number>;
  /** Approved days, both ends included. */
  readonly approvedFrom: CivilDate;
  readonly approvedUntil: CivilDate;
  /** Basis, consents, signatures and filing before departure, or released. */
  readonly regular: boolean;
  readonly cityMealsApproved: boolean;
  /** Approved before it left: moment and class of the ride, as `2026-03-10T09:12/一等座`. */
  readonly approvedRides: ReadonlySet<string>;
  /** Days in an official car, as `person/day`. */
  readonly carDays: ReadonlySet<string>;
  /** Evidence handed in, by name. */
  readonly evidence: ReadonlySet<string>;
}

export type Item = LineFacts['expenseItem'];

/** One receipt of one person: what the office pays, what he bears, and why. Amounts in fen. */
export interface SettledLine {
  readonly personId: number;
  readonly on: CivilDate;
  readonly item: Item;
  readonly what: string;
  readonly amount: number;
  /** Of the day, the night or the ride; null where no limit applies. */
  readonly limit: number | null;
  readonly paid: number;
  readonly personal: number;
  readonly reason: string;
  readonly clause: ClauseRef | null;
}

export interface Settlement {
  readonly lines: readonly SettledLine[];
  readonly paid: number;
  readonly personal: number;
  /** Nights for which the table has no limit: nothing is guessed. */
  readonly withoutLimit: readonly string[];
  /** A meal or local transport receipt bears the date of a rest day. */
  readonly restDayReceipts: boolean;
  /** Something that must be paid by official card was not. */
  readonly cardNotUsed: boolean;
}

export const EVIDENCE: Readonly<Record<Item, string>> = { 城市间交通: '车船机票', 住宿: '住宿发票', 就餐: '就餐发票', 市内交通: '市内交通票' };

/**
 * Settles a trip receipt by receipt: each is divided among those it is for, judged by the regulation, and paid within the limit of its day,
 * night or ride. Nothing is carried to another day, line or person. Pure; amounts in fen.
 */
export function settleTrip(trip: TripToSettle, claim: ClaimForm, standards: Standards): Settlement {
  const receipts = [
    ...claim.rides.map((one) => rideReceipt(one, trip)),
    ...claim.bills.flatMap((one) => nightReceipts(one, trip, standards)),
    ...claim.meals.map((one) => mealReceipt(one, trip, { standards, stops: claim.stops })),
    ...claim.locals.map((one) => localReceipt(one, trip, standards)),
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const left = new Map<string, number>();
  const lines: SettledLine[] = [];
  let cardNotUsed = false;
  for (const receipt of receipts) {
    const people = receipt.forWhom.length === 0 ? [trip.handlerId] : receipt.forWhom;
    people.forEach((personId, index) => {
      const verdict = standards.judge(factsOf(receipt, trip, personId));
      cardNotUsed ||= verdict.mustUseCard && !receipt.paidByCard;
      lines.push(settleShare(receipt, { personId, verdict, amount: share(receipt.amount, people.length, index), ceiling: share(receipt.limit ?? 0, receipt.item === '城市间交通' ? people.length : 1, index), left }));
    });
  }
  return {
    lines, paid: lines.reduce((sum, one) => sum + one.paid, 0), personal: lines.reduce((sum, one) => sum + one.personal, 0), cardNotUsed,
    withoutLimit: receipts.flatMap((one) => (one.item === '住宿' && one.limit === null ? [`${one.what} ${one.on}`] : [])),
    restDayReceipts: receipts.some((one) => one.facts.receiptOnRestDay),
  };
}

/** One receipt, or one night of a bill, before it is divided. */
interface Receipt {
  readonly on: CivilDate;
  readonly item: Item;
  readonly what: string;
  readonly amount: number;
  /** Of one person's day or night, of the whole ride; null where there is none. */
  readonly limit: number | null;
  readonly forWhom: readonly number[];
  readonly paidByCard: boolean;
  readonly facts: LineFacts;
}

/** What a receipt says nothing of stands as it is on an ordinary one. */
const ORDINARY: Omit<LineFacts, 'expenseItem' | 'tripRegular' | 'cityMealsApproved' | 'officialCarUsed'> = {
  travelClass: '硬座', withinTrip: true, hasReceipt: true, classApproved: false, hasReferenceFare: true, withinProvince: true, hasPosSlip: true, posSlipAgrees: true, standardRoom: true,
  receiptOnRestDay: false, officialCarDay: false, cityLevelReceipt: false, receiptFromDestination: false,
};

function ordinary(trip: TripToSettle, expenseItem: Item, number: string) {
  return { ...ORDINARY, expenseItem, tripRegular: trip.regular, cityMealsApproved: trip.cityMealsApproved, officialCarUsed: trip.carDays.size > 0, hasReceipt: number !== '' && trip.evidence.has(EVIDENCE[expenseItem]) };
}

function rideReceipt(ride: Ride, trip: TripToSettle): Receipt {
  const { at, route, travelClass, fare, referenceFare, referenceSource, forWhom } = ride;
  const facts = { ...ordinary(trip, '城市间交通', ride.number), travelClass, classApproved: trip.approvedRides.has(`${at}/${travelClass}`), hasReferenceFare: referenceFare !== null && referenceSource !== '' };
  return { on: dayOf(at), item: '城市间交通', what: `${route} ${travelClass}`, amount: fare, limit: referenceFare, forWhom, paidByCard: isPaidByCard(ride), facts };
}

/** Each night of a bill is tested alone. */
function nightReceipts(bill: Bill, trip: TripToSettle, standards: Standards): readonly Receipt[] {
  const { province, city, seller, nights, posSlip, standardRoom, forWhom } = bill;
  const total = nights.reduce((sum, night) => sum + night.amount, 0);
  const facts = {
    ...ordinary(trip, '住宿', bill.number), withinProvince: standards.isHomeProvince(province), hasPosSlip: posSlip !== null && posSlip.number !== '', posSlipAgrees: posSlip?.amount === total, standardRoom,
  };
  return nights.map(({ on, amount }) => ({ on, item: '住宿', what: `${city}${seller}`, amount, limit: standards.lodgingLimit(province, city, on) ?? null, forWhom, paidByCard: isPaidByCard(bill), facts }));
}

function mealReceipt(meal: Meal, trip: TripToSettle, { standards, stops }: { readonly standards: Standards; readonly stops: readonly Stop[] }): Receipt {
  const { on, amount, city, level, forWhom } = meal;
  const at = destinationOn(stops, on);
  const facts = { ...ordinary(trip, '就餐', meal.number), receiptOnRestDay: standards.isRestDay(on), cityLevelReceipt: level === '地级以上市市区', receiptFromDestination: stops.some((one) => one.city === city) };
  return { on, item: '就餐', what: city, amount, limit: standards.mealLimit(at?.province ?? null, at?.withinCounty ?? false), forWhom, paidByCard: false, facts };
}

function localReceipt(local: Local, trip: TripToSettle, standards: Standards): Receipt {
  const { on, amount, route, forWhom } = local;
  return { on, item: '市内交通', what: route, amount, limit: standards.localLimit, forWhom, paidByCard: false, facts: { ...ordinary(trip, '市内交通', local.number), receiptOnRestDay: standards.isRestDay(on) } };
}

/** What depends on the person: whether he was on the trip that day, and in an official car. */
function factsOf({ on, facts }: Receipt, { approvedFrom, approvedUntil, travellers, carDays }: TripToSettle, personId: number): LineFacts {
  const withinTrip = on >= approvedFrom && on <= approvedUntil && travellers.has(personId);
  const officialCarDay = carDays.has(`${personId}/${on}`);
  return withinTrip && !officialCarDay ? facts : { ...facts, withinTrip, officialCarDay };
}

interface Share {
  readonly personId: number;
  readonly verdict: LineVerdict;
  readonly amount: number;
  /** The person's part of the limit. */
  readonly ceiling: number;
  /** What is left of each person's day or night. */
  readonly left: Map<string, number>;
}

function settleShare({ on, item, what, limit }: Receipt, { personId, verdict, amount, ceiling, left }: Share): SettledLine {
  const { mode, clause } = verdict;
  const key = item === '城市间交通' ? undefined : `${item}${personId}/${on}`;
  const most = key === undefined ? ceiling : (left.get(key) ?? ceiling);
  const paid = paidOf(mode, amount, most);
  if (key !== undefined) left.set(key, most - paid);
  const reason = paid < amount && mode === '按标准' ? `${verdict.reason}，超出部分自理` : verdict.reason;
  return { personId, on, item, what, amount, limit: mode === '据实' || limit === null ? null : ceiling, paid, personal: amount - paid, reason, clause };
}

/** An even share in whole fen; the odd fen fall to the first named. */
function share(amount: number, people: number, index: number): number {
  const even = Math.floor(amount / people);
  return even + (index < amount - even * people ? 1 : 0);
}

function isPaidByCard({ method, reference }: Pick<Ride, 'method' | 'reference'>): boolean {
  return method === '公务卡' && reference !== '';
}

/** The last destination reached up to the day. */
export function destinationOn(stops: readonly Stop[], on: CivilDate): Stop | undefined {
  let last: Stop | undefined;
  for (const stop of stops) if (stop.reachedOn <= on && (last === undefined || stop.reachedOn >= last.reachedOn)) last = stop;
  return last;
}
