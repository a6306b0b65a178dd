import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { noteStanding } from '../../platform/log/standing.ts';

/** A notice to the driver, or a slip for a hired car, as it stands. */
export interface Dispatch {
  readonly dispatchId: number;
  readonly number: string;
  readonly version: number;
  readonly matterId: number;
  readonly vehicleId: number | null;
  readonly plate: string;
  readonly driverId: number | null;
  readonly driverName: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly route: string;
  readonly purpose: string;
  readonly user: string;
  readonly parkingConfirmed: string;
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly request: string | null;
}

const COLUMNS = `x.dispatch_id as "dispatchId", x.number, x.version, x.matter_id as "matterId", x.vehicle_id as "vehicleId", coalesce(v.plate, c.plate) as plate, x.driver_id as "driverId",
  x.driver_name as "driverName", x.from_at as "fromAt", x.until_at as "untilAt", x.route, x.purpose, x.user_name as user, x.parking_confirmed as "parkingConfirmed", x.issued_at as "issuedAt",
  p.name as "issuedBy", m.number as request
  from vehicle_dispatch x join person p on p.office_id = x.office_id and p.person_id = x.issued_by join matter m on m.office_id = x.office_id and m.matter_id = x.matter_id
  left join vehicle v on v.office_id = x.office_id and v.vehicle_id = x.vehicle_id left join hire_car c on c.office_id = x.office_id and c.hire_car_id = x.hire_car_id`;

const standing = statement<Dispatch>('dispatch-standing', `select ${COLUMNS} where x.office_id = $1 and x.number = $2 and x.ended_at is null for update of x`);
const newest = statement<Dispatch>('dispatch-newest', `select ${COLUMNS} where x.office_id = $1 and x.number = $2 order by x.version desc limit 1`);

/** Locks the version in force. */
export function dispatchInForce(tx: ReadTx, number: string): Promise<Dispatch | undefined> {
  return tx.row(standing, [tx.officeId, number]);
}

export function newestDispatch(tx: ReadTx, number: string): Promise<Dispatch | undefined> {
  return tx.row(newest, [tx.officeId, number]);
}

export interface NewDispatch extends Omit<Dispatch, 'dispatchId' | 'plate' | 'issuedAt' | 'issuedBy' | 'request'> {
  readonly hireCarId: number | null;
  readonly rank: number;
  readonly deviation: string;
}

const insert = statement<{ id: number }>(
  'insert-dispatch',
  `
  insert into vehicle_dispatch (office_id, number, version, matter_id, vehicle_id, hire_car_id, driver_id, driver_name, from_at, until_at, route, purpose, user_name, rank, deviation,
    parking_confirmed, issued_by, issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict do nothing returning dispatch_id as id`,
);
const end = statement<never>(
  'end-dispatch-of-matter',
  `update vehicle_dispatch set ended_at = $3, ended_reason = $4 where office_id = $1 and matter_id = $2 and ended_at is null`,
);

const driving = statement<{ number: string; fromAt: Date; untilAt: Date }>(
  'driver-sent-out',
  `
  select number, from_at as "fromAt", until_at as "untilAt" from vehicle_dispatch where office_id = $1 and driver_id = $2 and ended_at is null and matter_id <> $5
    and tstzrange(from_at, until_at) && tstzrange($3::timestamptz, $4::timestamptz) order by from_at limit 1`,
);

/** A notice in force that sends the driver elsewhere in that time. */
export function drivesElsewhere(
  tx: ReadTx,
  ask: { readonly driverId: number; readonly fromAt: Date; readonly untilAt: Date; readonly except: number },
): Promise<{ readonly number: string; readonly fromAt: Date; readonly untilAt: Date } | undefined> {
  return tx.row(driving, [tx.officeId, ask.driverId, ask.fromAt, ask.untilAt, ask.except]);
}

/** @throws Failure('conflict') if the driver was sent elsewhere meanwhile. */
export async function insertDispatch(tx: ActTx, d: NewDispatch, by: { readonly personId: number | null; readonly now: Date }): Promise<number> {
  const made = await tx.row(insert, [
    tx.officeId,
    d.number,
    d.version,
    d.matterId,
    d.vehicleId,
    d.hireCarId,
    d.driverId,
    d.driverName,
    d.fromAt,
    d.untilAt,
    d.route,
    d.purpose,
    d.user,
    d.rank,
    d.deviation,
    d.parkingConfirmed,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Failure('conflict', `${d.driverName}这段时间已另有派车。`, ['改派其他驾驶人']);
  return made.id;
}

export async function endDispatchOf(
  tx: ActTx,
  { matterId, reason, at }: { readonly matterId: number; readonly reason: string; readonly at: Date },
): Promise<void> {
  await tx.rows(end, [tx.officeId, matterId, at, reason]);
}

const done = statement<never>(
  'vehicle-request-done',
  `update matter set state = 'closed', ended_at = $3, version = version + 1 where office_id = $1 and matter_id = $2 and state = 'approved'`,
);

/** The request has been fulfilled. */
export async function closeRequest(tx: ActTx, matterId: number, now: Date): Promise<void> {
  noteStanding(tx, { matter: matterId, state: 'closed', from: 'approved' });
  await tx.rows(done, [tx.officeId, matterId, now]);
}
