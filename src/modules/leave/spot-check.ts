import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { RecordSpotCheck } from './contract-attendance.ts';
import { staffMember } from './record-service.ts';
import { officeTimes, type OfficeTimes } from './timetable.ts';

const CHECKERS = ['办公室', '纪检领导'] as const;

interface Seen {
  readonly name: string;
  readonly times: OfficeTimes;
}

const insert = statement<{ id: number }>(
  'insert-spot-check',
  `
  insert into spot_check (office_id, person_id, half, checked_at, finding, facts, evidence, statement, checked_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10) returning check_id as id`,
);

/** 登记考勤检查 (ATT-03a): what was found, and what the person says to it; nobody's screen is watched. */
export function recordSpotCheckVerb(
  rules: RulesInForce,
): Verb<RecordSpotCheck, Seen, RecordSpotCheck & { readonly half: number }, { readonly checkId: number }> {
  return {
    name: 'record-spot-check',
    title: '登记考勤检查',
    who: CHECKERS.join('、'),
    read: async (tx, { personId, checkedAt, evidence }) => {
      const day = civilDayOf(momentOf(checkedAt));
      const [{ name }, times] = await Promise.all([
        staffMember(tx, personId),
        officeTimes(tx, rules, { from: day, until: day }),
        requireFiles(tx, evidence === null ? [] : [{ evidence: '佐证', digest: evidence, name: '佐证' }]),
      ]);
      return { name, times };
    },
    decide: ({ times }, input, { actor, now }) => {
      if (!CHECKERS.some((post) => holds(actor, post))) return no('not-checker', `考勤检查由${CHECKERS.join('、')}登记。`);
      const at = momentOf(input.checkedAt);
      if (at > now) return no('future', '检查时间不能晚于现在。');
      const { refusals } = rules.decide({
        officeId: actor.officeId,
        question: '考勤检查',
        facts: { checksHimself: input.personId === actor.personId },
        on: civilDayOf(at),
      });
      const [refusal] = refusals;
      if (refusal !== undefined) return { no: refusal, all: refusals };
      const half = times.halfAt(at);
      return half === undefined || at < times.startsAt(half) ? no('not-working-time', '检查时间不在上班时间之内。') : { yes: { ...input, half } };
    },
    write: async (tx, { half, ...check }, { actor, now }) => {
      const { personId, checkedAt, finding, facts, evidence, statement: said } = check;
      const made = await tx.row(insert, [tx.officeId, personId, half, momentOf(checkedAt), finding, facts, evidence, said, actor.personId, now]);
      if (made === undefined) throw new Error('the check was not inserted');
      const subject = { kind: 'spot-check', id: made.id };
      const sent = [notify(tx, { personIds: [personId], sentence: `考勤检查（${checkedAt.replace('T', ' ')}）：${finding}。${facts}`, subject, now })];
      return { result: { checkId: made.id }, entry: { subject, detail: { ...check } }, sent };
    },
  };
}
