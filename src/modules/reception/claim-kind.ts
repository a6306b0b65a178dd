import { momentOf } from '../../rules/calendar/civil-date.ts';
import { lockInvoices, releaseInvoices } from '../../platform/invoices/lock.ts';
import type { MatterKind } from '../../platform/matters/kind.ts';
import { endObligation, reopenObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { billsOf } from './bills.ts';
import { claimBackground, type ClaimBackground } from './claim-background.ts';
import { receptionClaimForm, type ReceptionClaimForm } from './contract-claim.ts';
import { incidentsIn, noteIncidents } from './incidents.ts';
import { listPaper } from './papers.ts';
import { CLAIM_DUTY } from './reception-kind.ts';
import { receptionSheet } from './worksheets.ts';

/** 接待报销: the list of the reception, held against the letter; what is above a limit or may not be served is borne by the person. */
export function receptionClaim(rules: RulesInForce): MatterKind<ReceptionClaimForm, ClaimBackground> {
  return {
    kind: 'reception-claim',
    title: '接待报销',
    purpose: '活动结束后10个工作日内，从接待审批发起；接待清单由此生成，与公函核对。',
    question: '接待报销',
    businessClass: '接待',
    alsoAsks: () => ['票据', '报销签批'],
    series: '接报',
    form: receptionClaimForm,
    gist: ({ form, linkedMatterId, today }) => {
      const spentOn =
        billsOf(form)
          .map((one) => one.on)
          .toSorted()
          .at(-1) ?? today;
      return {
        title: `接待报销：${form.guests[0]?.unit ?? ''}${form.guests.length}人`,
        amount: fen(claimedIn(form)),
        factDay: spentOn,
        parties: [],
        linkedMatterId,
        payment: {
          book: '机关',
          payee: form.payee === '' ? null : form.payee,
          category: '公务接待',
          funding: '财政拨款',
          unionPurpose: null,
          spentOn,
          unitId: null,
          projectId: null,
        },
      };
    },
    background: (tx, draft) => claimBackground(tx, rules, draft),
    facts: async (_tx, { form }, background) => ({ ...ofReception(background), ...ofList(form, background), ...ofBills(form, background) }),
    worksheet: ({ form }, { background: { reckoning, comparison, letter, bills, invoices } }) =>
      receptionSheet(reckoning, { comparison, letter, remarks: [...bills.wrongWay, ...difference(claimedIn(form), invoices.sum)] }),
    paper: listPaper,
    whenSubmitted: async (tx, { matterId, form, linkedMatterId, handlerId, background: { reckoning } }, { now, today }) => {
      await lockInvoices(tx, form.invoices, { matterId, now });
      await noteIncidents(tx, incidentsIn(reckoning, { matterId, handlerId }), { now, today });
      await endObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${linkedMatterId}`, state: 'discharged', by: handlerId, with: { claim: matterId }, now });
    },
    whenEnded: async (tx, { matterId, linkedMatterId }) => {
      await Promise.all([releaseInvoices(tx, matterId), reopenObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${linkedMatterId}` })]);
    },
    endsIn: 'approved',
  };
}

/** The reception it rests on: agreed to, in time, still the plan that holds. */
function ofReception({ reception, reckoning, late }: ClaimBackground) {
  const consentedAt = reception?.consentedAt ?? null;
  return {
    receptionConsented: consentedAt !== null,
    consentedBefore:
      reception !== undefined && consentedAt !== null && new Date(consentedAt) < momentOf(reception.form.startAt) && reception.form.unapproved === '',
    planReplaced: reception?.replaced === true,
    abovePlan: reception !== undefined && reckoning.amount - reckoning.personal > reception.amount,
    receptionClaimed: reception?.claimed === true,
    receptionClaimLate: late,
  };
}

function ofList({ guests, lateReason, noPersonalCost }: ReceptionClaimForm, { reception, letter, comparison, reckoning }: ClaimBackground) {
  return {
    hasLetter: letter !== undefined,
    outsideLetter: comparison.outside.length,
    absentGuests: comparison.absent,
    unitAgrees: comparison.unitAgrees,
    activityAgrees: comparison.activityAgrees,
    daysAgree: comparison.daysAgree,
    leaderAgrees: comparison.leaderAgrees,
    listFilled: guests.every((one) => one.unit !== '' && one.name !== '' && one.post !== '') && reception !== undefined && reception.form.place !== '',
    forbiddenItems: reckoning.forbiddenItems || reckoning.improperAlcohol,
    receptionPersonal: reckoning.personal,
    lateReason: lateReason !== '',
    noPersonalCost,
  };
}

function ofBills(form: ReceptionClaimForm, { bills, invoices }: ClaimBackground) {
  const amount = claimedIn(form);
  return {
    amount,
    hasMeals: form.meals.length > 0,
    paidByCard: bills.byCard,
    paidByTransfer: bills.byTransfer,
    accountPermitted: bills.accountPermitted,
    settlementPermitted: bills.wrongWay.length === 0,
    listSumAgrees: invoices.sum === amount,
    invoiceUsed: invoices.used,
    invoiceMatches: invoices.match,
    invoicesCover: invoices.sum >= amount,
  };
}

/** Everything on the bills, in fen. */
function claimedIn(form: ReceptionClaimForm): number {
  return billsOf(form).reduce((sum, one) => sum + one.amount, 0);
}

function difference(listed: number, invoiced: number): readonly string[] {
  return listed === invoiced
    ? []
    : [`清单费用${yuanInWords(fen(listed))}，票据合计${yuanInWords(fen(invoiced))}，相差${yuanInWords(fen(Math.abs(listed - invoiced)))}`];
}
