import { endOfDay, startOfDay, addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { shanghai } from '../../platform/print/moment.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { bookingsAgainst, freeCars, requestsWaiting, type FreeCar, type Span } from './booking-store.ts';
import { clashWords } from './clash.ts';
import type { Choice, FreeLine, VehicleLine, WaitingLine } from './contract-overview.ts';
import { propose, rankOf, type Ranked } from './precedence.ts';
import { vehiclesInUse } from './vehicle-store.ts';

const AHEAD_DAYS = 30;

const lines = statement<VehicleLine>(
  'vehicles-overview',
  `
  select v.vehicle_id as "vehicleId", v.plate, v.model, v.seats, d.name as driver, v.odometer, v.inspection_until::text as "inspectionUntil", v.compulsory_until::text as "compulsoryUntil",
    case when exists (select from vehicle_trip t where t.office_id = v.office_id and t.vehicle_id = v.vehicle_id and t.back_at is null) then '外出'
      when exists (select from vehicle_seal s where s.office_id = v.office_id and s.vehicle_id = v.vehicle_id and s.unsealed_at is null) then '封存' else '在库' end as whereabouts,
    (select coalesce(jsonb_agg(jsonb_build_object('number', coalesce(x.number, m.number), 'state', b.state, 'user', coalesce(x.user_name, h.name), 'destination', m.facts ->> 'destination',
        'fromAt', lower(b.span), 'untilAt', upper(b.span)) order by lower(b.span)), '[]')
      from vehicle_booking b join matter m on m.office_id = b.office_id and m.matter_id = b.matter_id join person h on h.office_id = m.office_id and h.person_id = m.handler_id
      left join vehicle_dispatch x on x.office_id = b.office_id and x.matter_id = b.matter_id and x.ended_at is null
      where b.office_id = v.office_id and b.vehicle_id = v.vehicle_id and b.state <> '让出' and b.span && tstzrange($2::timestamptz, $3::timestamptz)) as bookings
  from vehicle v join person d on d.office_id = v.office_id and d.person_id = v.driver_id where v.office_id = $1 and v.retired_on is null order by v.vehicle_id`,
);

/** Who has which car from this day on. */
export function overviewOf(tx: ReadTx, day: CivilDate): Promise<readonly VehicleLine[]> {
  return tx.rows(lines, [tx.officeId, startOfDay(day), endOfDay(addDays(day, AHEAD_DAYS))]);
}

/** Every car in use: free in that time, or why not. */
export async function freeLines(tx: ReadTx, { span, except }: { readonly span: Span; readonly except: number | null }): Promise<readonly FreeLine[]> {
  const [all, free] = await Promise.all([vehiclesInUse(tx), freeCars(tx, { ...span, except })]);
  return Promise.all(
    all.map(async ({ vehicleId, plate, model, seats }) => {
      if (free.some((one) => one.vehicleId === vehicleId)) return { vehicleId, plate, model, seats, free: true, why: '' };
      const taken = await bookingsAgainst(tx, { vehicleId, except, ...span });
      return { vehicleId, plate, model, seats, free: false, why: taken.length === 0 ? '年检或交强险在这段时间已过期。' : clashWords('', { taken }) };
    }),
  );
}

/** What waits to be dispatched, ranked, with the car proposed or hire (VEH-01b). */
export async function waitingLines(rules: RulesInForce, tx: ReadTx, now: Date): Promise<readonly WaitingLine[]> {
  const waiting = (await requestsWaiting(tx, now)).map((one) => rankOf(rules, tx.officeId, one));
  const all = await vehiclesInUse(tx);
  const drivers = new Map(all.map(({ vehicleId, driverId }) => [vehicleId, driverId]));
  const held = all.filter((car) => waiting.some((one) => one.vehicleId === car.vehicleId));
  const free = new Map(await Promise.all(waiting.map(async (one) => [one.matterId, await freeOrHeld(tx, one, held)] as const)));
  return propose(waiting, (one) => free.get(one.matterId) ?? []).map(({ request, car, tie }) => ({
    matterId: request.matterId,
    number: request.number,
    title: request.title,
    user: request.user,
    people: request.passengerIds.length,
    fromAt: request.span.fromAt.toISOString(),
    untilAt: request.span.untilAt.toISOString(),
    rank: request.rank,
    urgency: request.asked.urgency,
    proposed: car?.plate ?? null,
    driverId: car === null ? null : (drivers.get(car.vehicleId) ?? null),
    tie,
  }));
}

/** Cars free for a request, and those of the `held` that another waiting request merely holds. */
async function freeOrHeld(tx: ReadTx, request: Ranked, held: readonly FreeCar[]): Promise<readonly FreeCar[]> {
  const { span, matterId } = request;
  const free = await freeCars(tx, { ...span, except: matterId });
  const alone = await Promise.all(
    held
      .filter((car) => !free.some((one) => one.vehicleId === car.vehicleId))
      .map(async (car) => {
        const taken = await bookingsAgainst(tx, { vehicleId: car.vehicleId, except: matterId, ...span });
        return taken.every((one) => one.state === '预定') ? [car] : [];
      }),
  );
  return [...free, ...alone.flat()];
}

const hireable = statement<{ plate: string; owner: string; vehicleClass: string }>(
  'hire-cars-to-choose',
  `
  select distinct on (plate) plate, owner, vehicle_class as "vehicleClass" from hire_car where office_id = $1 order by plate, hire_car_id desc`,
);

export async function choicesOf(tx: ReadTx, by: 'id' | 'plate'): Promise<readonly Choice[]> {
  return (await vehiclesInUse(tx)).map(({ vehicleId, plate, model, seats }) => ({
    value: by === 'id' ? vehicleId : plate,
    label: `${plate}（${model}，${seats}座）`,
  }));
}

const own = statement<{ number: string; plate: string; fromAt: Date; route: string }>(
  'dispatches-of-driver',
  `
  select x.number, v.plate, x.from_at as "fromAt", x.route from vehicle_dispatch x join vehicle v on v.office_id = x.office_id and v.vehicle_id = x.vehicle_id
  where x.office_id = $1 and x.driver_id = $2 and x.ended_at is null and not exists (select from vehicle_trip t where t.office_id = x.office_id and t.dispatch_id = x.dispatch_id) order by x.from_at`,
);

/** Notices in force to a driver that he has not gone out on. */
export async function ownDispatches(tx: ReadTx, personId: number | null): Promise<readonly Choice[]> {
  return (await tx.rows(own, [tx.officeId, personId])).map(({ number, plate, fromAt, route }) => ({
    value: number,
    label: `${number}（${plate}，${shanghai(fromAt)}，${route}）`,
  }));
}

const nameOf = statement<{ name: string }>(
  'name-of-vehicle',
  `select plate || '（' || model || '）' as name from vehicle where office_id = $1 and vehicle_id = $2`,
);

/** The car a form names by its number, in words. */
export async function vehicleNames(tx: ReadTx, { vehicleId }: { readonly vehicleId?: number | null }): Promise<Readonly<Record<string, string>>> {
  const found = typeof vehicleId === 'number' ? await tx.row(nameOf, [tx.officeId, vehicleId]) : undefined;
  return found === undefined ? {} : { vehicleId: found.name };
}

export async function hireCarChoices(tx: ReadTx): Promise<readonly Choice[]> {
  return (await tx.rows(hireable, [tx.officeId])).map(({ plate, owner, vehicleClass }) => ({ value: plate, label: `${plate}（${owner}，${vehicleClass}）` }));
}
