import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';

/** A trip that has not come to its end: out, or back and not parked. */
export interface OpenTrip {
  readonly tripId: number;
  readonly dispatchId: number | null;
  readonly matterId: number | null;
  readonly driverId: number;
  readonly outAt: Date;
  readonly outKm: number;
  readonly backAt: Date | null;
  readonly purposeKind: string | null;
  /** 办公室 agreed beforehand to where it may stand. */
  readonly parkingConfirmed: boolean;
}

const TRIP = `t.trip_id as "tripId", t.dispatch_id as "dispatchId", x.matter_id as "matterId", t.driver_id as "driverId", t.out_at as "outAt", t.out_km as "outKm", t.back_at as "backAt",
  m.facts ->> 'purposeKind' as "purposeKind", coalesce(x.parking_confirmed, '') <> '' as "parkingConfirmed"
  from vehicle_trip t left join vehicle_dispatch x on x.office_id = t.office_id and x.dispatch_id = t.dispatch_id left join matter m on m.office_id = x.office_id and m.matter_id = x.matter_id`;
const out = statement<OpenTrip>('trip-out', `select ${TRIP} where t.office_id = $1 and t.vehicle_id = $2 and t.back_at is null for update of t`);
const unparked = statement<OpenTrip>(
  'trip-not-parked',
  `select ${TRIP} where t.office_id = $1 and t.vehicle_id = $2 and t.back_at is not null and t.parking is null order by t.trip_id desc limit 1 for update of t`,
);

export function tripOut(tx: ReadTx, vehicleId: number): Promise<OpenTrip | undefined> {
  return tx.row(out, [tx.officeId, vehicleId]);
}

export function tripNotParked(tx: ReadTx, vehicleId: number): Promise<OpenTrip | undefined> {
  return tx.row(unparked, [tx.officeId, vehicleId]);
}

export interface NewTrip {
  readonly vehicleId: number;
  readonly dispatchId: number | null;
  readonly driverId: number;
  readonly user: string;
  readonly purpose: string;
  readonly route: string;
  readonly outAt: Date;
  readonly outKm: number;
  readonly gapKm: number;
  readonly gapReason: string;
  readonly checks: readonly string[];
  readonly withoutDispatch: boolean;
  readonly remarks: readonly string[];
}

const insert = statement<{ id: number }>(
  'insert-trip',
  `
  insert into vehicle_trip (office_id, vehicle_id, dispatch_id, driver_id, user_name, purpose, route, out_at, out_km, gap_km, gap_reason, checks, without_dispatch, remarks)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning trip_id as id`,
);

export async function insertTrip(tx: ActTx, t: NewTrip): Promise<number> {
  const made = await tx.row(insert, [
    tx.officeId,
    t.vehicleId,
    t.dispatchId,
    t.driverId,
    t.user,
    t.purpose,
    t.route,
    t.outAt,
    t.outKm,
    t.gapKm,
    t.gapReason,
    JSON.stringify(t.checks),
    t.withoutDispatch,
    JSON.stringify(t.remarks),
  ]);
  if (made === undefined) throw new Error('the trip was not inserted');
  return made.id;
}

export interface Parking {
  readonly parking: string;
  readonly place: string;
  readonly parkedAt: Date;
  readonly reason: string;
}

export interface Return {
  readonly tripId: number;
  readonly backAt: Date;
  readonly backKm: number;
  readonly routeKm: number;
  readonly surplusKm: number;
  readonly stintMinutes: number;
  readonly remarks: readonly string[];
}

const back = statement<never>(
  'trip-back',
  `
  update vehicle_trip set back_at = $3, back_km = $4, route_km = $5, surplus_km = $6, stint_minutes = $7, remarks = remarks || $8::jsonb where office_id = $1 and trip_id = $2`,
);
const park = statement<never>(
  'trip-parked',
  `
  update vehicle_trip set parking = $3, place = $4, parked_at = $5, parking_reason = $6 where office_id = $1 and trip_id = $2`,
);

export function tripBack(tx: ActTx, r: Return): Promise<unknown> {
  return tx.rows(back, [tx.officeId, r.tripId, r.backAt, r.backKm, r.routeKm, r.surplusKm, r.stintMinutes, JSON.stringify(r.remarks)]);
}

export function tripParked(tx: ActTx, tripId: number, { parking, place, parkedAt, reason }: Parking): Promise<unknown> {
  return tx.rows(park, [tx.officeId, tripId, parking, place, parkedAt, reason]);
}

