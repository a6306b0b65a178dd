import type { MatterKind } from '../../platform/matters/kind.ts';
import { restDayForm, substituteForm, type RestDayForm, type SubstituteForm } from './contract-trip.ts';
import { hasLicence, vehicleById } from './vehicle-store.ts';

/** 节假日用车报告 (VEH-05e): by 办公室, to the leader in charge; to the head if the leader himself goes. */
export const restDayUse: MatterKind<RestDayForm> = {
  kind: 'rest-day-use',
  title: '节假日用车报告',
  purpose: '休息日、节假日因公用车，由办公室事前报告分管领导；县纪委报备后另行登记。',
  question: '节假日用车',
  series: '节用',
  form: restDayForm,
  gist: ({ form, today, linkedMatterId }) => ({ title: `${form.from}至${form.until}：${form.reason}`, amount: null, factDay: today, parties: form.users.map((personId) => ({ personId, role: '受益人' })), linkedMatterId }),
  facts: async () => ({}),
  endsIn: 'approved',
};

/** 代驾审批 (VEH-04): somebody with a licence in place of the car's own driver. */
export const driverSubstitute: MatterKind<SubstituteForm> = {
  kind: 'driver-substitute',
  title: '代驾审批',
  purpose: '专职驾驶员不在岗时，由有驾驶资质的本单位人员代驾；先报分管领导，再由局长批准。',
  question: '代驾审批',
  series: '代驾',
  form: substituteForm,
  gist: ({ form, today, linkedMatterId }) => ({ title: `${form.from}至${form.until}代驾：${form.reason}`, amount: null, factDay: today, parties: [{ personId: form.driverId, role: '受益人' }], linkedMatterId }),
  facts: async (tx, { form }) => {
    const vehicle = await vehicleById(tx, form.vehicleId);
    return { licenceValid: vehicle !== undefined && (await hasLicence(tx, { personId: form.driverId, licenceClass: vehicle.licenceClass, until: form.until })) };
  },
  endsIn: 'approved',
};
