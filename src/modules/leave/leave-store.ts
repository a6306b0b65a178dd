import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { LeaveSort } from './contract.ts';
import type { HalfDays } from './half-days.ts';

/** A leave as its verbs see it, locked. */
export interface SeenLeave extends HalfDays {
  readonly matterId: number;
  readonly number: string;
  readonly personId: number;
  readonly name: string;
  readonly kind: LeaveSort;
  readonly state: string;
  readonly askedAt: Date;
  readonly consentedAt: Date | null;
  readonly lastDay: CivilDate;
  readonly coverPersonId: number | null;
  /** Everybody who signed a step. */
  readonly signers: readonly number[];
  /** The post of the last who consented, and who it was. */
  readonly lastSigner: number | null;
  readonly line: (HalfDays & { readonly coveredFrom: number | null }) | null;
  readonly accepted: boolean;
  readonly returned: { readonly backFrom: number; readonly confirmed: boolean } | null;
}

const seen = statement<Omit<SeenLeave, 'matterId'>>(
  'leave-to-act-on',
  `
  select m.number, l.person_id as "personId", p.name, l.kind, m.state, lower(l.halves) as "from", upper(l.halves) as "until", l.asked_at as "askedAt", l.consented_at as "consentedAt", m.facts ->> 'until' as "lastDay", (m.facts ->> 'coverPersonId')::int as "coverPersonId",
    (select coalesce(jsonb_agg(distinct s.acted_by), '[]') from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.verdict = 'agreed') as signers,
    (select s.acted_by from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.verdict = 'agreed' order by s.step desc limit 1) as "lastSigner",
    (select jsonb_build_object('from', lower(x.halves), 'until', upper(x.halves), 'coveredFrom', lower(x.covered)) from leave_line x where x.office_id = l.office_id and x.matter_id = l.matter_id and x.replaced_at is null) as line,
    exists (select from leave_acceptance a where a.office_id = l.office_id and a.matter_id = l.matter_id) as accepted,
    (select jsonb_build_object('backFrom', r.back_from, 'confirmed', r.confirmed_at is not null) from leave_return r where r.office_id = l.office_id and r.matter_id = l.matter_id) as returned
  from leave l join matter m on m.office_id = l.office_id and m.matter_id = l.matter_id join person p on p.office_id = l.office_id and p.person_id = l.person_id
  where l.office_id = $1 and l.matter_id = $2 for update of l`,
);

export async function lockLeave(tx: ReadTx, matterId: number): Promise<SeenLeave | undefined> {
  const found = await tx.row(seen, [tx.officeId, matterId]);
  return found === undefined ? undefined : { matterId, ...found };
}

const replace = statement<never>(
  'replace-leave-line',
  `update leave_line set replaced_at = $3 where office_id = $1 and matter_id = $2 and replaced_at is null`,
);
const insert = statement<{ id: number }>(
  'insert-leave-line',
  `
  insert into leave_line (office_id, matter_id, person_id, kind, halves, covered, days, registered_by, registered_at)
  values ($1, $2, $3, $4, int4range($5, $6), int4range($7, greatest($7, $6)), $8, $9, $10) returning line_id as id`,
);

export interface NewLine extends HalfDays {
  readonly matterId: number;
  readonly personId: number;
  readonly kind: LeaveSort;
  /** First half day that counts as leave. */
  readonly coveredFrom: number;
  readonly days: number;
}

/** A line of the 请休假台账; what stood for the matter before is replaced. */
export async function writeLine(tx: ActTx, line: NewLine, by: { readonly personId: number | null; readonly now: Date }): Promise<number> {
  await tx.rows(replace, [tx.officeId, line.matterId, by.now]);
  const made = await tx.row(insert, [
    tx.officeId,
    line.matterId,
    line.personId,
    line.kind,
    line.from,
    line.until,
    Math.max(line.from, line.coveredFrom),
    line.days,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the line was not inserted');
  return made.id;
}

/** The line goes without another taking its place: nothing was left of the leave. */
export async function endLine(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  await tx.rows(replace, [tx.officeId, matterId, now]);
}

const shorten = statement<never>('shorten-leave', `update leave set halves = int4range(lower(halves), $3) where office_id = $1 and matter_id = $2`);
const end = statement<never>('take-back-leave', `update leave set ended_at = $3 where office_id = $1 and matter_id = $2`);

/** Back before the end: the rest of the half days may be asked for again. */
export async function shortenLeave(tx: ActTx, { matterId, from, until, now }: HalfDays & { readonly matterId: number; readonly now: Date }): Promise<void> {
  if (until > from) await tx.rows(shorten, [tx.officeId, matterId, until]);
  else await tx.rows(end, [tx.officeId, matterId, now]);
}
