import { momentOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';

/** Who travels, borrows or signs: posts and department of the day. */
export interface Traveller {
  readonly posts: readonly string[];
  readonly departmentKind: string | null;
  /** An advance whose settlement is overdue (FIN5-09c). */
  readonly overdueAdvance: boolean;
}

const traveller = statement<Traveller>(
  'traveller',
  `
  select (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = $1 and h.person_id = $2 and h.period @> $3::date) as posts,
    (select d.kind from person p join department d on d.office_id = p.office_id and d.department_id = p.department_id where p.office_id = $1 and p.person_id = $2) as "departmentKind",
    exists (select from obligation where office_id = $1 and duty = '借款核销' and owner_person_id = $2 and state = 'open' and due_on < $3::date) as "overdueAdvance"`,
);

export async function travellerOf(tx: ReadTx, personId: number, today: CivilDate): Promise<Traveller> {
  return (await tx.row(traveller, [tx.officeId, personId, today])) ?? { posts: [], departmentKind: null, overdueAdvance: false };
}

/** What was arranged before the trip, and when. */
export interface Arrangement {
  /** As arranged, whatever the claim calls it. */
  readonly tripKind: string | null;
  readonly arranged: boolean;
  readonly chiefConsented: boolean;
  readonly leaderInformed: boolean;
  readonly officeInformed: boolean;
  readonly overlaps: boolean;
}

// Only one's own arrangement, and only for its own days.
const arrangement = statement<Arrangement>(
  'trip-arrangement',
  `
  with trip as (select m.* from matter m where m.office_id = $1 and m.matter_id = $2 and m.kind = 'trip' and m.state in ('approved', 'closed') and m.handler_id = $4
      and daterange((m.facts ->> 'startAt')::date, (m.facts ->> 'endAt')::date, '[]') @> daterange($6::timestamp::date, $7::timestamp::date, '[]')),
    done as (select s.post, s.act, s.acted_at from trip t join matter_step s on s.office_id = t.office_id and s.matter_id = t.matter_id and s.round = t.round and s.state = 'done'
      where $3::timestamptz is null or s.acted_at < $3::timestamptz)
  select (select facts ->> 'tripKind' from trip) as "tripKind", exists (select from done where act <> '知会') as arranged, exists (select from done where post = '局长' and act <> '知会') as "chiefConsented",
    exists (select from done where post = '分管领导') as "leaderInformed", exists (select from done where post = '办公室') as "officeInformed",
    exists (select from matter o where o.office_id = $1 and o.kind = 'travel-claim' and o.handler_id = $4 and o.state in ('in_review', 'approved', 'closed') and o.matter_id is distinct from $5::bigint
      and tsrange((o.facts ->> 'startAt')::timestamp, (o.facts ->> 'endAt')::timestamp) && tsrange($6::timestamp, $7::timestamp)) as overlaps`,
);

export interface ArrangementOf {
  readonly tripId: number | null;
  readonly handlerId: number;
  readonly matterId: number | null;
  /** On the office's clock: `2026-06-09T07:00`. */
  readonly startAt: string | null;
  readonly endAt: string | null;
}

export async function arrangementOf(tx: ReadTx, { tripId, handlerId, matterId, startAt, endAt }: ArrangementOf): Promise<Arrangement> {
  const start = startAt === null ? null : momentOf(startAt);
  const ordered = startAt !== null && endAt !== null && endAt > startAt;
  const found = await tx.row(arrangement, [tx.officeId, tripId, start, handlerId, matterId, ordered ? startAt : null, ordered ? endAt : null]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return ordered ? found : { ...found, overlaps: false };
}

/** An IOU signed already, and what is left of it, in fen. */
export interface SignedIou {
  readonly matterId: number;
  readonly left: number;
}

// Whoever acts on the same IOU waits, and only then reads what is left of it: a statement that waits itself would go on with what it saw before.
const lockIou = statement<never>('lock-iou', `select from matter where office_id = $1 and number = $2 and kind = 'iou' for update`);

/** Lets one at a time hand out, collect or settle on an IOU. */
export async function withIou<Found>(tx: ReadTx, number: string, read: () => Promise<Found>): Promise<Found> {
  const [, found] = await Promise.all([tx.rows(lockIou, [tx.officeId, number]), read()]);
  return found;
}

// A payment settles the debt, it brings no new credit.
const iou = statement<SignedIou>(
  'iou-by-number',
  `
  select m.matter_id as "matterId", m.amount - coalesce((select sum(t.quantity * t.unit_price) from ticket_issue t where t.office_id = m.office_id and t.iou_matter_id = m.matter_id), 0)::bigint as left
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'iou' and m.state = 'approved'`,
);

export function signedIou(tx: ReadTx, number: string): Promise<SignedIou | undefined> {
  return withIou(tx, number, () => tx.row(iou, [tx.officeId, number]));
}

export interface NewIssue {
  readonly number: string;
  readonly item: string;
  readonly range: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly receiver: string;
  readonly receipt: string | null;
  readonly iouMatterId: number | null;
}

const issue = statement<never>(
  'insert-ticket-issue',
  `
  insert into ticket_issue (office_id, number, item, number_range, quantity, unit_price, receiver, receipt, iou_matter_id, issued_by, issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

export function insertIssue(
  tx: ActTx,
  { number, item, range, quantity, unitPrice, receiver, receipt, iouMatterId }: NewIssue,
  by: { readonly personId: number | null; readonly now: Date },
): Promise<unknown> {
  return tx.rows(issue, [tx.officeId, number, item, range, quantity, unitPrice, receiver, receipt, iouMatterId, by.personId, by.now]);
}
