import type { World } from '../world.ts';
import { platformVerbs } from '../verbs.ts';

/** 同意 for approve: as shown in histories and the log. An unknown verb keeps its name. */
export function titleOfVerb(world: World, name: string): string {
  return verbTitles(world).get(name) ?? name;
}

const known = new WeakMap<World, ReadonlyMap<string, string>>();

/** Chinese titles of all verbs, by name. */
export function verbTitles(world: World): ReadonlyMap<string, string> {
  const found = known.get(world);
  if (found !== undefined) return found;
  const verbs = [
    ...platformVerbs(world),
    ...world.modules.flatMap((module) => [...[...module.verbs, ...module.jobs].flatMap((one) => one.verb ?? []), ...(module.routeVerbs ?? [])]),
  ];
  const made = new Map(verbs.map(({ name, title }) => [name, title]));
  known.set(world, made);
  return made;
}
