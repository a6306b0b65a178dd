import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { act } from '../act/act.ts';
import type { World } from '../world.ts';
import { FOLDED_AT_ONCE, foldTailVerb } from './fold-tail.ts';

/** Folds in all that was written, an act for each portion: a day and a round have one key. */
export async function foldTailDaily(world: World, { officeId, day }: { readonly officeId: number; readonly day: CivilDate }): Promise<void> {
  const credential = { kind: 'system', officeId, job: 'fold-search-tail' } as const;
  for (let round = 0; ; round += 1) {
    const answer = await act(world, { credential, verb: foldTailVerb(), input: { round }, key: `fold-search-${day}-${round}` });
    if (!('done' in answer) || answer.done.folded < FOLDED_AT_ONCE) return;
  }
}
