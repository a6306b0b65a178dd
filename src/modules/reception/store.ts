import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { noteStanding } from '../../platform/log/standing.ts';
import type { ReceptionForm, RegisterLetter } from './contract.ts';
import type { WorkMealForm } from './contract-claim.ts';
import type { Letter } from './letter.ts';

const letter = statement<Letter>(
  'reception-letter',
  `
  select number, sort, unit, activity, from_day::text as "from", until_day::text as "until", people, headcount, leader from reception_letter where office_id = $1 and number = $2`,
);

export function letterOf(tx: ReadTx, number: string): Promise<Letter | undefined> {
  return number === '' ? Promise.resolve(undefined) : tx.row(letter, [tx.officeId, number]);
}

const insertOne = statement<{ id: number }>(
  'register-letter',
  `
  insert into reception_letter (office_id, number, sort, unit, document_number, activity, from_day, until_day, people, headcount, leader, image, registered_by, registered_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'), $13, $14) returning letter_id as id`,
);

export async function insertLetter(
  tx: ActTx,
  { number, ...one }: RegisterLetter & { readonly number: string },
  by: { readonly personId: number | null; readonly now: Date },
): Promise<number> {
  const made = await tx.row(insertOne, [
    tx.officeId,
    number,
    one.sort,
    one.unit,
    one.documentNumber,
    one.activity,
    one.from,
    one.until,
    JSON.stringify(one.people),
    one.headcount,
    one.leader,
    one.image,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the letter was not inserted');
  return made.id;
}

/** A reception or work meal that others rest on. */
export interface Prior<Form> {
  readonly matterId: number;
  readonly number: string | null;
  readonly kind: string;
  readonly state: string;
  readonly form: Form;
  readonly amount: number;
  readonly handlerId: number;
  /** The last signature of its route; ISO, null while it is under way. */
  readonly consentedAt: string | null;
  /** A changed plan has been agreed to. */
  readonly replaced: boolean;
  /** Another claim rests on it. */
  readonly claimed: boolean;
  readonly ordered: boolean;
  readonly attested: readonly string[];
}

const PRIOR = `select m.matter_id as "matterId", m.number, m.kind, m.state, m.facts as form, coalesce(m.amount, 0)::bigint as amount, m.handler_id as "handlerId",
    case when m.state in ('approved', 'closed') then (select max(s.acted_at) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.act <> '知会') end as "consentedAt",
    exists (select from matter c where c.office_id = m.office_id and c.linked_matter_id = m.matter_id and c.kind = m.kind and c.state in ('approved', 'closed')) as replaced,
    exists (select from matter c where c.office_id = m.office_id and c.linked_matter_id = m.matter_id and c.kind in ('reception-claim', 'work-meal-claim')
      and c.state in ('in_review', 'approved', 'closed') and c.matter_id is distinct from $3::bigint) as claimed,
    exists (select from reception_order o where o.office_id = m.office_id and o.matter_id = m.matter_id) as ordered,
    (select coalesce(jsonb_agg(a.side), '[]') from reception_attestation a where a.office_id = m.office_id and a.matter_id = m.matter_id) as attested
  from matter m where m.office_id = $1`;
const reception = statement<Prior<ReceptionForm>>('reception-prior', `${PRIOR} and m.matter_id = $2 and m.kind = 'reception'`);
const workMeal = statement<Prior<WorkMealForm>>('work-meal-prior', `${PRIOR} and m.matter_id = $2 and m.kind = 'work-meal'`);
const toActOn = statement<Prior<ReceptionForm | WorkMealForm>>(
  'reception-to-act-on',
  `${PRIOR} and m.matter_id = $2 and m.kind in ('reception', 'work-meal') and $3::bigint is null for update of m`,
);

interface PriorAsk {
  readonly matterId: number | null;
  /** The matter that asks; not counted as another claim. */
  readonly asking: number | null;
}

export function priorReception(tx: ReadTx, { matterId, asking }: PriorAsk): Promise<Prior<ReceptionForm> | undefined> {
  return matterId === null ? Promise.resolve(undefined) : tx.row(reception, [tx.officeId, matterId, asking]);
}

export function priorWorkMeal(tx: ReadTx, { matterId, asking }: PriorAsk): Promise<Prior<WorkMealForm> | undefined> {
  return matterId === null ? Promise.resolve(undefined) : tx.row(workMeal, [tx.officeId, matterId, asking]);
}

/** Locked, to be acted on. */
export function priorToActOn(tx: ReadTx, matterId: number): Promise<Prior<ReceptionForm | WorkMealForm> | undefined> {
  return tx.row(toActOn, [tx.officeId, matterId, null]);
}

const section = statement<{ name: string }>('department-name', `select name from department where office_id = $1 and department_id = $2`);

export async function isGeneralOffice(tx: ReadTx, departmentId: number | null): Promise<boolean> {
  return departmentId !== null && (await tx.row(section, [tx.officeId, departmentId]))?.name === '办公室';
}

const close = statement<never>(
  'reception-closed',
  `
  update matter set state = 'closed', ended_at = $3, version = version + 1 where office_id = $1 and matter_id = $2 and kind = 'reception' and state = 'approved'`,
);

/** The plan is done with, or replaced by a changed one. */
export async function closeMatter(tx: ActTx, { matterId, now }: { readonly matterId: number; readonly now: Date }): Promise<void> {
  noteStanding(tx, { matter: matterId, state: 'closed', from: 'approved' });
  await tx.rows(close, [tx.officeId, matterId, now]);
}

const order = statement<{ id: number }>(
  'place-reception-order',
  `
  insert into reception_order (office_id, number, matter_id, sort, at, place, content, ordered_by, ordered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning order_id as id`,
);

export interface NewOrder {
  readonly number: string;
  readonly matterId: number;
  readonly sort: string;
  readonly at: Date;
  readonly place: string;
  readonly content: string;
}

export async function insertOrder(
  tx: ActTx,
  { number, matterId, sort, at, place, content }: NewOrder,
  by: { readonly personId: number | null; readonly now: Date },
): Promise<number> {
  const made = await tx.row(order, [tx.officeId, number, matterId, sort, at, place, content, by.personId, by.now]);
  if (made === undefined) throw new Error('the order was not inserted');
  return made.id;
}

const attest = statement<never>(
  'attest-reception',
  `
  insert into reception_attestation (office_id, matter_id, side, person_id, remark, attested_at) select $1, $2, side, $4, $5, $6 from unnest($3::text[]) as s (side) on conflict do nothing`,
);

export async function insertAttestation(
  tx: ActTx,
  of: { readonly matterId: number; readonly sides: readonly string[]; readonly remark: string },
  by: { readonly personId: number | null; readonly now: Date },
): Promise<void> {
  await tx.rows(attest, [tx.officeId, of.matterId, of.sides, by.personId, of.remark, by.now]);
}

export interface NewIncident {
  readonly matterId: number;
  readonly clause: ClauseRef;
  readonly facts: string;
  readonly personId: number;
  readonly amount: number;
}

const incident = statement<never>(
  'note-reception-incident',
  `
  insert into reception_incident (office_id, matter_id, clause, facts, person_id, amount, noted_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (office_id, matter_id, facts) do nothing`,
);

/** Noted once, however often the matter is submitted again. */
export async function insertIncident(tx: ActTx, { matterId, clause, facts, personId, amount }: NewIncident, now: Date): Promise<void> {
  await tx.rows(incident, [tx.officeId, matterId, JSON.stringify(clause), facts, personId, amount, now]);
}

/** The day of a moment on the office's clock. */
export function dayOf(at: string): CivilDate {
  return at.slice(0, 10) as CivilDate; // its form was checked when the form was read
}
