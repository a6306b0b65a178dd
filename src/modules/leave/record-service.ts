import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { RecordService } from './contract.ts';
import { annualDays } from './entitlement.ts';

/** Works out who may take how much. */
export const PERSONNEL = '政工人事股';

const person = statement<{ name: string }>('person-to-record', `select name from person where office_id = $1 and person_id = $2 and left_on is null`);
const insert = statement<{ id: number }>(
  'insert-service-record',
  `
  insert into service_record (office_id, person_id, first_working_day, deducted_months, basis, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)
  returning record_id as id`,
);

/** Somebody who works here. @throws Failure('not-found') */
export async function staffMember(tx: ReadTx, personId: number): Promise<{ readonly name: string }> {
  const found = await tx.row(person, [tx.officeId, personId]);
  if (found === undefined) throw new Failure('not-found', '没有这名在职人员。');
  return found;
}

/** 核定工作年限 (ATT-05a): from it follows how many days somebody may take. A later record counts instead of the earlier. */
export function recordServiceVerb(
  rules: RulesInForce,
): Verb<RecordService, { readonly name: string }, RecordService, { readonly recordId: number; readonly serviceYears: number; readonly annualDays: number }> {
  return {
    name: 'record-service',
    title: '核定工作年限',
    who: PERSONNEL,
    read: (tx, { personId }) => staffMember(tx, personId),
    decide: (_seen, input, { actor, today }) => {
      if (!holds(actor, PERSONNEL)) return no('not-personnel', `工作年限由${PERSONNEL}核定。`);
      if (input.personId === actor.personId) return no('own-business', `本人的工作年限由${PERSONNEL}其他人员核定。`);
      if (input.firstWorkingDay > today) return no('future', '参加工作时间不能晚于今天。');
      return { yes: input };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const { personId, firstWorkingDay, deductedMonths, basis } = plan;
      const made = await tx.row(insert, [tx.officeId, personId, firstWorkingDay, deductedMonths, basis, actor.personId, now]);
      if (made === undefined) throw new Error('the record was not inserted');
      const { serviceYears, days } = annualDays({ rules, officeId: tx.officeId }, { service: plan, on: today });
      const subject = { kind: 'service-record', id: made.id };
      const sent = [notify(tx, { personIds: [personId], sentence: `工作年限已核定：满${serviceYears}年，每年公休假${days}天。`, subject, now })];
      return { result: { recordId: made.id, serviceYears, annualDays: days }, entry: { subject, detail: { ...plan, serviceYears, annualDays: days } }, sent };
    },
  };
}
