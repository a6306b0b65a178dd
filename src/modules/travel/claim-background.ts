import { agendaOf } from '../../platform/agenda/agenda.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { judgeInvoices, type StatedInvoice } from '../../platform/invoices/verdict.ts';
import type { MatterDraft } from '../../platform/matters/kind.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { addDays, civilDayOf, momentOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { dueAfter } from '../../rules/duties/due.ts';
import type { Notice } from '../../rules/decision.ts';
import { dayOf, type ClaimForm } from './contract.ts';
import { settleTrip, type Settlement, type TripToSettle } from './settle.ts';
import { CLAIM_DUTY } from './sheet-kind.ts';
import { standardsOf, type Decide } from './standards.ts';
import { numbersOf, standingTrip, type StandingTrip } from './store.ts';

/** What a claim is judged by besides its form, read once. */
export interface ClaimBackground {
  readonly trip: StandingTrip | undefined;
  readonly settlement: Settlement;
  /** What the trip itself lacks, named. */
  readonly irregular: readonly Notice[];
  /** The regulation and what it rests on, as a sentence. */
  readonly restsOn: string;
  readonly overdue: boolean;
  readonly carDaysDeclared: boolean;
  readonly invoiceUsed: boolean;
  readonly invoiceMatches: boolean;
}

export async function claimBackground(tx: ReadTx, rules: RulesInForce, draft: MatterDraft<ClaimForm>): Promise<ClaimBackground> {
  const { form, handlerId, linkedMatterId, matterId, digests, today } = draft;
  const on = dayOf(form.startAt);
  const [found, { used, match }] = await Promise.all([
    standingTrip(tx, { tripId: linkedMatterId, asking: matterId }),
    judgeInvoices(tx, { numbers: numbersOf(form), stated: statedIn(form), matterId, digests }),
  ]);
  const trip = found?.handlerId === handlerId && found.agreed ? found : undefined;
  const booked = trip === undefined ? [] : await carDaysBooked(tx, trip, form);
  const decide: Decide = (question, facts) => rules.decide({ officeId: tx.officeId, question, facts, on });
  const { regular, lacking } = regularity(decide, trip, form);
  const home = rules.setting({ officeId: tx.officeId, setting: 'homeProvince', on });
  const declared = (trip?.travellers ?? []).flatMap(({ personId }) => form.carDays.map((day) => `${personId}/${day}`));
  const toSettle: TripToSettle = {
    handlerId,
    travellers: new Set(trip?.travellers.map((one) => one.personId)),
    regular,
    approvedFrom: trip === undefined ? on : dayOf(trip.form.startAt),
    approvedUntil: trip === undefined ? dayOf(form.endAt) : dayOf(trip.form.endAt),
    cityMealsApproved: trip !== undefined && (trip.form.cityMealReason !== '' || isAllowed(trip, '市级以上就餐')),
    approvedRides: new Set(
      trip?.exceptions.flatMap((one) => (one.rideAt !== null && new Date(one.approvedAt) < momentOf(one.rideAt) ? [`${one.rideAt}/${one.travelClass}`] : [])),
    ),
    carDays: new Set([...declared, ...booked]),
    evidence: new Set(draft.evidence),
  };
  return {
    trip,
    irregular: lacking,
    restsOn: restsOn(rules, tx.officeId, decide('市内交通标准', {}).pack.regulation),
    settlement: settleTrip(toSettle, form, standardsOf(decide, typeof home === 'string' ? home : '')),
    overdue: isOverdue(rules, tx.officeId, { endAt: form.endAt, on, today }),
    carDaysDeclared: booked.every((day) => declared.includes(day)),
    invoiceUsed: used,
    invoiceMatches: match,
  };
}

/** Has a leader allowed it for this trip? */
export function isAllowed(trip: StandingTrip | undefined, sort: string): boolean {
  return trip?.exceptions.some((one) => one.sort === sort) === true;
}

/** 标准依据《公务出差管理制度》和… */
function restsOn(rules: RulesInForce, officeId: number, regulation: string): string {
  const pack = rules.bookOf(officeId)?.packs.find((one) => one.regulation === regulation);
  return `标准依据《${regulation}》${pack === undefined ? '' : `（${pack.version}版）及${pack.legalBasis.join('、')}`}。`;
}

/** Were basis, consents, signatures and filing there before departure? */
function regularity(decide: Decide, trip: StandingTrip | undefined, form: ClaimForm): { readonly regular: boolean; readonly lacking: readonly Notice[] } {
  const departed = momentOf(form.startAt);
  const before = (at: Date | string | null | undefined): boolean => at !== null && at !== undefined && new Date(at) < departed;
  const { values, notices } = decide('出差合规', {
    irregularReleased: isAllowed(trip, '违规出差放行'),
    hasTripBasis: trip?.hasBasis === true,
    consentedBeforeDeparture: before(trip?.consentedAt),
    filedBeforeDeparture: before(trip?.filing?.filedAt),
  });
  return { regular: values['tripRegular'] === true, lacking: notices };
}

/** Days on which the agenda has a traveller in an official car, as `person/day`. */
async function carDaysBooked(tx: ReadTx, { travellers }: StandingTrip, { startAt, endAt }: ClaimForm): Promise<readonly string[]> {
  const [from, last] = [dayOf(startAt), dayOf(endAt)];
  const entries = await Promise.all(travellers.map(({ personId }) => agendaOf(tx, { personId, from, until: addDays(last, 1), sorts: ['用车'] })));
  return entries.flat().flatMap(({ personId, fromAt, untilAt }) => {
    const days: string[] = [];
    for (let day = civilDayOf(new Date(fromAt)); day <= last && day <= civilDayOf(new Date(new Date(untilAt).getTime() - 1)); day = addDays(day, 1))
      if (day >= from) days.push(`${personId}/${day}`);
    return days;
  });
}

function isOverdue(
  rules: RulesInForce,
  officeId: number,
  { endAt, on, today }: { readonly endAt: string; readonly on: CivilDate; readonly today: CivilDate },
): boolean {
  const period = rules.duty({ officeId, duty: CLAIM_DUTY, on })?.period;
  return period?.kind === 'triggered' && today > dueAfter(period, dayOf(endAt)).dueOn;
}

/** What the claim says of its hotel and meal invoices. */
function statedIn({ bills, meals }: ClaimForm): readonly StatedInvoice[] {
  return [
    ...bills.map(({ number, date, seller, nights }) => ({ number, date, seller, amount: nights.reduce((sum, night) => sum + night.amount, 0) })),
    ...meals.map(({ number, on, seller, amount }) => ({ number, date: on, seller, amount })),
  ];
}
