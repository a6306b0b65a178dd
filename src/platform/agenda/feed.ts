import ical from 'ical-generator';
import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { no } from '../act/verb.ts';
import { statement } from '../db/statement.ts';
import type { ReadTx } from '../db/transaction.ts';
import { readAs } from '../http/read-as.ts';
import { hashOf } from '../http/session.ts';
import type { World } from '../world.ts';
import { agendaOf } from './agenda.ts';
import type { AgendaEntry, AgendaFeed } from './contract.ts';

/** How far a feed looks back and ahead, in days. */
const BEHIND = 60;
const AHEAD = 200;

const standing = statement<{ madeAt: string }>(
  'own-agenda-feed',
  `
  select made_at as "madeAt" from agenda_feed where office_id = $1 and person_id = $2 and ended_at is null`,
);

/** Whether the person has a feed now, and since when; its address is shown once and kept nowhere. */
export async function ownFeed(tx: ReadTx, personId: number | null): Promise<AgendaFeed> {
  return { madeAt: (await tx.row(standing, [tx.officeId, personId]))?.madeAt ?? null };
}

const end = statement<never>('end-agenda-feed', `update agenda_feed set ended_at = $3 where office_id = $1 and person_id = $2 and ended_at is null`);
const insert = statement<never>(
  'insert-agenda-feed',
  `insert into agenda_feed (office_id, token_hash, person_id, made_at) values ($1, decode($2, 'hex'), $3, $4)`,
);

/** 开通日历订阅: a new secret address; the one before no longer answers. */
export const openFeedVerb: Verb<{ readonly tokenHash: string }, null, { readonly tokenHash: string }, { readonly opened: true }> = {
  name: 'open-agenda-feed',
  title: '开通日历订阅',
  who: '任何人',
  read: async () => null,
  decide: (_seen, input) => ({ yes: input }),
  write: async (tx, { tokenHash }, { actor, now }) => {
    await tx.rows(end, [tx.officeId, actor.personId, now]);
    return {
      result: { opened: true },
      entry: { subject: { kind: 'person', id: actor.personId ?? 0 }, detail: { feed: tokenHash.slice(0, 16) } },
      sent: [tx.rows(insert, [tx.officeId, tokenHash, actor.personId, now])],
    };
  },
};

/** 停用日历订阅. */
export const endFeedVerb: Verb<Record<string, never>, AgendaFeed, AgendaFeed, { readonly ended: true }> = {
  name: 'end-agenda-feed',
  title: '停用日历订阅',
  who: '本人',
  read: async (tx, _input, { actor }) => ownFeed(tx, (await actor).personId),
  decide: (feed) => (feed.madeAt === null ? no('no-feed', '没有开通日历订阅。') : { yes: feed }),
  write: async (tx, _feed, { actor, now }) => ({
    result: { ended: true },
    entry: { subject: { kind: 'person', id: actor.personId ?? 0 }, detail: {} },
    sent: [tx.rows(end, [tx.officeId, actor.personId, now])],
  }),
};

interface Subscriber {
  readonly personId: number;
  readonly name: string;
}

const subscriber = statement<Subscriber>(
  'person-of-feed',
  `
  select p.person_id as "personId", p.name from agenda_feed f join person p on p.office_id = f.office_id and p.person_id = f.person_id
  where f.office_id = $1 and f.token_hash = $2 and f.ended_at is null and (p.left_on is null or p.left_on > $3::date)`,
);

interface OpenDuty {
  readonly obligationId: number;
  readonly sentence: string;
  readonly dueOn: CivilDate;
}

const duties = statement<OpenDuty>(
  'duties-of-feed',
  `
  select obligation_id as "obligationId", sentence, due_on::text as "dueOn" from obligation o where office_id = $1 and state = 'open' and due_on >= $3::date and due_on <= $4::date
    and (owner_person_id = $2 or owner_post in (select post from post_holding h where h.office_id = $1 and h.person_id = $2 and h.period @> $3::date)) order by due_on, obligation_id limit 500`,
);

/**
 * One's own agenda and open duties as iCalendar (RFC 5545), read with the secret of the address alone: whoever has it reads, and does nothing else.
 * @throws Failure('not-found') for an address that was never given or no longer stands.
 */
export function readFeed(world: Pick<World, 'pool' | 'clock'>, { officeId, token }: { readonly officeId: number; readonly token: string }): Promise<string> {
  return readAs(world, { kind: 'system', officeId, job: 'agenda-feed' }, async (tx, { now, today }) => {
    const person = await tx.row(subscriber, [tx.officeId, hashOf(token), today]);
    if (person === undefined) throw new Failure('not-found', '这个订阅地址不存在，或者已经停用。', ['在日程页重新开通订阅']);
    const [entries, open] = await Promise.all([
      agendaOf(tx, { from: addDays(today, -BEHIND), until: addDays(today, AHEAD), sorts: null, personId: person.personId }),
      tx.rows(duties, [tx.officeId, person.personId, addDays(today, -BEHIND), addDays(today, AHEAD)]),
    ]);
    return calendarOf(person, { officeId, entries, duties: open, now });
  });
}

function calendarOf(
  { name }: Subscriber,
  {
    officeId,
    entries,
    duties: open,
    now,
  }: { readonly officeId: number; readonly entries: readonly AgendaEntry[]; readonly duties: readonly OpenDuty[]; readonly now: Date },
): string {
  const calendar = ical({ name: `${name}的日程`, prodId: '//规矩//日程//ZH', ttl: 60 * 60 });
  for (const { entryId, sort, title, fromAt, untilAt } of entries) {
    const summary = title.startsWith(sort) ? title : `${sort}：${title}`;
    calendar.createEvent({ id: `agenda-${officeId}-${entryId}@guiju`, start: fromAt, end: untilAt, summary, stamp: now });
  }
  for (const { obligationId, sentence, dueOn } of open) {
    calendar.createEvent({
      id: `duty-${officeId}-${obligationId}@guiju`,
      start: dayAlone(dueOn),
      end: dayAlone(addDays(dueOn, 1)),
      allDay: true,
      summary: `到期：${sentence}`,
      stamp: now,
    });
  }
  return calendar.toString();
}

/** A day without a time: the calendar writes the date of the moment in UTC. */
function dayAlone(day: CivilDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
