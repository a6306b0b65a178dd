import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import { handOverDutiesAbout } from '../../platform/obligations/hand-over-duty.ts';
import { DISCIPLINE, handlerOf, HEAD, seeHandlers } from './case-handlers.ts';

interface Left {
  readonly number: string;
  readonly subjectId: number;
  readonly handlerId: number;
  readonly open: boolean;
}
/** A case as it goes to whoever handles it from now on. */
export interface Succession extends Left {
  readonly toPersonId: number;
  readonly forwardedTo: string;
}
/** What the person concerned still owed when he left: whoever handles the case sees to it. */
export interface OwedByLeaver {
  readonly number: string;
  readonly subjectId: number;
  readonly toPersonId: number;
}

// Whoever handles a case does so from his post; once he holds neither, the case is the next holder's, closed ones with their papers too.
const left = statement<Left>(
  'cases-left-behind',
  `
  select c.number, c.subject_id as "subjectId", c.handler_id as "handlerId", c.closed_at is null as open from conduct_case c where c.office_id = $1
    and not exists (select from post_holding h where h.office_id = c.office_id and h.person_id = c.handler_id and h.post in ('${DISCIPLINE}', '${HEAD}') and h.period @> $2::date)
  order by c.conduct_case_id for update of c`,
);
const owed = statement<{ number: string; subjectId: number }>(
  'case-duties-of-leavers',
  `
  select distinct c.number, c.subject_id as "subjectId" from obligation o join conduct_case c on c.office_id = o.office_id and o.subject_kind = 'conduct-case' and o.subject_id = c.number and c.subject_id = o.owner_person_id
    join person p on p.office_id = c.office_id and p.person_id = c.subject_id
  where o.office_id = $1 and o.state = 'open' and o.confidential and p.left_on <= $2::date order by 1`,
);

export interface Successions {
  readonly cases: readonly Succession[];
  readonly owed: readonly OwedByLeaver[];
}

/** Confidential business nobody could reach any more, and who has it from now on. What nobody in the office may handle waits until the post is filled. */
export async function seeSuccessions(tx: ReadTx, day: CivilDate): Promise<Successions> {
  const [cases, duties] = [await tx.rows(left, [tx.officeId, day]), await tx.rows(owed, [tx.officeId, day])];
  const next = async (subjectId: number) => handlerOf(await seeHandlers(tx, { subjectId }, { today: day }), subjectId);
  const passed = await Promise.all(
    cases.map(async (one): Promise<readonly Succession[]> => {
      const handling = await next(one.subjectId);
      return handling === undefined ? [] : [{ ...one, toPersonId: handling.handlerId, forwardedTo: handling.forwardedTo }];
    }),
  );
  const taken = await Promise.all(
    duties.map(async (one): Promise<readonly OwedByLeaver[]> => {
      const handling = await next(one.subjectId);
      return handling === undefined ? [] : [{ ...one, toPersonId: handling.handlerId }];
    }),
  );
  return { cases: passed.flat(), owed: taken.flat() };
}

// A case that was forwarded once stays so.
const pass = statement<never>(
  'case-changes-handler',
  `update conduct_case set handler_id = $3, forwarded_to = case when forwarded_to = '' then $4 else forwarded_to end where office_id = $1 and number = $2`,
);
const keep = statement<never>(
  'insert-case-succession',
  `insert into case_succession (office_id, case_number, from_person_id, to_person_id, passed_at) values ($1, $2, $3, $4, $5)`,
);

/** Passes them on with their duties; whoever has them now is told, and nobody else. */
export function writeSuccessions(tx: ActTx, { cases, owed: duties }: Successions, now: Date): readonly Promise<unknown>[] {
  return [
    ...cases.flatMap(({ number, handlerId, toPersonId, forwardedTo, open }) => {
      const subject = { kind: 'conduct-case', id: number };
      return [
        tx.rows(pass, [tx.officeId, number, toPersonId, forwardedTo]),
        tx.rows(keep, [tx.officeId, number, handlerId, toPersonId, now]),
        handOverDutiesAbout(tx, { subject, from: handlerId, to: toPersonId }),
        ...(open ? [notify(tx, { personIds: [toPersonId], sentence: `${number}的承办人已离任，由您接办，请按期办理。`, subject, now })] : []),
      ];
    }),
    ...duties.flatMap(({ number, subjectId, toPersonId }) => {
      const subject = { kind: 'conduct-case', id: number };
      return [
        handOverDutiesAbout(tx, { subject, from: subjectId, to: toPersonId }),
        notify(tx, { personIds: [toPersonId], sentence: `${number}的当事人已离任，未了的义务由您督办。`, subject, now }),
      ];
    }),
  ];
}
