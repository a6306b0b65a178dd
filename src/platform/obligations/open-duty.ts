import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { dueAfter } from '../../rules/duties/due.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import type { ActTx } from '../db/transaction.ts';
import type { Subject } from '../registers/series.ts';
import { openObligation } from './open.ts';

/** The owner a pack names for whoever handles the matter. */
const HANDLER = '经办人';

export interface DutyOf {
  readonly duty: Duty;
  /** Day 0. */
  readonly event: CivilDate;
  readonly today: CivilDate;
  readonly subject: Subject;
  /** Acts as owner where the pack says 经办人; null where there is none. */
  readonly handlerId: number | null;
  /** What it is about, for the sentence. */
  readonly about: string;
  /** Only the owner sees it; he is a person, never a post. */
  readonly confidential?: true;
}

/** Opens a triggered duty of a pack for a subject. @returns its due day. */
export async function openDuty(tx: ActTx, { duty, event, today, subject, handlerId, about, confidential }: DutyOf): Promise<CivilDate> {
  if (duty.period?.kind !== 'triggered') throw new Error(`duty ${duty.duty} is not triggered by an event`);
  const { dueOn, remindOn, remindAlso, provisional } = dueAfter(duty.period, event);
  const owner = duty.owner === undefined || (duty.owner === HANDLER && handlerId !== null) ? { personId: handlerId ?? 0 } : { post: duty.owner };
  await openObligation(tx, {
    duty: duty.duty,
    occasion: `${subject.kind}/${subject.id}`,
    clause: duty.clause.ref,
    sentence: `${about}：${duty.duty}，${dueOn}前办结。`,
    subject,
    owner,
    openedOn: today,
    remindOn,
    remindAlso,
    dueOn,
    provisional,
    evidence: duty.evidence,
    reportTo: duty.reportTo,
    ...(confidential === true && { confidential }),
  });
  return dueOn;
}
