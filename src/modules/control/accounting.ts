import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { SignReconciliation } from './contract-accounting.ts';
import { lineTable, lineVerb, refusal, ruled } from './lines.ts';

const FINANCE = ['财务股'] as const;
const reconciliations = lineTable('reconciliation', ['month', 'account', 'book_balance', 'bank_balance', 'explanation', 'statement']);
/** Accounts of a month that are reconciled. */
export const reconciled = statement<{ account: string }>('accounts-reconciled', `select account from reconciliation where office_id = $1 and month = $2`);

/** The accounts the other modules keep. */
export type BankAccounts = (tx: ReadTx) => Promise<readonly string[]>;

interface SeenMonth {
  readonly done: boolean;
  /** Other accounts whose month is not reconciled yet. */
  readonly left: readonly string[];
}

/** 银行对账 (ICF-03.2g): not by the cashier; a difference has its explanation. The last account ends the duty of the month. */
export const signReconciliationVerb = (rules: RulesInForce, bankAccounts: BankAccounts) =>
  lineVerb<SignReconciliation, SeenMonth>({
    name: 'sign-reconciliation',
    title: '银行对账',
    who: [...FINANCE, '出纳'],
    kind: 'reconciliation',
    read: async (tx, { month, account, statement: file }) => {
      const [found, accounts] = await Promise.all([
        tx.rows(reconciled, [tx.officeId, month]),
        bankAccounts(tx),
        requireFiles(tx, [{ evidence: '调节表', digest: file, name: '银行存款余额调节表' }]),
      ]);
      const done = new Set(found.map((one) => one.account));
      return { done: done.has(account), left: accounts.filter((one) => one !== account && !done.has(one)) };
    },
    against: ({ done }, { month, bookBalance, bankBalance, explanation }, moment) => {
      const against = ruled(rules, '银行对账', { preparerIsCashier: moment.actor.posts.some((held) => held.post === '出纳') }, moment);
      if (against !== undefined) return against;
      if (done) return refusal('done-already', `${month}的这个账户已经对账。`);
      if (month >= moment.today.slice(0, 7)) return refusal('month-open', '当月结束后对账。');
      return bookBalance !== bankBalance && explanation === '' ? refusal('unexplained', '账面与银行余额不一致，须说明差异。', ['填写差异说明']) : undefined;
    },
    write: async (tx, { seen: { left }, input }, moment) => {
      const { month, account, bookBalance, bankBalance, explanation, statement: file } = input;
      await reconciliations.insert(tx, { month, account, book_balance: bookBalance, bank_balance: bankBalance, explanation, statement: file }, moment);
      if (left.length === 0)
        await endObligation(tx, {
          duty: '银行对账',
          occasion: `${month}-01`,
          state: 'discharged',
          by: moment.actor.personId,
          with: { account },
          now: moment.now,
        });
      return { difference: bookBalance - bankBalance, left };
    },
  });
