import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { writeAgenda } from '../../platform/agenda/agenda.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ConfirmOuting, RegisterOuting } from './contract-attendance.ts';
import type { HalfDays } from './half-days.ts';
import { halfDay } from './half-days.ts';
import { leaveTaker } from './leave-taker.ts';
import { officeTimes, type OfficeTimes } from './timetable.ts';

const OFFICE = '办公室';
const HEAD = '局长';

interface Person {
  readonly name: string;
  readonly posts: readonly string[];
  /** Told people must be of the office that registers. */
  readonly toldOffice: boolean;
  readonly overlaps: boolean;
}

interface Seen extends Person {
  readonly times: OfficeTimes;
}

interface Plan extends RegisterOuting {
  readonly name: string;
  readonly halves: HalfDays;
  readonly late: boolean;
  readonly reports: boolean;
  readonly notices: readonly string[];
}

const person = statement<Person>(
  'person-going-out',
  `
  select p.name, (select coalesce(jsonb_agg(distinct h.post), '[]') from post_holding h where h.office_id = p.office_id and h.person_id = p.person_id and h.period @> $4::date) as posts,
    exists (select from post_holding h where h.office_id = p.office_id and h.person_id = $3 and h.post = '${OFFICE}' and h.period @> $4::date) as "toldOffice",
    exists (select from outing o where o.office_id = p.office_id and o.person_id = p.person_id and tstzrange(o.from_at, o.until_at) && tstzrange($5, $6)) as overlaps
  from person p where p.office_id = $1 and p.person_id = $2 and p.left_on is null`,
);
const insert = statement<{ id: number }>(
  'insert-outing',
  `
  insert into outing (office_id, person_id, from_at, until_at, halves, place, purpose, told_id, noticed_at, late, reported_at, recorded_by)
  values ($1, $2, $3, $4, int4range($5, $6), $7, $8, $9, $10, $11, $12, $13) returning outing_id as id`,
);

/** 外出登记 (ATT-03b, ATT-04d): told before leaving it covers the half days; told afterwards it waits for the leader. Leaders are reported to the 局长. */
export function registerOutingVerb(
  rules: RulesInForce,
): Verb<RegisterOuting, Seen, Plan, { readonly outingId: number; readonly late: boolean; readonly reported: boolean; readonly notices: readonly string[] }> {
  return {
    name: 'register-outing',
    title: '外出登记',
    who: `本人、${OFFICE}`,
    read: async (tx, { personId, toldId, fromAt, untilAt }, { today }) => {
      const [from, until] = [momentOf(fromAt), momentOf(untilAt)];
      const [found, times] = await Promise.all([
        tx.row(person, [tx.officeId, personId, toldId, today, from < until ? from : until, until]),
        officeTimes(tx, rules, { from: civilDayOf(from), until: civilDayOf(until) }),
      ]);
      if (found === undefined) throw new Failure('not-found', '没有这名在职人员。');
      return { ...found, times };
    },
    decide: ({ name, posts, toldOffice, overlaps, times }, input, { actor, now }) => {
      const { officeId } = actor;
      if (actor.personId !== input.personId && !holds(actor, OFFICE)) return no('not-yours', `外出由本人或者${OFFICE}登记。`);
      const [from, until] = [momentOf(input.fromAt), momentOf(input.untilAt)];
      if (until <= from || civilDayOf(from) !== civilDayOf(until)) return no('dates', '返回时间应晚于外出时间，且在同一天。', ['多日外出按出差办理']);
      if (!toldOffice) return no('not-office', `外出须告知${OFFICE}人员。`);
      if (overlaps) return no('overlaps', `${name}这段时间已有外出登记。`);
      const late = now > from;
      const { values, notices } = rules.decide({
        officeId,
        question: '外出登记',
        facts: { toldBeforehand: !late, outingConfirmed: false, leaveTaker: leaveTaker(posts) },
        on: civilDayOf(from),
      });
      const reports = leaveTaker(posts) !== '一般人员' && leaveTaker(posts) !== '局长';
      return {
        yes: {
          ...input,
          name,
          halves: halvesOf(times, { from, until }),
          late: values['countsAsOuting'] !== true,
          reports,
          notices: notices.map((one) => one.sentence),
        },
      };
    },
    write: async (tx, { name, halves, late, reports, notices, ...outing }, { actor, now, today }) => {
      const { personId, fromAt, untilAt, place, purpose, toldId } = outing;
      const [from, until] = [momentOf(fromAt), momentOf(untilAt)];
      const made = await tx.row(insert, [
        tx.officeId,
        personId,
        from,
        until,
        halves.from,
        halves.until,
        place,
        purpose,
        toldId,
        now,
        late,
        reports ? now : null,
        actor.personId,
      ]);
      if (made === undefined) throw new Error('the outing was not inserted');
      await writeAgenda(tx, {
        sort: '外出',
        title: `外出：${place}`,
        personIds: [personId],
        resource: null,
        fromAt: from,
        untilAt: until,
        matterId: null,
        now,
      });
      const subject = { kind: 'outing', id: made.id };
      const sentence = `${name}报告外出：${fromAt.replace('T', ' ')}至${untilAt.slice(11)}，${place}，${purpose}。`;
      const sent = reports ? [notifyPosts(tx, { posts: [HEAD], on: today, sentence, subject, now })] : [];
      return { result: { outingId: made.id, late, reported: reports, notices }, entry: { subject, detail: { ...outing, late, reported: reports } }, sent };
    },
  };
}

