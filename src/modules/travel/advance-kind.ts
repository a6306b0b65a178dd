import type { MatterKind } from '../../platform/matters/kind.ts';
import { advanceForm, type AdvanceForm } from './contract.ts';
import { advancePaper } from './papers.ts';
import { standingTrip } from './store.ts';
import { costOf } from './trip-kind.ts';

/** 出差预借: the regulation is silent; the office's own setting is the estimate of the trip as ceiling. The claim sets it off. */
export const tripAdvance: MatterKind<AdvanceForm> = {
  kind: 'trip-advance',
  title: '出差预借',
  purpose: '从已同意的出差发起，不超过预计费用；报销时冲抵，余款缴回。',
  question: '出差预借',
  businessClass: '差旅',
  series: '差借',
  form: advanceForm,
  gist: ({ form, today, linkedMatterId }) => ({
    title: '出差预借',
    amount: form.amount,
    factDay: today,
    parties: [],
    linkedMatterId,
    payment: { book: '机关', payee: null, category: '预借款', funding: '财政拨款', unionPurpose: null, spentOn: today, unitId: null, projectId: null },
  }),
  facts: async (tx, { form, linkedMatterId, matterId, handlerId }) => {
    const trip = await standingTrip(tx, { tripId: linkedMatterId, asking: matterId });
    return {
      tripConsented: trip?.agreed === true && trip.handlerId === handlerId,
      withinEstimate: trip !== undefined && trip.advances + form.amount <= costOf(trip.form) * trip.travellers.length,
      claimStands: trip?.otherClaim === true,
    };
  },
  paper: advancePaper,
  ofHandler: true,
  endsIn: 'approved',
};
