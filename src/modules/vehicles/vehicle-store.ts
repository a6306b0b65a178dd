import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { RegisterVehicle } from './contract.ts';

export interface By {
  readonly personId: number | null;
  readonly now: Date;
}

export interface Vehicle {
  readonly vehicleId: number;
  readonly plate: string;
  readonly model: string;
  readonly seats: number;
  readonly licenceClass: string;
  readonly driverId: number;
  readonly driverName: string;
  readonly odometer: number;
  readonly inspectionUntil: CivilDate;
  readonly compulsoryUntil: CivilDate;
  readonly insuranceUntil: CivilDate;
  readonly serviceOn: CivilDate;
  readonly serviceKm: number;
  readonly retired: boolean;
}

const COLUMNS = `v.vehicle_id as "vehicleId", v.plate, v.model, v.seats, v.licence_class as "licenceClass", v.driver_id as "driverId", d.name as "driverName", v.odometer,
  v.inspection_until::text as "inspectionUntil", v.compulsory_until::text as "compulsoryUntil", v.insurance_until::text as "insuranceUntil", v.service_on::text as "serviceOn",
  v.service_km as "serviceKm", v.retired_on is not null as retired
  from vehicle v join person d on d.office_id = v.office_id and d.person_id = v.driver_id`;

const byPlate = statement<Vehicle>('vehicle-by-plate', `select ${COLUMNS} where v.office_id = $1 and v.plate = $2 for update of v`);
const byId = statement<Vehicle>('vehicle-by-id', `select ${COLUMNS} where v.office_id = $1 and v.vehicle_id = $2`);
const inUse = statement<Vehicle>('vehicles-in-use', `select ${COLUMNS} where v.office_id = $1 and v.retired_on is null order by v.vehicle_id`);

/** Locks the car: whoever books, takes out or seals it stands in line here. */
export function vehicleByPlate(tx: ReadTx, plate: string): Promise<Vehicle | undefined> {
  return tx.row(byPlate, [tx.officeId, plate]);
}

export function vehicleById(tx: ReadTx, vehicleId: number): Promise<Vehicle | undefined> {
  return tx.row(byId, [tx.officeId, vehicleId]);
}

export function vehiclesInUse(tx: ReadTx): Promise<readonly Vehicle[]> {
  return tx.rows(inUse, [tx.officeId]);
}

const insert = statement<{ id: number }>(
  'insert-vehicle',
  `
  insert into vehicle (office_id, plate, model, vehicle_class, seats, registration, licence_class, driver_id, garage, odometer, inspection_until, compulsory_until, insurance_until,
    service_on, service_km, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning vehicle_id as id`,
);

