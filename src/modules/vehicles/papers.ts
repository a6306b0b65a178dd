import { fen } from '../../rules/money.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RecordLicence, RegisterVehicle, RenewVehicle, RetireVehicle } from './contract.ts';
import { nameOf } from './person-name.ts';
import { GENERAL_OFFICE } from './posts.ts';
import { insertLicence, insertVehicle, retireVehicle, vehicleByPlate, type Vehicle } from './vehicle-store.ts';

/** A refusal unless the actor keeps the register of vehicles. */
export function onlyOffice(actor: Actor, what: string) {
  return holds(actor, GENERAL_OFFICE)
    ? undefined
    : { code: 'not-office', clause: null, sentence: `${what}由${GENERAL_OFFICE}登记。`, whatWouldHelp: [`请${GENERAL_OFFICE}登记`] };
}

/** 车辆登记 (VEH-01a). */
export const registerVehicleVerb: Verb<RegisterVehicle, { readonly known: boolean }, RegisterVehicle, { readonly vehicleId: number }> = {
  name: 'register-vehicle',
  title: '车辆登记',
  who: GENERAL_OFFICE,
  read: async (tx, { plate, driverId }) => {
    const [known] = await Promise.all([vehicleByPlate(tx, plate), nameOf(tx, driverId)]);
    return { known: known !== undefined };
  },
  decide: ({ known }, input, { actor }) => {
    const against = onlyOffice(actor, '车辆');
    if (against !== undefined) return { no: against };
    return known ? no('known', `${input.plate}已在车辆台账中。`) : { yes: input };
  },
  write: async (tx, input, { actor, now }) => {
    const vehicleId = await insertVehicle(tx, input, { personId: actor.personId, now });
    return { result: { vehicleId }, entry: { subject: { kind: 'vehicle', id: vehicleId }, detail: { ...input } } };
  },
};

const held = statement<{ number: string }>(
  'bookings-of-retiring',
  `
  select m.number from vehicle_booking b join matter m on m.office_id = b.office_id and m.matter_id = b.matter_id
  where b.office_id = $1 and b.vehicle_id = $2 and b.state in ('预定', '派出') and upper(b.span) > $3 order by lower(b.span) limit 1`,
);

/** 停用车辆: what is still booked is cancelled first. */
export const retireVehicleVerb: Verb<
  RetireVehicle,
  { readonly vehicle: Vehicle; readonly booked: string | undefined },
  RetireVehicle & { readonly vehicle: Vehicle },
  { readonly vehicleId: number }
> = {
  name: 'retire-vehicle',
  title: '停用车辆',
  who: GENERAL_OFFICE,
  read: async (tx, { plate }, { now }) => {
    const vehicle = await vehicleByPlate(tx, plate);
    if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
    return { vehicle, booked: (await tx.row(held, [tx.officeId, vehicle.vehicleId, now]))?.number };
  },
  decide: ({ vehicle, booked }, input, { actor }) => {
    const against = onlyOffice(actor, '车辆停用');
    if (against !== undefined) return { no: against };
    if (vehicle.retired) return no('retired-already', `${vehicle.plate}已停用。`);
    return booked === undefined ? { yes: { ...input, vehicle } } : no('booked', `${vehicle.plate}还有${booked}的安排。`, ['先取消或改派']);
  },
  write: async (tx, { vehicle, on, reason }) => ({
    result: { vehicleId: vehicle.vehicleId },
    entry: { subject: { kind: 'vehicle', id: vehicle.vehicleId }, detail: { plate: vehicle.plate, on, reason } },
    sent: [retireVehicle(tx, vehicle.vehicleId, on)],
  }),
};

/** Column, duty and the day until now of each sort of renewal. */
export const PAPERS = {
  年检: { column: 'inspection_until', duty: '车辆年检', of: 'inspectionUntil' },
  交强险: { column: 'compulsory_until', duty: '车辆保险', of: 'compulsoryUntil' },
  商业险: { column: 'insurance_until', duty: '车辆保险', of: 'insuranceUntil' },
  保养: { column: 'service_on', duty: '车辆保养', of: 'serviceOn' },
} as const;

