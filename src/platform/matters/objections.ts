import type { Refusal } from '../../rules/decision.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { Ground } from './ground.ts';
import type { MatterDraft } from './kind.ts';
import type { KindInUse } from './kind-in-use.ts';

interface Drafting {
  readonly kind: KindInUse;
  readonly draft: MatterDraft<unknown>;
  readonly ground: Ground | null;
}

/** What a draft's own kind, and the kind of the approved matter it rests on, have to say against it beside the rules. */
export async function objectionsTo(tx: ReadTx, { kind, draft, ground }: Drafting): Promise<readonly Refusal[]> {
  const [own, fromGround] = await Promise.all([kind.objections?.(tx, draft) ?? [], objectionsOfGround(tx, { kind, draft, ground })]);
  return [...own, ...fromGround];
}

async function objectionsOfGround(tx: ReadTx, { kind, draft, ground }: Drafting): Promise<readonly Refusal[]> {
  if (ground === null || (ground.state !== 'approved' && ground.state !== 'closed')) return [];
  const follower = { kind: kind.kind, form: draft.form, today: draft.today };
  return (await ground.kind.objectionsToFollower?.(tx, { matterId: ground.matterId, follower })) ?? [];
}
