import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { Moment } from '../../platform/act/verb.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Rulebook } from '../../rules/rulebook.ts';
import { digestOf, sheetOfRules, type SheetOfRules } from './sheet-of-rules.ts';

interface StandingSheet {
  readonly post: string;
  readonly version: number;
  readonly ofRules: Partial<SheetOfRules>;
}
/** Somebody who holds the post and has not confirmed its newest sheet. */
interface Unconfirmed {
  readonly post: string;
  readonly version: number;
  readonly personId: number;
}
export interface SheetsSeen {
  readonly sheets: readonly StandingSheet[];
  readonly unconfirmed: readonly Unconfirmed[];
}
export interface Renewal {
  readonly post: string;
  readonly version: number;
  readonly ofRules: SheetOfRules;
}

const standing = statement<StandingSheet>(
  'post-sheets-standing',
  `
  select distinct on (post) post, version, of_rules as "ofRules" from post_sheet where office_id = $1 order by post, version desc`,
);
const unconfirmed = statement<Unconfirmed>(
  'post-sheets-unconfirmed',
  `
  select distinct s.post, s.version, h.person_id as "personId"
  from (select distinct on (post) office_id, post, version from post_sheet where office_id = $1 order by post, version desc) s
  join post_holding h on h.office_id = s.office_id and h.post = s.post and h.period @> $2::date
  where not exists (select from acknowledgement k where k.office_id = s.office_id and k.about = '岗位说明书/' || s.post and k.version = s.version and k.recorded_by = h.person_id) order by 1, 3`,
);

export async function seeSheets(tx: ReadTx, day: CivilDate): Promise<SheetsSeen> {
  const [sheets, waiting] = await Promise.all([tx.rows(standing, [tx.officeId]), tx.rows(unconfirmed, [tx.officeId, day])]);
  return { sheets, unconfirmed: waiting };
}

/** Sheets of which the regulations say something else by now; one that never had their part is left to be approved anew. */
export function renewals(book: Rulebook | undefined, { sheets }: SheetsSeen, day: CivilDate): readonly Renewal[] {
  if (book === undefined) return [];
  return sheets.flatMap(({ post, version, ofRules: { powers, limits, forbidden, superior } }) => {
    if (powers === undefined || limits === undefined || forbidden === undefined || superior === undefined) return [];
    const now = sheetOfRules(book, { post, on: day });
    return digestOf(now) === digestOf({ powers, limits, forbidden, superior }) ? [] : [{ post, version: version + 1, ofRules: now }];
  });
}

// By nobody: what was written by hand stays as it is.
const renew = statement<{ holders: readonly number[] }>(
  'renew-post-sheet',
  `
  with made as (
    insert into post_sheet (office_id, post, version, duties, powers, scope, forbidden, superior, incompatible, manager_id, sanction_basis, of_rules, recorded_by, recorded_at)
    select office_id, post, $3, duties, powers, scope, forbidden, superior, incompatible, manager_id, sanction_basis, $4::jsonb, null, $5 from post_sheet where office_id = $1 and post = $2 order by version desc limit 1 returning post)
  select (select coalesce(jsonb_agg(distinct h.person_id), '[]') from post_holding h where h.office_id = $1 and h.post = $2 and h.period @> $6::date) as holders from made`,
);

/** Writes the new versions. @returns whoever is to confirm one. */
export async function renewSheets(tx: ActTx, list: readonly Renewal[], { now, today }: Pick<Moment, 'now' | 'today'>): Promise<readonly Unconfirmed[]> {
  const asked: Unconfirmed[] = [];
  for (const { post, version, ofRules } of list) {
    const made = await tx.row(renew, [tx.officeId, post, version, JSON.stringify(ofRules), now, today]);
    asked.push(...(made?.holders ?? []).map((personId) => ({ post, version, personId })));
  }
  return asked;
}
