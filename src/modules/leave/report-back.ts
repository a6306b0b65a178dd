import { civilDate, civilDayOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { dueAfter } from '../../rules/duties/due.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { endAgenda } from '../../platform/agenda/agenda.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify, notifyPosts } from '../../platform/notices/notify.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { endCoverOf } from '../../platform/people/open-cover.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { leaveToActOn } from './accept-leave.ts';
import type { ConfirmReturn, ReportBack } from './contract.ts';
import { REGISTRAR } from './grant-leave.ts';
import { dayOf, halfDay, halfDayWords, workingDays, type HalfDays } from './half-days.ts';
import { endLine, shortenLeave, writeLine, type SeenLeave } from './leave-store.ts';
import { officeTimes, type OfficeTimes } from './timetable.ts';

const DUTY = '销假';

interface Seen {
  readonly leave: SeenLeave;
  readonly times: OfficeTimes;
}

interface Plan {
  readonly leave: SeenLeave;
  readonly backFrom: number;
  /** When work begins again: what stands after it in the agenda goes. */
  readonly backAt: Date;
  readonly dueOn: CivilDate;
  readonly late: boolean;
  /** What is left of the leave, if it ended early. */
  readonly shortened: HalfDays | null;
}

const insert = statement<never>(
  'insert-leave-return',
  `
  insert into leave_return (office_id, matter_id, person_id, back_from, due_on, late, reported_at) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** 销假 (ATT-04b): back at work; early, and the leave is shortened; late, and it is noted. The cover ends. */
export function reportBackVerb(
  rules: RulesInForce,
): Verb<ReportBack, Seen, Plan, { readonly matterId: number; readonly late: boolean; readonly days: number }> {
  return {
    name: 'report-back',
    title: '销假',
    who: '请假人',
    read: async (tx, { matterId, backOn }) => {
      const [leave, times] = await Promise.all([leaveToActOn(tx, matterId), officeTimes(tx, rules, { from: backOn, until: backOn })]);
      return { leave, times };
    },
    decide: ({ leave, times }, { backOn, backHalf }, { actor, now, today }) => {
      if (leave.personId !== actor.personId) return no('not-yours', '销假由请假人本人办理。');
      if (leave.state !== 'approved') return no('not-approved', `${leave.number}没有批准，不需要销假。`);
      if (leave.returned !== null) return no('returned-already', '已经销假。');
      const backFrom = halfDay(backOn, backHalf);
      if (backOn > today) return no('future', '返岗日期不能晚于今天。', ['返岗当天办理']);
      if (backFrom < leave.from) return no('dates', '返岗时间不能早于请假开始时间。', ['没有休的请假，申请作废']);
      const duty = rules.duty({ officeId: actor.officeId, duty: DUTY, on: leave.lastDay });
      const early = backFrom < leave.until;
      const dueOn = dueDay(duty, leave.lastDay);
      const late = civilDayOf(now) > dueOn || (!early && backOn > dueOn);
      return { yes: { leave, backFrom, backAt: times.startsAt(backFrom), dueOn, late, shortened: early ? { from: leave.from, until: backFrom } : null } };
    },
    write: async (tx, { leave, backFrom, backAt, dueOn, late, shortened }, { actor, now, today }) => {
      const { matterId, number, personId, name, kind, line } = leave;
      await tx.rows(insert, [tx.officeId, matterId, personId, backFrom, dueOn, late, now]);
      if (shortened !== null) {
        await shortenLeave(tx, { matterId, ...shortened, now });
        const left = { from: line?.from ?? shortened.from, until: Math.min(line?.until ?? shortened.until, shortened.until) };
        if (line !== null && left.until > left.from)
          await writeLine(
            tx,
            { matterId, personId, kind, ...left, coveredFrom: line.coveredFrom ?? left.until, days: workingDays(left) },
            { personId: actor.personId, now },
          );
        else if (line !== null) await endLine(tx, { matterId, now });
        await endAgenda(tx, { matterId, at: backAt });
      }
      const ended = await endCoverOf(tx, { sourceMatterId: matterId, now });
      const subject = { kind: 'matter', id: matterId };
      const sentence = `${name}${late ? '逾期' : ''}销假：${number}，${halfDayWords(backFrom)}返岗。`;
      const sent = [
        endObligation(tx, {
          duty: DUTY,
          occasion: `matter/${matterId}`,
          state: 'discharged',
          by: actor.personId,
          with: { backFrom: halfDayWords(backFrom), late },
          now,
        }),
        notify(tx, { personIds: leave.signers, sentence, subject, now }),
        notifyPosts(tx, { posts: [REGISTRAR], on: today, sentence, subject, now }),
      ];
      const result = { matterId, late, days: workingDays(shortened ?? leave) };
      return { result, entry: { subject, detail: { backFrom: halfDayWords(backFrom), dueOn, late, days: result.days, coverEnded: ended } }, sent };
    },
  };
}

/** Without a clause on 销假 the day after the leave is as good as any. */
function dueDay(duty: Duty | undefined, lastDay: CivilDate): CivilDate {
  return duty?.period?.kind === 'triggered' ? dueAfter(duty.period, lastDay).dueOn : civilDate(lastDay);
}

const confirm = statement<never>(
  'confirm-leave-return',
  `update leave_return set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and matter_id = $2`,
);

/** 确认销假 (ATT-04b): by the office, which has seen him back. */
export const confirmReturnVerb: Verb<ConfirmReturn, SeenLeave, SeenLeave, { readonly matterId: number }> = {
  name: 'confirm-return',
  title: '确认销假',
  who: REGISTRAR,
  read: (tx, { matterId }) => leaveToActOn(tx, matterId),
  decide: (leave, _input, { actor }) => {
    if (!holds(actor, REGISTRAR)) return no('not-registrar', `销假由${REGISTRAR}确认。`);
    if (leave.personId === actor.personId) return no('own-business', '本人的销假由办公室其他人员确认。');
    if (leave.returned === null) return no('not-returned', '请假人还没有销假。', ['请本人先办理销假']);
    return leave.returned.confirmed ? no('confirmed-already', '已经确认。') : { yes: leave };
  },
  write: async (tx, { matterId, returned }, { actor, now }) => {
    const sent = [tx.rows(confirm, [tx.officeId, matterId, actor.personId, now])];
    return {
      result: { matterId },
      entry: { subject: { kind: 'matter', id: matterId }, detail: { backFrom: returned === null ? null : dayOf(returned.backFrom) } },
      sent,
    };
  },
};
