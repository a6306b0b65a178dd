import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { dayOf, type Bill, type ClaimForm, type Local, type Meal, type Ride, type Stop, type Ticket } from './contract.ts';
import { paidOf } from './rules.ts';
import { BIT, type Item, type LineFacts, type LineVerdict, type Standards } from './standards.ts';

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

export const EVIDENCE: Readonly<Record<Item, string>> = {
  城市间交通: '车船机票',
  住宿: '住宿发票',
  就餐: '就餐发票',
  市内交通: '市内交通票',
  景点门票: '景点门票',
};

/**
 * Settles a trip receipt by receipt: each is divided among those it is for, judged by the regulation, and paid within the limit of its day,
 * night or ride. Nothing is carried to another day, line or person. Pure; amounts in fen.
 */
export function settleTrip(trip: TripToSettle, claim: ClaimForm, standards: Standards): Settlement {
  const receipts = receiptsOf(trip, claim, standards);
  const alone = [trip.handlerId];
  const left = new DayLimits();
  const lines: SettledLine[] = [];
  const withoutLimit: string[] = [];
  let [paid, personal, flags, cardNotUsed] = [0, 0, 0, false];
  for (const receipt of receipts) {
    const people = receipt.forWhom.length === 0 ? alone : receipt.forWhom;
    flags |= receipt.facts.flags;
    if (receipt.limit === null && receipt.facts.item === '住宿') withoutLimit.push(`${receipt.what} ${receipt.on}`);
    let index = 0;
    for (const personId of people) {
      const verdict = standards.judge(factsFor(receipt, trip, personId));
      const line = settleShare(receipt, { personId, verdict, left, people: people.length, index });
      cardNotUsed ||= verdict.mustUseCard && !receipt.paidByCard;
      paid += line.paid;
      personal += line.personal;
      index += 1;
      lines.push(line);
    }
  }
  return { lines, paid, personal, cardNotUsed, withoutLimit, restDayReceipts: (flags & BIT.receiptOnRestDay) !== 0 };
}

/** One receipt, or one night of a bill, before it is divided. */
interface Receipt {
  readonly on: CivilDate;
  readonly what: string;
  readonly amount: number;
  /** Of one person's day or night, of the whole ride; null where there is none. */
  readonly limit: number | null;
  readonly forWhom: readonly number[];
  readonly paidByCard: boolean;
  /** As for somebody who is on the trip that day and in no official car. */
  readonly facts: LineFacts;
}

