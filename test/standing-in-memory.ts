import type { Staff } from '../src/rules/route/staff.ts';
import type { Moment } from '../src/platform/act/verb.ts';
import type { HandlerChange } from '../src/platform/matters/change-handler.ts';
import type { MatterWorld } from '../src/platform/matters/kind-in-use.ts';
import type { Reassignment } from '../src/platform/matters/reassign.ts';
import type { SeenMatter } from '../src/platform/matters/seen.ts';
import type { Deed } from './random-offices.ts';
import { actorOf, now, today } from './route-in-memory.ts';

/** Where a sequence stands: the matter, who holds and covers what by now, what was asked for and waits for a second person, who has opened it. */
export interface Standing {
  readonly matter: SeenMatter;
  readonly staff: Staff;
  readonly rescues: readonly Reassignment[];
  readonly changes: readonly HandlerChange[];
  readonly readers: readonly number[];
  /** Of the act of two that brought it here: whoever asked and whoever confirmed. */
  readonly two: { readonly asker: number; readonly confirmer: number } | null;
}

export interface Doing {
  readonly standing: Standing;
  readonly deed: Deed;
  readonly who: number;
  readonly world: MatterWorld;
  readonly moment: Moment;
}

export type Came = Partial<Standing> | undefined;

export const at = { matterId: 1, version: 1 };

export function momentOf(who: number, staff: Staff): Moment {
  return { actor: actorOf(who, staff), now, today };
}

export function holderOf({ holders }: Staff, post: string, draw: number): number {
  const held = holders.filter((one) => one.post === post);
  return held[draw % Math.max(1, held.length)]?.personId ?? draw;
}

export const personOf = (personId: number) => ({ personId, name: `第${personId}人` });
