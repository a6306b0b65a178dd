import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { dayOf, type Bill, type ClaimForm, type Local, type Meal, type Ride, type Stop } from './contract.ts';
import { paidOf } from './rules.ts';
import type { LineFacts, LineVerdict, Standards } from './standards.ts';

/** What is known of a trip besides its receipts. */
export interface TripToSettle {
  /** Who claims; receipts that name nobody are his. */
  readonly handlerId: number;
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
  /** Something that must be paid by official card was not. */
  readonly cardNotUsed: boolean;
}

export const EVIDENCE: Readonly<Record<Item, string>> = { 城市间交通: '车船机票', 住宿: '住宿发票', 就餐: '就餐发票', 市内交通: '市内交通票' };

/** What every line has in common before its own facts are known. */
function plain(trip: TripToSettle, item: Item): LineFacts {
  return {
    expenseItem: item, travelClass: '硬座', tripRegular: trip.regular, withinTrip: true, hasReceipt: true, classApproved: false, hasReferenceFare: true, withinProvince: true, hasPosSlip: true,
    posSlipAgrees: true, standardRoom: true, receiptOnRestDay: false, officialCarDay: false, officialCarUsed: false, cityLevelReceipt: false, cityMealsApproved: trip.cityMealsApproved, receiptFromDestination: false,
  };
}

/**
 * Settles a trip receipt by receipt: each is divided among those it is for, judged by the regulation, and paid within the limit of its day,
 * night or ride. Nothing is carried to another day, line or person. Pure; amounts in fen.
 */
export function settleTrip(trip: TripToSettle, claim: ClaimForm, standards: Standards): Settlement {
  const sheet = new Sheet(trip);
  for (const one of claim.rides) settleRide(sheet, one, { trip, standards });
  for (const one of claim.bills) settleBill(sheet, one, { trip, standards });
  for (const one of claim.meals) settleMeal(sheet, one, { trip, standards, stops: claim.stops });
  for (const one of claim.locals) settleLocal(sheet, one, { trip, standards });
  return sheet.settled();
}

interface With {
  readonly trip: TripToSettle;
  readonly standards: Standards;
}

function settleRide(sheet: Sheet, ride: Ride, { trip, standards }: With): void {
  const on = dayOf(ride.at);
  const verdict = standards.judge({
    ...plain(trip, '城市间交通'), travelClass: ride.travelClass, withinTrip: isWithin(trip, on), hasReceipt: ride.number !== '' && trip.evidence.has(EVIDENCE['城市间交通']),
    classApproved: trip.approvedRides.has(`${ride.at}/${ride.travelClass}`), hasReferenceFare: ride.referenceFare !== null && ride.referenceSource !== '',
  });
  if (verdict.mustUseCard && !paidByCard(ride)) sheet.cardNotUsed = true;
  const people = ride.forWhom.length === 0 ? [trip.handlerId] : ride.forWhom;
  people.forEach((personId, index) => {
    sheet.add({ personId, on, item: '城市间交通', what: `${ride.route} ${ride.travelClass}` }, { verdict, amount: share(ride.fare, people.length, index), limit: verdict.mode === '据实' ? null : share(ride.referenceFare ?? 0, people.length, index) });
  });
}

function settleBill(sheet: Sheet, bill: Bill, { trip, standards }: With): void {
  const total = bill.nights.reduce((sum, night) => sum + night.amount, 0);
  const facts = {
    ...plain(trip, '住宿'), withinProvince: standards.isHomeProvince(bill.province), hasReceipt: bill.number !== '' && trip.evidence.has(EVIDENCE['住宿']),
    hasPosSlip: bill.posSlip !== null && bill.posSlip.number !== '', posSlipAgrees: bill.posSlip?.amount === total, standardRoom: bill.standardRoom,
  };
  const people = bill.forWhom.length === 0 ? [trip.handlerId] : bill.forWhom;
  for (const night of bill.nights) {
    const verdict = standards.judge({ ...facts, withinTrip: isWithin(trip, night.on) });
    if (verdict.mustUseCard && !paidByCard(bill)) sheet.cardNotUsed = true;
    const limit = standards.lodgingLimit(bill.province, bill.city, night.on);
    if (limit === undefined) sheet.withoutLimit.push(`${bill.city}${night.on}`);
    people.forEach((personId, index) => {
      sheet.addWithin({ personId, on: night.on, item: '住宿', what: `${bill.city}${bill.seller}` }, { verdict, amount: share(night.amount, people.length, index), limit: limit ?? 0 });
    });
  }
}

