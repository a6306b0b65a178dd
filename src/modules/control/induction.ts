import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import { PAYING } from '../../platform/matters/signing.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { recordInduction, type Newcomer } from '../../platform/people/induction.ts';
import type { Rulebook } from '../../rules/rulebook.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { CLASSES } from './contract-control.ts';
import type { ConfirmInduction } from './contract-posts.ts';
import { lineVerb, refusal } from './lines.ts';
import { signersOfClass } from './procedures.ts';

export const INDUCTION_DUTY = '岗前培训确认';

/** 确认岗前培训 (ICF-02.2c): by whoever was trained, for himself, by class of business; from then on he may sign and pay. */
export const confirmInductionVerb = lineVerb<ConfirmInduction, null>({
  name: 'confirm-induction',
  title: '确认岗前培训',
  who: [],
  by: '本人',
  kind: 'induction',
  read: async () => null,
  against: (_seen, { trainedOn, trainerId }, { actor, today }) => {
    if (trainedOn > today) return refusal('future', '培训日期不能晚于今天。');
    return trainerId === actor.personId ? refusal('own-training', '培训人应是本人以外的人员。', ['填写讲授岗前培训的人员']) : undefined;
  },
  write: async (tx, { input }, { actor, now }) => {
    const { businessClasses, trainedOn, trainerId, content } = input;
    const personId = actor.personId ?? 0;
    for (const businessClass of new Set(businessClasses)) {
      await recordInduction(tx, { personId, businessClass, post: '', trainedOn, trainerId, content, recordedBy: personId, now });
      await endObligation(tx, {
        duty: INDUCTION_DUTY,
        occasion: `induction/${personId}/${businessClass}`,
        state: 'discharged',
        by: personId,
        with: { trainedOn, trainerId },
        now,
      });
    }
    return { classes: businessClasses };
  },
});

interface Office {
  readonly book: Rulebook | undefined;
  readonly kinds: readonly AnyMatterKind[];
  /** Posts without which the office does not pay. */
  readonly payers: readonly string[];
  readonly day: CivilDate;
}

/** What each newcomer has yet to be trained for, class by class, where his post signs or pays. */
export function inductionsOwed(
  newcomers: readonly Newcomer[],
  { book, kinds, payers, day }: Office,
): readonly (Newcomer & { readonly businessClass: string })[] {
  return CLASSES.flatMap((businessClass) => {
    const signers = signersOfClass(book, kinds, { businessClass, on: day });
    return newcomers
      .filter(({ post, trained }) => !trained.includes(businessClass) && (signers.has(post) || (businessClass === PAYING && payers.includes(post))))
      .map((one) => ({ ...one, businessClass }));
  });
}
