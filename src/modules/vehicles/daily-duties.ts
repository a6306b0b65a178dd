import { addDays, civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { act } from '../../platform/act/act.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { openDuty, type DutyOf } from '../../platform/obligations/open-duty.ts';
import type { TimedJob } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { PAPERS, paperSubject } from './papers.ts';
import { sealingDay } from './rest-days.ts';
import { SEALING_DUTY } from './sealing.ts';
import { UNIT_DUTY, unitsOf, unitSubject, type Unit } from './unit-rules.ts';
import { vehiclesInUse, type Vehicle } from './vehicle-store.ts';

interface Seen {
  readonly vehicles: readonly Vehicle[];
  readonly units: readonly Unit[];
}

type Opening = Omit<DutyOf, 'today'>;

/** 开启车辆义务 (VEH-05c, VEH-06d, VEH-09): sealing before days of rest, papers that run out, rules a unit still owes. What is open stays as it is. */
function openVehicleDutiesVerb(rules: RulesInForce): Verb<{ readonly day: CivilDate }, Seen, readonly Opening[], { readonly opened: number }> {
  return {
    name: 'open-vehicle-duties',
    title: '开启车辆义务',
    who: '系统',
    read: async (tx, { day }) => {
      const [vehicles, units] = await Promise.all([vehiclesInUse(tx), unitsOf(tx, day)]);
      return { vehicles, units };
    },
    decide: ({ vehicles, units }, { day }, { actor }) => {
      const duty = (name: string): Duty | undefined => rules.duty({ officeId: actor.officeId, duty: name, on: day });
      return { yes: [...sealings(vehicles, duty(SEALING_DUTY), day), ...papersDue(vehicles, duty, day), ...unitsOwing(units, duty(UNIT_DUTY), day)] };
    },
    write: async (tx, openings, { today }) => {
      for (const opening of openings) await openDuty(tx, { ...opening, today });
      return { result: { opened: openings.length }, entry: { subject: { kind: 'office', id: tx.officeId }, detail: { opened: openings.length } } };
    },
  };
}

function sealings(vehicles: readonly Vehicle[], duty: Duty | undefined, day: CivilDate): readonly Opening[] {
  if (duty === undefined || sealingDay(day) !== day) return [];
  return vehicles.map(({ vehicleId, plate, driverId }) => ({
    duty,
    event: day,
    subject: { kind: 'vehicle-seal', id: `${vehicleId}@${day}` },
    handlerId: driverId,
    about: plate,
  }));
}

function papersDue(vehicles: readonly Vehicle[], duty: (name: string) => Duty | undefined, day: CivilDate): readonly Opening[] {
  return vehicles.flatMap((vehicle) =>
    (Object.keys(PAPERS) as (keyof typeof PAPERS)[]).flatMap((sort): readonly Opening[] => {
      // keys of a literal
      const found = duty(PAPERS[sort].duty);
      if (found?.period?.kind !== 'triggered') return [];
      const until = vehicle[PAPERS[sort].of];
      const event = addDays(until, -found.period.within.count);
      const byDistance = sort === '保养' && vehicle.odometer >= vehicle.serviceKm;
      if (day < event && !byDistance) return [];
      const about = `${vehicle.plate}${sort}${until}到期${byDistance ? `，已行驶${vehicle.odometer}公里` : ''}`;
      return [
        {
          duty: found,
          event: byDistance && day < event ? day : event,
          subject: paperSubject(vehicle.vehicleId, sort, until),
          handlerId: vehicle.driverId,
          about,
        },
      ];
    }),
  );
}

function unitsOwing(units: readonly Unit[], duty: Duty | undefined, day: CivilDate): readonly Opening[] {
  if (duty === undefined) return [];
  const { version } = duty.clause.ref;
  return units.flatMap(({ departmentId, name, headId }) =>
    headId === null ? [] : [{ duty, event: day, subject: unitSubject(departmentId, version), handlerId: headId, about: name }],
  );
}

/** Once a day for each office that has vehicles; a day has one key. */
export function vehicleDuties(rules: RulesInForce): TimedJob {
  const verb = openVehicleDutiesVerb(rules);
  return {
    job: 'vehicle-duties',
    title: '车辆义务',
    verb,
    run: async (world, officeId) => {
      const day = civilDayOf(world.clock());
      if (rules.duty({ officeId, duty: SEALING_DUTY, on: day }) === undefined) return;
      await act(world, { credential: { kind: 'system', officeId, job: 'vehicle-duties' }, verb, input: { day }, key: `vehicle-duties-${day}` });
    },
  };
}
