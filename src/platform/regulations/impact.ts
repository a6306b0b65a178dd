import { FactFault, RuleFault } from '../../rules/fact-fault.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { stepInWords, type Decision } from '../../rules/decision.ts';
import type { Rulebook } from '../../rules/rulebook.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { STATE_TITLES } from '../matters/state.ts';
import type { MatterImpact } from './contract.ts';
import { valueInWords } from './value-in-words.ts';

interface OpenMatter extends Omit<MatterImpact, 'changes' | 'stateTitle'> {
  readonly decision: Decision;
  /** Clauses of the regulation on which its worksheet was reckoned. */
  readonly reckonedOn: readonly string[];
}

const openMatters = statement<OpenMatter>(
  'matters-under-regulation',
  `
  select m.matter_id as "matterId", m.number, m.title, m.state, e.decision, array(
      select distinct line #>> '{clause,id}' from jsonb_array_elements(e.worksheet -> 'rows') line where line #>> '{clause,regulation}' = $2 order by 1) as "reckonedOn"
  from matter m
  join matter_decision e on e.office_id = m.office_id and e.matter_id = m.matter_id and e.round = m.round
  where m.office_id = $1 and (m.state in ('in_review', 'returned') or (m.state = 'approved' and exists (
      select from obligation o where o.office_id = m.office_id and o.subject_kind = 'matter' and o.subject_id = m.matter_id::text and o.state = 'open' and not o.confidential)))
    and (e.decision #>> '{pack,regulation}' = $2 or e.decision @> jsonb_build_object('also', jsonb_build_array(jsonb_build_object('pack', jsonb_build_object('regulation', $2::text))))) order by m.matter_id`,
);

export interface ImpactAsk {
  readonly title: string;
  /** The rulebook with the new version, and the first day of that version. */
  readonly book: Rulebook;
  readonly from: CivilDate;
  /** The rulebook as it is. */
  readonly now: Rulebook;
  /** Ids of the clauses the new version has otherwise, or no more. */
  readonly changed: ReadonlySet<string>;
}

/**
 * What the matters decided under a regulation would be under its new version, had their facts happened on its first day: those that are open, and
 * those approved that still have duties to meet. Only those that would change are listed. They keep their own version all the same: a fact is judged
 * by the day of the fact.
 */
export async function mattersTouched(tx: ReadTx, ask: ImpactAsk): Promise<readonly MatterImpact[]> {
  const matters = await tx.rows(openMatters, [tx.officeId, ask.title]);
  return matters.flatMap(({ decision, reckonedOn, ...matter }) => {
    const reckoned = reckonedOn.filter((id) => ask.changed.has(id));
    // A worksheet is its kind's own reckoning and cannot be done again here: the clauses it rests on are named.
    const changes = [
      ...changesOf(decision, { ...ask, approved: matter.state === 'approved' }),
      ...(reckoned.length === 0 ? [] : [`核算单：所依据的${reckoned.join('、')}有改动，限额须重新核算`]),
    ];
    return changes.length === 0 ? [] : [{ ...matter, stateTitle: STATE_TITLES[matter.state], changes }];
  });
}

function changesOf(before: Decision, { book, from, now, approved }: ImpactAsk & { readonly approved: boolean }): readonly string[] {
  try {
    const after = book.decide({ question: before.question, also: before.also?.map((one) => one.question) ?? [], facts: before.facts, on: from });
    const limits = differ('核定', inOrder(before.values), inOrder(after.values));
    // Behind an approved matter lie its route and what was asked before it; its duties stand open with days of their own (due-days.ts).
    if (approved) return limits;
    return [
      ...differ('路径', before.steps.map(stepInWords), after.steps.map(stepInWords)),
      ...differ(
        '不予办理',
        before.refusals.map((one) => one.sentence),
        after.refusals.map((one) => one.sentence),
      ),
      ...limits,
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
    .map(([, value]) => valueInWords(value));
}

function dutyOf(book: Rulebook, name: string, on: CivilDate): string {
  return `${name}（${book.duty(name, on)?.period?.written ?? '不定期'}）`;
}

function differ(what: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const [was, is] = [before.join('、'), after.join('、')];
  return was === is ? [] : [`${what}：${was === '' ? '无' : was} → ${is === '' ? '无' : is}`];
}
