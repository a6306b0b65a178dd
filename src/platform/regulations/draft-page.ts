import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { World } from '../world.ts';
import { compareVersions } from './compare.ts';
import type { DraftPage } from './contract.ts';
import { draftOf } from './draft-store.ts';
import { impactOf } from './impact.ts';
import { staffOn } from '../people/staff.ts';
import { heldTogetherFindings } from './held-together.ts';
import { vacancyFindings } from './vacant-steps.ts';
import { mayPublish, mayReject } from './publish.ts';

/** A version as its publisher sees it: clause by clause against the one in force, and the open matters it would decide differently. @throws Failure('not-found') */
export async function draftPage(
  tx: ReadTx,
  { world, draftId, today, actor }: { readonly world: Pick<World, 'rules'>; readonly draftId: number; readonly today: CivilDate; readonly actor: Actor },
): Promise<DraftPage> {
  const found = await draftOf(tx, draftId);
  const now = world.rules.bookOf(tx.officeId);
  if (found === undefined || now === undefined) throw new Failure('not-found', '没有这份制度新版。');
  const { source, ...draft } = found;
  const may = { publish: mayPublish(draft, actor)?.no ?? true, reject: mayReject(draft, actor)?.no ?? true } as const;
  // What was decided is compared no more: the regulations have moved on.
  if (draft.decidedAt !== null) return { draft, findings: [], changes: [], impact: [], may };
  const { book, before, pack, findings: read } = world.rules.draft(tx.officeId, source);
  if (book === undefined || pack === undefined) return { draft, findings: read, changes: [], impact: [], may };
  const staff = await staffOn(tx, today);
  const findings = [...read, ...vacancyFindings(pack, staff), ...heldTogetherFindings(pack, staff)];
  const changes = compareVersions(book, { title: draft.title, before: before?.version ?? null, after: draft.version, today });
  const impact = await impactOf(tx, { title: draft.title, book, from: draft.effective, now });
  return { draft, findings, changes, impact, may };
}
