import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';

/** A stretch of a car's time and whose it is. */
export interface Booking {
  readonly matterId: number;
  readonly number: string | null;
  readonly state: '预定' | '派出' | '收回' | '让出';
  readonly user: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

export interface Span {
  readonly fromAt: Date;
  readonly untilAt: Date;
}

const USER = `coalesce(nullif((select string_agg(p.name, '、' order by p.person_id) from matter_party y join person p on p.office_id = y.office_id and p.person_id = y.person_id
  where y.office_id = m.office_id and y.matter_id = m.matter_id and y.role = '受益人'), ''), h.name)`;

const against = statement<Booking>(
  'bookings-against',
  `
  select b.matter_id as "matterId", m.number, b.state, ${USER} as user, lower(b.span) as "fromAt", upper(b.span) as "untilAt"
  from vehicle_booking b join matter m on m.office_id = b.office_id and m.matter_id = b.matter_id join person h on h.office_id = m.office_id and h.person_id = m.handler_id
  where b.office_id = $1 and b.vehicle_id = $2 and b.state <> '让出' and b.span && tstzrange($3::timestamptz, $4::timestamptz) and b.matter_id is distinct from $5::bigint order by lower(b.span)`,
);

/** Who has the car in that time, another matter than this. */
export function bookingsAgainst(
  tx: ReadTx,
  { vehicleId, fromAt, untilAt, except }: Span & { readonly vehicleId: number; readonly except: number | null },
): Promise<readonly Booking[]> {
  return tx.rows(against, [tx.officeId, vehicleId, fromAt, untilAt, except]);
}

export interface FreeCar {
  readonly vehicleId: number;
  readonly plate: string;
  readonly model: string;
  readonly seats: number;
}

const free = statement<FreeCar>(
  'free-cars',
  `
  select v.vehicle_id as "vehicleId", v.plate, v.model, v.seats from vehicle v
  where v.office_id = $1 and v.retired_on is null and least(v.inspection_until, v.compulsory_until) >= ($3::timestamptz at time zone 'Asia/Shanghai')::date
    and not exists (select from vehicle_booking b where b.office_id = v.office_id and b.vehicle_id = v.vehicle_id and b.state <> '让出' and b.span && tstzrange($2::timestamptz, $3::timestamptz)
      and b.matter_id is distinct from $4::bigint) order by v.vehicle_id`,
);

/** Cars nobody has in that time and whose papers are in order to its end. */
export function freeCars(tx: ReadTx, { fromAt, untilAt, except }: Span & { readonly except: number | null }): Promise<readonly FreeCar[]> {
  return tx.rows(free, [tx.officeId, fromAt, untilAt, except]);
}

export interface NewBooking extends Span {
  readonly vehicleId: number;
  readonly matterId: number;
  readonly state: '预定' | '派出';
  readonly now: Date;
}

// The exclusion constraint decides; whoever comes second waits for the first and then finds nothing inserted.
const book = statement<{ id: number }>(
  'book-vehicle',
  `
  insert into vehicle_booking (office_id, vehicle_id, matter_id, span, state, made_at) values ($1, $2, $3, tstzrange($4::timestamptz, $5::timestamptz), $6, $7) on conflict do nothing returning booking_id as id`,
);
const yieldOne = statement<never>(
  'yield-bookings-of-matter',
  `update vehicle_booking set state = '让出', ended_at = $3 where office_id = $1 and matter_id = $2 and state in ('预定', '派出')`,
);
const comeBack = statement<never>(
  'booking-comes-back',
  `
  update vehicle_booking set state = '收回', ended_at = $3, span = tstzrange(lower(span), greatest(least(upper(span), $3::timestamptz), lower(span) + interval '1 minute'))
  where office_id = $1 and matter_id = $2 and state = '派出'`,
);

/** Takes the car for the time; false if somebody else was faster. */
export async function bookVehicle(tx: ActTx, { vehicleId, matterId, fromAt, untilAt, state, now }: NewBooking): Promise<boolean> {
  return (await tx.row(book, [tx.officeId, vehicleId, matterId, fromAt, untilAt, state, now])) !== undefined;
}

export async function yieldBookings(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  await tx.rows(yieldOne, [tx.officeId, matterId, now]);
}

/** The car is back: from then on it is free again. */
export async function endBooking(tx: ActTx, { matterId, at }: { readonly matterId: number; readonly at: Date }): Promise<void> {
  await tx.rows(comeBack, [tx.officeId, matterId, at]);
}

/** An approved request for a car, as whoever dispatches sees it. */
export interface WaitingRequest {
  readonly matterId: number;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly handlerId: number;
  readonly handlerName: string;
  readonly user: string;
  readonly form: unknown;
  readonly submittedAt: Date;
  readonly agreedAt: Date | null;
  /** Posts of the people who go. */
  readonly posts: readonly string[];
  readonly passengerIds: readonly number[];
  /** The car it holds. */
  readonly vehicleId: number | null;
  readonly dispatch: { readonly number: string; readonly version: number } | null;
}

/** The people who go: those named, else whoever filed the request. */
const GOING = `select y.person_id from matter_party y where y.office_id = m.office_id and y.matter_id = m.matter_id and y.role = '受益人'
  union select m.handler_id where not exists (select from matter_party n where n.office_id = m.office_id and n.matter_id = m.matter_id and n.role = '受益人')`;

const REQUEST = `m.matter_id as "matterId", m.number, m.title, m.state, m.handler_id as "handlerId", h.name as "handlerName", ${USER} as user, m.facts as form, m.submitted_at as "submittedAt",
  (select max(s.acted_at) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'done') as "agreedAt",
  (select coalesce(jsonb_agg(distinct o.post), '[]') from post_holding o where o.office_id = m.office_id and o.period @> (m.submitted_at at time zone 'Asia/Shanghai')::date
    and o.person_id in (${GOING})) as posts,
  (select jsonb_agg(g.person_id) from (${GOING}) g) as "passengerIds",
  (select b.vehicle_id from vehicle_booking b where b.office_id = m.office_id and b.matter_id = m.matter_id and b.state in ('预定', '派出') order by b.booking_id desc limit 1) as "vehicleId",
  (select jsonb_build_object('number', x.number, 'version', x.version) from vehicle_dispatch x where x.office_id = m.office_id and x.matter_id = m.matter_id and x.ended_at is null) as dispatch
  from matter m join person h on h.office_id = m.office_id and h.person_id = m.handler_id`;
const toDispatch = statement<WaitingRequest>(
  'request-to-dispatch',
  `select ${REQUEST} where m.office_id = $1 and m.number = $2 and m.kind = 'vehicle-request' for update of m`,
);
const waiting = statement<WaitingRequest>(
  'requests-waiting',
  `select ${REQUEST}
  where m.office_id = $1 and m.kind = 'vehicle-request' and m.state = 'approved' and not exists (select from vehicle_dispatch x where x.office_id = m.office_id and x.matter_id = m.matter_id)
    and (m.facts ->> 'untilAt')::timestamp >= $2::timestamptz at time zone 'Asia/Shanghai' order by m.facts ->> 'fromAt', m.submitted_at`,
);

/** Locks the request. */
export function requestToDispatch(tx: ReadTx, number: string): Promise<WaitingRequest | undefined> {
  return tx.row(toDispatch, [tx.officeId, number]);
}

/** Approved requests without a car, whose time is not over. */
export function requestsWaiting(tx: ReadTx, now: Date): Promise<readonly WaitingRequest[]> {
  return tx.rows(waiting, [tx.officeId, now]);
}

const posts = statement<{ posts: readonly string[] }>(
  'posts-of-people',
  `
  select coalesce(jsonb_agg(distinct post), '[]') as posts from post_holding where office_id = $1 and person_id = any($2::int[]) and period @> $3::date`,
);

export async function postsOfPeople(tx: ReadTx, personIds: readonly number[], on: CivilDate): Promise<readonly string[]> {
  return (await tx.row(posts, [tx.officeId, [...personIds], on]))?.posts ?? [];
}

const restDays = statement<{ reported: boolean; filed: boolean }>(
  'rest-days-reported',
  `
  with report as (select m.matter_id, daterange((m.facts ->> 'from')::date, (m.facts ->> 'until')::date, '[]') as days,
      (select max(s.acted_at) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round) as confirmed_at
    from matter m where m.office_id = $1 and m.kind = 'rest-day-use' and m.state in ('approved', 'closed') and (m.facts ->> 'vehicleId')::bigint = $2),
  told as (select days from report where confirmed_at <= $4::timestamptz),
  filed as (select f.days from rest_day_filing f where f.office_id = $1 and f.vehicle_id = $2 and f.filed_at <= $4::timestamptz)
  select not exists (select from unnest($3::date[]) d where not exists (select from told where days @> d)) as reported,
    not exists (select from unnest($3::date[]) d where not exists (select from filed where days @> d)) as filed`,
);

/** Were all these days of rest reported and filed for the car before the moment? (VEH-05e) */
export async function restDaysReported(
  tx: ReadTx,
  { vehicleId, days, before }: { readonly vehicleId: number; readonly days: readonly CivilDate[]; readonly before: Date },
): Promise<{ readonly reported: boolean; readonly filed: boolean }> {
  return (await tx.row(restDays, [tx.officeId, vehicleId, [...days], before])) ?? { reported: false, filed: false };
}

const substitute = statement<{ covered: boolean }>(
  'substitute-covers',
  `
  select exists (select from matter m where m.office_id = $1 and m.kind = 'driver-substitute' and m.state in ('approved', 'closed') and (m.facts ->> 'vehicleId')::bigint = $2
    and (m.facts ->> 'driverId')::int = $3 and daterange((m.facts ->> 'from')::date, (m.facts ->> 'until')::date, '[]') @> daterange($4::date, $5::date, '[]')) as covered`,
);

/** Has the person an approved order to drive the car on all these days? (VEH-04) */
export async function isSubstitute(
  tx: ReadTx,
  ask: { readonly vehicleId: number; readonly driverId: number; readonly from: CivilDate; readonly until: CivilDate },
): Promise<boolean> {
  return (await tx.row(substitute, [tx.officeId, ask.vehicleId, ask.driverId, ask.from, ask.until]))?.covered === true;
}
