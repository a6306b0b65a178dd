import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { PaidFrom, ReceptionClaimForm } from './contract-claim.ts';
import type { Decide } from './standards.ts';

/** One bill as it was settled; amount in fen. */
export interface Bill {
  readonly what: string;
  readonly on: CivilDate;
  readonly place: string;
  readonly amount: number;
  readonly paidFrom: PaidFrom;
  readonly reference: string;
}

export interface BillsVerdict {
  /** Bills settled in a way the regulation does not allow, with its sentence. */
  readonly wrongWay: readonly string[];
  readonly accountPermitted: boolean;
  readonly byCard: boolean;
  readonly byTransfer: boolean;
}

export function billsOf({ meals, rooms, lodging, others }: Pick<ReceptionClaimForm, 'meals' | 'rooms' | 'lodging' | 'others'>): readonly Bill[] {
  const lodged = rooms.map((one) => one.on).toSorted()[0];
  return [
    ...meals.map(({ sort, on, place, items, paidFrom, reference }) => ({
      what: sort,
      on,
      place,
      paidFrom,
      reference,
      amount: items.reduce((sum, one) => sum + one.amount, 0),
    })),
    ...(lodging === null || lodged === undefined ? [] : [{ what: '住宿', on: lodged, ...lodging, amount: rooms.reduce((sum, one) => sum + one.price, 0) }]),
    ...others.map(({ item, on, place, amount, paidFrom, reference }) => ({ what: item, on, place, amount, paidFrom, reference })),
  ];
}

/** Each bill by the rules on accounts and on cash; cash bills of one place and day are added together. */
export function judgeBills(bills: readonly Bill[], decide: Decide): BillsVerdict {
  const methods = bills.map((bill) => methodOf(bill.paidFrom));
  const wrongWay = bills.flatMap((bill) => {
    const sameDaySum = bills
      .filter((one) => one.place === bill.place && one.on === bill.on && one.paidFrom === bill.paidFrom)
      .reduce((sum, one) => sum + one.amount, 0);
    const { refusals } = decide('结算方式', {
      paymentMethod: methodOf(bill.paidFrom),
      amount: bill.amount,
      sameDaySum,
      paymentReference: bill.reference !== '',
    });
    return refusals.map((one) => `${bill.on}${bill.what}（${bill.place}）：${one.sentence}`);
  });
  return {
    wrongWay,
    accountPermitted: bills.every((bill) => decide('账户核定', { paidFrom: bill.paidFrom }).values['accountPermitted'] === true),
    byCard: methods.includes('公务卡'),
    byTransfer: methods.includes('银行转账'),
  };
}

function methodOf(paidFrom: PaidFrom): '公务卡' | '现金' | '银行转账' {
  return paidFrom === '公务卡' || paidFrom === '现金' ? paidFrom : '银行转账';
}
