import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import type { Decision, Refusal } from '../../rules/decision.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment, Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { endAgenda } from '../../platform/agenda/agenda.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { shanghai } from '../../platform/print/moment.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import { endBooking } from './booking-store.ts';
import type { BringBackVehicle } from './contract-trip.ts';
import { closeRequest, endDispatchOf } from './dispatch-store.ts';
import { longestStint } from './driving-stint.ts';
import { GENERAL_OFFICE, DRIVER, WATCHERS } from './posts.ts';
import { SEALING_DUTY } from './sealing.ts';
import { RETURN_DUTY } from './take-out.ts';
import { insertIncident, tripBack, tripOut, tripParked, type OpenTrip } from './trip-store.ts';
import { setOdometer, vehicleByPlate, type Vehicle } from './vehicle-store.ts';

interface Seen {
  readonly vehicle: Vehicle;
  readonly trip: OpenTrip;
}

interface Plan extends Seen {
  readonly input: BringBackVehicle;
  readonly backAt: Date;
  readonly stint: number;
  readonly decision: Decision;
  /** Why the place is not entered as parking: the trip stays open, an incident is noted (VEH-05d). */
  readonly forbidden: Refusal | undefined;
  /** On a day of rest the car is sealed again. */
  readonly sealing: Duty | undefined;
}

export interface BroughtBack {
  readonly tripId: number;
  readonly surplusKm: number;
  readonly remarks: readonly string[];
  readonly parkingRefused: string | null;
}

/** 收车 (VEH-02a, VEH-05a, VEH-05b, VEH-05d, VEH-08b): the odometer, the route, where it stands; the car is free again from now. */
export function bringBackVerb(rules: RulesInForce): Verb<BringBackVehicle, Seen, Plan, BroughtBack> {
  return {
    name: 'bring-back-vehicle',
    title: '收车',
    who: DRIVER,
    read: async (tx, { plate }) => {
      const vehicle = await vehicleByPlate(tx, plate);
      const trip = vehicle === undefined ? undefined : await tripOut(tx, vehicle.vehicleId);
      if (vehicle === undefined || trip === undefined) throw new Failure('not-found', `${plate}没有正在外出的登记。`, ['先登记出车']);
      return { vehicle, trip };
    },
    decide: (seen, input, moment) => judge(rules, { seen, input, moment }),
    write,
  };
}

/** Is the car forbidden to stand there? The answer of the regulation, or undefined. */
export function forbiddenAt(
  rules: RulesInForce,
  { officeId, trip, parking, on }: { readonly officeId: number; readonly trip: OpenTrip; readonly parking: string; readonly on: Date },
): Refusal | undefined {
  const facts = { parkingSort: parking, vehiclePurpose: trip.purposeKind ?? '其他公务', parkingConfirmed: trip.parkingConfirmed };
  return rules.decide({ officeId, question: '停放', facts, on: civilDayOf(on) }).refusals[0];
}

function judge(
  rules: RulesInForce,
  { seen, input, moment: { actor, now } }: { readonly seen: Seen; readonly input: BringBackVehicle; readonly moment: Moment },
): Verdict<Plan> {
  const { vehicle, trip } = seen;
  const { officeId } = actor;
  const backAt = momentOf(input.backAt);
  if (actor.personId !== trip.driverId && !holds(actor, GENERAL_OFFICE)) return no('not-driver', '由出车的驾驶人登记收车。');
  if (backAt > now || backAt < trip.outAt) return no('times', `收车时间应在出车时间${shanghai(trip.outAt)}之后、现在之前。`);
  const breaks = input.breaks.map((one) => ({ fromAt: momentOf(one.fromAt), untilAt: momentOf(one.untilAt) }));
  if (breaks.some((one) => one.untilAt <= one.fromAt || one.fromAt < trip.outAt || one.untilAt > backAt))
    return no('breaks', '途中休息的时间应在出车与收车之间，且止晚于起。');
  const stint = longestStint({ outAt: trip.outAt, backAt, breaks });
  const forbidden = input.parking === null ? undefined : forbiddenAt(rules, { officeId, trip, parking: input.parking, on: backAt });
  const facts = {
    odometerBackwards: input.odometer < trip.outKm,
    drivenKm: Math.max(0, input.odometer - trip.outKm),
    routeKm: input.routeKm,
    drivingStint: stint,
    parkingSort: input.parking === null || forbidden !== undefined ? '单位车库' : input.parking,
    parkingReason: input.parkingReason !== '',
  };
  const decision = rules.decide({ officeId, question: '收车', facts, on: civilDayOf(backAt) });
  const [first] = decision.refusals;
  if (first !== undefined) return { no: first, all: decision.refusals };
  const sealing = isWorkday(civilDayOf(backAt)) ? undefined : rules.duty({ officeId, duty: SEALING_DUTY, on: civilDayOf(backAt) });
  return { yes: { vehicle, trip, input, backAt, stint, decision, forbidden, sealing } };
}

