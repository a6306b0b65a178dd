import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { MatterKind } from '../../platform/matters/kind.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { dayOf, sheetForm, type SheetForm } from './contract.ts';
import { sheetPaper } from './papers.ts';
import { fileTrip, standingTrip, travellerKind } from './store.ts';

/** The duty to claim after the trip. */
export const CLAIM_DUTY = '出差报销';

/** 出差审批单: signed after the consents and filed by 办公室 with a number, before departure. From its filing the claim will be due. */
export function tripSheet(rules: RulesInForce): MatterKind<SheetForm> {
  return {
    kind: 'trip-sheet',
    title: '出差审批单',
    purpose: '出差同意之后填写，办公室主任、分管领导签名，办公室编号备案。',
    question: '出差审批单',
    series: '差审',
    form: sheetForm,
    gist: ({ today, linkedMatterId }) => ({ title: '出差审批单', amount: null, factDay: today, parties: [], linkedMatterId }),
    facts: async (tx, { linkedMatterId, matterId, handlerId, today }) => {
      const [trip, who] = await Promise.all([standingTrip(tx, { tripId: linkedMatterId, asking: matterId }), travellerKind(tx, handlerId, today)]);
      return { travellerKind: who, tripConsented: trip?.agreed === true && trip.handlerId === handlerId, tripSheetFiled: trip?.otherSheet === true };
    },
    paper: sheetPaper,
    whenApproved: async (tx, { matterId, linkedMatterId, handlerId, factDay }, { now, today }) => {
      const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
      if (trip === undefined) throw new Error(`sheet ${matterId} has no trip`);
      const subject = { kind: 'matter', id: trip.matterId };
      const duty = rules.duty({ officeId: tx.officeId, duty: CLAIM_DUTY, on: factDay });
      if (duty !== undefined) await openDuty(tx, { duty, event: dayOf(trip.form.endAt), today, subject, handlerId, about: `${trip.number} ${trip.title}` });
      const number = await takeNumber(tx, { series: '差备', year: Number(today.slice(0, 4)), subject, now });
      await fileTrip(tx, { tripId: trip.matterId, sheetId: matterId, number, now });
    },
    ofHandler: true,
    endsIn: 'closed',
  };
}
