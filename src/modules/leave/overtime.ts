import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { RegisterOvertime } from './contract-duty.ts';
import { staffMember } from './record-service.ts';

const OFFICE = '办公室';

interface Seen {
  readonly name: string;
  readonly overlaps: boolean;
}

const overlap = statement<{ overlaps: boolean }>(
  'overtime-overlaps',
  `
  select exists (select from overtime where office_id = $1 and person_id = $2 and tstzrange(from_at, until_at) && tstzrange($3, $4)) as overlaps`,
);
const insert = statement<{ id: number }>(
  'insert-overtime',
  `
  insert into overtime (office_id, person_id, from_at, until_at, reason, ordered_by, days, registered_by, registered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning overtime_id as id`,
);

/** 登记加班 (ATT-06c): gives days of 补休, in halves. */
export function registerOvertimeVerb(
  rules: RulesInForce,
): Verb<RegisterOvertime, Seen, RegisterOvertime & { readonly days: number }, { readonly overtimeId: number; readonly days: number }> {
  return {
    name: 'register-overtime',
    title: '登记加班',
    who: OFFICE,
    read: async (tx, { personId, orderedById, fromAt, untilAt }) => {
      const [from, until] = [momentOf(fromAt), momentOf(untilAt)];
      const [{ name }, , found] = await Promise.all([
        staffMember(tx, personId),
        staffMember(tx, orderedById),
        tx.row(overlap, [tx.officeId, personId, from < until ? from : until, until]),
      ]);
      return { name, overlaps: found?.overlaps === true };
    },
    decide: ({ name, overlaps }, input, { actor, now }) => {
      if (!holds(actor, OFFICE)) return no('not-office', `加班由${OFFICE}登记。`);
      if (input.personId === actor.personId) return no('own-business', '本人的加班由办公室其他人员登记。');
      if (input.personId === input.orderedById) return no('own-order', '加班须由他人安排。');
      const [from, until] = [momentOf(input.fromAt), momentOf(input.untilAt)];
      const minutes = (until.getTime() - from.getTime()) / 60_000;
      if (minutes <= 0 || minutes > 24 * 60 || until > now) return no('dates', '结束时间应晚于开始时间、不晚于现在，一次不超过24小时。');
      if (overlaps) return no('overlaps', `${name}这段时间的加班已经登记。`);
      const { values } = rules.decide({ officeId: actor.officeId, question: '加班补休', facts: { overtimeMinutes: minutes }, on: civilDayOf(from) });
      return { yes: { ...input, days: Number(values['inLieuDays']) } };
    },
    write: async (tx, { days, ...overtime }, { actor, now }) => {
      const { personId, fromAt, untilAt, reason, orderedById } = overtime;
      const made = await tx.row(insert, [tx.officeId, personId, momentOf(fromAt), momentOf(untilAt), reason, orderedById, days, actor.personId, now]);
      if (made === undefined) throw new Error('the overtime was not inserted');
      const subject = { kind: 'overtime', id: made.id };
      const sent = [notify(tx, { personIds: [personId], sentence: `加班已登记，得补休${days}天。`, subject, now })];
      return { result: { overtimeId: made.id, days }, entry: { subject, detail: { ...overtime, days } }, sent };
    },
  };
}