export async function insertVehicle(tx: ActTx, v: RegisterVehicle, by: By): Promise<number> {
  const made = await tx.row(insert, [
    tx.officeId,
    v.plate,
    v.model,
    v.vehicleClass,
    v.seats,
    v.registration,
    v.licenceClass,
    v.driverId,
    v.garage,
    v.odometer,
    v.inspectionUntil,
    v.compulsoryUntil,
    v.insuranceUntil,
    v.serviceOn,
    v.serviceKm,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the vehicle was not inserted');
  return made.id;
}

const retire = statement<never>('retire-vehicle', `update vehicle set retired_on = $3 where office_id = $1 and vehicle_id = $2`);

export function retireVehicle(tx: ActTx, vehicleId: number, on: CivilDate): Promise<unknown> {
  return tx.rows(retire, [tx.officeId, vehicleId, on]);
}

const setKm = statement<never>('set-odometer', `update vehicle set odometer = greatest(odometer, $3) where office_id = $1 and vehicle_id = $2`);

export function setOdometer(tx: ActTx, vehicleId: number, odometer: number): Promise<unknown> {
  return tx.rows(setKm, [tx.officeId, vehicleId, odometer]);
}

export interface Card {
  readonly cardId: number;
  readonly vehicleId: number;
  readonly plate: string;
  readonly sort: string;
  readonly number: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** Top-ups less what was filled with it, in fen. */
  readonly balance: number;
  readonly lastTopUp: CivilDate | null;
}

const CARD = `c.card_id as "cardId", c.vehicle_id as "vehicleId", v.plate, c.sort, c.number, c.from_day::text as from, c.until_day::text as until,
  (coalesce((select sum(t.amount) from card_top_up t where t.office_id = c.office_id and t.card_id = c.card_id), 0)
    - coalesce((select sum(f.amount) from vehicle_fuelling f where f.office_id = c.office_id and f.card_id = c.card_id), 0))::bigint as balance,
  (select max(t.topped_on)::text from card_top_up t where t.office_id = c.office_id and t.card_id = c.card_id) as "lastTopUp"
  from vehicle_card c join vehicle v on v.office_id = c.office_id and v.vehicle_id = c.vehicle_id`;
const cardOfDay = statement<Card>('card-of-day', `select ${CARD} where c.office_id = $1 and c.number = $2 and daterange(c.from_day, c.until_day) @> $3::date`);
const cardToEnd = statement<Card>('card-to-end', `select ${CARD} where c.office_id = $1 and c.number = $2 and c.until_day is null for update of c`);
const taken = statement<{ activeCard: boolean; cardElsewhere: boolean }>(
  'card-taken',
  `
  select exists (select from vehicle_card where office_id = $1 and vehicle_id = $2 and sort = $3 and daterange(from_day, until_day) && daterange($5::date, null)) as "activeCard",
    exists (select from vehicle_card where office_id = $1 and vehicle_id <> $2 and number = $4 and daterange(from_day, until_day) && daterange($5::date, null)) as "cardElsewhere"`,
);
const bind = statement<{ id: number }>(
  'bind-card',
  `
  insert into vehicle_card (office_id, vehicle_id, sort, number, from_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7) returning card_id as id`,
);
const unbind = statement<never>('end-card', `update vehicle_card set until_day = $3 where office_id = $1 and card_id = $2`);

export function cardOn(tx: ReadTx, number: string, day: CivilDate): Promise<Card | undefined> {
  return tx.row(cardOfDay, [tx.officeId, number, day]);
}

export function openCard(tx: ReadTx, number: string): Promise<Card | undefined> {
  return tx.row(cardToEnd, [tx.officeId, number]);
}

export interface NewCard {
  readonly vehicleId: number;
  readonly sort: string;
  readonly number: string;
  readonly from: CivilDate;
}

export async function cardTaken(
  tx: ReadTx,
  { vehicleId, sort, number, from }: NewCard,
): Promise<{ readonly activeCard: boolean; readonly cardElsewhere: boolean }> {
  return (await tx.row(taken, [tx.officeId, vehicleId, sort, number, from])) ?? { activeCard: false, cardElsewhere: false };
}

export async function bindCard(tx: ActTx, { vehicleId, sort, number, from }: NewCard, by: By): Promise<number> {
  const made = await tx.row(bind, [tx.officeId, vehicleId, sort, number, from, by.personId, by.now]);
  if (made === undefined) throw new Error('the card was not bound');
  return made.id;
}

export function endCard(tx: ActTx, cardId: number, until: CivilDate): Promise<unknown> {
  return tx.rows(unbind, [tx.officeId, cardId, until]);
}

const licensed = statement<{ valid: boolean }>(
  'licence-valid',
  `
  select coalesce((select l.valid_until >= $4::date and l.licence_class = any($3::text[]) from driving_licence l where l.office_id = $1 and l.person_id = $2 order by l.licence_id desc limit 1), false) as valid`,
);
const addLicence = statement<{ id: number }>(
  'insert-driving-licence',
  `
  insert into driving_licence (office_id, person_id, licence_class, number, valid_until, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7) returning licence_id as id`,
);

/** Each class may drive what the classes behind it may (机动车驾驶证准驾车型). */
const MAY_DRIVE: Readonly<Record<string, readonly string[]>> = {
  C2: ['C2', 'C1', 'B1', 'B2', 'A3', 'A1'],
  C1: ['C1', 'B1', 'B2', 'A3', 'A1'],
  B1: ['B1', 'A1'],
  B2: ['B2', 'A1'],
  A3: ['A3', 'A1'],
  A1: ['A1'],
};

/** Has the person, by the newest licence on file, the class for the car through the whole of the last day? */
export async function hasLicence(
  tx: ReadTx,
  { personId, licenceClass, until }: { readonly personId: number; readonly licenceClass: string; readonly until: CivilDate },
): Promise<boolean> {
  return (await tx.row(licensed, [tx.officeId, personId, MAY_DRIVE[licenceClass] ?? [licenceClass], until]))?.valid === true;
}

export interface NewLicence {
  readonly personId: number;
  readonly licenceClass: string;
  readonly number: string;
  readonly validUntil: CivilDate;
}

export async function insertLicence(tx: ActTx, { personId, licenceClass, number, validUntil }: NewLicence, by: By): Promise<number> {
  const made = await tx.row(addLicence, [tx.officeId, personId, licenceClass, number, validUntil, by.personId, by.now]);
  if (made === undefined) throw new Error('the licence was not inserted');
  return made.id;
}