/** All receipts by day: what is left of a day's limit is told by the days before. */
function receiptsOf(trip: TripToSettle, { rides, bills, meals, locals, tickets, stops }: ClaimForm, standards: Standards): readonly Receipt[] {
  const flags = flagsOf(trip);
  return [
    ...rides.map((one) => rideReceipt(one, trip, flags['城市间交通'])),
    ...bills.flatMap((one) => nightReceipts(one, standards, flags['住宿'])),
    ...meals.map((one) => mealReceipt(one, { standards, stops, flags: flags['就餐'] })),
    ...locals.map((one) => localReceipt(one, standards, flags['市内交通'])),
    ...tickets.map((one) => ticketReceipt(one, flags['景点门票'])),
  ].toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

const set = (bit: number, on: boolean): number => (on ? bit : 0);

/** What every receipt of a sort has in common; a receipt without number or attachment is none. */
function flagsOf({ regular, cityMealsApproved, carDays, evidence }: TripToSettle): Readonly<Record<Item, number>> {
  const common =
    BIT.withinTrip |
    BIT.standardRoom |
    set(BIT.tripRegular, regular) |
    set(BIT.cityMealsApproved, cityMealsApproved) |
    set(BIT.officialCarUsed, carDays.size > 0);
  const of = (item: Item): number => common | set(BIT.hasReceipt, evidence.has(EVIDENCE[item]));
  return { 城市间交通: of('城市间交通'), 住宿: of('住宿'), 就餐: of('就餐'), 市内交通: of('市内交通'), 景点门票: of('景点门票') };
}

function numbered(flags: number, number: string): number {
  return number === '' ? flags & ~BIT.hasReceipt : flags;
}

function rideReceipt(ride: Ride, { approvedRides }: TripToSettle, common: number): Receipt {
  const { at, route, travelClass, fare, number, referenceFare, referenceSource, forWhom } = ride;
  const flags =
    numbered(common, number) |
    set(BIT.classApproved, approvedRides.has(`${at}/${travelClass}`)) |
    set(BIT.hasReferenceFare, referenceFare !== null && referenceSource !== '');
  return {
    on: dayOf(at),
    what: `${route} ${travelClass}`,
    amount: fare,
    limit: referenceFare,
    forWhom,
    paidByCard: isPaidByCard(ride),
    facts: { item: '城市间交通', travelClass, flags },
  };
}

/** Where no class is travelled in, any will do. */
const NO_CLASS = '硬座';

/** Each night of a bill is tested alone. */
function nightReceipts(bill: Bill, standards: Standards, common: number): readonly Receipt[] {
  const { province, city, seller, number, nights, posSlip, standardRoom, forWhom } = bill;
  const total = nights.reduce((sum, night) => sum + night.amount, 0);
  const slip = set(BIT.hasPosSlip, posSlip !== null && posSlip.number !== '') | set(BIT.posSlipAgrees, posSlip?.amount === total);
  const flags = (numbered(common, number) & (standardRoom ? ~0 : ~BIT.standardRoom)) | slip | set(BIT.withinProvince, standards.isHomeProvince(province));
  const facts: LineFacts = { item: '住宿', travelClass: NO_CLASS, flags };
  const what = `${city}${seller}`;
  return nights.map(({ on, amount }) => ({
    on,
    what,
    amount,
    limit: standards.lodgingLimit(province, city, on) ?? null,
    forWhom,
    paidByCard: isPaidByCard(bill),
    facts,
  }));
}

function mealReceipt(
  { on, amount, number, city, level, forWhom }: Meal,
  { standards, stops, flags: common }: { readonly standards: Standards; readonly stops: readonly Stop[]; readonly flags: number },
): Receipt {
  const at = destinationOn(stops, on);
  const flags =
    numbered(common, number) |
    set(BIT.receiptOnRestDay, standards.isRestDay(on)) |
    set(BIT.cityLevelReceipt, level === '地级以上市市区') |
    set(
      BIT.receiptFromDestination,
      stops.some((one) => one.city === city),
    );
  return {
    on,
    what: city,
    amount,
    limit: standards.mealLimit(at?.province ?? null, at?.withinCounty ?? false),
    forWhom,
    paidByCard: false,
    facts: { item: '就餐', travelClass: NO_CLASS, flags },
  };
}

function localReceipt({ on, amount, number, route, forWhom }: Local, standards: Standards, common: number): Receipt {
  const flags = numbered(common, number) | set(BIT.receiptOnRestDay, standards.isRestDay(on));
  return { on, what: route, amount, limit: standards.localLimit, forWhom, paidByCard: false, facts: { item: '市内交通', travelClass: NO_CLASS, flags } };
}

function ticketReceipt({ on, amount, place, number, forWhom }: Ticket, common: number): Receipt {
  return {
    on,
    what: place,
    amount,
    limit: null,
    forWhom,
    paidByCard: false,
    facts: { item: '景点门票', travelClass: NO_CLASS, flags: numbered(common, number) },
  };
}

/** What depends on the person: whether he was on the trip that day, and in an official car. */
function factsFor({ on, facts }: Receipt, { approvedFrom, approvedUntil, travellers, carDays }: TripToSettle, personId: number): LineFacts {
  const away = on < approvedFrom || on > approvedUntil || !travellers.has(personId);
  const driven = carDays.size > 0 && carDays.has(`${personId}/${on}`);
  return away || driven ? { ...facts, flags: (facts.flags & (away ? ~BIT.withinTrip : ~0)) | set(BIT.officialCarDay, driven) } : facts;
}

/** What is left of each person's day or night. Receipts come by day, so one day a person and sort is enough. */
class DayLimits {
  readonly #of: Readonly<Record<Item, Map<number, { on: CivilDate; left: number }>>> = {
    城市间交通: new Map(),
    住宿: new Map(),
    就餐: new Map(),
    市内交通: new Map(),
    景点门票: new Map(),
  };

  /** The day's own entry, to be drawn on. */
  at(item: Item, personId: number, { on, limit }: Receipt): { left: number } {
    const days = this.#of[item];
    const known = days.get(personId);
    if (known?.on === on) return known;
    const begun = { on, left: limit ?? 0 };
    days.set(personId, begun);
    return begun;
  }
}

interface Share {
  readonly personId: number;
  readonly verdict: LineVerdict;
  readonly left: DayLimits;
  readonly people: number;
  readonly index: number;
}

function settleShare(receipt: Receipt, { personId, verdict, left, people, index }: Share): SettledLine {
  const {
    on,
    what,
    limit,
    facts: { item },
  } = receipt;
  const { mode, clause } = verdict;
  const amount = share(receipt.amount, people, index);
  // A ride's reference fare is divided as its fare is; a day and a night belong to one person.
  const ceiling = item === '城市间交通' ? share(limit ?? 0, people, index) : (limit ?? 0);
  const day = item === '城市间交通' ? undefined : left.at(item, personId, receipt);
  const paid = paidOf(mode, amount, day?.left ?? ceiling);
  if (day !== undefined) day.left -= paid;
  const reason = paid < amount && mode === '按标准' ? verdict.reasonBeyond : verdict.reason;
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
