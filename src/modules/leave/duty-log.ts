import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { civilDayOf, momentOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import type { SignDutyLog } from './contract-duty.ts';
import { LOG } from './roster.ts';

interface Seen {
  readonly day: CivilDate;
  readonly personId: number;
  readonly stands: boolean;
  readonly signed: boolean;
}

const seen = statement<Seen>(
  'duty-to-log',
  `
  select d.on_day::text as day, d.person_id as "personId", d.ended_at is null as stands, exists (select from duty_log l where l.office_id = d.office_id and l.duty_id = d.duty_id) as signed
  from duty_day d where d.office_id = $1 and d.duty_id = $2 for update of d`,
);
const insert = statement<never>(
  'insert-duty-log',
  `
  insert into duty_log (office_id, duty_id, started_at, ended_at, events, signed_by, signed_at) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** 签署值班记录 (ATT-06b): what happened and when the leader was told; an urgent event without that leaves the log open. */
export function signDutyLogVerb(
  rules: RulesInForce,
): Verb<
  SignDutyLog,
  Seen,
  SignDutyLog & { readonly minutes: readonly (number | null)[] },
  { readonly dutyId: number; readonly minutes: readonly (number | null)[] }
> {
  return {
    name: 'sign-duty-log',
    title: '签署值班记录',
    who: '值班人',
    read: async (tx, { dutyId }) => {
      const found = await tx.row(seen, [tx.officeId, dutyId]);
      if (found === undefined) throw new Failure('not-found', '没有这项值班。');
      return found;
    },
    decide: ({ day, personId, stands, signed }, input, { actor, now }) => {
      if (personId !== actor.personId || !stands) return no('not-yours', '值班记录由值班人本人签署。');
      if (signed) return no('signed-already', '这一天的值班记录已经签署。');
      const [started, ended] = [momentOf(input.startedAt), momentOf(input.endedAt)];
      if (ended <= started || ended > now || civilDayOf(started) !== day) return no('dates', `到岗时间应在${day}，离岗时间应晚于到岗时间，且不晚于现在。`);
      const early = input.events.find((one) => one.reportedAt !== null && one.reportedAt < one.at);
      if (early !== undefined) return no('reported-before', `${early.at.replace('T', ' ')}的情况，报告时间早于发生时间。`);
      const urgent = input.events.filter((one) => one.urgent);
      const { refusals } = rules.decide({
        officeId: actor.officeId,
        question: '值班记录',
        facts: { urgentEvent: urgent.length > 0, reportTimed: urgent.every((one) => one.reportedAt !== null) },
        on: day,
      });
      const [refusal] = refusals;
      if (refusal !== undefined) return { no: refusal, all: refusals };
      return {
        yes: {
          ...input,
          minutes: input.events.map(({ at, reportedAt }) => (reportedAt === null ? null : (momentOf(reportedAt).getTime() - momentOf(at).getTime()) / 60_000)),
        },
      };
    },
    write: async (tx, { dutyId, startedAt, endedAt, events, minutes }, { actor, now }) => {
      const kept = events.map((event, index) => ({ ...event, minutes: minutes[index] ?? null }));
      const sent = [
        tx.rows(insert, [tx.officeId, dutyId, momentOf(startedAt), momentOf(endedAt), JSON.stringify(kept), actor.personId, now]),
        endObligation(tx, { duty: LOG, occasion: `duty-day/${dutyId}`, state: 'discharged', by: actor.personId, with: { events: events.length }, now }),
      ];
      return { result: { dutyId, minutes }, entry: { subject: { kind: 'duty-day', id: dutyId }, detail: { startedAt, endedAt, events: kept } }, sent };
    },
  };
}
