import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Condition } from '../../rules/pack/pack.ts';
import { inForce } from '../../rules/rulebook.ts';

/** Somebody who committed the office before anybody had approved, and was refused. */
export interface BeforeApproval {
  readonly attemptId: number;
  readonly name: string;
  readonly about: string;
  readonly sentence: string;
}
const attempts = statement<BeforeApproval>(
  'attempts-before-approval',
  `
  select a.attempt_id as "attemptId", p.name, a.about, a.sentence from refused_attempt a join person p on p.office_id = a.office_id and p.person_id = a.person_id
  where a.office_id = $1 and (a.at at time zone 'Asia/Shanghai')::date = $2::date - 1 and a.sentence = any($3::text[]) order by a.attempt_id`,
);

/** What the vocabulary calls 先办后批, from either side. */
function isBeforeApproval({ term, cell }: Condition): boolean {
  return (term.id === 'happenedBeforeApproval' && cell.words === '是') || (term.id === 'approvedBeforeSpending' && cell.words === '否');
}

/** Whoever was refused the day before because he did first and asked afterwards (ICF-03.2n), by any regulation of the office. */
export async function triedBeforeApproval(rules: RulesInForce, tx: ReadTx, day: CivilDate): Promise<readonly BeforeApproval[]> {
  const rows = (rules.bookOf(tx.officeId)?.packs ?? [])
    .filter((pack) => inForce(pack, day))
    .flatMap((pack) => [...pack.tables.values()].flatMap((table) => table.rows));
  const sentences = rows.flatMap(({ when, answer }) => (answer.refusal !== undefined && when.some(isBeforeApproval) ? [answer.refusal.sentence] : []));
  return sentences.length === 0 ? [] : await tx.rows(attempts, [tx.officeId, day, [...new Set(sentences)]]);
}
