import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import {
  chargedAs,
  closeAccount,
  EXPECTED_DUTY,
  insertIncome,
  insertProject,
  isAccountClosed,
  isOfficialAccount,
  registerAccount as writeAccount,
} from './account-store.ts';
import { isMonthClosed } from './closed-month.ts';
import type { CloseAccount, OpenProject, RecordIncome, RegisterAccount } from './contract-account.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

interface SeenIncome {
  readonly official: boolean;
  readonly monthClosed: boolean;
  readonly price: number | null;
  readonly awaited: boolean;
}

/** What is called a fee is one; appropriations and the dues of the union are none. */
function isFee({ source, funding, book }: RecordIncome): boolean {
  return book === '机关' && funding !== '财政拨款' && source.endsWith('费');
}

/** 收入登记: gross, into an account of the office, before anything is spent of it. */
export function recordIncomeVerb(rules: RulesInForce): Verb<RecordIncome, SeenIncome, RecordIncome, { readonly incomeId: number; readonly number: string }> {
  return {
    name: 'record-income',
    title: '收入登记',
    who: '财务人员',
    read: async (tx, input) => {
      const [official, monthClosed, as] = await Promise.all([isOfficialAccount(tx, input.account), isMonthClosed(tx, input.receivedOn), chargedAs(tx, input)]);
      return { official, monthClosed, ...as };
    },
    decide: ({ official, monthClosed, price, awaited }, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '收入登记');
      if (against !== undefined) return { no: against };
      if (input.receivedOn > today) return no('future', '到账日不能晚于今天。');
      if (input.expected !== '' && !awaited) return no('not-expected', `没有待收的应收款“${input.expected}”。`, ['核对应收款编号']);
      const fees = { officeId: actor.officeId, question: '收费', on: input.receivedOn };
      if (isFee(input) && rules.knows(fees)) {
        const [unlisted] = rules.decide({
          ...fees,
          facts: { feeInCatalogue: price !== null, aboveFee: price === null ? 0 : Math.max(0, input.amount - price * input.copies) },
        }).refusals;
        if (unlisted !== undefined) return { no: unlisted };
      }
      const ask = { officeId: actor.officeId, question: '收入登记', on: input.receivedOn };
      if (rules.knows(ask)) {
        const { refusals } = rules.decide({ ...ask, facts: { amount: input.amount, nettedAmount: input.netted, accountRegistered: official, monthClosed } });
        const [first] = refusals;
        if (first !== undefined) return { no: first, all: refusals };
      } else if (!official) {
        return no('unknown-account', '收款账户不在本单位公款账户登记中。', ['先登记公款账户']);
      }
      return { yes: input };
    },
    write: async (tx, input, { actor, now, today }) => {
      const subject = { kind: 'income', id: `${input.account}/${now.toISOString()}` };
      const number = await takeNumber(tx, { series: '收', year: Number(today.slice(0, 4)), subject, now });
      if (input.expected !== '')
        await endObligation(tx, {
          duty: EXPECTED_DUTY,
          occasion: `expected-income/${input.expected}`,
          state: 'discharged',
          by: actor.personId,
          with: { income: number },
          now,
        });
      const incomeId = await insertIncome(tx, { ...input, number }, { personId: actor.personId, now });
      return { result: { incomeId, number }, entry: { subject: { kind: 'income', id: incomeId }, detail: { ...input, number } } };
    },
  };
}

/** 登记公款账户 (FIN5-10b). */
export const registerAccountVerb: Verb<RegisterAccount, null, RegisterAccount, { readonly account: string }> = {
  name: 'register-account',
  title: '登记公款账户',
  who: '财务人员',
  read: async () => null,
  decide: (_seen, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '登记公款账户');
    return against === undefined ? { yes: input } : { no: against };
  },
  write: async (tx, { account, bank }, { actor, now }) => {
    const sent = [writeAccount(tx, { account, bank, personId: actor.personId, now })];
    return { result: { account }, entry: { subject: { kind: 'account', id: account }, detail: { bank } }, sent };
  },
};

/** 登记公款账户销户: nothing is received on it any more. */
export const closeAccountVerb: Verb<CloseAccount, { readonly closed: boolean | undefined }, CloseAccount, { readonly account: string }> = {
  name: 'close-account',
  title: '登记公款账户销户',
  who: '财务人员',
  read: async (tx, { account }) => ({ closed: await isAccountClosed(tx, account) }),
  decide: ({ closed }, input, { actor, today }) => {
    const against = onlyFinanceStaff(actor, '登记销户');
    if (against !== undefined) return { no: against };
    if (input.closedOn > today) return no('future', '销户日不能晚于今天。');
    if (closed === undefined) return no('unknown-account', '这个账号不在本单位公款账户登记中。');
    return closed ? no('closed-already', '这个账户已经销户。') : { yes: input };
  },
  write: async (tx, { account, closedOn, reason }) => {
    const sent = [closeAccount(tx, { account, closedOn })];
    return { result: { account }, entry: { subject: { kind: 'account', id: account }, detail: { closedOn, reason } }, sent };
  },
};

/** 设立专项 (FIN5-05b): money with a purpose, and the categories that serve it. */
export const openProjectVerb: Verb<OpenProject, null, OpenProject, { readonly projectId: number | null }> = {
  name: 'open-project',
  title: '设立专项',
  who: '财务人员',
  read: async () => null,
  decide: (_seen, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '设立专项');
    return against === undefined ? { yes: input } : { no: against };
  },
  write: async (tx, { name, categories }, { actor, now }) => {
    const projectId = (await insertProject(tx, { name, categories, personId: actor.personId, now })) ?? null;
    return { result: { projectId }, entry: { subject: { kind: 'project', id: projectId ?? name }, detail: { name, categories } } };
  },
};
