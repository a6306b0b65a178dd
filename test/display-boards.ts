import { fen } from '../src/rules/money.ts';
import type { Person } from './office.ts';

/** A request for display boards, handed in at once. */
export const request = (amount: number, more: object = {}) => ({
  kind: 'spending-request',
  linkedMatterId: null,
  files: [],
  submit: true,
  form: {
    purpose: '文化惠民演出展板制作',
    category: '印刷费',
    payee: '示范县文印商贸有限公司',
    amount,
    paymentMethod: '公务卡',
    plannedOn: '2026-03-10',
    ...more,
  },
});

let invoices = 0;
/** A claim for display boards, or for whatever else is said, with its invoice. */
export async function claimOf(
  person: Person,
  {
    amount,
    linked,
    more = {},
    number,
    buyer = '示范县文化旅游广电体育局',
  }: { amount: number; linked: number | null; more?: object; number?: string; buyer?: string },
) {
  invoices += 1;
  const invoiceNumber = number ?? `2653200000001234${String(invoices).padStart(4, '0')}`;
  const seller = '示范县文印商贸有限公司';
  const digest = await person.invoice({ number: invoiceNumber, date: '2026-03-12', seller, buyer, amount: fen(amount), item: '展板制作' });
  return {
    kind: 'claim',
    linkedMatterId: linked,
    submit: true,
    files: [{ evidence: '发票', digest, name: '发票.xml' }],
    form: {
      purpose: '文化惠民演出展板制作',
      category: '印刷费',
      payee: seller,
      amount,
      paymentMethod: '公务卡',
      transactionReference: 'POS-0312',
      spentOn: '2026-03-12',
      invoices: [{ issuerKind: '税务发票', number: invoiceNumber, date: '2026-03-12', seller, amount }],
      ...more,
    },
  };
}
