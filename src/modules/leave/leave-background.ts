import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { LeaveSort } from './contract.ts';
import type { HalfDays } from './half-days.ts';

/** One leave of a person that stands: asked for, consented to or registered. */
export interface StandingLeave extends HalfDays {
  readonly matterId: number;
  readonly kind: LeaveSort;
  /** In the register; else still in hand. */
  readonly registered: boolean;
}

export interface ServiceRecord {
  readonly firstWorkingDay: CivilDate;
  readonly deductedMonths: number;
}

/** What the registers know of a person's leave. */
export interface LeaveBackground {
  readonly posts: readonly string[];
  /** Post somewhere on a route, so that matters wait for him. */
  readonly holdsPost: boolean;
  readonly service: ServiceRecord | null;
  /** Every leave that stands, of all years, in order. */
  readonly leaves: readonly StandingLeave[];
  /** Working days of 事假 of a year whose pay was deducted, confirmed by both. */
  readonly deducted: readonly { readonly year: number; readonly days: number }[];
  /** Days of 补休 earned by overtime. */
  readonly earned: number;
  /** The cover person is on leave or on a trip in the same time. */
  readonly coverAway: boolean;
}

const background = statement<LeaveBackground>(
  'leave-background',
  `
  select (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = $1 and h.person_id = $2 and h.period @> $3::date) as posts,
    exists (select from post_holding h join post o on o.office_id = h.office_id and o.post = h.post where h.office_id = $1 and h.person_id = $2 and h.period @> $3::date) as "holdsPost",
    (select jsonb_build_object('firstWorkingDay', first_working_day, 'deductedMonths', deducted_months) from service_record where office_id = $1 and person_id = $2 order by record_id desc limit 1) as service,
    (select coalesce(jsonb_agg(jsonb_build_object('matterId', l.matter_id, 'kind', l.kind, 'from', lower(coalesce(x.halves, l.halves)), 'until', upper(coalesce(x.halves, l.halves)), 'registered', x.line_id is not null) order by l.halves), '[]')
      from leave l left join leave_line x on x.office_id = l.office_id and x.matter_id = l.matter_id and x.replaced_at is null
      where l.office_id = $1 and l.person_id = $2 and l.ended_at is null) as leaves,
    (select coalesce(jsonb_agg(jsonb_build_object('year', year, 'days', days)), '[]') from (select year, sum(personal_days)::float as days from pay_deduction
      where office_id = $1 and person_id = $2 and confirmed_at is not null group by year) d) as deducted,
    (select coalesce(sum(days), 0)::float from overtime where office_id = $1 and person_id = $2) as earned,
    exists (select from leave l where l.office_id = $1 and l.person_id = $4 and l.ended_at is null and l.halves && int4range($5::int, $6::int))
      or exists (select from agenda_entry a where a.office_id = $1 and a.person_id = $4 and a.sort = '出差' and a.ended_at is null and (a.from_at at time zone 'Asia/Shanghai')::date <= date '2000-01-01' + ($6::int - 1) / 2 and (a.until_at at time zone 'Asia/Shanghai')::date >= date '2000-01-01' + $5::int / 2) as "coverAway"`,
);

export interface BackgroundAsk extends HalfDays {
  readonly personId: number;
  readonly today: CivilDate;
  readonly coverPersonId: number | null;
}

/** Everything the rules want to know of a person's leave, in one question. */
export async function leaveBackground(tx: ReadTx, { personId, today, coverPersonId, from, until }: BackgroundAsk): Promise<LeaveBackground> {
  const found = await tx.row(background, [tx.officeId, personId, today, coverPersonId, from, until]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}
