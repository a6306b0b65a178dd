import type { AskedOfEntry, AskOfEntry } from '../../platform/books/book-question.ts';
import type { Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import { accountAgainst } from './official-account.ts';
import { EXPECTED_DUTY, insertIncome, insertProject, isAwaited, isOfficialAccount } from './account-store.ts';
import { accountTitleOf } from './account-title.ts';
import { isMonthClosed, MONTH_OPEN } from './closed-month.ts';
import type { OpenProject, RecordIncome } from './contract-account.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const INCOME = '收入登记';

interface SeenIncome {
  readonly official: boolean;
  readonly monthClosed: boolean;
  readonly awaited: boolean;
  readonly asked: AskedOfEntry;
}

interface Booked {
  readonly input: RecordIncome;
  readonly accountTitle: string;
}

/** 收入登记: gross, into an account of the office, before anything is spent of it. */
export function recordIncomeVerb(
  rules: RulesInForce,
  asks: AskOfEntry,
): Verb<RecordIncome, SeenIncome, Booked, { readonly incomeId: number; readonly number: string }> {
  return {
    name: 'record-income',
    title: '收入登记',
    who: '财务人员',
    read: async (tx, input) => {
      const { account, book, source, funding, amount, copies, receivedOn: day, expected } = input;
      const [official, monthClosed, awaited, asked] = await Promise.all([
        isOfficialAccount(tx, account),
        isMonthClosed(tx, day),
        isAwaited(tx, expected),
        asks(tx, { sort: '收入', book, source, funding, amount, copies, day }),
      ]);
      return { official, monthClosed, awaited, asked };
    },
    decide: (seen, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '收入登记');
      if (against !== undefined) return { no: against };
      if (input.receivedOn > today) return no('future', '到账日不能晚于今天。');
      if (input.expected !== '' && !seen.awaited) return no('not-expected', `没有待收的应收款“${input.expected}”。`, ['核对应收款编号']);
      return judge(rules, { seen, input, officeId: actor.officeId });
    },
    write: async (tx, { input, accountTitle }, { actor, now, today }) => {
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
      const incomeId = await insertIncome(tx, { ...input, number, accountTitle }, { personId: actor.personId, now });
      return { result: { incomeId, number }, entry: { subject: { kind: 'income', id: incomeId }, detail: { ...input, number } } };
    },
  };
}

function judge(
  rules: RulesInForce,
  { seen, input, officeId }: { readonly seen: SeenIncome; readonly input: RecordIncome; readonly officeId: number },
): Verdict<Booked> {
  const { official, monthClosed, asked } = seen;
  const on = input.receivedOn;
  const foreign = rules.knows({ officeId, question: INCOME, on }) ? undefined : accountAgainst(rules, { officeId, on, registered: official });
  if (foreign !== undefined) return { no: foreign };
  const [question, ...also] = [INCOME, MONTH_OPEN, ...asked.questions].filter((one) => rules.knows({ officeId, question: one, on }));
  const facts = { amount: input.amount, nettedAmount: input.netted, accountRegistered: official, monthClosed, ...asked.facts };
  const refusals = question === undefined ? [] : rules.decide({ officeId, question, also, facts, on }).refusals;
  const [first] = refusals;
  return first === undefined ? { yes: { input, accountTitle: accountTitleOf(asked) } } : { no: first, all: refusals };
}

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
