import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { daysOverdue, dueInPeriod } from '../../rules/duties/due.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import type { ClauseRef } from '../../rules/decision.ts';
import { act } from '../act/act.ts';
import type { Verb } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import { askAgainTodayVerb } from '../matters/ask-again-today.ts';
import { verifyMattersVerb } from '../matters/verify-matters-daily.ts';
import { notify, notifyPosts } from '../notices/notify.ts';
import { foldTailDaily } from '../search/fold-tail-daily.ts';
import type { World } from '../world.ts';
import { attestationsDue, holdingsOn, type Holding } from './attestations.ts';
import { openObligations, type NewObligation } from './open.ts';
import { tellOwners } from './tell-owners.ts';

const startedOn = statement<{ startedOn: CivilDate }>('office-started-on', `select started_on::text as "startedOn" from office where office_id = $1`);

interface Seen {
  readonly since: CivilDate;
  readonly held: readonly Holding[];
}

/** 开启定期义务: every recurring duty whose window is open, and what people attest this month. What is open or done already stays as it is. */
export function openRecurringVerb(world: Pick<World, 'rules'>): Verb<{ readonly day: CivilDate }, Seen, readonly NewObligation[], { readonly opened: number }> {
  return {
    name: 'open-recurring-duties',
    title: '开启定期义务',
    who: '系统',
    read: async (tx, { day }) => {
      const [office, held] = await Promise.all([tx.row(startedOn, [tx.officeId]), holdingsOn(tx, day)]);
      return { since: office?.startedOn ?? day, held };
    },
    decide: ({ since, held }, { day }, { actor }) => {
      const book = world.rules.bookOf(actor.officeId);
      if (book === undefined) return { yes: [] };
      return {
        yes: [...book.duties(day).flatMap((duty) => windowsOf(duty, { day, since })), ...attestationsDue(book.attestations(day), { day, since, held })],
      };
    },
    write: async (tx, duties) => {
      const opened = await openObligations(tx, duties);
      return { result: { opened }, entry: { subject: { kind: 'office', id: tx.officeId }, detail: { opened } } };
    },
  };
}

/** The windows of a duty that stand open on the day: of the period of the day, and of the one before, which may be settled in this one. */
function windowsOf(duty: Duty, { day, since }: { readonly day: CivilDate; readonly since: CivilDate }): readonly NewObligation[] {
  const { period, owner } = duty;
  // Daily duties arise only on days on which something happened; their module opens them.
  if (period?.kind !== 'recurring' || period.every === '日' || owner === undefined) return [];
  const current = dueInPeriod(period, day);
  const before = dueInPeriod(period, addDays(current.occasion as CivilDate, -1)); // an occasion is the first day of its period
  return [before, current]
    .filter((one) => one.opensOn <= day && one.dueOn >= day && one.occasion >= since)
    .map(({ occasion, opensOn, remindOn, dueOn }) => ({
      duty: duty.duty,
      occasion,
      clause: duty.clause.ref,
      sentence: `${duty.duty}（${period.written}），${dueOn}前办结。`,
      subject: null,
      owner: { post: owner },
      openedOn: opensOn,
      remindOn,
      dueOn,
      provisional: false,
      evidence: duty.evidence,
      reportTo: duty.reportTo,
    }));
}

interface DueRow {
  readonly obligationId: number;
  readonly sentence: string;
  readonly clause: ClauseRef;
  readonly ownerPersonId: number | null;
  readonly ownerPost: string | null;
  readonly dueOn: CivilDate;
  readonly reportTo: readonly string[];
  readonly overdue: boolean;
}

const toTell = statement<DueRow>(
  'obligations-to-tell-of',
  `
  select obligation_id as "obligationId", sentence, clause, owner_person_id as "ownerPersonId", owner_post as "ownerPost", due_on::text as "dueOn", report_to as "reportTo",
    due_on < $2::date as overdue
  from obligation where office_id = $1 and state = 'open' and ((remind_on = $2::date and (told_at is null or (told_at at time zone 'Asia/Shanghai')::date < $2::date)) or $2::date = any(remind_also) or (due_on < $2::date and reported_overdue_at is null)) for update`,
);
const told = statement<never>(
  'obligations-told-of',
  `update obligation set reported_overdue_at = $3 where office_id = $1 and obligation_id = any($2::bigint[])`,
);

/** 提醒义务: on the day of the reminder the owner, unless he has only just been told; once past its day also those the clause names. */
export function tellOfDutiesVerb(): Verb<{ readonly day: CivilDate }, readonly DueRow[], readonly DueRow[], { readonly told: number }> {
  return {
    name: 'tell-of-duties',
    title: '提醒义务',
    who: '系统',
    read: (tx, { day }) => tx.rows(toTell, [tx.officeId, day]),
    decide: (due) => ({ yes: due }),
    write: async (tx, due, moment) => {
      const { now, today } = moment;
      const sent: Promise<unknown>[] = [
        tellOwners(tx, moment),
        tx.rows(told, [tx.officeId, due.filter((one) => one.overdue).map((one) => one.obligationId), now]),
      ];
      for (const one of due) {
        const sentence = one.overdue ? `已逾期${daysOverdue(today, one.dueOn)}天：${one.sentence}` : `请按期办结：${one.sentence}`;
        const subject = { kind: 'obligation', id: one.obligationId };
        if (one.ownerPersonId !== null) sent.push(notify(tx, { personIds: [one.ownerPersonId], sentence, subject, now }));
        const posts = [...(one.ownerPost === null ? [] : [one.ownerPost]), ...(one.overdue ? one.reportTo : [])];
        sent.push(notifyPosts(tx, { posts, on: today, sentence, subject, now }));
      }
      return {
        result: { told: due.length },
        entry: { subject: { kind: 'office', id: tx.officeId }, detail: { told: due.map((one) => one.obligationId) } },
        sent,
      };
    },
  };
}

/** What the clockwork does for an office each day. Doing it twice changes nothing: a day has one key. */
export async function runDailyDuties(world: World, { officeId, day }: { readonly officeId: number; readonly day: CivilDate }): Promise<void> {
  const credential = { kind: 'system', officeId, job: 'daily-duties' } as const;
  await act(world, { credential, verb: askAgainTodayVerb(), input: { day }, key: `ask-again-${day}` });
  await act(world, { credential, verb: openRecurringVerb(world), input: { day }, key: `recurring-${day}` });
  await act(world, { credential, verb: tellOfDutiesVerb(), input: { day }, key: `tell-${day}` });
  await act(world, { credential, verb: verifyMattersVerb(), input: { day }, key: `verify-matters-${day}` });
  await foldTailDaily(world, { officeId, day });
}
