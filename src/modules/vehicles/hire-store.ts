import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { RegisterHireCar } from './contract.ts';
import type { By } from './vehicle-store.ts';

export interface HireCar {
  readonly hireCarId: number;
  readonly plate: string;
  readonly owner: string;
  readonly ownerId: number | null;
  readonly vehicleClass: string;
  readonly inspectionUntil: CivilDate;
  readonly compulsoryUntil: CivilDate;
  readonly thirdPartyUntil: CivilDate | null;
  readonly signed: boolean;
}

// The newest registration of a plate counts.
const newest = statement<HireCar>(
  'hire-car-by-plate',
  `
  select hire_car_id as "hireCarId", plate, owner, owner_id as "ownerId", vehicle_class as "vehicleClass", inspection_until::text as "inspectionUntil", compulsory_until::text as "compulsoryUntil",
    third_party_until::text as "thirdPartyUntil", agreement_on is not null as signed
  from hire_car where office_id = $1 and plate = $2 order by hire_car_id desc limit 1`,
);
const insertCar = statement<{ id: number }>(
  'insert-hire-car',
  `
  insert into hire_car (office_id, plate, owner, owner_id, vehicle_class, registration, inspection_until, compulsory_until, third_party_until, agreement_on, agreement, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, decode($11::text, 'hex'), $12, $13) returning hire_car_id as id`,
);

export function hireCarByPlate(tx: ReadTx, plate: string): Promise<HireCar | undefined> {
  return tx.row(newest, [tx.officeId, plate]);
}

export async function insertHireCar(tx: ActTx, c: RegisterHireCar, by: By): Promise<number> {
  const made = await tx.row(insertCar, [
    tx.officeId,
    c.plate,
    c.owner,
    c.ownerId,
    c.vehicleClass,
    c.registration,
    c.inspectionUntil,
    c.compulsoryUntil,
    c.thirdPartyUntil,
    c.agreementOn,
    c.agreement,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the car was not inserted');
  return made.id;
}

export interface HireGround {
  readonly number: string;
  readonly user: string;
  readonly passengerIds: readonly number[];
}

const ground = statement<HireGround>(
  'request-for-hire',
  `
  select m.number, h.name as user, (select coalesce(jsonb_agg(y.person_id), '[]') from matter_party y where y.office_id = m.office_id and y.matter_id = m.matter_id and y.role = '受益人') as "passengerIds"
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id where m.office_id = $1 and m.matter_id = $2 and m.kind = 'vehicle-request' and m.state in ('approved', 'closed')`,
);

/** The approved request for which no car was free. */
export async function requestForHire(tx: ReadTx, matterId: number | null): Promise<HireGround | undefined> {
  return matterId === null ? undefined : await tx.row(ground, [tx.officeId, matterId]);
}

export interface Hire {
  readonly matterId: number;
  readonly state: string;
  readonly handlerId: number;
  readonly form: unknown;
  readonly user: string;
  readonly settled: boolean;
}

const hire = statement<Hire>(
  'hire-to-settle',
  `
  select m.matter_id as "matterId", m.state, m.handler_id as "handlerId", m.facts as form, coalesce(x.user_name, '') as user,
    exists (select from vehicle_hire s where s.office_id = m.office_id and s.matter_id = m.matter_id) as settled
  from matter m left join vehicle_dispatch x on x.office_id = m.office_id and x.matter_id = m.matter_id where m.office_id = $1 and m.number = $2 and m.kind = 'vehicle-hire' for update of m`,
);

export function hireToSettle(tx: ReadTx, number: string): Promise<Hire | undefined> {
  return tx.row(hire, [tx.officeId, number]);
}

export interface Settlement {
  readonly matterId: number;
  readonly hireCarId: number;
  readonly hiredOn: CivilDate;
  readonly user: string;
  readonly route: string;
  readonly startKm: number;
  readonly endKm: number;
  readonly routeKm: number;
  readonly billedKm: number;
  readonly price: number;
  readonly rent: number;
}

const settle = statement<{ id: number }>(
  'insert-vehicle-hire',
  `
  insert into vehicle_hire (office_id, matter_id, hire_car_id, hired_on, user_name, route, start_km, end_km, route_km, billed_km, price, rent, settled_by, settled_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning hire_id as id`,
);
const rentOf = statement<{ rent: number; owner: string }>(
  'rent-of-hire',
  `
  select s.rent, c.owner from vehicle_hire s join hire_car c on c.office_id = s.office_id and c.hire_car_id = s.hire_car_id where s.office_id = $1 and s.matter_id = $2`,
);

export async function insertSettlement(tx: ActTx, s: Settlement, by: By): Promise<number> {
  const made = await tx.row(settle, [
    tx.officeId,
    s.matterId,
    s.hireCarId,
    s.hiredOn,
    s.user,
    s.route,
    s.startKm,
    s.endKm,
    s.routeKm,
    s.billedKm,
    s.price,
    s.rent,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the settlement was not inserted');
  return made.id;
}

/** What a hire came to, if it has been settled. */
export function settledRent(tx: ReadTx, matterId: number): Promise<{ readonly rent: number; readonly owner: string } | undefined> {
  return tx.row(rentOf, [tx.officeId, matterId]);
}
