import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requireFiles, requirePeople } from '../../platform/matters/content.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { isOfficialAccount } from './account-store.ts';
import type { ReportDepositSlip } from './contract-cash.ts';
import { onlyFinanceStaff } from './finance-staff.ts';
import { openCase } from './violation-store.ts';

interface Plan extends ReportDepositSlip {
  /** What it breaks, and in whose words. */
  readonly clause: string;
}

const insert = statement<never>(
  'insert-deposit-slip',
  `
  insert into deposit_slip (office_id, account, amount, deposited_on, depositor_id, slip, violation_id, reported_by, reported_at) values ($1, $2, $3, $4, $5, decode($6, 'hex'), $7, $8, $9)`,
);

/** 登记异常存款单 (FIN5-10b): a slip on an account the office does not have, found when the books are compared, opens a case against whoever deposited. */
export function reportDepositSlipVerb(rules: RulesInForce): Verb<ReportDepositSlip, { readonly official: boolean }, Plan, { readonly number: string }> {
  return {
    name: 'report-deposit-slip',
    title: '登记异常存款单',
    who: '财务人员',
    read: async (tx, { account, slip, depositorId }, { today }) => {
      const [official] = await Promise.all([
        isOfficialAccount(tx, account),
        requireFiles(tx, [{ evidence: '存款单', digest: slip, name: '存款单' }]),
        requirePeople(tx, [depositorId], today),
      ]);
      return { official };
    },
    decide: ({ official }, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '异常存款单');
      if (against !== undefined) return { no: against };
      if (input.depositedOn > today) return no('future', '存款日期不能晚于今天。');
      const ask = { officeId: actor.officeId, question: '存款核对', on: input.depositedOn };
      if (!rules.knows(ask)) return no('no-such-clause', '本单位现行制度没有存款核对的规定。');
      const [breach] = rules.decide({ ...ask, facts: { accountRegistered: official } }).refusals;
      return breach === undefined || breach.clause === null
        ? no('official-account', '这个账户在公款账户登记中，不是异常存款。')
        : { yes: { ...input, clause: breach.clause.id } };
    },
    write: async (tx, { clause, account, amount, depositedOn, depositorId, slip }, moment) => {
      const facts = `${depositedOn}将${yuanInWords(fen(amount))}存入账户${account}，该账户不在公款账户登记中`;
      const { violationId, number } = await openCase(tx, { clause, facts, personId: depositorId, gravity: null, ground: '' }, moment);
      const sent = [tx.rows(insert, [tx.officeId, account, amount, depositedOn, depositorId, slip, violationId, moment.actor.personId, moment.now])];
      return {
        result: { number },
        entry: { subject: { kind: 'violation', id: violationId }, detail: { number, clause, account, amount, depositedOn, depositorId, slip } },
        sent,
      };
    },
  };
}
