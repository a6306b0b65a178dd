import type { Duty } from '../../rules/pack/pack.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { yuanInWords, fen } from '../../rules/money.ts';
import { dueAfter } from '../../rules/duties/due.ts';
import type { NoteAdvanceSpending } from './contract-request.ts';
import { noteAdvanceSpent } from './request-store.ts';

const DUTY = '先支后报';

/** 登记先支 (FIN-02g): money had to be spent before the report; from this day the report is due. */
export function noteAdvanceSpendingVerb(
  rules: RulesInForce,
): Verb<NoteAdvanceSpending, null, NoteAdvanceSpending & { readonly duty: Duty }, { readonly advanceSpendingId: number; readonly dueOn: string }> {
  return {
    name: 'note-advance-spending',
    title: '登记先支',
    who: '经办人',
    read: async () => null,
    decide: (_seen, input, { actor, today }) => {
      if (input.spentOn > today) return no('future', '支出日不能晚于今天。');
      const duty = rules.duty({ officeId: actor.officeId, duty: DUTY, on: input.spentOn });
      if (duty === undefined) return no('no-such-clause', '本单位制度没有先支后报的规定，支出前须先报批。', ['先办理支出事前审批']);
      return { yes: { ...input, duty } };
    },
    write: async (tx, { duty, ...input }, { actor, now, today }) => {
      if (duty.period?.kind !== 'triggered') throw new Error(`duty ${DUTY} is not triggered by an event`);
      const { dueOn } = dueAfter(duty.period, input.spentOn);
      const personId = actor.personId ?? 0;
      const advanceSpendingId = await noteAdvanceSpent(tx, { ...input, personId, dueOn, now });
      const about = `${input.purpose}（${yuanInWords(fen(input.amount))}）`;
      await openDuty(tx, { duty, event: input.spentOn, today, subject: { kind: 'advance-spending', id: advanceSpendingId }, handlerId: personId, about });
      return { result: { advanceSpendingId, dueOn }, entry: { subject: { kind: 'advance-spending', id: advanceSpendingId }, detail: { ...input, dueOn } } };
    },
  };
}
