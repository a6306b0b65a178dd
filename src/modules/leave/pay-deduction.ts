import { fen, yuanInWords } from '../../rules/money.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { ConfirmDeduction, LeaveSort, ProposeDeduction } from './contract.ts';
import { withinYear, workingDays } from './half-days.ts';
import { leaveBackground, type LeaveBackground } from './leave-background.ts';
import { PERSONNEL, staffMember } from './record-service.ts';

const FINANCE = '财务股';

interface Seen {
  readonly name: string;
  readonly background: LeaveBackground;
  readonly open: boolean;
}

interface Plan extends ProposeDeduction {
  readonly name: string;
  readonly daysTaken: number;
  readonly daysBeyond: number;
  readonly amount: number;
  readonly personalDays: number;
}

const open = statement<{ open: boolean }>(
  'deduction-open',
  `
  select exists (select from pay_deduction where office_id = $1 and person_id = $2 and year = $3 and kinds = $4::jsonb) as open`,
);
const insert = statement<{ id: number }>(
  'insert-pay-deduction',
  `
  insert into pay_deduction (office_id, person_id, year, kinds, days_taken, days_beyond, daily_pay, amount, personal_days, proposed_by, proposed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning deduction_id as id`,
);

/** 核算扣发工资 (ATT-05d): the year's registered days against the office's standard; nothing is deducted before 财务股 confirms. */
export function proposeDeductionVerb(
  rules: RulesInForce,
): Verb<ProposeDeduction, Seen, Plan, { readonly deductionId: number; readonly daysBeyond: number; readonly amount: number }> {
  return {
    name: 'propose-deduction',
    title: '核算扣发工资',
    who: PERSONNEL,
    read: async (tx, { personId, year, kinds }, { today }) => {
      const [{ name }, background, proposed] = await Promise.all([
        staffMember(tx, personId),
        leaveBackground(tx, { personId, today, coverPersonId: null, from: 0, until: 1 }),
        tx.row(open, [tx.officeId, personId, year, JSON.stringify([...kinds].toSorted())]),
      ]);
      return { name, background, open: proposed?.open === true };
    },
    decide: ({ name, background, open: known }, input, { actor, today }) => {
      if (!holds(actor, PERSONNEL)) return no('not-personnel', `扣发工资由${PERSONNEL}核算。`);
      if (input.personId === actor.personId) return no('own-business', '本人的扣发由他人核算。');
      if (known) return no('proposed-already', '这一年度的这些假别已经核算。');
      const taken = (kinds: readonly LeaveSort[]): number =>
        background.leaves.filter((one) => one.registered && kinds.includes(one.kind)).reduce((sum, one) => sum + workingDays(withinYear(one, input.year)), 0);
      const daysTaken = taken(input.kinds);
      const end = civilDate(`${input.year}-12-31`);
      const { values } = rules.decide({
        officeId: actor.officeId,
        question: '扣发工资',
        on: end < today ? end : today,
        facts: { daysTaken, dailyPay: input.dailyPay },
      });
      const [daysBeyond, amount] = [Number(values['daysBeyond']), Number(values['deduction'])];
      if (daysBeyond === 0) return no('within-limit', `${name}${input.year}年累计${daysTaken}天，没有超过起算天数。`);
      // Deducted days of 事假 are the last taken; they no longer stand in the way of annual leave.
      const personalDays = input.kinds.includes('事假') ? Math.min(daysBeyond, taken(['事假'])) : 0;
      return { yes: { ...input, name, daysTaken, daysBeyond, amount, personalDays } };
    },
    write: async (tx, plan, { actor, now, today }) => {
      const { personId, year, kinds, dailyPay, name, daysTaken, daysBeyond, amount, personalDays } = plan;
      const made = await tx.row(insert, [
        tx.officeId,
        personId,
        year,
        JSON.stringify([...kinds].toSorted()),
        daysTaken,
        daysBeyond,
        dailyPay,
        amount,
        personalDays,
        actor.personId,
        now,
      ]);
      if (made === undefined) throw new Error('the deduction was not inserted');
      const subject = { kind: 'pay-deduction', id: made.id };
      const sentence = `${name}${year}年请假超过${daysBeyond}天，拟扣${yuanInWords(fen(amount))}，请确认。`;
      return {
        result: { deductionId: made.id, daysBeyond, amount },
        entry: { subject, detail: { ...plan } },
        sent: [notifyPosts(tx, { posts: [FINANCE], on: today, sentence, subject, now })],
      };
    },
  };
}

interface SeenDeduction {
  readonly personId: number;
  readonly confirmedAt: Date | null;
}

const deduction = statement<SeenDeduction>(
  'deduction-to-confirm',
  `
  select person_id as "personId", confirmed_at as "confirmedAt" from pay_deduction where office_id = $1 and deduction_id = $2 for update`,
);
const confirm = statement<never>(
  'confirm-deduction',
  `update pay_deduction set confirmed_by = $3, confirmed_at = $4 where office_id = $1 and deduction_id = $2`,
);

/** 确认扣发工资 (ATT-05d): the second of the two. */
export const confirmDeductionVerb: Verb<ConfirmDeduction, SeenDeduction, ConfirmDeduction, { readonly deductionId: number }> = {
  name: 'confirm-deduction',
  title: '确认扣发工资',
  who: FINANCE,
  read: async (tx, { deductionId }) => {
    const found = await tx.row(deduction, [tx.officeId, deductionId]);
    if (found === undefined) throw new Failure('not-found', '没有这项扣发。');
    return found;
  },
  decide: ({ personId, confirmedAt }, input, { actor }) => {
    if (!holds(actor, FINANCE)) return no('not-finance', `扣发工资由${FINANCE}确认。`);
    if (personId === actor.personId) return no('own-business', '本人的扣发由他人确认。');
    return confirmedAt === null ? { yes: input } : no('confirmed-already', '已经确认。');
  },
  write: async (tx, { deductionId }, { actor, now }) => {
    const sent = [tx.rows(confirm, [tx.officeId, deductionId, actor.personId, now])];
    return { result: { deductionId }, entry: { subject: { kind: 'pay-deduction', id: deductionId }, detail: {} }, sent };
  },
};
