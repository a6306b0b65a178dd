import { readCivilDate, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { dueAfter, dueInPeriod } from '../../rules/duties/due.ts';
import type { Period } from '../../rules/duties/period.ts';
import type { Duty, Pack } from '../../rules/pack/pack.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import type { DutyImpact } from './contract.ts';
import type { ImpactAsk } from './impact.ts';

interface OpenDuty extends Omit<DutyImpact, 'newDueOn' | 'change'> {
  readonly occasion: string;
  readonly openedOn: CivilDate;
  readonly eventOn: CivilDate | null;
}

// What only its owner sees is not foretold to others.
const openDuties = statement<OpenDuty>(
  'open-duties-by-name',
  `
  select o.obligation_id as "obligationId", o.duty, o.sentence, coalesce(p.name, o.owner_post) as owner, case when o.subject_kind = 'matter' then o.subject_id::int end as "matterId",
    o.due_on::text as "dueOn", o.clause, o.occasion, o.opened_on::text as "openedOn", o.event_on::text as "eventOn"
  from obligation o left join person p on p.office_id = o.office_id and p.person_id = o.owner_person_id
  where o.office_id = $1 and o.state = 'open' and not o.confidential and o.duty = any($2::text[]) order by o.due_on, o.obligation_id`,
);

/** The versions whose duties are compared: the one that ends, if there is one, and the new one. */
export interface Versions {
  readonly before: Pack | undefined;
  readonly pack: Pack;
}

/**
 * The open duties that would fall due on another day, were the event they follow, or the period they belong to, judged by the new version; and those
 * it has no more. They keep their day all the same.
 */
export async function dutiesTouched(tx: ReadTx, { before, pack }: Versions, ask: ImpactAsk): Promise<readonly DutyImpact[]> {
  const names = [...new Set([...(before?.duties.keys() ?? []), ...pack.duties.keys()])];
  const open = await tx.rows(openDuties, [tx.officeId, names]);
  return open.flatMap((one) => touched(one, ask) ?? []);
}

function touched({ occasion, openedOn, eventOn, ...shown }: OpenDuty, { book, from, now }: ImpactAsk): DutyImpact | undefined {
  const was = now.duty(shown.duty, eventOn ?? openedOn);
  const is = book.duty(shown.duty, from);
  if (is === undefined) return { ...shown, newDueOn: null, change: `${written(was)} → 新版没有这项义务` };
  if (written(was) === written(is)) return undefined;
  const newDueOn = is.period === undefined ? undefined : dueUnder(is.period, { was: was?.period, occasion, eventOn });
  if (newDueOn === shown.dueOn) return undefined;
  const clause: ClauseRef = is.clause.ref;
  const change = `${written(was)} → ${written(is)}${newDueOn === undefined ? '，须人工推算' : ''}`;
  return { ...shown, clause, newDueOn: newDueOn ?? null, change };
}

/** undefined where day 0 was not kept, or the new version counts from another event. */
function dueUnder(
  period: Period,
  { was, occasion, eventOn }: { readonly was: Period | undefined; readonly occasion: string; readonly eventOn: CivilDate | null },
): CivilDate | undefined {
  if (period.kind === 'triggered')
    return eventOn === null || was?.kind !== 'triggered' || was.event !== period.event ? undefined : dueAfter(period, eventOn).dueOn;
  const start = readCivilDate(occasion);
  return start === undefined ? undefined : dueInPeriod(period, start).dueOn;
}

function written(duty: Duty | undefined): string {
  return duty?.period?.written ?? '不定期';
}
