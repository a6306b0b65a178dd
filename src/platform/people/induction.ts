import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { inForce, type Rulebook } from '../../rules/rulebook.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

/** The question that says what is asked of whoever is new in a post. */
export const INDUCTION = '岗前培训';

/** 岗前培训: of a person, for classes of business or for one post. */
export interface NewInduction {
  readonly personId: number;
  /** Either is empty where the other is not. */
  readonly businessClass: string;
  readonly post: string;
  readonly trainedOn: CivilDate;
  /** null where 政工人事股 has vouched for it in its check. */
  readonly trainerId: number | null;
  readonly content: string;
  readonly recordedBy: number | null;
  readonly now: Date;
}

const insert = statement<never>(
  'record-induction',
  `
  insert into induction (office_id, person_id, business_class, post, trained_on, trainer_id, content, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

export async function recordInduction(tx: ActTx, of: NewInduction): Promise<void> {
  await tx.rows(insert, [tx.officeId, of.personId, of.businessClass, of.post, of.trainedOn, of.trainerId, of.content, of.recordedBy, of.now]);
}

/** Somebody given a post after the regulation came into force, and never trained for the post as a whole. */
export interface Newcomer {
  readonly personId: number;
  readonly name: string;
  readonly post: string;
  readonly from: CivilDate;
  /** Classes of business he was trained for. */
  readonly trained: readonly string[];
}

// Whoever held the post when the regulation came, or when the office was founded, is not new in it, whatever he did in between.
const newcomers = statement<Newcomer>(
  'newcomers-in-posts',
  `
  select h.person_id as "personId", p.name, h.post, h.from_day::text as from,
    (select coalesce(jsonb_agg(distinct i.business_class), '[]') from induction i where i.office_id = h.office_id and i.person_id = h.person_id and i.business_class <> '') as trained
  from post_holding h join office o on o.office_id = h.office_id join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and h.period @> $2::date and h.from_day > greatest($3::date, o.started_on)
    and ($4::int[] is null or h.person_id = any($4::int[]) or h.person_id in (select t.person_id from todo t where t.office_id = $1 and t.matter_id = $5::bigint and t.cover_for is null))
    and not exists (select from post_holding e where e.office_id = h.office_id and e.person_id = h.person_id and e.post = h.post and e.period @> greatest($3::date, o.started_on))
    and not exists (select from induction i where i.office_id = h.office_id and i.person_id = h.person_id and i.post = h.post)
  order by h.person_id, h.post`,
);

export interface NewcomersAsk {
  readonly book: Rulebook | undefined;
  readonly today: CivilDate;
  /** These people, and whoever a matter waits for in his own right; everybody if null. */
  readonly personIds: readonly number[] | null;
  readonly matterId: number | null;
}

/** Who is new in a post and not trained for it as a whole; nobody where the office's packs do not ask for it. */
export async function newcomersIn(tx: ReadTx, { book, today, personIds, matterId }: NewcomersAsk): Promise<readonly Newcomer[]> {
  const since = askedSince(book, today);
  return since === undefined ? [] : await tx.rows(newcomers, [tx.officeId, today, since, personIds, matterId]);
}

/** The first day on which the regulation asked for it; later versions of it make nobody old in his post. */
function askedSince(book: Rulebook | undefined, today: CivilDate): CivilDate | undefined {
  const asking = (book?.packs ?? []).filter((pack) => pack.questions.has(INDUCTION));
  if (!asking.some((pack) => inForce(pack, today))) return undefined;
  return asking.map((pack) => pack.inForceFrom).toSorted()[0];
}
