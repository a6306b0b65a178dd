import type { Staff } from '../../rules/route/staff.ts';
import { Failure } from '../act/failure.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { kindOfMatter, type KindInUse, type MatterWorld } from './kind-in-use.ts';
import type { MatterState } from './state.ts';

/** The matter another one is filed on. */
export interface Ground {
  readonly matterId: number;
  readonly kind: KindInUse;
  readonly state: MatterState;
}

interface Found {
  readonly kind: string;
  readonly state: MatterState;
  readonly handlerId: number;
}

const linked = statement<Found>('ground-of-matter', `select kind, state, handler_id as "handlerId" from matter where office_id = $1 and matter_id = $2`);

export interface Filing {
  /** The kind of the matter being filed, and whoever files it. */
  readonly kind: KindInUse;
  readonly handlerId: number;
  readonly linkedMatterId: number | null;
  readonly staff: Staff;
}

/**
 * The matter a form is linked to: one whose kind leads to this kind, filed by its own handler or by the post named for it.
 * @throws Failure('bad-input') for any other, without a word on what it is.
 */
export async function groundOf(world: MatterWorld, tx: ReadTx, filing: Filing): Promise<Ground | null> {
  const { kind, linkedMatterId } = filing;
  if (linkedMatterId === null) return null;
  const found = await tx.row(linked, [tx.officeId, linkedMatterId]);
  if (found === undefined || !leadsHere(kindOfMatter(world, found), found, filing)) {
    throw new Failure('bad-input', `所关联的事项不能作为本次${kind.title}的依据。`, ['从本人经办的、可据以办理的事项页面发起']);
  }
  return { matterId: linkedMatterId, kind: kindOfMatter(world, found), state: found.state };
}

function leadsHere(from: KindInUse, { handlerId }: Found, filing: Filing): boolean {
  const files = (by: string | undefined): boolean =>
    by === undefined ? handlerId === filing.handlerId : filing.staff.holders.some((held) => held.post === by && held.personId === filing.handlerId);
  return (from.leadsTo ?? []).some((one) => one.kind === filing.kind.kind && files(one.by));
}
