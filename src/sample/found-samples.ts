import { civilDate, civilDayOf } from '../rules/calendar/civil-date.ts';
import { CLASSES } from '../modules/control/contract-control.ts';
import { activateProcedureVerb } from '../modules/control/procedures.ts';
import type { FoundedOffice, NewOffice } from '../platform/people/found-office.ts';
import { foundOffice } from '../platform/people/found-office.ts';
import type { OfficeFile } from '../platform/regulations/read-packs.ts';
import type { OpenWorld } from '../world.ts';
import { castOf, stage, type Cast } from './cast.ts';
import { CULTURE_BUREAU, STATIONS_BUREAU, type SampleStaff } from './people.ts';

const STAFFS: Readonly<Record<string, SampleStaff>> = { 文旅局: CULTURE_BUREAU, 站所局: STATIONS_BUREAU };

/** The day from which the sample people hold their posts. */
const STARTED = '2024-01-01';

/** An office as one of the sample sets has it, with other people if they are given. */
export function officeFromFile(file: OfficeFile, staff: SampleStaff, { sample }: { readonly sample: boolean }): NewOffice {
  const regulations = file.packs.flatMap(({ pack, text }) =>
    pack === undefined
      ? []
      : [
          {
            title: pack.regulation,
            version: pack.version,
            field: pack.field,
            effective: pack.inForceFrom,
            until: pack.inForceUntil ?? null,
            source: text,
            separations: pack.separations,
            incompatibles: pack.incompatibles,
          },
        ],
  );
  const { key, name, posts } = file.office;
  return { key, name, sample, startedOn: civilDate(STARTED), posts, ...staff, regulations };
}

/** The regulations of the culture bureau keep a class of business closed until 财务股 has put its procedure to use. */
async function openProcedures(cast: Cast): Promise<void> {
  const { rules, modules } = cast.world;
  const kinds = modules
    .flatMap((module) => module.kinds)
    .filter((kind) => rules.knows({ officeId: cast.office.officeId, question: kind.question, on: civilDayOf(cast.world.clock()) }));
  const classes = CLASSES.filter((businessClass) => kinds.some((kind) => kind.businessClass === businessClass));
  for (const businessClass of classes) await cast.perform('周静', activateProcedureVerb(rules, kinds), { businessClass, on: null });
}

/** Founds both sample offices. @returns them by key. */
export async function foundSamples({ world, rules, packs }: OpenWorld): Promise<ReadonlyMap<string, FoundedOffice>> {
  const founded = new Map<string, FoundedOffice>();
  for (const file of packs.offices) {
    const staff = STAFFS[file.office.key];
    if (staff === undefined) continue;
    const office = await foundOffice(world.pool, { office: officeFromFile(file, staff, { sample: true }), now: world.clock() });
    await rules.reload(office.officeId);
    if (file.office.key === '文旅局') await openProcedures(castOf(stage(world), office));
    founded.set(file.office.key, office);
  }
  return founded;
}
