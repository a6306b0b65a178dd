import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { notify } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import type { RegisterLeave } from './contract.ts';
import { annualLeaveOf, balanceOf, reckoningDay, type AnnualLeave } from './entitlement.ts';
import { REGISTRAR } from './grant-leave.ts';
import { dayOf, halfDay, halfDayWords, halfOf, withinYear, workingDays, yearsOf, type HalfDays } from './half-days.ts';
import { leaveBackground } from './leave-background.ts';
import { leaveToActOn } from './accept-leave.ts';
import { writeLine, type NewLine, type SeenLeave } from './leave-store.ts';
import { timesOf, type OfficeTimes } from './timetable.ts';

const LOSS = '已休公休假处理';

interface Seen {
  readonly leave: SeenLeave;
  readonly asked: HalfDays;
  readonly times: OfficeTimes;
  /** Annual leave of the years touched, without this leave. */
  readonly annual: readonly AnnualLeave[];
  /** The same once this leave stands in the register: sick and personal leave may use it up. */
  readonly after: readonly AnnualLeave[];
}

interface Plan extends NewLine {
  readonly leave: SeenLeave;
  /** Years whose annual leave is lost by this leave although some was taken. */
  readonly lost: readonly AnnualLeave[];
}

/** 登记请假 (ATT-04a): only what the office has registered counts as leave; half days begun before the consent wait for their acceptance. */
export function registerLeaveVerb(
  rules: RulesInForce,
): Verb<RegisterLeave, Seen, Plan, { readonly lineId: number; readonly number: string; readonly days: number }> {
  return {
    name: 'register-leave',
    title: '登记备案',
    who: REGISTRAR,
    read: async (tx, input, { today }) => {
      const leave = await leaveToActOn(tx, input.matterId);
      const asked = stretchIn(input, leave);
      const times = await timesOf(tx, rules, asked);
      const background = await leaveBackground(tx, { ...asked, personId: leave.personId, today, coverPersonId: null });
      const within = { rules, officeId: tx.officeId };
      const years = yearsOf(asked);
      const count = (leaves: typeof background.leaves, apart: number | null) =>
        years.flatMap((year) => annualLeaveOf(within, { background: { ...background, leaves }, year, on: reckoningDay(asked, { year, today }), apart }) ?? []);
      const standing = background.leaves.map((one) => (one.matterId === leave.matterId ? { ...one, ...asked, registered: true } : one));
      return { leave, asked, times, annual: count(background.leaves, leave.matterId), after: count(standing, null) };
    },
    decide: ({ leave, asked, times, annual, after }, _input, { actor }) => {
      if (!holds(actor, REGISTRAR)) return no('not-registrar', `请假由${REGISTRAR}登记备案。`);
      if (leave.personId === actor.personId) return no('own-business', '本人的请假由办公室其他人员登记。');
      if (leave.state !== 'approved') return no('not-approved', `${leave.number}还没有全部同意，不能登记。`, ['待全部同意后登记']);
      if (asked.until <= asked.from) return no('dates', '结束时间应不早于开始时间。');
      const days = workingDays(asked);
      if (days === 0) return no('no-workday', '所登记的期间没有工作日。');
      const against = leave.kind === '公休假' ? withoutBalance(annual, asked) : undefined;
      if (against !== undefined) return against;
      const before = new Map(annual.map((one) => [one.year, one.entitled]));
      const lost = after.filter((one) => !one.entitled && before.get(one.year) === true && one.used > 0);
      return {
        yes: {
          ...asked,
          matterId: leave.matterId,
          personId: leave.personId,
          kind: leave.kind,
          days,
          coveredFrom: coveredFrom(leave, { asked, times }),
          leave,
          lost,
        },
      };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const { leave, lost, ...line } = plan;
      const lineId = await writeLine(tx, line, { personId: actor.personId, now });
      const subject = { kind: 'matter', id: leave.matterId };
      await notify(tx, {
        personIds: [leave.personId],
        sentence: `${leave.number}已登记备案：${halfDayWords(line.from)}至${halfDayWords(line.until - 1)}，共${line.days}天。`,
        subject,
        now,
      });
      const duty = rules.duty({ officeId: tx.officeId, duty: LOSS, on: today });
      for (const { year, used } of lost) {
        if (duty !== undefined)
          await openDuty(tx, {
            duty,
            event: today,
            today,
            subject: { kind: 'annual-leave', id: `${leave.personId}/${year}` },
            handlerId: null,
            about: `${leave.name}${year}年已休公休假${used}天，现不再享受当年公休假`,
          });
      }
      return { result: { lineId, number: leave.number, days: line.days }, entry: { subject, detail: { ...line, lineId, lost: lost.map((one) => one.year) } } };
    },
  };
}

/** As on the form, or as the office notes it. */
function stretchIn({ from, fromHalf, until, untilHalf }: RegisterLeave, leave: SeenLeave): HalfDays {
  const last = leave.until - 1;
  return {
    from: halfDay(from ?? dayOf(leave.from), fromHalf ?? (from === null ? halfOf(leave.from) : '上午')),
    until: halfDay(until ?? dayOf(last), untilHalf ?? (until === null ? halfOf(last) : '下午')) + 1,
  };
}

/** The balance may have gone between asking and registering. */
function withoutBalance(annual: readonly AnnualLeave[], asked: HalfDays) {
  const lost = annual.find((one) => !one.entitled);
  if (lost !== undefined) return no('not-entitled', `${lost.year}年病事假累计已到限度，不享受当年公休假，不能登记。`, ['作废后改请事假或病假']);
  const short = annual.find((one) => workingDays(withinYear(asked, one.year)) > balanceOf(one));
  return short === undefined ? undefined : no('beyond-balance', `${short.year}年公休假余额只有${balanceOf(short)}天。`, ['作废后按余额重新申请']);
}

/** Sick leave reported on its first day counts from there; other leave from the first half day that begins after the last consent, unless accepted. */
function coveredFrom({ kind, accepted, askedAt, consentedAt }: SeenLeave, { asked, times }: Pick<Seen, 'asked' | 'times'>): number {
  if (accepted || consentedAt === null || (kind === '病假' && civilDayOf(askedAt) <= dayOf(asked.from))) return asked.from;
  let first = asked.from;
  while (first < asked.until && times.startsAt(first) < consentedAt) first += 1;
  return first;
}
