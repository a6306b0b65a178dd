import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { MatterDraft, MatterKind, PaidAs, Party } from '../../platform/matters/kind.ts';
import { accountState } from './account-store.ts';
import { lockInvoices, releaseInvoices } from '../../platform/invoices/lock.ts';
import { isFormal, judgeInvoices } from '../../platform/invoices/verdict.ts';
import { claimBackground, type ClaimBackground, type PriorApproval } from './claim-store.ts';
import { claimForm, type ClaimForm } from './contract-claim.ts';
import type { ClaimFacts } from './facts.ts';
import { quotaFacts, quotaWorksheet, unitFigures, type UnitFigures } from './unit-quota.ts';

const GENERAL_OFFICE = '办公室';

/** What other regulations of the office ask of spending of a category. */
const FURTHER: Partial<Record<ClaimForm['category'], readonly string[]>> = { 公务用车运行: ['车辆费用报销'] };

/** 费用报销: after the money was spent, on the approval it rests on. */
export const claim: MatterKind<ClaimForm, UnitFigures | undefined> = {
  kind: 'claim',
  title: '费用报销',
  purpose: '凭票据报销；已经事前审批的，从原审批发起。',
  question: '报销审批',
  businessClass: '支出报销',
  alsoAsks: ({ category }) => FURTHER[category] ?? [],
  series: '报销',
  form: claimForm,
  gist: ({ form, linkedMatterId }) => ({
    title: form.purpose,
    amount: form.amount,
    factDay: form.spentOn,
    parties: partiesOf(form),
    linkedMatterId,
    payment: paymentOf(form),
  }),
  background: unitFigures,
  facts: async (tx, draft, unit) => ({ ...(await claimFacts(tx, draft)), ...quotaFacts(unit) }),
  worksheet: (_draft, { background, decision }) => quotaWorksheet(background, { decision }),
  whenSubmitted: (tx, { matterId, form }, { now }) => lockInvoices(tx, form.invoices, { matterId, now }),
  whenEnded: (tx, { matterId }) => releaseInvoices(tx, matterId),
  endsIn: 'approved',
};

function paymentOf({ payee, category, funding, spentOn, unitId, projectId }: ClaimForm): PaidAs {
  return { book: '机关', payee, category, funding, unionPurpose: null, spentOn, unitId, projectId };
}

function partiesOf({ payeeId, beneficiaries, witnessId }: ClaimForm): readonly Party[] {
  const people: Party[] = beneficiaries.map((personId) => ({ personId, role: '受益人' }));
  if (payeeId !== null) people.push({ personId: payeeId, role: '收款人' });
  if (witnessId !== null) people.push({ personId: witnessId, role: '证明人' });
  return people;
}

async function claimFacts(tx: ReadTx, draft: MatterDraft<ClaimForm>): Promise<ClaimFacts> {
  const { matterId, form, handlerId, departmentId, linkedMatterId, digests } = draft;
  const { payee, spentOn, purpose, invoices, amount, unitId, projectId, witnessId } = form;
  const [background, { used, match, sum }, account] = await Promise.all([
    claimBackground(tx, { matterId, payee, spentOn, purpose, linkedMatterId, handlerId, departmentId }),
    judgeInvoices(tx, { numbers: invoices, stated: invoices, matterId, digests }),
    accountState(tx, { book: '机关', funding: null, unitId, projectId }),
  ]);
  const { prior } = background;
  return {
    ...ofForm(draft, background),
    ...ofPrior(form, prior),
    approverIsParty: prior !== null && [handlerId, witnessId].some((person) => person !== null && prior.approverIds.includes(person)),
    invoiceUsed: used,
    invoiceMatches: match,
    invoicesCover: sum >= amount,
    fundsSufficient: (unitId === null && projectId === null) || account.left >= amount,
    projectMatches: projectId === null || account.projectCategories?.includes(form.category) === true,
  };
}

function ofForm({ form, handlerId, evidence }: MatterDraft<ClaimForm>, background: ClaimBackground) {
  const { amount, category, invoices, witnessId } = form;
  return {
    amount,
    expenseCategory: category,
    fundingSource: form.funding,
    paymentMethod: form.paymentMethod,
    sameDaySum: background.sameDay + amount,
    paymentReference: form.transactionReference !== '',
    creditReason: form.creditReason !== '',
    designatedPurchaser: background.designated,
    specialReason: form.specialReason !== '',
    hasWitness: witnessId !== null,
    witnessIsHandler: witnessId === handlerId,
    officeSupplies: category === '办公用品' || category === '小件办公用品',
    smallItem: category === '小件办公用品',
    handlerInGeneralOffice: background.departmentName === GENERAL_OFFICE,
    boughtThroughOffice: background.departmentName === GENERAL_OFFICE || (category === '小件办公用品' && background.prior !== null),
    formalInvoice: isFormal(invoices, evidence),
  };
}

function ofPrior(form: ClaimForm, prior: PriorApproval | null) {
  return {
    priorApproval: prior !== null,
    approvedBeforeSpending: prior !== null && agreedBefore(form, prior),
    exceedsApproved: prior !== null && form.amount + prior.claimedBefore > prior.amount,
    payeeAsApproved: prior === null || isAsApproved(form.payee, prior.payee),
    categoryAsApproved: prior === null || isAsApproved(form.category, prior.category),
    advanceSpending: form.spentAlready || prior?.spentAlready === true,
    reportOverdue: isReportOverdue(form, prior),
    outsideList: prior !== null && prior.supplies.length > 0 && isOutsideList(form, prior),
  };
}

/** Full-width brackets and spaces make no other payee; an approval that names none binds nobody (a hired car: its owner stands in its settlement). */
function isAsApproved(claimed: string, approved: string | null): boolean {
  const plain = (words: string): string => words.normalize('NFKC').replaceAll(/\s/g, '');
  return approved === null || plain(claimed) === plain(approved);
}

/** With a time of day the consent must be earlier to the minute, without one earlier or on the same day. */
function agreedBefore({ spentOn, spentTime }: ClaimForm, { agreedAt }: PriorApproval): boolean {
  const agreed = new Date(agreedAt);
  if (spentTime === null) return civilDayOf(agreed) <= spentOn;
  return agreed < momentOf(`${spentOn}T${spentTime}`);
}

/** Spent first, and reported after the last day, or not at all yet. */
function isReportOverdue(form: ClaimForm, prior: PriorApproval | null): boolean {
  if (!form.spentAlready && prior?.spentAlready !== true) return false;
  if (prior === null || prior.reportDueOn === null || prior.reportedAt === null) return prior?.spentAlready !== true;
  return civilDayOf(new Date(prior.reportedAt)) > prior.reportDueOn;
}

function isOutsideList({ bought }: ClaimForm, { supplies, boughtBefore }: PriorApproval): boolean {
  const key = (one: { readonly item: string; readonly specification: string }): string => `${one.item}/${one.specification}`;
  const left = new Map<string, number>();
  for (const line of supplies) left.set(key(line), (left.get(key(line)) ?? 0) + line.quantity);
  for (const line of [...boughtBefore, ...bought]) left.set(key(line), (left.get(key(line)) ?? 0) - line.quantity);
  return [...left.values()].some((quantity) => quantity < 0);
}
