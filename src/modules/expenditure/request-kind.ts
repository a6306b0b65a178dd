import type { MatterDraft, MatterKind } from '../../platform/matters/kind.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { requestForm, type RequestForm } from './contract-request.ts';
import type { RequestFacts } from './facts.ts';
import { quotaFacts, quotaWorksheet, unitFigures, type UnitFigures } from './unit-quota.ts';
import { advanceAnswered, advanceReported, advanceToReport, advanceUnreported, requestBackground } from './request-store.ts';

/** Days in which requests of the same handler to the same payee for the same purpose are added up (FIN-02i). */
const SPLITTING_DAYS = 30;
const GENERAL_OFFICE = '办公室';

/** 支出事前审批: before money is spent. */
export const spendingRequest: MatterKind<RequestForm, UnitFigures | undefined> = {
  kind: 'spending-request',
  title: '支出事前审批',
  purpose: '支出之前报批；写明事由、收款单位、金额和付款方式。',
  question: '事前审批',
  businessClass: '支出报销',
  series: '支审',
  form: requestForm,
  gist: ({ form, linkedMatterId, today }) => ({
    title: form.purpose,
    amount: form.amount,
    factDay: form.spentAlready?.spentOn ?? today,
    parties: form.beneficiaries.map((personId) => ({ personId, role: '受益人' })),
    linkedMatterId,
  }),
  background: unitFigures,
  facts: async (tx, draft, unit) => ({ ...(await requestFacts(tx, draft)), ...quotaFacts(unit) }),
  worksheet: (_draft, { background, decision }) => quotaWorksheet(background, { decision }),
  whenApproved: async (tx, { matterId }, { now }) => {
    await advanceAnswered(tx, { matterId, now });
  },
  whenSubmitted: async (tx, { matterId, form, handlerId }, { now }) => {
    if (form.spentAlready === null) return;
    const { payee, amount } = form;
    const noted = await advanceToReport(tx, { matterId, personId: handlerId, payee, spentOn: form.spentAlready.spentOn, amount });
    if (noted !== undefined) await advanceReported(tx, { id: noted.id, matterId, now });
  },
  whenEnded: (tx, { matterId }) => advanceUnreported(tx, matterId),
  leadsTo: [
    { kind: 'claim', label: '据此报销', start: takenOver },
    { kind: 'spending-request', label: '补充申请', start: (form) => ({ ...form }) },
  ],
  endsIn: 'approved',
};

async function requestFacts(tx: ReadTx, { matterId, form, handlerId, departmentId, linkedMatterId, today }: MatterDraft<RequestForm>): Promise<RequestFacts> {
  const { payee, purpose, supplies, amount, category } = form;
  const asked = { matterId, handlerId, departmentId, payee, purpose, supplements: linkedMatterId, today, days: SPLITTING_DAYS };
  const { splitSum, departmentName } = await requestBackground(tx, asked);
  const priced = supplies.every((line) => line.unitPrice !== null && line.unitPrice > 0 && line.priceSource !== '');
  const sum = supplies.reduce((total, line) => total + (line.unitPrice ?? 0) * line.quantity, 0);
  return {
    amount,
    expenseCategory: category,
    fundingSource: form.funding,
    paymentMethod: form.paymentMethod,
    officeSupplies: category === '办公用品' || category === '小件办公用品',
    smallItem: category === '小件办公用品',
    batch: form.batch,
    listComplete: supplies.length > 0 && priced && sum === amount,
    advanceSpending: form.spentAlready !== null,
    splitSum: splitSum + amount,
    supplementary: linkedMatterId !== null,
    handlerInGeneralOffice: departmentName === GENERAL_OFFICE,
  };
}

/** What a claim takes over from the request it rests on. */
function takenOver({ purpose, category, funding, payee, amount, paymentMethod, unitId, projectId }: RequestForm): Readonly<Record<string, unknown>> {
  return { purpose, category, funding, payee, amount, paymentMethod, unitId, projectId };
}
