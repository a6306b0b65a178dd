import { lockInvoices, releaseInvoices } from '../../platform/invoices/lock.ts';
import { judgeInvoices, type InvoicesVerdict } from '../../platform/invoices/verdict.ts';
import type { MatterDraft, MatterKind, Party } from '../../platform/matters/kind.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { fen } from '../../rules/money.ts';
import { standardsOn } from './background.ts';
import { judgeBills, type BillsVerdict } from './bills.ts';
import { workMealClaimForm, workMealForm, type WorkMealClaimForm, type WorkMealForm } from './contract-claim.ts';
import { incidentsIn, noteIncidents } from './incidents.ts';
import { workMealClaimPaper, workMealPaper } from './papers.ts';
import { spendingFacts } from './reception-kind.ts';
import { priorWorkMeal, type Prior } from './store.ts';
import { reckonWorkMeal, type WorkMealReckoning } from './work-meal.ts';
import { workMealSheet } from './worksheets.ts';

/** 工作餐审批: whoever works on eats at the office, ordered by the general office. */
export function workMeal(rules: RulesInForce): MatterKind<WorkMealForm, WorkMealReckoning> {
  return {
    kind: 'work-meal',
    title: '工作餐审批',
    purpose: '因加班或者其他工作确需在单位就餐的，由办公室统一安排，每人不超过标准。',
    question: '工作餐审批',
    businessClass: '接待',
    alsoAsks: () => ['事前审批'],
    series: '工餐',
    form: workMealForm,
    gist: ({ form, handlerId }) => ({
      title: `${form.on}${form.sort}工作餐${form.diners.length}人`,
      amount: form.estimate,
      factDay: form.on,
      parties: dinersBeside(form.diners, handlerId),
      linkedMatterId: null,
    }),
    background: async (tx, { form }) =>
      reckonWorkMeal(
        { on: form.on, sort: form.sort, diners: form.diners.length, items: [{ item: '预计餐费', sort: '菜品饮料', amount: form.estimate }] },
        reckoningOn(rules, { officeId: tx.officeId, on: form.on }),
      ),
    facts: async (_tx, { form }, { excess }) => ({
      workMealGrounds: form.overtimeRecord !== '' || form.reason !== '',
      workMealExcess: excess,
      ...spendingFacts(form.estimate),
    }),
    worksheet: (_draft, { background }) => workMealSheet(background, []),
    paper: workMealPaper,
    leadsTo: [
      {
        kind: 'work-meal-claim',
        label: '据此报销',
        start: ({ diners, place, estimate }) => ({
          diners,
          place,
          items: [{ item: '工作餐', sort: '菜品饮料', amount: estimate }],
          paidFrom: '公务卡',
          reference: '',
        }),
      },
    ],
    endsIn: 'approved',
  };
}

interface ClaimBackground {
  readonly meal: Prior<WorkMealForm> | undefined;
  readonly reckoning: WorkMealReckoning;
  readonly bills: BillsVerdict;
  readonly invoices: InvoicesVerdict;
}

/** 工作餐报销: only what the general office ordered; above the standard of those present the person bears it. */
export function workMealClaim(rules: RulesInForce): MatterKind<WorkMealClaimForm, ClaimBackground> {
  return {
    kind: 'work-meal-claim',
    title: '工作餐报销',
    purpose: '从办公室已经安排的工作餐审批发起，按实到人数核定。',
    question: '工作餐报销',
    businessClass: '接待',
    alsoAsks: () => ['票据', '报销签批'],
    series: '餐报',
    form: workMealClaimForm,
    gist: ({ form, handlerId, linkedMatterId, today }) => ({
      title: `工作餐报销：${form.diners.length}人`,
      amount: fen(claimedIn(form)),
      factDay: today,
      parties: dinersBeside(form.diners, handlerId),
      linkedMatterId,
      payment: {
        book: '机关',
        payee: form.payee === '' ? null : form.payee,
        category: '工作餐',
        funding: '财政拨款',
        unionPurpose: null,
        spentOn: today,
        unitId: null,
        projectId: null,
      },
    }),
    background: (tx, draft) => claimBackground(tx, rules, draft),
    facts: async (_tx, { form }, { meal, reckoning, bills, invoices }) => ({
      amount: claimedIn(form),
      orderedByOffice: meal?.ordered === true && meal.claimed === false,
      accountPermitted: bills.accountPermitted,
      settlementPermitted: bills.wrongWay.length === 0,
      forbiddenItems: reckoning.forbidden,
      noPersonalCost: form.noPersonalCost,
      receptionPersonal: reckoning.personal,
      invoiceUsed: invoices.used,
      invoiceMatches: invoices.match,
      invoicesCover: invoices.sum >= claimedIn(form),
    }),
    worksheet: (_draft, { background: { reckoning, bills } }) => workMealSheet(reckoning, bills.wrongWay),
    paper: workMealClaimPaper,
    whenSubmitted: async (tx, { matterId, form, handlerId, background: { reckoning } }, { now, today }) => {
      await lockInvoices(tx, form.invoices, { matterId, now });
      await noteIncidents(tx, incidentsIn(reckoning, { matterId, handlerId }), { now, today });
    },
    whenEnded: (tx, { matterId }) => releaseInvoices(tx, matterId),
    endsIn: 'approved',
  };
}

async function claimBackground(
  tx: ReadTx,
  rules: RulesInForce,
  { matterId, form, linkedMatterId, digests, today }: MatterDraft<WorkMealClaimForm>,
): Promise<ClaimBackground> {
  const [meal, invoices] = await Promise.all([
    priorWorkMeal(tx, { matterId: linkedMatterId, asking: matterId }),
    judgeInvoices(tx, { numbers: form.invoices, stated: form.invoices, matterId, digests }),
  ]);
  const on = meal?.form.on ?? today;
  const { items, paidFrom, reference, place } = form;
  const reckoning = reckonWorkMeal(
    { on, sort: meal?.form.sort ?? '晚餐', diners: form.diners.length, items },
    reckoningOn(rules, { officeId: tx.officeId, on }),
  );
  const bills = judgeBills([{ what: '工作餐', on, place, amount: reckoning.amount, paidFrom, reference }], (question, facts) =>
    rules.decide({ officeId: tx.officeId, question, facts, on }),
  );
  return { meal, reckoning, bills, invoices };
}

function reckoningOn(rules: RulesInForce, { officeId, on }: { readonly officeId: number; readonly on: CivilDate }) {
  return {
    standards: standardsOn(rules, { officeId, on }),
    decide: (question: string, facts: Readonly<Record<string, number>>) => rules.decide({ officeId, question, facts, on }),
  };
}

function dinersBeside(diners: readonly number[], handlerId: number): readonly Party[] {
  return [...new Set(diners)].filter((one) => one !== handlerId).map((personId) => ({ personId, role: '受益人' }));
}

function claimedIn({ items }: WorkMealClaimForm): number {
  return items.reduce((sum, one) => sum + one.amount, 0);
}
