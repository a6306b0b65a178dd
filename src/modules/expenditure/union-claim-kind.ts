import type { MatterKind, PaidAs, Party } from '../../platform/matters/kind.ts';
import { lockInvoices, releaseInvoices } from '../../platform/invoices/lock.ts';
import { judgeInvoices } from '../../platform/invoices/verdict.ts';
import { unionClaimForm, type UnionClaimForm } from './contract-claim.ts';

/** 工会经费支出 (FIN-06): union money, its own books, its own last signature. */
export const unionClaim: MatterKind<UnionClaimForm> = {
  kind: 'union-claim',
  title: '工会经费支出',
  purpose: '工会经费单独核算，用于教育培训和工会活动。',
  question: '工会支出',
  businessClass: '工会经费',
  series: '工支',
  form: unionClaimForm,
  gist: ({ form, linkedMatterId }) => ({
    title: form.purpose,
    amount: form.amount,
    factDay: form.spentOn,
    parties: partiesOf(form),
    linkedMatterId,
    payment: paymentOf(form),
  }),
  facts: async (tx, { form, matterId, evidence, digests }) => {
    const { used, match, sum } = await judgeInvoices(tx, { numbers: form.invoices, stated: form.invoices, matterId, digests });
    return {
      amount: form.amount,
      paymentMethod: form.paymentMethod,
      unionPurpose: form.unionPurpose,
      otherReason: form.otherReason !== '',
      mixedFunds: form.officeShare > 0,
      paymentReference: form.transactionReference !== '',
      formalInvoice: form.invoices.length > 0 && evidence.includes('发票'),
      invoiceUsed: used,
      invoiceMatches: match,
      invoicesCover: sum >= form.amount,
    };
  },
  whenSubmitted: (tx, { matterId, form }, { now }) => lockInvoices(tx, form.invoices, { matterId, now }),
  whenEnded: (tx, { matterId }) => releaseInvoices(tx, matterId),
  endsIn: 'approved',
};

function paymentOf({ payee, unionPurpose, spentOn }: UnionClaimForm): PaidAs {
  return { book: '工会', payee, category: '其他', funding: '其他资金', unionPurpose, spentOn, unitId: null, projectId: null };
}

function partiesOf({ payeeId, beneficiaries }: UnionClaimForm): readonly Party[] {
  const people: Party[] = beneficiaries.map((personId) => ({ personId, role: '受益人' }));
  return payeeId === null ? people : [...people, { personId: payeeId, role: '收款人' }];
}
