import { civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';

interface ClosedFile {
  readonly number: string;
  readonly title: string;
  readonly amount: number;
  readonly closedOn: CivilDate;
  readonly category: string | null;
  readonly evidence: readonly string[];
  readonly unsigned: number;
  readonly entered: boolean;
  readonly inOrder: boolean;
}

// What is entered in the books has taken a number of its own besides the matter's.
const closedFiles = statement<ClosedFile>(
  'files-of-closed-matters',
  `
  select m.number, m.title, m.amount, (m.ended_at at time zone 'Asia/Shanghai')::date::text as "closedOn", m.facts ->> 'category' as category,
    (select coalesce(jsonb_agg(distinct f.evidence), '[]') from matter_file f where f.office_id = m.office_id and f.matter_id = m.matter_id) as evidence,
    (select count(*) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state <> 'done' and s.act <> '知会') as unsigned,
    (select count(*) from series_number n where n.office_id = m.office_id and n.subject_kind = 'matter' and n.subject_id = m.matter_id::text and n.state = 'used') > 1 as entered,
    (l.matter_id is null or l.ended_at is null or l.submitted_at <= m.submitted_at) and m.submitted_at <= m.ended_at as "inOrder"
  from matter m left join matter l on l.office_id = m.office_id and l.matter_id = m.linked_matter_id
  where m.office_id = $1 and m.state = 'closed' and m.amount is not null
    and (m.ended_at at time zone 'Asia/Shanghai')::date >= $2::date and (m.ended_at at time zone 'Asia/Shanghai')::date < ($2::date + interval '1 month')::date order by m.matter_id`,
);

export interface FileOfMatter {
  readonly number: string;
  readonly title: string;
  readonly amount: number;
  /** 缺验收 and the like; empty if nothing is missing. */
  readonly missing: readonly string[];
}

/** Every closed transaction of the month with what its file lacks (ICF-02.3d). */
export async function filesIn(rules: RulesInForce, tx: ReadTx, month: string): Promise<readonly FileOfMatter[]> {
  const found = await tx.rows(closedFiles, [tx.officeId, `${month}-01`]);
  return found.map((one) => ({ number: one.number, title: one.title, amount: one.amount, missing: missingOf(rules, tx.officeId, one) }));
}

export async function incompleteIn(rules: RulesInForce, tx: ReadTx, month: string): Promise<readonly FileOfMatter[]> {
  return (await filesIn(rules, tx, month)).filter((one) => one.missing.length > 0);
}

function missingOf(rules: RulesInForce, officeId: number, file: ClosedFile): readonly string[] {
  const ask = { officeId, question: '资料完整', on: civilDate(file.closedOn) };
  if (!rules.knows(ask)) return [];
  const facts = {
    approvalsComplete: file.unsigned === 0,
    invoiceAttached: file.evidence.includes('发票'),
    acceptanceNeeded: file.category === '固定资产购置',
    acceptanceAttached: file.evidence.includes('验收单'),
    entered: file.entered,
    datesInOrder: file.inOrder,
  };
  return rules.decide({ ...ask, facts }).notices.map((one) => one.sentence.replace(/。$/, ''));
}
