import { momentOf } from '../../rules/calendar/civil-date.ts';
import { endAgenda, writeAgenda } from '../../platform/agenda/agenda.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import type { Moment } from '../../platform/act/verb.ts';
import type { MatterKind, StandingMatter } from '../../platform/matters/kind.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { fen } from '../../rules/money.ts';
import { planBackground, type PlanBackground } from './background.ts';
import { receptionForm, type ReceptionForm } from './contract.ts';
import { noteIncidents } from './incidents.ts';
import { receptionPaper } from './papers.ts';
import { highestRank } from './reckon.ts';
import { closeMatter, dayOf } from './store.ts';
import { receptionSheet } from './worksheets.ts';

/** The duty an approved reception opens. */
export const CLAIM_DUTY = '接待报销';
/** Carries receptions out, and may change and claim what others applied for. */
const GENERAL_OFFICE = '办公室';

/** 公务接待审批: who comes, with whom one eats, where they sleep, and what it may cost; before anybody is received. */
export function reception(rules: RulesInForce): MatterKind<ReceptionForm, PlanBackground> {
  return {
    kind: 'reception',
    title: '公务接待审批',
    purpose: '接待之前申报：热情周到，务实节俭，严格标准，高效透明。',
    question: '接待审批',
    businessClass: '接待',
    alsoAsks: () => ['事前审批'],
    series: '接待',
    form: receptionForm,
    gist: ({ form, linkedMatterId }) => ({
      title: `${linkedMatterId === null ? '' : '变更：'}接待${form.guests[0]?.unit ?? ''}（${form.activity}）`,
      amount: fen(estimateOf(form)),
      factDay: dayOf(form.startAt),
      parties: [],
      linkedMatterId,
    }),
    background: (tx, draft) => planBackground(tx, rules, draft),
    facts: async (_tx, { form, now }, { reckoning, generalOffice }) => ({
      ...occasionFacts(form, now),
      handlerInGeneralOffice: generalOffice,
      mealExcess: reckoning.mealExcess,
      excessHosts: reckoning.excessHosts,
      severalForOne: reckoning.severalForOne,
      nobodyMayDine: reckoning.nobodyMayDine,
      hasLocalGuests: reckoning.hasLocalGuests,
      roomExcess: reckoning.roomExcess,
      roomAboveRank: reckoning.roomAboveRank,
      lodgesLocals: reckoning.lodgesLocals,
      forbiddenItems: reckoning.forbiddenItems,
      servesAlcohol: reckoning.servesAlcohol,
      improperAlcohol: reckoning.improperAlcohol,
      ...spendingFacts(estimateOf(form)),
    }),
    worksheet: ({ form }, { background: { reckoning, letter, comparison } }) =>
      receptionSheet(reckoning, {
        comparison,
        letter,
        remarks:
          letter === undefined
            ? [form.letterNumber === '' ? '尚未登记来函，报销时须有公函、邀请函或者会议通知' : `没有登记号为${form.letterNumber}的来函`]
            : [],
      }),
    paper: receptionPaper,
    whenApproved: (tx, matter, moment) => consented(tx, rules, { matter, moment }),
    whenEnded: async (tx, { matterId, handlerId }, { now }) => {
      await Promise.all([
        endAgenda(tx, { matterId, at: now }),
        endObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${matterId}`, state: 'lapsed', by: handlerId, with: { ended: matterId }, now }),
      ]);
    },
    eventDay: ({ endAt }) => dayOf(endAt),
    leadsTo: [
      { kind: 'reception-claim', label: '据此报销', start: toClaim },
      { kind: 'reception-claim', label: '据此报销', by: GENERAL_OFFICE, start: toClaim },
      { kind: 'reception', label: '变更方案', start: (form) => form },
      { kind: 'reception', label: '变更方案', by: GENERAL_OFFICE, start: (form) => form },
      {
        kind: 'vehicle-request',
        label: '据此派车',
        start: ({ activity, place, startAt, endAt }) => ({ purposeKind: '公务接待', purpose: activity, destination: place, fromAt: startAt, untilAt: endAt }),
      },
    ],
    endsIn: 'approved',
  };
}

/** The plan is fixed: it stands in the agenda; a plan it changes is over; one agreed to too late is reported. */
async function consented(
  tx: ActTx,
  rules: RulesInForce,
  { matter, moment }: { readonly matter: StandingMatter<ReceptionForm>; readonly moment: Moment },
): Promise<void> {
  const { matterId, form, handlerId, linkedMatterId, factDay } = matter;
  const { now, today } = moment;
  const personIds = [handlerId, ...form.meals.flatMap((meal) => meal.hosts.map((one) => one.personId))];
  await writeAgenda(tx, {
    sort: '接待',
    title: `接待${form.guests[0]?.unit ?? ''}`,
    personIds,
    resource: null,
    fromAt: momentOf(form.startAt),
    untilAt: momentOf(form.endAt),
    matterId,
    now,
  });
  if (linkedMatterId !== null) {
    await Promise.all([
      closeMatter(tx, { matterId: linkedMatterId, now }),
      endAgenda(tx, { matterId: linkedMatterId, at: now }),
      endObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${linkedMatterId}`, state: 'lapsed', by: handlerId, with: { changedBy: matterId }, now }),
    ]);
  }
  const { notices } = rules.decide({
    officeId: tx.officeId,
    question: '接待安排',
    facts: { receptionConsented: true, consentedBefore: now < momentOf(form.startAt) },
    on: factDay,
  });
  await noteIncidents(
    tx,
    notices.map(({ clause, sentence }) => ({ matterId, clause, facts: sentence, personId: handlerId, amount: 0 })),
    { now, today },
  );
}

function occasionFacts(form: ReceptionForm, now: Date) {
  const { occasion, guests, reason, place, startAt, endAt, raiseReason, lowerReason, unapproved } = form;
  return {
    occasion,
    highestRank: highestRank(guests),
    raised: raiseReason !== '',
    lowered: lowerReason !== '',
    receptionComplete: reason !== '' && place !== '' && endAt >= startAt,
    receptionBegun: now >= momentOf(startAt),
    enteredUnapproved: unapproved !== '',
  };
}

/** What the prior report on spending asks besides. */
export function spendingFacts(amount: number) {
  return { amount, splitSum: amount, officeSupplies: false, batch: false, listComplete: true };
}

/** In fen. */
function estimateOf({ meals, rooms, others }: ReceptionForm): number {
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  return sum(meals.map((one) => one.amount)) + sum(rooms.map((one) => one.price)) + sum(others.map((one) => one.amount));
}

/** What the claim takes over from the plan; the bills are entered as they came. */
function toClaim({ letterNumber, guests, meals, rooms, others, startAt, place }: ReceptionForm): Readonly<Record<string, unknown>> {
  return {
    letterNumber,
    guests,
    rooms,
    lodging: rooms.length === 0 ? null : { place: '', paidFrom: '公务卡', reference: '' },
    meals: meals.map(({ amount, menu: _planned, ...meal }) => ({
      ...meal,
      items: [{ item: '餐费', sort: '菜品饮料', amount }],
      paidFrom: '公务卡',
      reference: '',
      ordererId: null,
    })),
    others: others.map((one) => ({ ...one, sort: '其他', on: dayOf(startAt), place, paidFrom: '公务卡', reference: '' })),
  };
}
