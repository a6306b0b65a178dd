import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { isWorkday } from '../../rules/calendar/working-days.ts';
import { holds, type Actor } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { shanghai } from '../../platform/print/moment.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { postsOfPeople } from './booking-store.ts';
import type { SealVehicle, UnsealVehicle } from './contract-trip.ts';
import { GENERAL_OFFICE, DRIVER, DISCIPLINE } from './posts.ts';
import { sealingDay } from './rest-days.ts';
import { endSeal, filingSince, insertSeal, sealOf, tripOut, type OpenTrip, type Seal } from './trip-store.ts';
import { vehicleByPlate, type Vehicle } from './vehicle-store.ts';

export const SEALING_DUTY = '节假日封存';

async function find(tx: ReadTx, plate: string): Promise<Vehicle> {
  const vehicle = await vehicleByPlate(tx, plate);
  if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
  return vehicle;
}

function maySeal(actor: Actor, vehicle: Vehicle): boolean {
  return actor.personId === vehicle.driverId || holds(actor, DRIVER) || holds(actor, GENERAL_OFFICE);
}

interface SeenCar {
  readonly vehicle: Vehicle;
  readonly seal: Seal | undefined;
  readonly out: OpenTrip | undefined;
  readonly keyPosts: readonly string[];
}

/** 封存 (VEH-05c): parked, key with 办公室, odometer as it was brought back; ends the duty of the days of rest. */
export const sealVehicleVerb: Verb<SealVehicle, SeenCar, SealVehicle & { readonly vehicle: Vehicle }, { readonly sealId: number }> = {
  name: 'seal-vehicle',
  title: '节假日封存',
  who: DRIVER,
  read: async (tx, { plate, keyWith }, { today }) => {
    const vehicle = await find(tx, plate);
    const [seal, out, keyPosts] = await Promise.all([sealOf(tx, vehicle.vehicleId), tripOut(tx, vehicle.vehicleId), postsOfPeople(tx, [keyWith], today)]);
    return { vehicle, seal, out, keyPosts };
  },
  decide: ({ vehicle, seal, out, keyPosts }, input, { actor }) => {
    if (!maySeal(actor, vehicle)) return no('not-driver', `${vehicle.plate}由驾驶员封存。`);
    if (out !== undefined) return no('out', `${vehicle.plate}自${shanghai(out.outAt)}出车后还没有收车。`, ['先登记收车']);
    if (seal !== undefined) return no('sealed-already', `${vehicle.plate}自${shanghai(seal.sealedAt)}已经封存。`);
    if (!keyPosts.includes(GENERAL_OFFICE)) return no('key', `钥匙应交存${GENERAL_OFFICE}人员。`);
    return input.odometer < vehicle.odometer
      ? no('odometer', `里程表读数小于上一次登记的${vehicle.odometer}公里。`, ['核对里程表读数'])
      : { yes: { ...input, vehicle } };
  },
  write: async (tx, { vehicle, place, odometer, sealNumber, keyWith }, { actor, now, today }) => {
    const { vehicleId, plate } = vehicle;
    const sealId = await insertSeal(tx, { vehicleId, place, sealedAt: now, odometer, sealNumber, keyWith, sealedBy: actor.personId });
    const days = [...new Set([sealingDay(today), today])].filter((day) => day !== undefined);
    const sent = days.map((day) =>
      endObligation(tx, { duty: SEALING_DUTY, occasion: `vehicle-seal/${vehicleId}@${day}`, state: 'discharged', by: actor.personId, with: { sealId }, now }),
    );
    return { result: { sealId }, entry: { subject: { kind: 'vehicle-seal', id: sealId }, detail: { plate, place, odometer, sealNumber, keyWith } }, sent };
  },
};

interface SeenSeal {
  readonly vehicle: Vehicle;
  readonly seal: Seal;
  readonly filing: { readonly filingId: number; readonly today: boolean } | undefined;
}

interface Unsealed extends SeenSeal {
  readonly odometer: number;
  readonly driven: number;
  readonly remarks: readonly string[];
}

/** 启封 (VEH-05c): on the first working day, or on the days of a filed use; kilometres nobody filed are reported. */
export function unsealVehicleVerb(
  rules: RulesInForce,
): Verb<UnsealVehicle, SeenSeal, Unsealed, { readonly sealId: number; readonly remarks: readonly string[] }> {
  return {
    name: 'unseal-vehicle',
    title: '启封',
    who: DRIVER,
    read: async (tx, { plate }, { today }) => {
      const vehicle = await find(tx, plate);
      const seal = await sealOf(tx, vehicle.vehicleId);
      if (seal === undefined) throw new Failure('not-found', `${plate}没有封存。`);
      return { vehicle, seal, filing: await filingSince(tx, { vehicleId: vehicle.vehicleId, from: civilDayOf(seal.sealedAt), today }) };
    },
    decide: ({ vehicle, seal, filing }, { odometer }, { actor, today }) => {
      if (!maySeal(actor, vehicle)) return no('not-driver', `${vehicle.plate}由驾驶员启封。`);
      const { officeId } = actor;
      const clause = rules.duty({ officeId, duty: SEALING_DUTY, on: today })?.clause.ref ?? null;
      if (!isWorkday(today) && filing?.today !== true)
        return {
          no: {
            code: clause?.id ?? 'sealed',
            clause,
            sentence: '节假日期间封存的车辆不得启封，今天没有报备的用车。',
            whatWouldHelp: ['上班第一天启封', '因公用车的，先报告分管领导并在县纪委报备'],
          },
        };
      if (odometer < seal.sealedKm) return no('odometer', `里程表读数小于封存时的${seal.sealedKm}公里。`, ['核对里程表读数']);
      const driven = odometer - seal.sealedKm;
      const { notices } = rules.decide({ officeId, question: '启封', facts: { sealedKm: driven, releasedFromSeal: filing !== undefined }, on: today });
      return { yes: { vehicle, seal, filing, odometer, driven, remarks: notices.map((one) => one.sentence) } };
    },
    write: async (tx, { vehicle, seal, filing, odometer, driven, remarks }, { actor, now, today }) => {
      const subject = { kind: 'vehicle-seal', id: seal.sealId };
      const sent: Promise<unknown>[] = [
        endSeal(tx, { sealId: seal.sealId, at: now, odometer, by: actor.personId, filingId: filing?.filingId ?? null, remarks: remarks.join('') }),
      ];
      if (remarks.length > 0)
        sent.push(
          notifyPosts(tx, {
            posts: [DISCIPLINE],
            on: today,
            sentence: `${vehicle.plate}封存时${seal.sealedKm}公里，启封时${odometer}公里，相差${driven}公里：${remarks.join('')}`,
            subject,
            now,
          }),
        );
      return {
        result: { sealId: seal.sealId, remarks },
        entry: { subject, detail: { plate: vehicle.plate, odometer, driven, filing: filing?.filingId ?? null } },
        sent,
      };
    },
  };
}
