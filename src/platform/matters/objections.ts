import type { Refusal } from '../../rules/decision.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { MatterDraft } from './kind.ts';
import { kindOfMatter, type KindInUse, type MatterWorld } from './kind-in-use.ts';

const ground = statement<{ kind: string }>('kind-of-ground', `select kind from matter where office_id = $1 and matter_id = $2 and state in ('approved', 'closed')`);

/** What a draft's own kind, and the kind of the approved matter it rests on, have to say against it beside the rules. */
export async function objectionsTo(world: MatterWorld, tx: ReadTx, { kind, draft }: { readonly kind: KindInUse; readonly draft: MatterDraft<unknown> }): Promise<readonly Refusal[]> {
  const [own, fromGround] = await Promise.all([kind.objections?.(tx, draft) ?? [], objectionsOfGround(world, tx, { kind, draft })]);
  return [...own, ...fromGround];
}

async function objectionsOfGround(world: MatterWorld, tx: ReadTx, { kind, draft }: { readonly kind: KindInUse; readonly draft: MatterDraft<unknown> }): Promise<readonly Refusal[]> {
  const matterId = draft.linkedMatterId;
  const found = matterId === null ? undefined : await tx.row(ground, [tx.officeId, matterId]);
  if (matterId === null || found === undefined) return [];
  const follower = { kind: kind.kind, form: draft.form, today: draft.today };
  return (await kindOfMatter(world, found).objectionsToFollower?.(tx, { matterId, follower })) ?? [];
}
