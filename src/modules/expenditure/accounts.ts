import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { decidedTogether } from '../../platform/matters/decided.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { closeAccount, knownAccount, registerAccount as writeAccount, type KnownAccount } from './account-store.ts';
import type { CloseAccount, RegisterAccount } from './contract-account.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

interface SeenAccount {
  readonly known: KnownAccount | undefined;
  readonly decided: boolean;
}

/** 登记公款账户 (FIN5-10b, ICF-03.2o): one opened while the regulation asks for it, as a body of the office had decided by then. */
export function registerAccountVerb(rules: RulesInForce): Verb<RegisterAccount, SeenAccount, RegisterAccount, { readonly account: string }> {
  return {
    name: 'register-account',
    title: '登记公款账户',
    who: '财务人员',
    read: async (tx, { account, decision, openedOn }) => {
      const [known, decided] = await Promise.all([knownAccount(tx, account), decidedTogether(tx, { number: decision, sort: '开立银行账户', by: openedOn })]);
      return { known, decided };
    },
    decide: ({ known, decided }, input, { actor, today }) => {
      const against = onlyFinanceStaff(actor, '登记公款账户');
      if (against !== undefined) return { no: against };
      const { openedOn } = input;
      if (openedOn > today) return no('future', '开户日不能晚于今天。');
      if (known?.closedOn === null) return no('registered-already', '这个账户已经登记。');
      if (known !== undefined && openedOn < known.closedOn) return no('dates', `这个账户已于${known.closedOn}销户，重新开户不能早于这一天。`);
      const ask = { officeId: actor.officeId, question: '开户决策', on: openedOn };
      const [undecided] = rules.knows(ask) ? rules.decide({ ...ask, facts: { decidedTogether: decided } }).refusals : [];
      return undecided === undefined ? { yes: input } : { no: undecided };
    },
    write: async (tx, input, { actor, now }) => {
      const { account, ...detail } = input;
      return {
        result: { account },
        entry: { subject: { kind: 'account', id: account }, detail },
        sent: [writeAccount(tx, input, { personId: actor.personId, now })],
      };
    },
  };
}

/** 登记公款账户销户: nothing is received on it any more. */
export const closeAccountVerb: Verb<CloseAccount, KnownAccount | undefined, CloseAccount, { readonly account: string }> = {
  name: 'close-account',
  title: '登记公款账户销户',
  who: '财务人员',
  read: (tx, { account }) => knownAccount(tx, account),
  decide: (known, input, { actor, today }) => {
    const against = onlyFinanceStaff(actor, '登记销户');
    if (against !== undefined) return { no: against };
    if (input.closedOn > today) return no('future', '销户日不能晚于今天。');
    if (known === undefined) return no('unknown-account', '这个账号不在本单位公款账户登记中。');
    if (known.closedOn !== null) return no('closed-already', '这个账户已经销户。');
    return known.openedOn !== null && input.closedOn < known.openedOn ? no('dates', `这个账户于${known.openedOn}开户，销户日不能早于这一天。`) : { yes: input };
  },
  write: async (tx, { account, closedOn, reason }) => {
    const sent = [closeAccount(tx, { account, closedOn })];
    return { result: { account }, entry: { subject: { kind: 'account', id: account }, detail: { closedOn, reason } }, sent };
  },
};
