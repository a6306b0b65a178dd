import { allFunctions } from '../src/all-modules.ts';
import { claimForm, type ClaimForm } from '../src/modules/travel/contract.ts';
import { settleTrip, type TripToSettle } from '../src/modules/travel/settle.ts';
import { standardsOf } from '../src/modules/travel/standards.ts';
import { compilePacks } from '../src/platform/regulations/compile-packs.ts';
import { readPacksOnDisk } from '../src/platform/regulations/read-packs.ts';
import { addDays, civilDate } from '../src/rules/calendar/civil-date.ts';
import { isWorkday } from '../src/rules/calendar/working-days.ts';
import { rates } from './measure.ts';

const DAYS = 30;
const FROM = civilDate('2026-03-02');
const HANDLER = 1;
const TRIPS = 64;

/** Thirty days with a night, two meal invoices and two tickets each, amounts spread around the limits. */
function claimOf(seed: number): ClaimForm {
  const days = Array.from({ length: DAYS }, (_, index) => addDays(FROM, index));
  const amount = (index: number, most: number): number => (seed * 7_919 + index * 104_729) % most;
  const number = (index: number): string => String(10_000_000 + seed * 1_000 + index);
  return claimForm.parse({
    startAt: `${FROM}T08:00`,
    endAt: `${addDays(FROM, DAYS - 1)}T18:00`,
    stops: [{ reachedOn: FROM, province: '湖南', city: '长沙市' }],
    bills: days.map((on, index) => ({
      province: '湖南',
      city: '长沙市',
      number: number(index),
      date: on,
      nights: [{ on, amount: amount(index, 40_000) }],
      posSlip: { number: 'P', amount: amount(index, 40_000) },
      reference: 'C',
    })),
    meals: days.flatMap((on, index) =>
      [0, 1].map((turn) => ({ on, amount: amount(index * 2 + turn, 9_000), number: number(100 + index * 2 + turn), level: '县、县级市、乡镇' })),
    ),
    locals: days.flatMap((on, index) => [0, 1].map((turn) => ({ on, amount: amount(index * 2 + turn, 6_000), number: number(200 + index * 2 + turn) }))),
  });
}

/** Sums and minima, and nothing else: what the same comes to without a word of explanation. */
function bare({ bills, meals, locals }: ClaimForm, resting: ReadonlySet<string>): number {
  let paid = 0;
  for (const { nights } of bills) for (const night of nights) paid += Math.min(night.amount, 33_000);
  const left = new Map<string, number>();
  for (const [receipts, limit] of [
    [meals, 10_000],
    [locals, 8_000],
  ] as const) {
    left.clear();
    for (const { on, amount } of receipts) {
      if (resting.has(on)) continue;
      const most = left.get(on) ?? limit;
      const part = Math.min(amount, most);
      left.set(on, most - part);
      paid += part;
    }
  }
  return paid;
}

/** The explained settlement of a trip of thirty days – each line with clause, reason and both shares – against the bare arithmetic; the sums are compared first. */
export async function benchSettle() {
  const book = compilePacks(readPacksOnDisk(), allFunctions).rulebooks.get('文旅局');
  if (book === undefined) throw new Error('the office is missing');
  const claims = Array.from({ length: TRIPS }, (_, seed) => claimOf(seed));
  const resting = new Set(Array.from({ length: DAYS }, (_, index) => addDays(FROM, index)).filter((day) => !isWorkday(day)));
  const trip: TripToSettle = {
    handlerId: HANDLER,
    travellers: new Set([HANDLER]),
    approvedFrom: FROM,
    approvedUntil: addDays(FROM, DAYS - 1),
    regular: true,
    cityMealsApproved: false,
    approvedRides: new Set(),
    carDays: new Set(),
    evidence: new Set(['住宿发票', '就餐发票', '市内交通票']),
  };
  const standards = standardsOf((question, facts) => book.decide({ question, facts, on: FROM }), '湖南');
  for (const claim of claims) {
    const [ours, hand] = [settleTrip(trip, claim, standards).paid, bare(claim, resting)];
    if (ours !== hand) throw new Error(`the sums differ: ${ours} and ${hand}`);
  }
  let sink = 0;
  const rate = await rates({
    ours: () => {
      for (const claim of claims) sink += settleTrip(trip, claim, standards).lines.length;
      return TRIPS;
    },
    hand: () => {
      for (const claim of claims) sink += bare(claim, resting);
      return TRIPS;
    },
  });
  if (sink === 0) throw new Error('nothing was settled');
  return { trips_settled_per_second: Math.round(rate.ours), settle_30_day_trip_vs_bare_arithmetic: rate.ours / rate.hand };
}
