import { Failure } from '../act/failure.ts';
import type { Moment } from '../act/verb.ts';
import type { ActTx } from '../db/transaction.ts';
import { notify } from '../notices/notify.ts';
import { openDuty } from '../obligations/open-duty.ts';
import type { StandingMatter } from './kind.ts';
import { kindOfMatter, type MatterWorld } from './kind-in-use.ts';
import type { SeenMatter } from './seen.ts';
import { STATE_TITLES, type MatterState } from './state.ts';

/** A matter in review or later as its kind sees it. */
export function standingOf(matter: SeenMatter): StandingMatter<unknown> {
  const { matterId, number, kind, form, handlerId, departmentId, amount, factDay, linkedMatterId, decision } = matter;
  if (number === null || decision === null) throw new Failure('conflict', '本事项尚未提交。');
  // Amounts were checked as fen when the form was read.
  return { matterId, number, kind, form, handlerId, departmentId, amount: amount as StandingMatter<unknown>['amount'], factDay, linkedMatterId, decision };
}

interface Finished {
  readonly standing: StandingMatter<unknown>;
  readonly state: MatterState;
  readonly moment: Moment;
}

/** The route is at its end: what the kind keeps, what the decision makes due, and word to the handler. */
export async function finishMatter(world: MatterWorld, tx: ActTx, { standing, state, moment }: Finished): Promise<void> {
  const { matterId, decision, handlerId, factDay, number } = standing;
  const kind = kindOfMatter(world, standing);
  await kind.whenApproved?.(tx, standing, moment, world.modules);
  for (const opening of decision.duties) {
    const duty = world.rules.duty({ officeId: tx.officeId, duty: opening.duty, on: factDay });
    if (duty === undefined) continue;
    await openDuty(tx, {
      duty,
      event: kind.eventDay?.(standing.form, moment.today) ?? factDay,
      today: moment.today,
      subject: { kind: 'matter', id: matterId },
      handlerId,
      about: number,
    });
  }
  await tellHandler(tx, { standing, state, moment });
}

/** Withdrawn, refused or void: what was claimed is given back. */
export async function endMatter(
  world: MatterWorld,
  tx: ActTx,
  { matter, state, moment }: { readonly matter: SeenMatter; readonly state: MatterState; readonly moment: Moment },
): Promise<void> {
  if (matter.number === null || matter.decision === null) return;
  const standing = standingOf(matter);
  await kindOfMatter(world, matter).whenEnded?.(tx, standing, moment);
  if (moment.actor.personId !== matter.handlerId) await tellHandler(tx, { standing, state, moment });
}

async function tellHandler(tx: ActTx, { standing, state, moment }: Finished): Promise<void> {
  const { matterId, number, handlerId } = standing;
  await notify(tx, { personIds: [handlerId], sentence: `${number}${STATE_TITLES[state]}。`, subject: { kind: 'matter', id: matterId }, now: moment.now });
}
