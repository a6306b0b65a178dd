import { addDays, civilDayOf, weekday, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { workdaysBetween } from '../../rules/calendar/working-days.ts';
import { periodStart } from '../../rules/duties/due.ts';
import { act } from '../../platform/act/act.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { AnyMatterKind } from '../../platform/matters/kind.ts';
import type { TimedJob } from '../../platform/modules.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty, type DutyOf } from '../../platform/obligations/open-duty.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { watchCases, writeCaseWatch, type CaseWatch } from './case-watch.ts';
import { RUN_DUTY, standingControls, type StandingControl } from './controls.ts';
import { keyPosts } from './key-posts.ts';
import { noticed } from './lines.ts';
import { periodEnd, rotationStart, type HeldSpan } from './rules.ts';
import { reassessOf } from './risks.ts';
import { ROTATION, SPECIAL_AUDIT } from './rotation.ts';
import { standingExceptions, type StandingException } from './separations.ts';

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
interface Cover {
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
const late = statement<{ number: string; post: string; openedOn: CivilDate; returned: number }>(
  'steps-waiting',
  `
  select m.number, s.post, (s.opened_at at time zone 'Asia/Shanghai')::date::text as "openedOn",
    (select count(*) from matter_step r where r.office_id = m.office_id and r.matter_id = m.matter_id and r.verdict = 'returned') as returned
  from matter m join matter_step s on s.office_id = m.office_id and s.matter_id = m.matter_id and s.round = m.round and s.state = 'open' where m.office_id = $1 and m.state = 'in_review' order by m.matter_id`,
);

// The day before, so that every release is seen once.
const released = statement<{ kind: string }>(
  'kinds-released',
  `
  select distinct m.kind from release r join matter m on m.office_id = r.office_id and m.matter_id = r.matter_id where r.office_id = $1 and (r.released_at at time zone 'Asia/Shanghai')::date = $2::date - 1`,
);

interface Seen {
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
  readonly late: readonly { readonly number: string; readonly post: string; readonly openedOn: CivilDate; readonly returned: number }[];
}

interface Plan {
  readonly duties: readonly Omit<DutyOf, 'today'>[];
  /** Controls of the classes in which a refusal was lifted. */
  readonly overridden: readonly string[];
  readonly covered: readonly string[];
  readonly told: readonly { readonly posts: readonly string[]; readonly sentence: string; readonly id: string }[];
  /** The log does not say which: it would give away who reported. */
  readonly cases: CaseWatch;
}

/** 内控日常: opens what controls, key posts and sections owe, and tells whoever watches. Doing it twice changes nothing. */
function dailyControlVerb(rules: RulesInForce, kinds: readonly AnyMatterKind[]): Verb<{ readonly day: CivilDate }, Seen, Plan, { readonly opened: number }> {
  return {
    name: 'daily-control',
    title: '内控日常检查',
    who: '系统',
    read: async (tx, { day }) => {
      const posts = keyPosts(rules, { officeId: tx.officeId, on: day });
      const [controls, held, stay, refused, cover, cases, units, exceptions, lifted, waiting] = await Promise.all([
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
      };
    },
    decide: (seen, { day }, { actor }) => {
      const officeId = actor.officeId;
      return {
        yes: {
          duties: [...runDuties(seen, day), ...postDuties(seen, day), ...evaluationDuties(seen, day), ...exceptionDuties(seen, day)].flatMap((one) =>
            withDuty(rules, officeId, day, one),
          ),
          overridden: overriddenControls(seen, kinds),
          covered: coveredLongEnough(seen.covers),
          told: toTell(rules, { seen, officeId, day }),
          cases: seen.cases,
        },
      };
    },
    write: async (tx, { duties, overridden, covered, told, cases }, { now, today }) => {
      const risks = await reassessOf(rules, tx, { controls: overridden, why: '有例外放行' }, { today });
      await Promise.all([
        ...duties.map((one) => openDuty(tx, { ...one, today })),
        ...covered.map((occasion) => endObligation(tx, { duty: '强制替岗', occasion, state: 'discharged', by: null, with: { occasion }, now })),
      ]);
      const sent = told.map(({ posts, sentence, id }) => notifyPosts(tx, { posts, on: today, sentence, subject: { kind: 'control-notice', id }, now }));
      return {
        result: { opened: duties.length },
        entry: { subject: { kind: 'office', id: tx.officeId }, detail: { duties: duties.length, risks, covered, told: told.map((one) => one.id) } },
        sent: [...sent, ...writeCaseWatch(tx, cases, now)],
      };
    },
  };
}

function overriddenControls({ released: lifted, controls }: Seen, kinds: readonly AnyMatterKind[]): readonly string[] {
  const classes = new Set(kinds.filter((kind) => lifted.includes(kind.kind)).map((kind) => kind.businessClass));
  return controls.filter((one) => one.state === '运行' && classes.has(one.businessClass)).map((one) => one.number);
}

interface Owed extends Omit<DutyOf, 'today' | 'duty'> {
  readonly name: string;
  /** A post instead of the owner the pack names. */
  readonly post?: string;
}

function withDuty(rules: RulesInForce, officeId: number, day: CivilDate, { name, post, ...rest }: Owed): readonly Omit<DutyOf, 'today'>[] {
  const duty = rules.duty({ officeId, duty: name, on: day });
  return duty === undefined ? [] : [{ duty: post === undefined ? duty : { ...duty, owner: post }, ...rest }];
}

/** Controls run by hand owe a run in every period (ICF-02.3e). */
function runDuties({ controls }: Seen, day: CivilDate): readonly Owed[] {
  return controls
    .filter((one) => one.runBy === '' && one.state === '运行')
    .map((one) => ({
      name: RUN_DUTY,
      post: one.post,
      event: periodEnd(one.every, day),
      subject: { kind: 'control-run', id: `${one.number}/${periodStart(one.every, day)}` },
      handlerId: null,
      about: `${one.number}${one.name}`,
    }));
}

/** Key posts: rotation, audit instead of it, a training and somebody else in the post each year (ICF-02.2a, ICF-02.2c, ICF-03.2i). */
function postDuties({ holdings: held, stays: standing }: Seen, day: CivilDate): readonly Owed[] {
  const year = day.slice(0, 4);
  const newYear = `${year}-01-01` as CivilDate; // the first day of the year of a civil date
  const current = held.filter((one) => one.from <= day && (one.until === null || one.until > day));
  const rotations = current.map((one): Owed => {
    const event =
      rotationStart(
        held.filter((other) => other.post === one.post),
        one.personId,
      ) ?? one.from;
    return {
      name: ROTATION,
      event,
      subject: { kind: 'rotation', id: `${one.post}/${one.personId}/${event}` },
      handlerId: null,
      about: `${one.post}${one.name}`,
    };
  });
  const yearly = current.flatMap((one): readonly Owed[] => [
    {
      name: '关键岗位培训',
      event: newYear,
      subject: { kind: 'training', id: `${one.personId}/${year}` },
      handlerId: one.personId,
      about: `${one.name}${year}年度`,
    },
    {
      name: '强制替岗',
      event: newYear,
      subject: { kind: 'substitution', id: `${one.post}/${one.personId}/${year}` },
      handlerId: one.personId,
      about: `${one.post}${year}年度`,
    },
  ]);
  // The first audit was opened with the stay itself; the next year's opens when that one has fallen due.
  const audits = standing.flatMap((one): readonly Owed[] => {
    const events = Array.from(
      { length: Math.max(0, Number(year) - Number(one.dueOn.slice(0, 4))) },
      (_, index) => `${Number(one.dueOn.slice(0, 4)) + index + 1}${one.dueOn.slice(4)}` as CivilDate,
    );
    return events
      .filter((event) => event <= day)
      .map((event) => ({ name: SPECIAL_AUDIT, event, subject: { kind: 'post-stay', id: `${one.id}/${event}` }, handlerId: null, about: one.post }));
  });
  return [...rotations, ...yearly, ...audits];
}

/** Every section is evaluated once a year (ICF-03.3b). */
function evaluationDuties({ sections: units }: Seen, day: CivilDate): readonly Owed[] {
  const year = day.slice(0, 4);
  return units.map((one) => ({
    name: '内控评价',
    event: `${year}-01-01` as CivilDate,
    subject: { kind: 'department', id: `${one.departmentId}/${year}` },
    handlerId: null,
    about: `${one.name}${year}年度`,
  }));
}

/** As long as somebody holds what is kept apart, each month is checked (ICF-03.2l). */
function exceptionDuties({ exceptions }: Seen, day: CivilDate): readonly Owed[] {
  return exceptions.map((one) => ({
    name: '例外补偿检查',
    event: periodEnd('月', day),
    subject: { kind: 'separation-exception', id: `${one.id}/${day.slice(0, 7)}` },
    handlerId: null,
    about: `${one.name}兼任${one.post}和${one.otherPost}`,
  }));
}

const SUBSTITUTION_WORKDAYS = 5;

/** Occasions of the forced substitution that a cover of five working days in a row has fulfilled. */
function coveredLongEnough(list: readonly Cover[]): readonly string[] {
  return list
    .filter(({ from, until }) => workdaysBetween(from, until) >= SUBSTITUTION_WORKDAYS)
    .map(({ post, personId, from }) => `substitution/${post}/${personId}/${from.slice(0, 4)}`);
}

interface Watching {
  readonly seen: Seen;
  readonly officeId: number;
  readonly day: CivilDate;
}

function toTell(rules: RulesInForce, { seen, officeId, day }: Watching): Plan['told'] {
  const ask = { officeId, on: day };
  const cases = seen.refused.flatMap(({ name, verb, count }) =>
    noticed(rules, '问责立案', { refusedInThirtyDays: count }, ask).map((sentence) => ({
      posts: ['纪检领导'],
      sentence: `${name}（${verb}）：${sentence}`,
      id: `refused/${name}/${verb}/${day}`,
    })),
  );
  if (weekday(day) !== 1) return cases;
  const waiting = seen.late.flatMap(({ number, post, openedOn, returned }) =>
    noticed(rules, '办理时效', { workdaysWaiting: workdaysBetween(addDays(openedOn, 1), addDays(day, 1)), timesReturned: returned }, ask).map(
      (sentence) => `${number}（${post}）${sentence}`,
    ),
  );
  return waiting.length === 0 ? cases : [...cases, { posts: ['局长', '纪检领导'], sentence: `办理时效清单：${waiting.join('')}`, id: `late/${day}` }];
}

/** Run once a day; a day has one key (decision 0009). */
export function dailyControl(rules: RulesInForce, kinds: readonly AnyMatterKind[]): TimedJob {
  const verb = dailyControlVerb(rules, kinds);
  return {
    job: 'daily-control',
    title: '内控日常检查',
    verb,
    run: async (world, officeId) => {
      const day = civilDayOf(world.clock());
      if (!rules.knows({ officeId, question: '控制运行', on: day })) return;
      await act(world, { credential: { kind: 'system', officeId, job: 'daily-control' }, verb, input: { day }, key: `control-${day}` });
    },
  };
}
