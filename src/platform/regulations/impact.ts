import { FactFault, RuleFault } from '../../rules/fact-fault.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { stepInWords, type Decision } from '../../rules/decision.ts';
import type { Rulebook } from '../../rules/rulebook.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { MatterImpact } from './contract.ts';

interface OpenMatter {
  readonly matterId: number;
  readonly number: string | null;
  readonly title: string;
  readonly decision: Decision;
}

const openMatters = statement<OpenMatter>(
  'matters-under-regulation',
  `
  select m.matter_id as "matterId", m.number, m.title, e.decision from matter m
  join matter_decision e on e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round
  where m.office_id = $1 and m.state in ('in_review', 'returned') 
    and (e.decision #>> '{pack,regulation}' = $2 or e.decision @> jsonb_build_object('also', jsonb_build_array(jsonb_build_object('pack', jsonb_build_object('regulation', $2::text))))) order by m.matter_id`,
);

export interface ImpactAsk {
  readonly title: string;
  /** The rulebook with the new version, and the first day of that version. */
  readonly book: Rulebook;
  readonly from: CivilDate;
  /** The rulebook as it is. */
  readonly now: Rulebook;
}

/**
 * What the open matters decided under a regulation would be under its new version, had their facts happened on its first day. Only those that
 * would change are listed. They keep their own version all the same: a fact is judged by the day of the fact.
 */
export async function impactOf(tx: ReadTx, ask: ImpactAsk): Promise<readonly MatterImpact[]> {
  const matters = await tx.rows(openMatters, [tx.officeId, ask.title]);
  return matters.flatMap(({ matterId, number, title, decision }) => {
    const changes = changesOf(decision, ask);
    return changes.length === 0 ? [] : [{ matterId, number, title, changes }];
  });
}

function changesOf(before: Decision, { book, from, now }: ImpactAsk): readonly string[] {
  try {
    const after = book.decide({ question: before.question, also: before.also?.map((one) => one.question) ?? [], facts: before.facts, on: from });
    return [
      ...differ('路径', before.steps.map(stepInWords), after.steps.map(stepInWords)),
      ...differ(
        '不予办理',
        before.refusals.map((one) => one.sentence),
        after.refusals.map((one) => one.sentence),
      ),
      ...differ('限额', inOrder(before.values), inOrder(after.values)),
      ...differ(
        '须附',
        before.required.map((one) => one.evidence),
        after.required.map((one) => one.evidence),
      ),
      ...differ(
        '期限',
        before.duties.map((one) => dutyOf(now, one.duty, before.on)),
        after.duties.map((one) => dutyOf(book, one.duty, from)),
      ),
    ];
  } catch (error) {
    // The new version asks for something the old form did not have, or no longer answers this question: that is what it would change.
    if (error instanceof FactFault || error instanceof RuleFault) return [error.message];
    throw error;
  }
}

/** jsonb keeps no order of its keys. */
function inOrder(values: Decision['values']): readonly string[] {
  return Object.entries(values)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([, value]) => String(value));
}

function dutyOf(book: Rulebook, name: string, on: CivilDate): string {
  return `${name}（${book.duty(name, on)?.period?.written ?? '不定期'}）`;
}

function differ(what: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const [was, is] = [before.join('、'), after.join('、')];
  return was === is ? [] : [`${what}：${was === '' ? '无' : was} → ${is === '' ? '无' : is}`];
}
