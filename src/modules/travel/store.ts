import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { InvoiceNumber } from '../../platform/invoices/lock.ts';
import type { MatterAt } from '../../platform/matters/seen.ts';
import type { ClaimForm, TripForm } from './contract.ts';

export interface Exception {
  readonly sort: string;
  readonly rideAt: string | null;
  readonly travelClass: string | null;
  /** When its last step was signed. */
  readonly approvedAt: string;
}

/** A trip with everything that hangs on it. */
export interface StandingTrip {
  readonly matterId: number;
  readonly number: string;
  readonly title: string;
  readonly form: TripForm;
  readonly handlerId: number;
  readonly handlerName: string;
  readonly department: string | null;
  readonly agreed: boolean;
  /** When the last consent was given; where nobody is asked, when it was submitted. */
  readonly consentedAt: Date | null;
  readonly hasBasis: boolean;
  readonly filing: { readonly number: string; readonly filedAt: string } | null;
  readonly otherSheet: boolean;
  readonly otherClaim: boolean;
  readonly exceptions: readonly Exception[];
  /** Asked for, agreed or paid out, in fen. */
  readonly advances: number;
  /** Paid out, in fen. */
  readonly advancesPaid: number;
  /** Asked for or agreed, and not paid yet. */
  readonly advancesUnpaid: readonly { readonly matterId: number; readonly amount: number }[];
  readonly travellers: readonly { readonly personId: number; readonly name: string }[];
}

// `asking` ($3) is the matter that asks; it does not stand in its own way.
const trip = statement<StandingTrip>(
  'standing-trip',
  `
  with t as (select * from matter where office_id = $1 and matter_id = $2 and kind = 'official-trip'),
    around as (select m.* from t join matter m on m.office_id = t.office_id and m.linked_matter_id = t.matter_id
      where m.state in ('in_review', 'approved', 'closed') and m.matter_id is distinct from $3::bigint)
  select t.matter_id as "matterId", t.number, t.title, t.facts as form, t.handler_id as "handlerId", h.name as "handlerName", d.name as department, t.state in ('approved', 'closed') as agreed,
    case when t.state in ('approved', 'closed') then coalesce((select max(s.acted_at) from matter_step s where s.office_id = t.office_id and s.matter_id = t.matter_id and s.round = t.round and s.verdict = 'agreed'), t.submitted_at) end as "consentedAt",
    exists (select from matter_file f where f.office_id = t.office_id and f.matter_id = t.matter_id and f.evidence = '出差依据') as "hasBasis",
    (select jsonb_build_object('number', f.number, 'filedAt', f.filed_at) from trip_filing f where f.office_id = t.office_id and f.trip_matter_id = t.matter_id) as filing,
    exists (select from around where kind = 'trip-sheet') as "otherSheet", exists (select from around where kind = 'trip-claim') as "otherClaim",
    (select coalesce(jsonb_agg(jsonb_build_object('sort', e.facts -> 'sort', 'rideAt', e.facts -> 'rideAt', 'travelClass', e.facts -> 'travelClass', 'approvedAt', e.ended_at)), '[]')
      from around e where e.kind = 'trip-exception' and e.state = 'closed') as exceptions,
    (select coalesce(sum(amount), 0)::bigint from around where kind = 'trip-advance') as advances,
    (select coalesce(sum(amount), 0)::bigint from around where kind = 'trip-advance' and state = 'closed' and coalesce((payment ->> 'setOff')::bigint, 0) = 0) as "advancesPaid",
    (select coalesce(jsonb_agg(jsonb_build_object('matterId', matter_id, 'amount', amount)), '[]') from around where kind = 'trip-advance' and state <> 'closed') as "advancesUnpaid",
    (select jsonb_agg(jsonb_build_object('personId', p.person_id, 'name', p.name) order by (p.person_id = t.handler_id) desc, p.person_id) from person p
      where p.office_id = t.office_id and (p.person_id = t.handler_id or p.person_id in (select c::int from jsonb_array_elements_text(t.facts -> 'companions') c))) as travellers
  from t join person h on h.office_id = t.office_id and h.person_id = t.handler_id left join department d on d.office_id = t.office_id and d.department_id = t.department_id`,
);

/** The trip a matter hangs on; undefined where it names none, or something else. */
export async function standingTrip(
  tx: ReadTx,
  { tripId, asking }: { readonly tripId: number | null; readonly asking: number | null },
): Promise<StandingTrip | undefined> {
  return tripId === null ? undefined : await tx.row(trip, [tx.officeId, tripId, asking]);
}

const posts = statement<{ posts: readonly string[] }>(
  'posts-of-traveller',
  `
  select coalesce(jsonb_agg(distinct post), '[]') as posts from post_holding where office_id = $1 and person_id = $2 and period @> $3::date`,
);