function settleMeal(sheet: Sheet, meal: Meal, { trip, standards, stops }: With & { readonly stops: readonly Stop[] }): void {
  const verdict = standards.judge({
    ...plain(trip, '就餐'), withinTrip: isWithin(trip, meal.on), hasReceipt: meal.number !== '' && trip.evidence.has(EVIDENCE['就餐']), receiptOnRestDay: standards.isRestDay(meal.on),
    cityLevelReceipt: meal.level === '地级以上市市区', receiptFromDestination: stops.some((one) => one.city === meal.city),
  });
  const at = destinationOn(stops, meal.on);
  const limit = standards.mealLimit(at?.province ?? null, at?.withinCounty ?? false);
  const people = meal.forWhom.length === 0 ? [trip.handlerId] : meal.forWhom;
  people.forEach((personId, index) => {
    sheet.addWithin({ personId, on: meal.on, item: '就餐', what: meal.city }, { verdict, amount: share(meal.amount, people.length, index), limit });
  });
}

function settleLocal(sheet: Sheet, local: Local, { trip, standards }: With): void {
  const facts = { ...plain(trip, '市内交通'), withinTrip: isWithin(trip, local.on), hasReceipt: local.number !== '' && trip.evidence.has(EVIDENCE['市内交通']), receiptOnRestDay: standards.isRestDay(local.on) };
  const people = local.forWhom.length === 0 ? [trip.handlerId] : local.forWhom;
  people.forEach((personId, index) => {
    const verdict = standards.judge({ ...facts, officialCarDay: trip.carDays.has(`${personId}/${local.on}`), officialCarUsed: trip.carDays.size > 0 });
    sheet.addWithin({ personId, on: local.on, item: '市内交通', what: local.route }, { verdict, amount: share(local.amount, people.length, index), limit: standards.localLimit });
  });
}

interface Judged {
  readonly verdict: LineVerdict;
  readonly amount: number;
  readonly limit: number | null;
}

/** The lines as they come, with what is left of each person's day. */
class Sheet {
  readonly lines: SettledLine[] = [];
  readonly withoutLimit: string[] = [];
  cardNotUsed = false;
  readonly #left = new Map<string, number>();
  readonly #trip: TripToSettle;
  #paid = 0;
  #personal = 0;

  constructor(trip: TripToSettle) {
    this.#trip = trip;
  }

  /** A line with a limit of its own. */
  add(line: Pick<SettledLine, 'personId' | 'on' | 'item' | 'what'>, { verdict, amount, limit }: Judged, left = limit ?? amount): number {
    const paid = paidOf(verdict.mode, amount, left);
    const cut = paid < amount && verdict.mode === '按标准' ? `${verdict.reason}，超出部分自理` : verdict.reason;
    this.lines.push({ personId: line.personId, on: line.on, item: line.item, what: line.what, amount, limit, paid, personal: amount - paid, reason: cut, clause: verdict.clause });
    this.#paid += paid;
    this.#personal += amount - paid;
    return paid;
  }

  /** A line that shares the limit of its day or night with the person's others. */
  addWithin(line: Pick<SettledLine, 'personId' | 'on' | 'item' | 'what'>, judged: Judged): void {
    const key = `${line.item}${line.personId}/${line.on}`;
    const left = this.#left.get(key) ?? judged.limit ?? 0;
    this.#left.set(key, left - this.add(line, judged, left));
  }

  settled(): Settlement {
    const first = this.#trip.handlerId;
    const order = (one: SettledLine): string => `${one.personId === first ? 0 : 1}${String(one.personId).padStart(9, '0')}${one.on}`;
    return { lines: this.lines.length < 2 ? this.lines : this.lines.map((line) => ({ line, key: order(line) })).toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ line }) => line), paid: this.#paid, personal: this.#personal, withoutLimit: this.withoutLimit, cardNotUsed: this.cardNotUsed };
  }
}

/** An even share in whole fen; the odd fen fall to the first named. */
function share(amount: number, people: number, index: number): number {
  const even = Math.floor(amount / people);
  return even + (index < amount - even * people ? 1 : 0);
}

function isWithin({ approvedFrom, approvedUntil }: TripToSettle, on: CivilDate): boolean {
  return on >= approvedFrom && on <= approvedUntil;
}

function paidByCard({ method, reference }: Pick<Ride, 'method' | 'reference'>): boolean {
  return method === '公务卡' && reference !== '';
}

/** The last destination reached up to the day. */
export function destinationOn(stops: readonly Stop[], on: CivilDate): Stop | undefined {
  let last: Stop | undefined;
  for (const stop of stops) if (stop.reachedOn <= on && (last === undefined || stop.reachedOn >= last.reachedOn)) last = stop;
  return last;
}
