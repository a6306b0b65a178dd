import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Moment } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';

/** What a collective body decided on one item, as its minutes have it. */
export interface ResolutionContent {
  readonly body: string;
  readonly metOn: CivilDate;
  readonly item: string;
  readonly agreed: boolean;
  /** Fen agreed to; null where no money was decided on. */
  readonly amount: number | null;
  readonly minutesReference: string;
  readonly present: readonly number[];
}

const insert = statement<{ id: number }>(
  'insert-resolution',
  `
  insert into resolution (office_id, body, met_on, item, agreed, amount, minutes_reference, present, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning resolution_id as id`,
);

export async function insertResolution(tx: ActTx, { content, moment }: { readonly content: ResolutionContent; readonly moment: Moment }): Promise<number> {
  const { body, metOn, item, agreed, amount, minutesReference, present } = content;
  const made = await tx.row(insert, [
    tx.officeId,
    body,
    metOn,
    item,
    agreed,
    amount,
    minutesReference,
    JSON.stringify(present),
    moment.actor.personId,
    moment.now,
  ]);
  if (made === undefined) throw new Error('the resolution was not inserted');
  return made.id;
}

export interface ResolutionRow extends Omit<ResolutionContent, 'present'> {
  readonly resolutionId: number;
  readonly present: readonly { readonly personId: number; readonly name: string }[];
  readonly recordedBy: string;
  readonly recordedAt: string;
}

const newest = statement<ResolutionRow>(
  'resolutions-newest',
  `
  select r.resolution_id as "resolutionId", r.body, r.met_on::text as "metOn", r.item, r.agreed, r.amount, r.minutes_reference as "minutesReference",
    (select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'name', p.name) order by p.pinyin), '[]') from person p
      where p.office_id = r.office_id and r.present @> to_jsonb(p.person_id)) as present,
    b.name as "recordedBy", r.recorded_at as "recordedAt"
  from resolution r join person b on b.office_id = r.office_id and b.person_id = r.recorded_by
  where r.office_id = $1 and ($2::bigint is null or r.resolution_id < $2) order by r.resolution_id desc limit $3`,
);

/** Newest first; `after` is the last id of the page before. */
export function resolutions(tx: ReadTx, { after, limit }: { readonly after: number | null; readonly limit: number }): Promise<readonly ResolutionRow[]> {
  return tx.rows(newest, [tx.officeId, after, limit]);
}
