import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requirePeople } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RegisterSafe } from './contract-cash.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

const insert = statement<{ id: number }>(
  'register-safe',
  `
  insert into cash_safe (office_id, location, key_holders, from_day, registered_by, registered_at) values ($1, $2, $3, $4, $5, $6) returning cash_safe_id as id`,
);

/** 登记保险柜 (FIN5-10a): where the cash lies and who holds the keys; a change is a new line. */
export const registerSafeVerb: Verb<RegisterSafe, null, RegisterSafe, { readonly safeId: number }> = {
  name: 'register-safe',
  title: '登记保险柜',
  who: '财务人员',
  read: async (tx, { keyHolders }, { today }) => {
    await requirePeople(tx, keyHolders, today);
    return null;
  },
  decide: (_seen, input, { actor, today }) => {
    const against = onlyFinanceStaff(actor, '登记保险柜');
    if (against !== undefined) return { no: against };
    if (new Set(input.keyHolders).size < input.keyHolders.length) return no('doubled', '同一个人填了两次。');
    return input.from > today ? no('future', '起用日期不能晚于今天。') : { yes: input };
  },
  write: async (tx, { location, keyHolders, from }, { actor, now }) => {
    const made = await tx.row(insert, [tx.officeId, location, keyHolders, from, actor.personId, now]);
    if (made === undefined) throw new Error('the safe was not inserted');
    const subject = { kind: 'safe', id: made.id };
    const sent = [notify(tx, { personIds: keyHolders, sentence: `自${from}起由您持有${location}保险柜的钥匙，请专人保管。`, subject, now })];
    return { result: { safeId: made.id }, entry: { subject, detail: { location, keyHolders, from } }, sent };
  },
};
