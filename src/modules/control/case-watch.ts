import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { COUNTY } from './cases.ts';

interface Watched {
  readonly number: string;
  readonly handlerId: number;
}
/** Cases that want to be looked at today. */
export interface CaseWatch {
  readonly moved: readonly Watched[];
  readonly stalled: readonly Watched[];
}

// ETH-10c: posts given and ended, people who left, cases opened – against whoever reported under his name within the year.
const moved = statement<Watched>(
  'reporters-moved',
  `
  select distinct c.number, c.handler_id as "handlerId" from conduct_case c
  where c.office_id = $1 and c.reporter_id is not null and (
    exists (select from log_entry l where l.office_id = c.office_id and l.subject_kind = 'person' and l.subject_id = c.reporter_id::text and l.verb in ('give-post', 'end-post', 'leave-office')
      and (l.at at time zone 'Asia/Shanghai')::date between $2::date - 1 and $2::date and l.at > c.recorded_at and l.at < c.recorded_at + interval '12 months')
    or exists (select from conduct_case a where a.office_id = c.office_id and a.sort = '问责' and a.subject_id = c.reporter_id
      and (a.recorded_at at time zone 'Asia/Shanghai')::date between $2::date - 1 and $2::date and a.recorded_at > c.recorded_at and a.recorded_at < c.recorded_at + interval '12 months'))
  order by c.number`,
);
// ETH-10b: silence of the 局长 goes to the county.
const stalled = statement<Watched>(
  'cases-silent-at-the-top',
  `
  select c.number, c.handler_id as "handlerId" from conduct_case c join obligation o on o.office_id = c.office_id and o.duty = '线索初核' and o.occasion = 'conduct-case/' || c.number
  where c.office_id = $1 and o.state = 'open' and o.due_on < $2::date and c.forwarded_to = '' and c.closed_at is null
    and exists (select from post_holding h where h.office_id = c.office_id and h.person_id = c.handler_id and h.post = '局长' and h.period @> $2::date) order by c.number for update of c`,
);
const forward = statement<never>('case-goes-to-the-county', `update conduct_case set forwarded_to = $3 where office_id = $1 and number = $2`);

export async function watchCases(tx: ReadTx, day: CivilDate): Promise<CaseWatch> {
  const [reporters, silent] = await Promise.all([tx.rows(moved, [tx.officeId, day]), tx.rows(stalled, [tx.officeId, day])]);
  return { moved: reporters, stalled: silent };
}

/** Tells whoever handles the case, and nobody else. What is silent at the top is from now on to be handed to the county. */
export function writeCaseWatch(tx: ActTx, watch: CaseWatch, now: Date): readonly Promise<unknown>[] {
  const tell = ({ number, handlerId }: Watched, sentence: string): Promise<void> =>
    notify(tx, { personIds: [handlerId], sentence: `${number}${sentence}`, subject: { kind: 'conduct-case', id: number }, now });
  return [
    ...watch.moved.map((one) => tell(one, '的反映人有人事变动，请关注。')),
    ...watch.stalled.flatMap((one) => [tx.rows(forward, [tx.officeId, one.number, COUNTY]), tell(one, `逾期没有初核决定，须转送${COUNTY}，由其办理。`)]),
  ];
}
