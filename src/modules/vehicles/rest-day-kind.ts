import type { MatterKind } from '../../platform/matters/kind.ts';
import { restDayForm, type RestDayForm } from './contract-trip.ts';
import { vehicleNames } from './overview.ts';

/** 节假日用车报告 (VEH-05e): by 办公室, to the leader in charge; to the head if the leader himself goes. */
export const restDayUse: MatterKind<RestDayForm> = {
  kind: 'rest-day-use',
  title: '节假日用车报告',
  purpose: '休息日、节假日因公用车，由办公室事前报告分管领导；县纪委报备后另行登记。',
  question: '节假日用车',
  series: '节用',
  form: restDayForm,
  names: vehicleNames,
  gist: ({ form, today, linkedMatterId }) => ({
    title: `${form.from}至${form.until}：${form.reason}`,
    amount: null,
    factDay: today,
    parties: form.users.map((personId) => ({ personId, role: '受益人' })),
    linkedMatterId,
  }),
  facts: async () => ({}),
  endsIn: 'approved',
};