/** 局长 stands above 局领导, who are the members of the leading group. */
export async function travellerKind(tx: ReadTx, personId: number, today: CivilDate): Promise<string> {
  const held = (await tx.row(posts, [tx.officeId, personId, today]))?.posts ?? [];
  if (held.includes('局长')) return '局长';
  return held.includes('班子成员') ? '局领导' : '一般工作人员';
}

export interface Away {
  readonly personIds: readonly number[];
  readonly fromAt: Date;
  readonly untilAt: Date;
}

const clashes = statement<{ name: string }>(
  'trips-that-clash',
  `
  select distinct p.name from trip_traveller t join person p on p.office_id = t.office_id and p.person_id = t.person_id
  where t.office_id = $1 and t.person_id = any($2::int[]) and t.away && tstzrange($3, $4) and t.ended_at is null and t.trip_matter_id is distinct from $5::bigint`,
);

/** Travellers who are on another trip at the time. */
export async function clashingTravellers(tx: ReadTx, { personIds, fromAt, untilAt }: Away, matterId: number | null): Promise<readonly string[]> {
  if (untilAt <= fromAt) return [];
  return (await tx.rows(clashes, [tx.officeId, personIds, fromAt, untilAt, matterId])).map((one) => one.name);
}

const endTravellers = statement<never>(
  'end-trip-travellers',
  `update trip_traveller set ended_at = $3 where office_id = $1 and trip_matter_id = $2 and ended_at is null`,
);
const addTravellers = statement<{ id: number }>(
  'add-trip-travellers',
  `
  insert into trip_traveller (office_id, trip_matter_id, person_id, away, made_at) select $1, $2, x, tstzrange($4, $5), $6 from unnest($3::int[]) x
  on conflict do nothing returning trip_traveller_id as id`,
);

/** Books the travellers for the time. @throws Failure('conflict') if one of them was booked elsewhere since the facts were read. */
export async function bookTravellers(tx: ActTx, matterId: number, { personIds, fromAt, untilAt }: Away, now: Date): Promise<void> {
  await tx.rows(endTravellers, [tx.officeId, matterId, now]);
  const booked = await tx.rows(addTravellers, [tx.officeId, matterId, personIds, fromAt, untilAt, now]);
  if (booked.length < personIds.length) throw new Failure('conflict', '有出差人刚刚登记了同一时段的另一次出差。', ['核对起止时间和同行人员后重新提交']);
}

export function freeTravellers(tx: ActTx, matterId: number, now: Date): Promise<unknown> {
  return tx.rows(endTravellers, [tx.officeId, matterId, now]);
}

const file = statement<never>(
  'file-trip',
  `insert into trip_filing (office_id, trip_matter_id, sheet_matter_id, number, filed_at) values ($1, $2, $3, $4, $5)`,
);

export function fileTrip(tx: ActTx, of: { readonly tripId: number; readonly sheetId: number; readonly number: string; readonly now: Date }): Promise<unknown> {
  return tx.rows(file, [tx.officeId, of.tripId, of.sheetId, of.number, of.now]);
}

const repayment = statement<Repayment>('trip-repayment', `select amount, receipt from trip_repayment where office_id = $1 and claim_matter_id = $2`);

export interface Repayment {
  readonly amount: number;
  readonly receipt: string;
}

/** What came back of the advances of a claim's trip; undefined if nothing did. */
export function repaymentOf(tx: ReadTx, claimId: number): Promise<Repayment | undefined> {
  return tx.row(repayment, [tx.officeId, claimId]);
}

const repay = statement<never>(
  'insert-trip-repayment',
  `
  insert into trip_repayment (office_id, claim_matter_id, amount, receipt, paid_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)`,
);

export function insertRepayment(
  tx: ActTx,
  of: Repayment & { readonly claimId: number; readonly on: CivilDate },
  by: { readonly personId: number | null; readonly now: Date },
): Promise<unknown> {
  return tx.rows(repay, [tx.officeId, of.claimId, of.amount, of.receipt, of.on, by.personId, by.now]);
}

const byNumber = statement<MatterAt>(
  'travel-matter-by-number',
  `
  select matter_id as "matterId", version from matter where office_id = $1 and number = $2 and kind = $3 and state = any($4::text[])`,
);

/** An approved claim by its number. */
export function claimByNumber(tx: ReadTx, number: string): Promise<MatterAt | undefined> {
  return tx.row(byNumber, [tx.officeId, number, 'trip-claim', ['approved', 'closed']]);
}

/** An agreed trip by its number. */
export function tripByNumber(tx: ReadTx, number: string): Promise<MatterAt | undefined> {
  return tx.row(byNumber, [tx.officeId, number, 'official-trip', ['approved']]);
}

/** Every numbered receipt of a claim. */
export function numbersOf({ rides, bills, meals, locals, tickets }: ClaimForm): readonly InvoiceNumber[] {
  return [...rides, ...bills, ...meals, ...locals, ...tickets].map(({ number }) => ({ number }));
}