/** What a duty about a paper of a car hangs on: the same paper and day once. */
export function paperSubject(vehicleId: number, sort: keyof typeof PAPERS, until: string) {
  return { kind: 'vehicle-paper', id: `${vehicleId}/${sort}/${until}` };
}

const insertRenewal = statement<{ id: number }>(
  'insert-vehicle-renewal',
  `
  insert into vehicle_renewal (office_id, vehicle_id, sort, done_on, valid_until, next_km, cost, document, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning renewal_id as id`,
);
const renewed = {
  年检: statement<never>('renew-inspection', `update vehicle set inspection_until = $3 where office_id = $1 and vehicle_id = $2`),
  交强险: statement<never>('renew-compulsory', `update vehicle set compulsory_until = $3 where office_id = $1 and vehicle_id = $2`),
  商业险: statement<never>('renew-insurance', `update vehicle set insurance_until = $3 where office_id = $1 and vehicle_id = $2`),
  保养: statement<never>(
    'renew-service',
    `update vehicle set service_on = $3, service_km = coalesce($4::int, service_km) where office_id = $1 and vehicle_id = $2`,
  ),
} as const;

/** 登记年检保险保养 (VEH-06d): the new day stands from now on; the duty for the old one is done. */
export const renewVehicleVerb: Verb<RenewVehicle, Vehicle, RenewVehicle & { readonly vehicle: Vehicle }, { readonly renewalId: number }> = {
  name: 'renew-vehicle',
  title: '登记年检保险保养',
  who: `驾驶员、${GENERAL_OFFICE}`,
  read: async (tx, { plate }) => {
    const vehicle = await vehicleByPlate(tx, plate);
    if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
    return vehicle;
  },
  decide: (vehicle, input, { actor, today }) => {
    if (actor.personId !== vehicle.driverId && !holds(actor, GENERAL_OFFICE))
      return no('not-driver', `${vehicle.plate}的${input.sort}由其驾驶员或${GENERAL_OFFICE}登记。`);
    if (input.doneOn > today || input.validUntil <= input.doneOn) return no('dates', '办理日期不能晚于今天，有效期应在办理日期之后。');
    return { yes: { ...input, vehicle } };
  },
  write: async (tx, { vehicle, sort, doneOn, validUntil, nextKm, cost, document }, { actor, now }) => {
    const { vehicleId } = vehicle;
    const made = await tx.row(insertRenewal, [tx.officeId, vehicleId, sort, doneOn, validUntil, nextKm, cost, document, actor.personId, now]);
    if (made === undefined) throw new Error('the renewal was not inserted');
    const { duty, of } = PAPERS[sort];
    const { kind, id } = paperSubject(vehicleId, sort, vehicle[of]);
    const ending = { duty, occasion: `${kind}/${id}`, state: 'discharged' as const, by: actor.personId, with: { document }, now };
    const sent = [tx.rows(renewed[sort], [tx.officeId, vehicleId, validUntil, ...(sort === '保养' ? [nextKm] : [])]), endObligation(tx, ending)];
    return {
      result: { renewalId: made.id },
      entry: { subject: { kind: 'vehicle', id: vehicleId }, detail: { plate: vehicle.plate, sort, doneOn, validUntil, nextKm, cost: fen(cost), document } },
      sent,
    };
  },
};

/** 登记驾驶证 (VEH-04): the newest on file counts. */
export const recordLicenceVerb: Verb<RecordLicence, null, RecordLicence, { readonly licenceId: number }> = {
  name: 'record-licence',
  title: '登记驾驶证',
  who: GENERAL_OFFICE,
  read: async (tx, { personId }) => {
    await nameOf(tx, personId);
    return null;
  },
  decide: (_seen, input, { actor }) => {
    const against = onlyOffice(actor, '驾驶证');
    return against === undefined ? { yes: input } : { no: against };
  },
  write: async (tx, input, { actor, now }) => {
    const licenceId = await insertLicence(tx, input, { personId: actor.personId, now });
    return { result: { licenceId }, entry: { subject: { kind: 'person', id: input.personId }, detail: { ...input } } };
  },
};
