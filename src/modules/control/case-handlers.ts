import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';

export const DISCIPLINE = '纪检领导';
export const HEAD = '局长';
/** Where a case goes that the office itself may not handle. */
export const COUNTY = '县纪委';

export interface Handlers {
  readonly discipline: number | null;
  readonly head: number | null;
  /** What the person concerned holds: none of these posts hears of the case. */
  readonly subjectPosts: readonly string[];
}
export const POSTS_OF_SUBJECT = (person: string, day: string): string =>
  `(select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = $1 and h.person_id = ${person} and h.period @> ${day}::date)`;
const HOLDER = (post: string): string => `(select person_id from post_holding where office_id = $1 and post = '${post}' and period @> $2::date limit 1)`;
const handlers = statement<Handlers>(
  'case-handlers',
  `select ${HOLDER(DISCIPLINE)} as discipline, ${HOLDER(HEAD)} as head, ${POSTS_OF_SUBJECT('$3', '$2')} as "subjectPosts"`,
);

export async function seeHandlers(tx: ReadTx, { subjectId }: { readonly subjectId: number }, { today }: { readonly today: string }): Promise<Handlers> {
  const found = await tx.row(handlers, [tx.officeId, today, subjectId]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

export interface Handling {
  readonly handlerId: number;
  readonly forwardedTo: string;
}

/**
 * Who handles a case: the 纪检领导; her own, and every one while her post is vacant, the 局长 above it. The 局长's own goes to the county, forwarded by the
 * 纪检领导. undefined where nobody in the office may.
 */
export function handlerOf({ discipline, head }: Pick<Handlers, 'discipline' | 'head'>, subjectId: number): Handling | undefined {
  const handlerId = [discipline, head].find((one) => one !== null && one !== subjectId) ?? null;
  if (handlerId === null || (subjectId === head && handlerId !== discipline)) return undefined;
  return { handlerId, forwardedTo: subjectId === head ? COUNTY : '' };
}
