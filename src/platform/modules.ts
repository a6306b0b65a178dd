import type { z } from 'zod';
import type { Refusal } from '../rules/decision.ts';
import type { Actor } from './act/actor.ts';
import type { Verb } from './act/verb.ts';
import type { CrossCheck } from './cross-checks/cross-check.ts';
import type { ReadTx } from './db/transaction.ts';
import type { AnyRegisterImport } from './imports/register-import.ts';
import type { ExceptionOfMatter } from './inspection-pack/exceptions.ts';
import type { NamedVerb } from './matters/verbs.ts';
import type { SeenMatter } from './matters/seen.ts';
import type { App } from './http/app.ts';
import type { AnyMatterKind, FurtherQuestion } from './matters/kind.ts';
import type { PostGuard } from './people/post-guard.ts';
import type { Register } from './registers/register.ts';
import type { Report } from './reports/report.ts';
import type { World } from './world.ts';

/** A verb of a module together with the schema of its input; the same name in HTTP, the log and who-may-do-what. */
export interface ModuleVerb {
  readonly verb: Verb<unknown, unknown, unknown, unknown>;
  readonly input: z.ZodType;
}

/** Pairs a verb with the schema of its own input; the list of verbs forgets the types, the pair was checked here. */
export function moduleVerb<Input, Seen, Plan, Result>(verb: Verb<Input, Seen, Plan, Result>, input: z.ZodType<Input>): ModuleVerb {
  return { verb: verb as unknown as Verb<unknown, unknown, unknown, unknown>, input };
}

/** Daily work of a module, run once across all processes. */
export interface TimedJob {
  readonly job: string;
  readonly title: string;
  /** What it does, by the name of the clockwork: listed among the verbs, served to nobody. */
  readonly verb: NamedVerb;
  readonly run: (world: World, officeId: number) => Promise<void>;
}

/** A module's own verb on some matters. */
export interface MatterAction {
  readonly verb: string;
  readonly on: (matter: SeenMatter) => boolean;
  /** A refusal, or undefined if the person may. `done`: verbs carried out on the matter so far. */
  readonly may: (matter: SeenMatter, actor: Actor, done: ReadonlySet<string>) => Refusal | undefined;
}

/** What a field of office life brings. Every `module.ts` exports one as `module`. */
export interface Module {
  /** Folder name: `expenditure`. */
  readonly module: string;
  readonly title: string;
  readonly kinds: readonly AnyMatterKind[];
  readonly registers: readonly Register[];
  readonly verbs: readonly ModuleVerb[];
  readonly reports?: readonly Report[];
  /** Old ledgers that can be taken into the module's registers. */
  readonly imports?: readonly AnyRegisterImport[];
  readonly jobs: readonly TimedJob[];
  /** Verbs of the module that act on a matter: shown among its buttons. */
  readonly matterActions?: readonly MatterAction[];
  /** What else the office asks about matters of other modules (decision 0014). */
  readonly furtherQuestions?: readonly FurtherQuestion[];
  /** What must hold before somebody is given a post (decision 0014). */
  readonly postGuards?: readonly PostGuard[];
  /** Books of the module that are compared every night. */
  readonly crossChecks?: readonly CrossCheck[];
  /** Accounts at banks the module keeps; each is reconciled. */
  readonly bankAccounts?: (tx: ReadTx) => Promise<readonly string[]>;
  /** What of these matters went another way than the clause has it, by the module's own books; shown to inspections. */
  readonly exceptions?: (tx: ReadTx, matterIds: readonly number[]) => Promise<readonly ExceptionOfMatter[]>;
  readonly routes?: (app: App, world: World) => void;
}

export type Modules = readonly Module[];

/** The modules an office has: those with a kind or register its regulations know on the day, or with one every office has. */
export function modulesOf(modules: Modules, knows: (question: string) => boolean): Modules {
  return modules.filter(
    ({ kinds, registers }) => kinds.some((kind) => knows(kind.question)) || registers.some(({ question }) => question === undefined || knows(question)),
  );
}

export function kindOf(modules: Modules, kind: string): AnyMatterKind | undefined {
  return modules.flatMap((module) => module.kinds).find((one) => one.kind === kind);
}

export function registerOf(modules: Modules, register: string): Register | undefined {
  return modules.flatMap((module) => module.registers).find((one) => one.register === register);
}
