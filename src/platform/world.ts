import type { Pool } from 'pg';
import type { Signer } from './log/checkpoint.ts';
import type { CasesOf } from './regulations/law-page.ts';
import type { RulesInForce } from './regulations/rules-in-force.ts';
import type { Modules } from './modules.ts';
import type { Secrets } from './sign-in/secrets.ts';

/** Everything an entrance hands to the platform. Nothing below reads a global clock, pool or setting. */
export interface World {
  /** Connections of the application's role, in pipeline mode. */
  readonly pool: Pool;
  readonly clock: () => Date;
  /** Compiled packs per office. */
  readonly rules: RulesInForce;
  /** The fields of office life that are switched on. */
  readonly modules: Modules;
  /** Folder of the file store. */
  readonly folder: string;
  /** Signs what leaves the office: heads of the log, packs for inspections. */
  readonly signer: Signer;
  /** Seals what the database must not be able to read by itself. */
  readonly secrets: Secrets;
  /** Called after each commit: wakes the sealer. */
  readonly committed: (officeId: number) => void;
  /** The cases beside a published version, by the digest of its text; none if it did not come with the program. */
  readonly casesOf: CasesOf;
}
