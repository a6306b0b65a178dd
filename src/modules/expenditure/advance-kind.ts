import type { MatterKind } from '../../platform/matters/kind.ts';
import { toHandler } from './payment.ts';
import { advanceForm, iouForm, type AdvanceForm, type IouForm } from './contract-travel.ts';
import { travellerOf } from './travel-store.ts';

/** 预借公务款 (FIN5-09): at most nine tenths of the estimate, settled after return. */
export const advance: MatterKind<AdvanceForm> = {
  kind: 'advance',
  title: '预借公务款',
  purpose: '因公务预借；回局后按期核销。',
  question: '借款审批',
  businessClass: '借款',
  series: '借款',
  form: advanceForm,
  gist: ({ form, today, linkedMatterId }) => ({
    title: form.purpose,
    amount: form.amount,
    factDay: today,
    parties: [],
    linkedMatterId,
    payment: toHandler('预借款', today),
  }),
  facts: async (tx, { form, handlerId, today }) => {
    const { departmentKind, overdueAdvance } = await travellerOf(tx, handlerId, today);
    return {
      amount: form.amount,
      estimate: form.estimate.reduce((sum, item) => sum + item.amount, 0),
      bureauStaff: departmentKind !== '站所室',
      overdueAdvance,
      officialPurpose: form.occasion !== '个人' && form.reference !== '',
    };
  },
  eventDay: ({ returnOn }) => returnOn,
  ofHandler: true,
  endsIn: 'approved',
};

/** 白条审批 (FIN5-05e): taken now, paid later, only where work truly requires it. */
export const iou: MatterKind<IouForm> = {
  kind: 'iou',
  title: '白条审批',
  purpose: '确需先领后付的，领取之前报批。',
  question: '白条审批',
  businessClass: '借款',
  series: '白条',
  form: iouForm,
  gist: ({ form, today, linkedMatterId }) => ({ title: `${form.items}先领后付`, amount: form.amount, factDay: today, parties: [], linkedMatterId }),
  facts: async (_tx, { form }) => ({
    amount: form.amount,
    iouComplete: form.reason !== '' && form.debtor !== '' && form.expectedOn !== null && form.amount > 0,
  }),
  eventDay: (_form, today) => today,
  ofHandler: true,
  endsIn: 'approved',
};
