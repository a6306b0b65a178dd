import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { triedBeforeApproval, type BeforeApproval } from './before-approval.ts';
import { watchCases, type CaseWatch } from './case-watch.ts';
import { standingControls, type StandingControl } from './controls.ts';
import { exceptionsBefore } from './exceptions-of-month.ts';
import { keyPosts } from './key-posts.ts';
import { closedClasses } from './procedures.ts';
import type { HeldSpan } from './rules.ts';
import { standingExceptions, type StandingException } from './separations.ts';
import { undeclaredTrips, type Undeclared } from './trip-declarations.ts';

interface Holding extends HeldSpan {
  readonly post: string;
  readonly name: string;
}
interface Stay {
  readonly id: number;
  readonly post: string;
  readonly dueOn: CivilDate;
}
interface Refused {
  readonly name: string;
  readonly verb: string;
  readonly count: number;
}
/** A step that is open: whoever stands above its post hears of it once it waits too long (ETH-05a). */
interface Waiting {
  readonly number: string;
  readonly post: string;
  readonly superior: string;
  readonly openedOn: CivilDate;
  readonly returned: number;
}
export interface Cover {
  readonly post: string;
  readonly personId: number;
  readonly from: CivilDate;
  readonly until: CivilDate;
}

const holdings = statement<Holding>(
  'key-post-holdings',
  `
  select h.post, h.person_id as "personId", p.name, h.from_day::text as "from", h.until_day::text as "until" from post_holding h join person p on p.office_id = h.office_id and p.person_id = h.person_id
  where h.office_id = $1 and h.post = any($2::text[]) order by h.post, h.from_day`,
);
const stays = statement<Stay>(
  'post-stays',
  `
  select s.post_stay_id as id, s.post, s.rotation_due_on::text as "dueOn" from post_stay s
  where s.office_id = $1 and exists (select from post_holding h where h.office_id = s.office_id and h.post = s.post and h.person_id = s.person_id and h.until_day is null)`,
);
const refusedOften = statement<Refused>(
  'refused-often',
  `
  select p.name, a.verb, count(*) from refused_attempt a join person p on p.office_id = a.office_id and p.person_id = a.person_id
  where a.office_id = $1 and (a.at at time zone 'Asia/Shanghai')::date > $2::date - 30 and a.code not like 'evidence:%' and a.verb <> 'view' group by p.name, a.verb
  having max((a.at at time zone 'Asia/Shanghai')::date) >= $2::date - 1 order by 1, 2`,
);
const covers = statement<Cover>(
  'key-post-covers',
  `
  select post, absent_person_id as "personId", from_day::text as "from", least(until_day, (ended_at at time zone 'Asia/Shanghai')::date)::text as until from cover
  where office_id = $1 and post = any($2::text[]) and extract(year from from_day) = $3`,
);
const sections = statement<{ departmentId: number; name: string }>(
  'sections-to-evaluate',
  `
  select department_id as "departmentId", name from department where office_id = $1 and kind in ('股室', '站所室', '局属单位') and from_day <= $2::date and (until_day is null or until_day > $2::date) order by 1`,
);
const late = statement<Waiting>(
  'steps-waiting',
  `
  select m.number, s.post, coalesce((select p.superior from post p where p.office_id = s.office_id and p.post = s.post), '局长') as superior, (s.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
    (select count(*) from matter_step r where r.office_id = m.office_id and r.matter_id = m.matter_id and r.verdict = 'returned') as returned
  from matter m join matter_step s on s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'open' where m.office_id = $1 and m.state = 'in_review' order by m.matter_id`,
);

// The day before, so that every release is seen once.
const released = statement<{ kind: string }>(
  'kinds-released',
  `
  select distinct m.kind from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id where r.office_id = $1 and (r.released_at at time zone 'Asia/Shanghai')::date = $2::date - 1`,
);

// The day before, so that every change is seen once.
const reorganised = statement<{ number: number }>(
  'departments-changed',
  `
  select count(*) as number from log_entry where office_id = $1 and verb in ('add-department', 'end-department') and outcome = 'done' and (at at time zone 'Asia/Shanghai')::date = $2::date - 1`,
);

/** What is read each day: whatever may be owed by it, or told of it. */
export interface Seen {
  /** Classes of business nothing can be filed in today, and those closed from tomorrow on. */
  readonly closedToday: readonly string[];
  readonly closedTomorrow: readonly string[];
  readonly beforeApproval: readonly BeforeApproval[];
  /** Sections were added or ended the day before. */
  readonly reorganised: boolean;
  /** Kinds of which a refusal was lifted the day before. */
  readonly released: readonly string[];
  readonly controls: readonly StandingControl[];
  readonly holdings: readonly Holding[];
  readonly stays: readonly Stay[];
  readonly refused: readonly Refused[];
  readonly covers: readonly Cover[];
  readonly cases: CaseWatch;
  readonly sections: readonly { readonly departmentId: number; readonly name: string }[];
  readonly exceptions: readonly StandingException[];
  /** On the first of a month: how many exceptions there were in the one before. */
  readonly excepted: number | null;
  readonly late: readonly Waiting[];
  readonly trips: readonly Undeclared[];
}

interface DayAsk {
  /** Every kind of matter of the office, for what class of business it is of. */
  readonly kinds: readonly AnyMatterKind[];
  readonly day: CivilDate;
}

/** Reads all of it for a day. */
export async function seeDay(rules: RulesInForce, tx: ReadTx, { kinds, day }: DayAsk): Promise<Seen> {
  const posts = keyPosts(rules, { officeId: tx.officeId, on: day });
  const [
    controls,
    held,
    stay,
    refused,
    cover,
    cases,
    units,
    exceptions,
    lifted,
    waiting,
    changed,
    excepted,
    closedToday,
    closedTomorrow,
    beforeApproval,
    trips,
  ] = await Promise.all([
    standingControls(tx),
    tx.rows(holdings, [tx.officeId, posts]),
    tx.rows(stays, [tx.officeId]),
    tx.rows(refusedOften, [tx.officeId, day]),
    tx.rows(covers, [tx.officeId, posts, Number(day.slice(0, 4))]),
    watchCases(tx, day),
    tx.rows(sections, [tx.officeId, day]),
    standingExceptions(tx, day),
    tx.rows(released, [tx.officeId, day]),
    tx.rows(late, [tx.officeId]),
    tx.row(reorganised, [tx.officeId, day]),
    exceptionsBefore(tx, day),
    closedClasses(rules, tx, { kinds, day }),
    closedClasses(rules, tx, { kinds, day: addDays(day, 1) }),
    triedBeforeApproval(rules, tx, day),
    undeclaredTrips(tx, day),
  ]);
  return {
    controls,
    holdings: held,
    stays: stay,
    refused,
    covers: cover,
    cases,
    sections: units,
    exceptions,
    released: lifted.map((one) => one.kind),
    late: waiting,
    reorganised: (changed?.number ?? 0) > 0,
    excepted,
    closedToday,
    closedTomorrow,
    beforeApproval,
    trips,
  };
}
