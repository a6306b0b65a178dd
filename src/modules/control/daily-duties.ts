import { addDays, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { workdaysBetween } from '../../rules/calendar/working-days.ts';
import { periodStart } from '../../rules/duties/due.ts';
import type { DutyOf } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { CHANGE_REVIEW } from './control-reviews.ts';
import { RUN_DUTY } from './controls.ts';
import type { Cover, Seen } from './daily-seen.ts';
import { ROTATION, SPECIAL_AUDIT } from './rotation.ts';
import { periodEnd, rotationStart } from './rules.ts';
import { DECLARATION_DUTY } from './trip-declarations.ts';

interface Owed extends Omit<DutyOf, 'today' | 'duty'> {
  readonly name: string;
  /** A post instead of the owner the pack names. */
  readonly post?: string;
}

function withDuty(rules: RulesInForce, officeId: number, day: CivilDate, { name, post, ...rest }: Owed): readonly Omit<DutyOf, 'today'>[] {
  const duty = rules.duty({ officeId, duty: name, on: day });
  return duty === undefined ? [] : [{ duty: post === undefined ? duty : { ...duty, owner: post }, ...rest }];
}

/** Everything a day opens: what controls, key posts, sections, exceptions, changes, findings and trips owe. */
export function dutiesOfDay(
  rules: RulesInForce,
  seen: Seen,
  { officeId, day }: { readonly officeId: number; readonly day: CivilDate },
): readonly Omit<DutyOf, 'today'>[] {
  return [
    ...runDuties(seen, day),
    ...postDuties(seen, day),
    ...evaluationDuties(seen, day),
    ...exceptionDuties(seen, day),
    ...changeDuties(seen, day),
    ...findingDuties(seen, day),
    ...declarationDuties(seen),
  ].flatMap((one) => withDuty(rules, officeId, day, one));
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

/** Every control is looked at again once the organisation has changed (ICF-03.2r). */
function changeDuties({ reorganised: changed }: Seen, day: CivilDate): readonly Owed[] {
  const on = addDays(day, -1);
  return changed
    ? [{ name: CHANGE_REVIEW, event: on, subject: { kind: 'control-change', id: `机构${on}` }, handlerId: null, about: `机构变动（机构${on}）` }]
    : [];
}

/** Whoever did first and asked afterwards is looked into (ICF-03.2n). */
function findingDuties({ beforeApproval }: Seen, day: CivilDate): readonly Owed[] {
  return beforeApproval.map((one) => ({
    name: '先办后批核查',
    event: day,
    subject: { kind: 'refused-attempt', id: String(one.attemptId) },
    handlerId: null,
    about: `${one.name}先办后批（${one.about}）：${one.sentence}`,
  }));
}

/** Everybody who was on a trip says how he was received there (ETH-04b). */
function declarationDuties({ trips }: Seen): readonly Owed[] {
  return trips.map((one) => ({
    name: DECLARATION_DUTY,
    event: one.returnedOn,
    subject: { kind: 'hospitality', id: `${one.trip}/${one.personId}` },
    handlerId: one.personId,
    about: `${one.trip}${one.title}`,
  }));
}

const SUBSTITUTION_WORKDAYS = 5;

/** Occasions of the forced substitution that a cover of five working days in a row has fulfilled. */
export function coveredLongEnough(list: readonly Cover[]): readonly string[] {
  return list
    .filter(({ from, until }) => workdaysBetween(from, until) >= SUBSTITUTION_WORKDAYS)
    .map(({ post, personId, from }) => `substitution/${post}/${personId}/${from.slice(0, 4)}`);
}
