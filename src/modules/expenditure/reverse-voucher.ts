import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { ReverseVoucher } from './contract-claim.ts';
import { onlyFinanceStaff } from './finance-staff.ts';
import { insertVoucher, voucherToReverse, type SeenVoucher } from './voucher-store.ts';

/** 红字冲销 (FIN5-02): entries are never changed; a counter-entry takes one back, with the reason. */
export const reverseVoucherVerb: Verb<
  ReverseVoucher,
  SeenVoucher,
  { readonly seen: SeenVoucher; readonly reason: string },
  { readonly voucherId: number; readonly number: string }
> = {
  name: 'reverse-voucher',
  title: '红字冲销',
  who: '财务人员',
  read: async (tx, { voucherId }) => {
    const found = await voucherToReverse(tx, voucherId);
    if (found === undefined) throw new Failure('not-found', '没有这张凭证。');
    return found;
  },
  decide: (seen, { reason }, { actor }) => {
    const against = onlyFinanceStaff(actor, '冲销凭证');
    if (against !== undefined) return { no: against };
    if (seen.reverses !== null) return no('is-reversal', '冲销凭证本身不能再冲销。', ['重新登记正确的支出']);
    if (seen.reversedBy !== null) return no('reversed-already', `${seen.number}已由${seen.reversedBy}冲销。`);
    return { yes: { seen, reason } };
  },
  write: async (tx, { seen, reason }, { actor, now, today }) => {
    const { voucherId: reverses, number: original } = seen;
    const number = await takeNumber(tx, {
      series: seen.book === '工会' ? '工凭' : '凭',
      year: Number(today.slice(0, 4)),
      subject: { kind: 'voucher', id: reverses },
      now,
    });
    const { reversedBy: _reversedBy, voucherId: _voucherId, ...content } = seen;
    const voucherId = await insertVoucher(tx, {
      ...content,
      number,
      reverses,
      amount: -seen.amount,
      personal: 0,
      paidOn: today,
      paidBy: actor.personId ?? 0,
      exceptions: [],
      reason,
      now,
    });
    return { result: { voucherId, number }, entry: { subject: { kind: 'voucher', id: reverses }, detail: { original, number, reason, amount: -seen.amount } } };
  },
};
