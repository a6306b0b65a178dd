import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { voidNumbers } from '../registers/series.ts';
import { onlyHandler, onlyIn } from './entitled.ts';
import { endMatter } from './finish.ts';
import type { MatterWorld } from './kind-in-use.ts';
import { NO_CHANGE } from './move.ts';
import { lockMatter, type SeenMatter } from './seen.ts';
import type { MatterDone } from './submit.ts';
import type { ReasonInput } from './withdraw.ts';
import { writeMove } from './write-move.ts';

const following = statement<{ number: string | null; title: string }>(
  'matters-that-follow',
  `
  select number, title from matter where office_id = $1 and linked_matter_id = $2 and state in ('in_review', 'approved', 'closed', 'returned') order by matter_id`,
);

interface Seen {
  readonly matter: SeenMatter;
  readonly followers: readonly { readonly number: string | null; readonly title: string }[];
}

/** 作废: an approval that was not used. What has been settled or is being settled is corrected by a counter-entry, not voided. */
export function voidVerb(world: MatterWorld): Verb<ReasonInput, Seen, Seen & { readonly reason: string }, MatterDone> {
  return {
    name: 'void',
    title: '作废',
    who: '经办人',
    read: async (tx, input) => {
      const [matter, followers] = await Promise.all([lockMatter(tx, input), tx.rows(following, [tx.officeId, input.matterId])]);
      return { matter, followers };
    },
    decide: (seen, { reason }, { actor }) => {
      const against = onlyHandler(seen.matter, actor, '作废') ?? onlyIn(seen.matter, ['approved'], '作废');
      if (against !== undefined) return { no: against };
      const [follower] = seen.followers;
      if (follower !== undefined) return no('has-followers', `“${follower.number ?? follower.title}”以本事项为依据，不能作废。`, ['先撤回后一事项']);
      return { yes: { ...seen, reason } };
    },
    write: async (tx, { matter, reason }, moment) => {
      const sent = [...writeMove(tx, { ...NO_CHANGE, matter, state: 'void' }, moment)];
      const subject = { kind: 'matter', id: matter.matterId };
      await endMatter(world, tx, { matter, state: 'void', moment });
      sent.push(voidNumbers(tx, { subject, reason: `作废：${reason}` }));
      return { result: { matterId: matter.matterId, state: 'void' }, entry: { subject, detail: { reason } }, sent };
    },
  };
}
