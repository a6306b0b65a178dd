import { allFunctions, allModules } from './all-modules.ts';
import { poolAs } from './platform/db/pools.ts';
import { readBytes } from './platform/files/store.ts';
import { openSigner } from './platform/log/checkpoint.ts';
import { startSealer, type Sealer } from './platform/log/sealer.ts';
import { followRules } from './platform/regulations/follow-rules.ts';
import { loadRules, type RulesLoader } from './platform/regulations/load-rules.ts';
import { readPacksOnDisk, type PacksOnDisk } from './platform/regulations/read-packs.ts';
import { openSecrets } from './platform/sign-in/secrets.ts';
import type { World } from './platform/world.ts';

export interface OpenWorld {
  readonly world: World;
  readonly rules: RulesLoader;
  readonly packs: PacksOnDisk;
  readonly sealer: Sealer;
  readonly close: () => Promise<void>;
}

export interface WorldOptions {
  /** Connection of the database's owner; the application's role is taken from it. */
  readonly url: string;
  /** Folder of the files, the fonts and the keys. */
  readonly folder: string;
  readonly clock?: () => Date;
  readonly connections?: number;
}

/** Everything the program needs, over a database whose schema is up to date. */
export async function openWorld({ url, folder, clock = () => new Date(), connections }: WorldOptions): Promise<OpenWorld> {
  const pool = poolAs(url, 'application', connections);
  const packs = readPacksOnDisk();
  const rules = await loadRules(pool, { vocabulary: packs.vocabulary, functions: allFunctions });
  const following = await followRules(url, { rules, onError: (error) => console.error('跟随制度更新时出错：', error) });
  const signer = openSigner(folder);
  const sealing = poolAs(url, 'sealer', 1);
  const sealer = startSealer({ pool: sealing, signer, clock, onError: (error) => console.error('封存日志时出错：', error) });
  const world: World = {
    pool,
    folder,
    rules,
    modules: allModules(rules, (officeId, digest) => readBytes(folder, officeId, digest)),
    clock,
    signer,
    secrets: openSecrets(folder),
    committed: sealer.wake,
    casesOf: casesBeside(packs),
  };
  const close = async (): Promise<void> => {
    await following.stop();
    await sealer.settle();
    await Promise.all([pool.end(), sealing.end()]);
  };
  return { world, rules, packs, sealer, close };
}

/** The cases that came with the program, by the digest of the version they stand beside. */
function casesBeside({ offices }: PacksOnDisk): World['casesOf'] {
  const cases = new Map(offices.flatMap((office) => office.packs).map((file) => [file.pack?.digest ?? '', file.cases]));
  return (digest) => cases.get(digest) ?? [];
}
