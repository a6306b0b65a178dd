import { addDays, civilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { partsOfMatter } from '../../platform/matters/parts-agree.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ChainCheck, FileOfMatter, FilesOfMonth } from './contract-overview.ts';
import { periodEnd } from './rules.ts';

interface ClosedFile {
  readonly matterId: number;
  readonly number: string;
  readonly title: string;
  readonly amount: number;
  readonly departmentId: number | null;
  readonly closedOn: CivilDate;
  readonly category: string | null;
  readonly evidence: readonly string[];
  /** What the regulations asked for when it was filed. */
  readonly required: readonly string[];
  readonly unsigned: number;
  readonly entered: boolean;
  readonly paid: boolean;
  readonly inOrder: boolean;
}

// What is entered in the books has taken a number of its own besides the matter's; how it was paid stands in the log.
const closedFiles = statement<ClosedFile>(
  'files-of-closed-matters',
  `
  select m.matter_id as "matterId", m.number, m.title, m.amount, (m.ended_at at time zone 'Asia/Shanghai')::date::text as "closedOn", m.facts ->> 'category' as category,
    (select coalesce(jsonb_agg(distinct f.evidence), '[]') from matter_file f where f.office_id = m.office_id and f.matter_id = m.matter_id) as evidence,
    (select jsonb_path_query_array(d.decision, '$.required[*].evidence') from matter_decision d where d.office_id = m.office_id and d.matter_id = m.matter_id and d.round = m.round) as required,
    (select count(*) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state <> 'done' and s.act <> '知会') as unsigned,
    (select count(*) from series_number n where n.office_id = m.office_id and n.subject_kind = 'matter' and n.subject_id = m.matter_id::text and n.state = 'used') > 1 as entered,
    exists (select from log_entry p where p.office_id = m.office_id and p.subject_kind = 'matter' and p.subject_id = m.matter_id::text and p.verb = 'pay'
      and (p.body::jsonb -> 'detail' ->> 'reference' <> '' or p.body::jsonb -> 'detail' ->> 'method' = '现金')) as paid,
    (l.matter_id is null or l.ended_at is null or l.submitted_at <= m.submitted_at) and m.submitted_at <= m.ended_at as "inOrder"
  from matter m left join matter l on l.office_id = m.office_id and l.matter_id = m.linked_matter_id
  where m.office_id = $1 and m.state = 'closed' and m.amount is not null and m.payment is not null
    and (m.ended_at at time zone 'Asia/Shanghai')::date >= $2::date and (m.ended_at at time zone 'Asia/Shanghai')::date < $3::date and ($4::int is null or m.department_id = $4) order by m.matter_id`,
);

/** Every transaction paid and closed in the month with what its file lacks (ICF-02.3d). */
export function filesIn(rules: RulesInForce, tx: ReadTx, month: string): Promise<readonly FileOfMatter[]> {
  const from = civilDate(`${month}-01`);
  return filesBetween(rules, tx, { from, until: addDays(periodEnd('月', from), 1) });
}

/** The same of some time, of one section if it is named; `until` is the first day after it. */
export async function filesBetween(
  rules: RulesInForce,
  tx: ReadTx,
  { from, until, departmentId = null }: { readonly from: CivilDate; readonly until: CivilDate; readonly departmentId?: number | null },
): Promise<readonly FileOfMatter[]> {
  const found = await tx.rows(closedFiles, [tx.officeId, from, until, departmentId]);
  return await Promise.all(
    found.map(async (one) => {
      const { number, title, amount } = one;
      return { number, title, amount, missing: await missingOf(rules, tx, one) };
    }),
  );
}

export async function incompleteIn(rules: RulesInForce, tx: ReadTx, month: string): Promise<readonly FileOfMatter[]> {
  return (await filesIn(rules, tx, month)).filter((one) => one.missing.length > 0);
}

async function missingOf(rules: RulesInForce, tx: ReadTx, file: ClosedFile): Promise<readonly string[]> {
  const on = civilDate(file.closedOn);
  const ask = { officeId: tx.officeId, question: '资料完整', on };
  if (!rules.knows(ask)) return [];
  const { datesInOrder, ...parts } = await partsOfMatter(tx, { matterId: file.matterId, on });
  const facts = {
    ...parts,
    datesInOrder: file.inOrder && datesInOrder,
    approvalsComplete: file.unsigned === 0,
    invoiceAttached: !file.required.includes('发票') || file.evidence.includes('发票'),
    acceptanceNeeded: file.category === '固定资产购置',
    acceptanceAttached: file.evidence.includes('验收单'),
    entered: file.entered,
    paymentReference: file.paid,
  };
  // What a clause of another regulation asked for has no notice of its own.
  const lacking = file.required.filter((one) => one !== '发票' && one !== '验收单' && !file.evidence.includes(one)).map((one) => `缺${one}`);
  return [...rules.decide({ ...ask, facts }).notices.map((one) => one.sentence.replace(/。$/, '')), ...lacking];
}

const lastVerified = statement<ChainCheck>(
  'matters-verified-last',
  `
  select l.at, coalesce((l.body::jsonb -> 'detail' ->> 'matters')::int, 0) as matters, coalesce((l.body::jsonb -> 'detail' ->> 'troubles')::int, 0) as troubles, l.body::jsonb -> 'detail' ->> 'first' as first
  from log_entry l where l.office_id = $1 and l.verb = 'verify-matters' order by l.entry_id desc limit 1`,
);

/** 资料完整率: the month's files with what they lack, and the last comparison of the records with the log (ICF-02.3d). */
export async function filesOfMonth(rules: RulesInForce, tx: ReadTx, month: string): Promise<FilesOfMonth> {
  const [files, chain] = await Promise.all([filesIn(rules, tx, month), tx.row(lastVerified, [tx.officeId])]);
  const incomplete = files.filter((one) => one.missing.length > 0);
  const complete = files.length - incomplete.length;
  return {
    month,
    files: files.length,
    complete,
    rate: files.length === 0 ? 100 : Math.round((complete * 1000) / files.length) / 10,
    incomplete,
    chain: chain ?? null,
  };
}
