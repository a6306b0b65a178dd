import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { dutyAgainst, dutyGroundOf, recordDuty, type DutyGround } from '../../platform/matters/duties.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { ReverseVoucher } from './contract-claim.ts';
import { onlyFinanceStaff } from './finance-staff.ts';
import { insertVoucher, voucherToReverse, type SeenVoucher } from './voucher-store.ts';

interface Seen {
  readonly voucher: SeenVoucher;
  /** null where it stands on no matter. */
  readonly ground: DutyGround | null;
}

/** 红字冲销 (FIN5-02): entries are never changed; a counter-entry takes one back, with the reason. It is kept in the books by somebody who neither handled nor paid the matter (ICF-03.2l). */
export const reverseVoucherVerb: Verb<ReverseVoucher, Seen, Seen & { readonly reason: string }, { readonly voucherId: number; readonly number: string }> = {
  name: 'reverse-voucher',
  title: '红字冲销',
  who: '财务人员',
  read: async (tx, { voucherId }, { today }) => {
    const voucher = await voucherToReverse(tx, voucherId);
    if (voucher === undefined) throw new Failure('not-found', '没有这张凭证。');
    return { voucher, ground: voucher.matterId === null ? null : await dutyGroundOf(tx, { matterId: voucher.matterId, today }) };
  },
  decide: ({ voucher, ground }, { reason }, { actor }) => {
    const against = onlyFinanceStaff(actor, '冲销凭证');
    if (against !== undefined) return { no: against };
    if (voucher.reverses !== null) return no('is-reversal', '冲销凭证本身不能再冲销。', ['重新登记正确的支出']);
    if (voucher.reversedBy !== null) return no('reversed-already', `${voucher.number}已由${voucher.reversedBy}冲销。`);
    const apart = ground === null ? undefined : dutyAgainst(ground, { personId: actor.personId ?? 0, duty: '记账' });
    return apart === undefined ? { yes: { voucher, ground, reason } } : { no: apart };
  },
  write: async (tx, { voucher, ground, reason }, { actor, now, today }) => {
    const { voucherId: reverses, number: original } = voucher;
    const number = await takeNumber(tx, {
      series: voucher.book === '工会' ? '工凭' : '凭',
      year: Number(today.slice(0, 4)),
      subject: { kind: 'voucher', id: reverses },
      now,
    });
    const { reversedBy: _reversedBy, voucherId: _voucherId, ...content } = voucher;
    const voucherId = await insertVoucher(tx, {
      ...content,
      number,
      reverses,
      amount: -voucher.amount,
      personal: 0,
      paidOn: today,
      paidBy: actor.personId ?? 0,
      exceptions: [],
      reason,
      now,
    });
    return {
      result: { voucherId, number },
      entry: { subject: { kind: 'voucher', id: reverses }, detail: { original, number, reason, amount: -voucher.amount } },
      sent: ground === null ? [] : [recordDuty(tx, { matter: ground.matter, personId: actor.personId ?? 0, duty: '记账', now })],
    };
  },
};