const irregular = statement<{ reason: string; plate: string }>(
  'trip-without-dispatch',
  `
  select t.without_dispatch_reason as reason, v.plate from vehicle_trip t join vehicle v on v.office_id = t.office_id and v.vehicle_id = t.vehicle_id
  where t.office_id = $1 and t.trip_id = $2 and t.without_dispatch for update of t`,
);
const explain = statement<never>('explain-trip', `update vehicle_trip set without_dispatch_reason = $3 where office_id = $1 and trip_id = $2`);

export function tripWithoutDispatch(tx: ReadTx, tripId: number): Promise<{ readonly reason: string; readonly plate: string } | undefined> {
  return tx.row(irregular, [tx.officeId, tripId]);
}

export function explainTrip(tx: ActTx, tripId: number, reason: string): Promise<unknown> {
  return tx.rows(explain, [tx.officeId, tripId, reason]);
}

export interface NewIncident {
  readonly vehicleId: number;
  readonly tripId: number | null;
  readonly seenAt: Date;
  readonly place: string;
  readonly facts: string;
  readonly photo: string | null;
}

const incident = statement<{ id: number }>(
  'insert-vehicle-incident',
  `
  insert into vehicle_incident (office_id, vehicle_id, trip_id, seen_at, place, facts, photo, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, decode($7::text, 'hex'), $8, $9) returning incident_id as id`,
);

export async function insertIncident(tx: ActTx, i: NewIncident, by: { readonly personId: number | null; readonly now: Date }): Promise<number> {
  const made = await tx.row(incident, [tx.officeId, i.vehicleId, i.tripId, i.seenAt, i.place, i.facts, i.photo, by.personId, by.now]);
  if (made === undefined) throw new Error('the incident was not inserted');
  return made.id;
}

export interface Seal {
  readonly sealId: number;
  readonly sealedAt: Date;
  readonly sealedKm: number;
}

const sealed = statement<Seal>(
  'seal-of-vehicle',
  `
  select seal_id as "sealId", sealed_at as "sealedAt", sealed_km as "sealedKm" from vehicle_seal where office_id = $1 and vehicle_id = $2 and unsealed_at is null for update`,
);
const seal = statement<{ id: number }>(
  'seal-vehicle',
  `
  insert into vehicle_seal (office_id, vehicle_id, place, sealed_at, sealed_km, seal_number, key_with, sealed_by) values ($1, $2, $3, $4, $5, $6, $7, $8) returning seal_id as id`,
);
const unseal = statement<never>(
  'unseal-vehicle',
  `
  update vehicle_seal set unsealed_at = $3, unsealed_km = $4, unsealed_by = $5, released_by_filing = $6, remarks = $7 where office_id = $1 and seal_id = $2`,
);
const released = statement<{ filingId: number; today: boolean }>(
  'filing-releases-seal',
  `
  select filing_id as "filingId", days @> $4::date as today from rest_day_filing where office_id = $1 and vehicle_id = $2 and days && daterange($3::date, $4::date, '[]') order by days @> $4::date desc limit 1`,
);

export function sealOf(tx: ReadTx, vehicleId: number): Promise<Seal | undefined> {
  return tx.row(sealed, [tx.officeId, vehicleId]);
}

export interface NewSeal {
  readonly vehicleId: number;
  readonly place: string;
  readonly sealedAt: Date;
  readonly odometer: number;
  readonly sealNumber: string;
  readonly keyWith: number;
  readonly sealedBy: number | null;
}

export async function insertSeal(tx: ActTx, s: NewSeal): Promise<number> {
  const made = await tx.row(seal, [tx.officeId, s.vehicleId, s.place, s.sealedAt, s.odometer, s.sealNumber, s.keyWith, s.sealedBy]);
  if (made === undefined) throw new Error('the seal was not inserted');
  return made.id;
}

export interface Unsealing {
  readonly sealId: number;
  readonly at: Date;
  readonly odometer: number;
  readonly by: number | null;
  readonly filingId: number | null;
  readonly remarks: string;
}

export function endSeal(tx: ActTx, u: Unsealing): Promise<unknown> {
  return tx.rows(unseal, [tx.officeId, u.sealId, u.at, u.odometer, u.by, u.filingId, u.remarks]);
}

/** A filed use of the car since it was sealed; `today` if it covers this day. */
export function filingSince(
  tx: ReadTx,
  { vehicleId, from, today }: { readonly vehicleId: number; readonly from: CivilDate; readonly today: CivilDate },
): Promise<{ readonly filingId: number; readonly today: boolean } | undefined> {
  return tx.row(released, [tx.officeId, vehicleId, from, today]);
}
