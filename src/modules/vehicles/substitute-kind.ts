import type { MatterKind } from '../../platform/matters/kind.ts';
import { substituteForm, type SubstituteForm } from './contract-trip.ts';
import { hasLicence, vehicleById } from './vehicle-store.ts';
import { vehicleNames } from './overview.ts';

/** 代驾审批 (VEH-04): somebody with a licence in place of the car's own driver. */
export const driverSubstitute: MatterKind<SubstituteForm> = {
  kind: 'driver-substitute',
  title: '代驾审批',
  purpose: '专职驾驶员不在岗时，由有驾驶资质的本单位人员代驾；先报分管领导，再由局长批准。',
  question: '代驾审批',
  series: '代驾',
  form: substituteForm,
  names: vehicleNames,
  gist: ({ form, today, linkedMatterId }) => ({
    title: `${form.from}至${form.until}代驾：${form.reason}`,
    amount: null,
    factDay: today,
    parties: [{ personId: form.driverId, role: '受益人' }],
    linkedMatterId,
  }),
  facts: async (tx, { form }) => {
    const vehicle = await vehicleById(tx, form.vehicleId);
    return {
      licenceValid: vehicle !== undefined && (await hasLicence(tx, { personId: form.driverId, licenceClass: vehicle.licenceClass, until: form.until })),
    };
  },
  endsIn: 'approved',
};
