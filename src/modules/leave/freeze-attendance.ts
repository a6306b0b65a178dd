import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '../../rules/decision.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { FreezeAttendance, GiveOpinion } from './contract-attendance.ts';
import { OFFICER } from './import-punches.ts';
import { ledgerDifferences } from './ledger-check.ts';
import { staffMember } from './record-service.ts';
import { attendanceOf, periodOf, type PersonFigures } from './statistics.ts';

const OFFICE = '办公室';
const MOST_TOLD = 10;

/** The subject of a month's statistics: also what its duty is opened for. */
export const MONTH = 'attendance-month';

interface Seen {
  readonly figures: readonly PersonFigures[];
  readonly differences: readonly string[];
  readonly opinions: readonly number[];
  readonly open: number;
  readonly version: number;
  readonly same: PersonFigures[] | null;
}

interface Plan {
  readonly period: string;
  readonly version: number;
  readonly figures: readonly PersonFigures[];
}

const standing = statement<Pick<Seen, 'opinions' | 'open' | 'version' | 'same'>>(
  'standing-of-period',
  `
  select (select coalesce(jsonb_agg(distinct person_id), '[]') from attendance_opinion where office_id = $1 and month = $2) as opinions,
    (select count(*)::int from punch_correction where office_id = $1 and half >= $3 and half < $4 and confirmed_at is null and withdrawn_at is null) as open,
    (select coalesce(max(version), 0) from attendance_freeze where office_id = $1 and period = $2) as version,
    (select figures from attendance_freeze where office_id = $1 and period = $2 order by version desc limit 1) as same`,
);
const insert = statement<{ id: number }>(
  'freeze-attendance',
  `
  insert into attendance_freeze (office_id, period, version, figures, frozen_by, frozen_at) values ($1, $2, $3, $4, $5, $6) returning freeze_id as id`,
);

/** 冻结考勤统计 (ATT-01b, ATT-02c, ATT-07c): signed figures of a month or a year, once ledger and forms agree and every opinion is given. */
export function freezeAttendanceVerb(rules: RulesInForce): Verb<FreezeAttendance, Seen, Plan, { readonly version: number; readonly people: number }> {
  return {
    name: 'freeze-attendance',
    title: '冻结考勤统计',
    who: OFFICER,
    read: async (tx, { period }, { today }) => {
      const { halves } = periodOf(period, today);
      const [figures, differences, found] = await Promise.all([
        attendanceOf(tx, rules, { period, today }),
        ledgerDifferences(tx, halves),
        tx.row(standing, [tx.officeId, period, halves.from, halves.until]),
      ]);
      if (found === undefined) throw new Error('a select without from gave no row');
      return { figures, differences, ...found };
    },
    decide: (seen, { period }, { actor, today }) => {
      if (periodOf(period, today).until > today) return no('not-over', `${period}还没有结束，不能冻结。`);
      const missing = withoutOpinion(rules, seen, { period, officeId: actor.officeId, on: today });
      const facts = {
        byAttendanceOfficer: holds(actor, OFFICER),
        ledgerDifferences: seen.differences.length,
        opinionsMissing: missing.length,
        correctionsOpen: seen.open,
      };
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '考勤月统计', facts, on: today });
      const [first, ...others] = refusals;
      if (first !== undefined) {
        const told: Refusal = { ...first, whatWouldHelp: [...first.whatWouldHelp, ...detailsOf(missing, seen)] };
        return { no: told, all: [told, ...others] };
      }
      if (isDeepStrictEqual(seen.same, seen.figures)) return no('same', `${period}的统计没有变化，不需要重新冻结。`);
      return { yes: { period, version: seen.version + 1, figures: seen.figures } };
    },
    write: async (tx, { period, version, figures }, { actor, now }) => {
      const made = await tx.row(insert, [tx.officeId, period, version, JSON.stringify(figures), actor.personId, now]);
      if (made === undefined) throw new Error('the figures were not frozen');
      const by = { state: 'discharged', by: actor.personId, with: { freezeId: made.id, version }, now } as const;
      const subject = { kind: 'attendance-freeze', id: made.id };
      const sent = [
        period.length === 4
          ? endObligation(tx, { duty: '考勤年汇总', occasion: `${period}-01-01`, ...by })
          : endObligation(tx, { duty: '考勤月统计', occasion: `${MONTH}/${period}`, ...by }),
        notify(tx, { personIds: figures.map((one) => one.personId), sentence: `${period}考勤已统计，可查看本人的考勤，有异议请按期提出。`, subject, now }),
      ];
      return { result: { version, people: figures.length }, entry: { subject, detail: { period, version, people: figures.length } }, sent };
    },
  };
}

/** Who was late, left early or absent more often than the office has set, and about whom nothing has been said yet; months only. */
function withoutOpinion(
  rules: RulesInForce,
  { figures, opinions }: Seen,
  { period, officeId, on }: { readonly period: string; readonly officeId: number; readonly on: CivilDate },
): readonly PersonFigures[] {
  const threshold = rules.setting({ officeId, setting: 'lateThreshold', on });
  if (period.length === 4 || typeof threshold !== 'number') return [];
  return figures.filter((one) => one.late + one.leftEarly + one.absent > threshold && !opinions.includes(one.personId));
}

/** Whom and what the refusals are about, so that it can be put right. */
function detailsOf(missing: readonly PersonFigures[], { differences }: Seen): readonly string[] {
  const names = missing
    .slice(0, MOST_TOLD)
    .map((one) => one.name)
    .join('、');
  return [...(missing.length === 0 ? [] : [`没有考勤意见：${names}${missing.length > MOST_TOLD ? '等' : ''}`]), ...differences.slice(0, MOST_TOLD)];
}

const insertOpinion = statement<{ id: number }>(
  'insert-attendance-opinion',
  `
  insert into attendance_opinion (office_id, month, person_id, opinion, given_by, given_at) values ($1, $2, $3, $4, $5, $6) returning opinion_id as id`,
);

/** 提出考勤意见 (ATT-02c). */
export const giveOpinionVerb: Verb<GiveOpinion, { readonly name: string }, GiveOpinion, { readonly opinionId: number }> = {
  name: 'give-opinion',
  title: '提出考勤意见',
  who: OFFICE,
  read: (tx, { personId }) => staffMember(tx, personId),
  decide: (_seen, input, { actor, today }) => {
    if (!holds(actor, OFFICE)) return no('not-office', `考勤意见由${OFFICE}提出。`);
    if (input.personId === actor.personId) return no('own-business', '对本人的考勤意见由他人提出。');
    return input.month > today.slice(0, 7) ? no('future', '这个月还没有到。') : { yes: input };
  },
  write: async (tx, plan, { actor, now }) => {
    const made = await tx.row(insertOpinion, [tx.officeId, plan.month, plan.personId, plan.opinion, actor.personId, now]);
    if (made === undefined) throw new Error('the opinion was not inserted');
    const subject = { kind: 'attendance-opinion', id: made.id };
    const sent = [notify(tx, { personIds: [plan.personId], sentence: `${plan.month}考勤意见：${plan.opinion}`, subject, now })];
    return { result: { opinionId: made.id }, entry: { subject, detail: { ...plan } }, sent };
  },
};
