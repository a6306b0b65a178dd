import { allFunctions, allModules } from './all-modules.ts';
import { poolAs } from './platform/db/pools.ts';
import { loadRules, type RulesLoader } from './platform/regulations/load-rules.ts';
import { readPacksOnDisk, type PacksOnDisk } from './platform/regulations/read-packs.ts';
import type { World } from './platform/world.ts';

export interface OpenWorld {
  readonly world: World;
  readonly rules: RulesLoader;
  readonly packs: PacksOnDisk;
  readonly close: () => Promise<void>;
}

export interface WorldOptions {
  /** Connection of the database's owner; the application's role is taken from it. */
  readonly url: string;
  /** Folder of the files, the fonts and the keys. */
  readonly folder: string;
  readonly clock?: () => Date;
  readonly committed?: (officeId: number) => void;
  readonly connections?: number;
}

/** Everything the program needs, over a database whose schema is up to date. */
export async function openWorld({ url, folder, clock, committed, connections }: WorldOptions): Promise<OpenWorld> {
  const pool = poolAs(url, 'application', connections);
  const packs = readPacksOnDisk();
  const rules = await loadRules(pool, { vocabulary: packs.vocabulary, functions: allFunctions });
  const world: World = { pool, folder, rules, modules: allModules(rules), clock: clock ?? (() => new Date()), committed: committed ?? (() => undefined) };
  return { world, rules, packs, close: () => pool.end() };
}
