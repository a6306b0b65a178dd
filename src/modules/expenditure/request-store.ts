import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { ExceptionOfMatter } from '../../platform/inspection-pack/exceptions.ts';

export interface RequestBackground {
  /** Other requests of the same handler to the same payee for the same purpose in the days before, in fen. */
  readonly splitSum: number;
  readonly departmentName: string | null;
}

const background = statement<RequestBackground>(
  'request-background',
  `
  select (select coalesce(sum(m.amount), 0)::bigint from matter m
    where m.office_id = $1 and m.kind = 'spending-request' and m.handler_id = $3 and m.facts ->> 'payee' = $4 and m.facts ->> 'purpose' = $5
      and m.state in ('in_review', 'approved', 'closed') and m.matter_id is distinct from $2::bigint and m.matter_id is distinct from $6::bigint
      and (m.submitted_at at time zone 'Asia/Shanghai')::date > $7::date - $8::int) as "splitSum",
  (select d.name from department d where d.office_id = $1 and d.department_id = $9::int) as "departmentName"`,
);

export interface BackgroundOf {
  readonly matterId: number | null;
  readonly handlerId: number;
  readonly departmentId: number | null;
  readonly payee: string;
  readonly purpose: string;
  /** The request this one supplements is not added again. */
  readonly supplements: number | null;
  readonly today: CivilDate;
  readonly days: number;
}

export async function requestBackground(tx: ReadTx, ask: BackgroundOf): Promise<RequestBackground> {
  const { matterId, handlerId, departmentId, payee, purpose, supplements, today, days } = ask;
  const found = await tx.row(background, [tx.officeId, matterId, handlerId, payee, purpose, supplements, today, days, departmentId]);
  return found ?? { splitSum: 0, departmentName: null };
}

const noteAdvance = statement<{ id: number }>(
  'note-advance-spending',
  `
  insert into advance_spending (office_id, person_id, purpose, payee, amount, spent_on, spent_time, reason, due_on, noted_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning advance_spending_id as id`,
);

export interface NotedAdvance {
  readonly personId: number;
  readonly purpose: string;
  readonly payee: string;
  readonly amount: number;
  readonly spentOn: CivilDate;
  readonly spentTime: string | null;
  readonly reason: string;
  readonly dueOn: CivilDate;
  readonly now: Date;
}

export async function noteAdvanceSpent(tx: ActTx, noted: NotedAdvance): Promise<number> {
  const { personId, purpose, payee, amount, spentOn, spentTime, reason, dueOn, now } = noted;
  const made = await tx.row(noteAdvance, [tx.officeId, personId, purpose, payee, amount, spentOn, spentTime, reason, dueOn, now]);
  if (made === undefined) throw new Error('no row for the advance spending');
  return made.id;
}

export interface OpenAdvance {
  readonly id: number;
  readonly dueOn: CivilDate;
}

const openAdvance = statement<OpenAdvance>(
  'advance-spending-to-report',
  `
  select advance_spending_id as id, due_on::text as "dueOn" from advance_spending
  where office_id = $1 and person_id = $2 and payee = $3 and spent_on = $4 and (report_matter_id is null or report_matter_id = $5)
  order by report_matter_id nulls last, amount = $6 desc, advance_spending_id limit 1`,
);

/** The noted spending a report is about: same person, payee and day; the same amount first. */
export function advanceToReport(
  tx: ReadTx,
  report: { readonly matterId: number; readonly personId: number; readonly payee: string; readonly spentOn: CivilDate; readonly amount: number },
): Promise<OpenAdvance | undefined> {
  return tx.row(openAdvance, [tx.officeId, report.personId, report.payee, report.spentOn, report.matterId, report.amount]);
}

const reported = statement<never>(
  'advance-spending-reported',
  `
  update advance_spending set report_matter_id = $3, reported_at = coalesce(reported_at, $4) where office_id = $1 and advance_spending_id = $2`,
);

export async function advanceReported(tx: ActTx, { id, matterId, now }: { readonly id: number; readonly matterId: number; readonly now: Date }): Promise<void> {
  await tx.rows(reported, [tx.officeId, id, matterId, now]);
}

const answered = statement<{ id: number }>(
  'advance-spending-answered',
  `
  update advance_spending set answered_at = $3 where office_id = $1 and report_matter_id = $2 returning advance_spending_id as id`,
);

export function advanceAnswered(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<{ readonly id: number } | undefined> {
  return tx.row(answered, [tx.officeId, matterId, now]);
}

const unreported = statement<never>(
  'advance-spending-report-ended',
  `
  update advance_spending set report_matter_id = null, reported_at = null where office_id = $1 and report_matter_id = $2 and answered_at is null`,
);

/** A report that was withdrawn or refused was no report. */
export async function advanceUnreported(tx: ActTx, matterId: number): Promise<void> {
  await tx.rows(unreported, [tx.officeId, matterId]);
}

const reports = statement<ExceptionOfMatter>(
  'reports-of-advance-spending',
  `
  select m.matter_id as "matterId", '先支后报' as what, m.number, m.title, format('%s支出，应于%s前补报', a.spent_on, a.due_on) as sentence, a.reason, p.name as person, a.reported_at as at
  from advance_spending a join matter m on m.office_id = a.office_id and m.matter_id = a.report_matter_id join person p on p.office_id = a.office_id and p.person_id = a.person_id
  where a.office_id = $1 and a.report_matter_id = any($2::bigint[]) order by a.reported_at`,
);

/** 先支后报 among these matters, as an inspection is shown it. */
export function advanceSpendingOf(tx: ReadTx, matterIds: readonly number[]): Promise<readonly ExceptionOfMatter[]> {
  return tx.rows(reports, [tx.officeId, matterIds]);
}