/** The half days whose working time the outing touches. */
function halvesOf(times: OfficeTimes, { from, until }: { readonly from: Date; readonly until: Date }): HalfDays {
  const morning = halfDay(civilDayOf(from), '上午');
  const touched = [morning, morning + 1].filter((half) => from < times.endsAt(half) && until > times.startsAt(half));
  const [first = morning] = touched;
  return { from: first, until: first + touched.length };
}

interface SeenOuting {
  readonly personId: number;
  readonly late: boolean;
  readonly confirmed: boolean;
  /** 分管领导 of the person's section. */
  readonly leaders: readonly number[];
}

const outing = statement<SeenOuting>(
  'outing-to-confirm',
  `
  select o.person_id as "personId", o.late, o.confirmed_at is not null as confirmed,
    (select coalesce(jsonb_agg(h.person_id), '[]') from person p join post_holding h on h.office_id = p.office_id and h.post = '分管领导' and h.department_id = p.department_id and h.period @> $3::date
      where p.office_id = o.office_id and p.person_id = o.person_id) as leaders
  from outing o where o.office_id = $1 and o.outing_id = $2 for update of o`,
);
const confirm = statement<never>('confirm-outing', `update outing set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and outing_id = $2`);

/** 确认外出 (ATT-03b): by the leader of the section, or the 局长. */
export const confirmOutingVerb: Verb<ConfirmOuting, SeenOuting, SeenOuting & ConfirmOuting, { readonly outingId: number }> = {
  name: 'confirm-outing',
  title: '确认补登的外出',
  who: '分管领导',
  read: async (tx, { outingId }, { today }) => {
    const found = await tx.row(outing, [tx.officeId, outingId, today]);
    if (found === undefined) throw new Failure('not-found', '没有这项外出登记。');
    return found;
  },
  decide: (found, input, { actor }) => {
    if (!found.leaders.includes(actor.personId ?? 0) && !holds(actor, HEAD)) return no('not-leader', '补登的外出由其分管领导确认。');
    if (found.personId === actor.personId) return no('own-business', '本人的外出由他人确认。');
    if (!found.late) return no('not-late', '这项外出已事前告知，不需要确认。');
    return found.confirmed ? no('confirmed-already', '已经确认。') : { yes: { ...input, ...found } };
  },
  write: async (tx, { outingId, personId }, { actor, now }) => {
    const subject = { kind: 'outing', id: outingId };
    const sent = [
      tx.rows(confirm, [tx.officeId, outingId, actor.personId, now]),
      notify(tx, { personIds: [personId], sentence: '补登的外出已确认，计入出勤。', subject, now }),
    ];
    return { result: { outingId }, entry: { subject, detail: {} }, sent };
  },
};
