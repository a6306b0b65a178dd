import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { shanghai } from '../../platform/print/moment.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import { forbiddenAt } from './bring-back.ts';
import type { ExplainTrip, ParkVehicle, ReportParking } from './contract-trip.ts';
import { GENERAL_OFFICE, DRIVER, WATCHERS } from './posts.ts';
import { RETURN_DUTY } from './take-out.ts';
import { explainTrip, insertIncident, tripNotParked, tripParked, tripWithoutDispatch, type OpenTrip } from './trip-store.ts';
import { vehicleByPlate, type Vehicle } from './vehicle-store.ts';

interface Seen {
  readonly vehicle: Vehicle;
  readonly trip: OpenTrip;
}

/** 停放登记 (VEH-05b, VEH-05d): where the car stands, if it was not entered with the return; that ends the duty of the trip. */
export function parkVehicleVerb(rules: RulesInForce): Verb<ParkVehicle, Seen, ParkVehicle & Seen, { readonly tripId: number }> {
  return {
    name: 'park-vehicle',
    title: '停放登记',
    who: DRIVER,
    read: async (tx, { plate }) => {
      const vehicle = await vehicleByPlate(tx, plate);
      const trip = vehicle === undefined ? undefined : await tripNotParked(tx, vehicle.vehicleId);
      if (vehicle === undefined || trip === undefined) throw new Failure('not-found', `${plate}没有待登记停放的用车。`);
      return { vehicle, trip };
    },
    decide: ({ vehicle, trip }, input, { actor, now }) => {
      const parkedAt = momentOf(input.parkedAt);
      if (actor.personId !== trip.driverId && !holds(actor, GENERAL_OFFICE)) return no('not-driver', '由出车的驾驶人登记停放。');
      if (parkedAt > now || (trip.backAt !== null && parkedAt < trip.backAt)) return no('times', '停放时间应在收车之后、现在之前。');
      const forbidden = forbiddenAt(rules, { officeId: actor.officeId, trip, parking: input.parking, on: parkedAt });
      if (forbidden !== undefined) return { no: forbidden };
      const facts = { odometerBackwards: false, drivenKm: 0, routeKm: 0, drivingStint: 0, parkingSort: input.parking, parkingReason: input.reason !== '' };
      const [refusal] = rules.decide({ officeId: actor.officeId, question: '收车', facts, on: civilDayOf(parkedAt) }).refusals;
      return refusal === undefined ? { yes: { ...input, vehicle, trip } } : { no: refusal };
    },
    write: async (tx, { vehicle, trip: { tripId }, parking, place, parkedAt, reason }, { actor, now, today }) => {
      const subject = { kind: 'vehicle-trip', id: tripId };
      const sent: Promise<unknown>[] = [
        tripParked(tx, tripId, { parking, place, parkedAt: momentOf(parkedAt), reason }),
        endObligation(tx, { duty: RETURN_DUTY, occasion: `vehicle-trip/${tripId}`, state: 'discharged', by: actor.personId, with: { tripId }, now }),
      ];
      if (reason !== '')
        sent.push(notifyPosts(tx, { posts: [GENERAL_OFFICE], on: today, sentence: `${vehicle.plate}停放在${place}：${reason}`, subject, now }));
      return { result: { tripId }, entry: { subject, detail: { parking, place, parkedAt, reason } }, sent };
    },
  };
}

/** 补记无派遣出车的原因 (VEH-02d): by 办公室, once. */
export const explainTripVerb: Verb<ExplainTrip, { readonly reason: string; readonly plate: string }, ExplainTrip, { readonly tripId: number }> = {
  name: 'explain-trip',
  title: '补记无派遣出车原因',
  who: GENERAL_OFFICE,
  read: async (tx, { tripId }) => {
    const found = await tripWithoutDispatch(tx, tripId);
    if (found === undefined) throw new Failure('not-found', '没有这次无派遣出车的登记。');
    return found;
  },
  decide: ({ reason }, input, { actor }) => {
    if (!holds(actor, GENERAL_OFFICE)) return no('not-office', `无派遣出车的原因由${GENERAL_OFFICE}补记。`);
    return reason === '' ? { yes: input } : no('explained-already', '原因已经补记。');
  },
  write: async (tx, { tripId, reason }) => ({
    result: { tripId },
    entry: { subject: { kind: 'vehicle-trip', id: tripId }, detail: { reason } },
    sent: [explainTrip(tx, tripId, reason)],
  }),
};

/** 违规停放线索 (VEH-05d): anybody who saw a car where it must not stand. */
export const reportParkingVerb: Verb<ReportParking, Vehicle, ReportParking & { readonly vehicle: Vehicle }, { readonly incidentId: number }> = {
  name: 'report-parking',
  title: '登记违规停放线索',
  who: '任何人',
  read: async (tx, { plate, photo }) => {
    const [vehicle] = await Promise.all([
      vehicleByPlate(tx, plate),
      requireFiles(tx, photo === null ? [] : [{ evidence: '照片', digest: photo, name: '照片' }]),
    ]);
    if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
    return vehicle;
  },
  decide: (vehicle, input, { now }) => (momentOf(input.seenAt) > now ? no('future', '发现时间不能晚于现在。') : { yes: { ...input, vehicle } }),
  write: async (tx, { vehicle, seenAt, place, facts, photo }, { actor, now, today }) => {
    const incidentId = await insertIncident(
      tx,
      { vehicleId: vehicle.vehicleId, tripId: null, seenAt: momentOf(seenAt), place, facts, photo },
      { personId: actor.personId, now },
    );
    const subject = { kind: 'vehicle-incident', id: incidentId };
    const sent = [
      notifyPosts(tx, { posts: WATCHERS, on: today, sentence: `${shanghai(momentOf(seenAt))}发现${vehicle.plate}停放在${place}：${facts}`, subject, now }),
    ];
    return { result: { incidentId }, entry: { subject, detail: { plate: vehicle.plate, seenAt, place, facts, photo } }, sent };
  },
};
