import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds, type Actor } from '../act/actor.ts';
import { Failure } from '../act/failure.ts';
import type { ReadTx } from '../db/transaction.ts';
import { READ_ALL } from '../matters/readers.ts';
import type { World } from '../world.ts';
import { compareVersions } from './compare.ts';
import type { DraftPage, Impact } from './contract.ts';
import { draftOf } from './draft-store.ts';
import { dutiesTouched, type Versions } from './due-days.ts';
import { mattersTouched, type ImpactAsk } from './impact.ts';
import { staffOn } from '../people/staff.ts';
import { heldTogetherFindings } from './held-together.ts';
import { vacancyFindings } from './vacant-steps.ts';
import { mayPublish, mayReject } from './publish.ts';
import { DRAFTER } from './submit-version.ts';

/** Who sees whom a new version touches: whoever may look at every matter, and who drafts. */
const IMPACT_READERS = [...READ_ALL, DRAFTER] as const;

/** A version as its publisher sees it: clause by clause against the one in force, the matters it would decide differently, the duties it would move. @throws Failure('not-found') */
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
  if (draft.decidedAt !== null) return { draft, findings: [], changes: [], impact: null, may };
  const { book, before, pack, findings: read } = world.rules.draft(tx.officeId, source);
  if (book === undefined || pack === undefined) return { draft, findings: read, changes: [], impact: null, may };
  const staff = await staffOn(tx, today);
  const findings = [...read, ...vacancyFindings(pack, staff), ...heldTogetherFindings(pack, staff)];
  const changes = compareVersions(book, { title: draft.title, before: before?.version ?? null, after: draft.version, today });
  if (!IMPACT_READERS.some((post) => holds(actor, post))) return { draft, findings, changes, impact: null, may };
  const changed = new Set(changes.filter((one) => one.before !== null).map((one) => one.id));
  const impact = await impactOf(tx, { before, pack }, { title: draft.title, book, from: draft.effective, now, changed });
  return { draft, findings, changes, impact, may };
}

async function impactOf(tx: ReadTx, versions: Versions, ask: ImpactAsk): Promise<Impact> {
  const [matters, duties] = await Promise.all([mattersTouched(tx, ask), dutiesTouched(tx, versions, ask)]);
  return { matters, duties };
}