async function write(tx: ActTx, plan: Plan, { actor, now, today }: Moment) {
  const { vehicle, trip, input, backAt, stint, decision, forbidden, sealing } = plan;
  const { tripId, matterId } = trip;
  const surplusKm = Number(decision.values['surplusKm']);
  const remarks = decision.notices.map((one) => one.sentence);
  const subject = { kind: 'vehicle-trip', id: tripId };
  const { plate, vehicleId } = vehicle;
  await tripBack(tx, { tripId, backAt, backKm: input.odometer, routeKm: input.routeKm, surplusKm, stintMinutes: stint, remarks });
  const sent: Promise<unknown>[] = [setOdometer(tx, vehicleId, input.odometer)];
  if (matterId !== null)
    sent.push(
      endBooking(tx, { matterId, at: backAt }),
      endAgenda(tx, { matterId, at: backAt }),
      endDispatchOf(tx, { matterId, reason: '已收车', at: backAt }),
      closeRequest(tx, matterId, now),
    );
  if (remarks.length > 0)
    sent.push(
      notifyPosts(tx, {
        posts: surplusKm > 0 ? WATCHERS : [GENERAL_OFFICE],
        on: today,
        sentence: `${plate}${shanghai(backAt)}收车：${remarks.join('')}`,
        subject,
        now,
      }),
    );
  if (sealing !== undefined)
    sent.push(
      openDuty(tx, {
        duty: sealing,
        event: civilDayOf(backAt),
        today,
        subject: { kind: 'vehicle-seal', id: `${vehicleId}@${civilDayOf(backAt)}` },
        handlerId: trip.driverId,
        about: plate,
      }),
    );
  if (forbidden !== undefined) sent.push(noteForbidden(tx, { plan, forbidden, personId: actor.personId, now, today }));
  else if (input.parking !== null) {
    sent.push(
      tripParked(tx, tripId, {
        parking: input.parking,
        place: input.place === '' ? input.parking : input.place,
        parkedAt: backAt,
        reason: input.parkingReason,
      }),
    );
    sent.push(endObligation(tx, { duty: RETURN_DUTY, occasion: `vehicle-trip/${tripId}`, state: 'discharged', by: actor.personId, with: { tripId }, now }));
  }
  const result = { tripId, surplusKm, remarks, parkingRefused: forbidden?.sentence ?? null };
  return {
    result,
    entry: {
      subject,
      detail: { plate, backAt: input.backAt, backKm: input.odometer, routeKm: input.routeKm, surplusKm, parking: input.parking, place: input.place },
    },
    sent,
  };
}

interface Forbidden {
  readonly plan: Plan;
  readonly forbidden: Refusal;
  readonly personId: number | null;
  readonly now: Date;
  readonly today: string;
}

async function noteForbidden(tx: ActTx, { plan: { vehicle, trip, input, backAt }, forbidden, personId, now, today }: Forbidden): Promise<void> {
  const place = `${input.parking ?? ''}${input.place}`;
  const incidentId = await insertIncident(
    tx,
    { vehicleId: vehicle.vehicleId, tripId: trip.tripId, seenAt: backAt, place, facts: forbidden.sentence, photo: null },
    { personId, now },
  );
  await notifyPosts(tx, {
    posts: WATCHERS,
    on: today,
    sentence: `${vehicle.plate}停放在${place}：${forbidden.sentence}`,
    subject: { kind: 'vehicle-incident', id: incidentId },
    now,
  });
}
