import { startOfDay, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { AgendaEntry, AgendaSort } from './contract.ts';

export interface AgendaToWrite {
  readonly sort: AgendaSort;
  /** As everybody in the office may read it: no reasons, no illness. */
  readonly title: string;
  readonly personIds: readonly number[];
  /** A thing that is taken for the time, by its name: 车牌号. */
  readonly resource: string | null;
  readonly fromAt: Date;
  /** First moment after. */
  readonly untilAt: Date;
  readonly matterId: number | null;
  readonly now: Date;
}

const insert = statement<never>(
  'write-agenda',
  `
  insert into agenda_entry (office_id, sort, title, person_id, resource, from_at, until_at, matter_id, made_at)
  select $1::int, $2::text, $3::text, x.person_id, x.resource, $6::timestamptz, $7::timestamptz, $8::bigint, $9::timestamptz from (
    select person_id, null as resource from unnest($4::int[]) as p (person_id) union all select null, $5::text where $5::text is not null) x`,
);

/** Notes one stretch for each of the people and for the thing. Whether they may be double booked is for the module's own constraint. */
export async function writeAgenda(tx: ActTx, entry: AgendaToWrite): Promise<void> {
  const { sort, title, personIds, resource, fromAt, untilAt, matterId, now } = entry;
  await tx.rows(insert, [tx.officeId, sort, title, [...new Set(personIds)], resource, fromAt, untilAt, matterId, now]);
}

const shorten = statement<never>(
  'shorten-agenda',
  `
  with cut as (update agenda_entry set ended_at = $3::timestamptz where office_id = $1 and matter_id = $2 and ended_at is null and until_at > $3 returning *)
  insert into agenda_entry (office_id, sort, title, person_id, resource, from_at, until_at, matter_id, made_at)
  select office_id, sort, title, person_id, resource, from_at, $3, matter_id, $3 from cut where from_at < $3`,
);

/** The matter is over at this moment: what lies behind it no longer stands, what has begun ends there. */
export async function endAgenda(tx: ActTx, { matterId, at }: { readonly matterId: number; readonly at: Date }): Promise<void> {
  await tx.rows(shorten, [tx.officeId, matterId, at]);
}

export interface AgendaAsk {
  /** Days, `until` the first after. */
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** null for all of them. */
  readonly sorts: readonly AgendaSort[] | null;
  readonly personId?: number;
  readonly resource?: string;
  readonly departmentId?: number;
}

const standing = statement<AgendaEntry>(
  'agenda-between',
  `
  select a.entry_id as "entryId", a.sort, a.title, a.person_id as "personId", p.name, d.name as department, a.resource, a.from_at as "fromAt", a.until_at as "untilAt", a.matter_id as "matterId"
  from agenda_entry a left join person p on p.office_id = a.office_id and p.person_id = a.person_id
  left join department d on d.office_id = p.office_id and d.department_id = p.department_id
  where a.office_id = $1 and a.ended_at is null and a.from_at < $3::timestamptz and a.until_at > $2::timestamptz and ($4::text[] is null or a.sort = any($4))
    and ($5::int is null or a.person_id = $5) and ($6::text is null or a.resource = $6) and ($7::int is null or p.department_id = $7)
  order by a.from_at, a.entry_id limit 2000`,
);

/** Everything that stands in the days asked for, by beginning; of one person, one thing or one department if named. */
export function agendaOf(tx: ReadTx, { from, until, sorts, personId, resource, departmentId }: AgendaAsk): Promise<readonly AgendaEntry[]> {
  return tx.rows(standing, [tx.officeId, startOfDay(from), startOfDay(until), sorts, personId ?? null, resource ?? null, departmentId ?? null]);
}

const takeBack = statement<never>(
  'take-back-agenda',
  `
  update agenda_entry set ended_at = $5 where office_id = $1 and person_id = $2 and sort = $3 and from_at = $4 and matter_id is null and ended_at is null`,
);

/** Takes back one entry that belongs to no matter (a duty that changed hands), by its person, sort and beginning. */
export async function endAgendaOf(
  tx: ActTx,
  { personId, sort, fromAt, now }: { readonly personId: number; readonly sort: AgendaSort; readonly fromAt: Date; readonly now: Date },
): Promise<void> {
  await tx.rows(takeBack, [tx.officeId, personId, sort, fromAt, now]);
}
