import { Failure } from '../act/failure.ts';
import type { Moment } from '../act/verb.ts';
import type { ReadTx } from '../db/transaction.ts';
import { FactFault } from '../../rules/fact-fault.ts';
import type { MatterContent } from './content.ts';
import type { Preview } from './contract.ts';
import { readDraft } from './drafting.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { decideDraft, missingEvidence, routeOf, undecided, worksheetOf } from './submit.ts';

/** What a form would bring if it were submitted now: route, limits, clauses. Writes nothing; an unfinished form answers with what it lacks. */
export async function previewMatter(
  world: MatterWorld,
  tx: ReadTx,
  { content, matterId, moment }: { readonly content: MatterContent; readonly matterId: number | null; readonly moment: Moment },
): Promise<Preview> {
  const { actor, today, now } = moment;
  try {
    const drafted = await readDraft(world, tx, { matterId, content, handlerId: actor.personId ?? 0, departmentId: actor.departmentId, today, now });
    const decision = decideDraft(world, tx.officeId, drafted);
    const route = routeOf(decision, drafted).map(({ vacant: _vacant, mustKnow: _mustKnow, ...step }) => ({
      ...step,
      candidates: step.candidates.map((one) => ({ ...one, coverFor: null })),
    }));
    return {
      decision,
      worksheet: worksheetOf(drafted, decision),
      route,
      refusals: [...decision.refusals, ...drafted.objections, ...missingEvidence(decision, content), ...undecided(decision, drafted)],
      problems: [],
    };
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    return { decision: null, worksheet: null, route: [], refusals: [], problems };
  }
}

function problemsOf(error: unknown): Preview['problems'] | undefined {
  if (error instanceof FactFault) return [{ path: '', sentence: error.message }];
  if (!(error instanceof Failure) || error.code !== 'bad-input') return undefined;
  return error.fields.length > 0 ? error.fields : [{ path: '', sentence: error.sentence }];
}
