import { Failure } from '../../platform/act/failure.ts';
import { endAgenda } from '../../platform/agenda/agenda.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { MatterDraft, MatterKind } from '../../platform/matters/kind.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import { bookVehicle, postsOfPeople, yieldBookings, type Span } from './booking-store.ts';
import { clashOf, clashRefusals, clashWords, freeWords } from './clash.ts';
import { vehicleRequestForm, type VehicleRequestForm } from './contract-trip.ts';
import { endDispatchOf } from './dispatch-store.ts';
import { GENERAL_OFFICE } from './posts.ts';
import { restDaysBetween } from './rest-days.ts';
import { vehicleById } from './vehicle-store.ts';
import { vehicleNames } from './overview.ts';

/** 局党组成员, as the office's posts have it (VEH-01c). */
const PARTY_GROUP = '班子成员';
/** 中层骨干 (VEH-01d). */
const MIDDLE = ['股室负责人', '办公室主任'] as const;

/** From when to when a request asks for a car. */
export function spanOf({ fromAt, untilAt }: { readonly fromAt: string; readonly untilAt: string }): Span {
  return { fromAt: momentOf(fromAt), untilAt: momentOf(untilAt) };
}

/** 用车申请 (VEH-01, VEH-02): whoever goes; a car that is named is held from the submission on. */
export function vehicleRequest(rules: RulesInForce): MatterKind<VehicleRequestForm> {
  return {
    kind: 'vehicle-request',
    title: '用车申请',
    purpose: '因公用车，由办公室统一安排；写明乘车人、时间和路线。',
    question: '用车审批',
    series: '用车',
    form: vehicleRequestForm,
    names: vehicleNames,
    gist: ({ form, linkedMatterId }) => ({
      title: `${form.purposeKind}：${form.destination}`,
      amount: null,
      factDay: civilDayOf(momentOf(form.fromAt)),
      parties: form.passengers.map((personId) => ({ personId, role: '受益人' })),
      linkedMatterId,
    }),
    facts: requestFacts,
    objections: async (tx, { matterId, form }) => {
      const span = spanOf(form);
      const [vehicle, clash] =
        form.vehicleId === null
          ? []
          : await Promise.all([vehicleById(tx, form.vehicleId), clashOf(tx, { vehicleId: form.vehicleId, except: matterId, ...span })]);
      if (vehicle === undefined || clash === undefined) return [];
      return clashRefusals(rules, { officeId: tx.officeId, plate: vehicle.plate, clash, span });
    },
    whenSubmitted: async (tx, { matterId, form }, { now }) => {
      await yieldBookings(tx, { matterId, now });
      if (form.vehicleId === null) return;
      const span = spanOf(form);
      if (await bookVehicle(tx, { vehicleId: form.vehicleId, matterId, state: '预定', now, ...span })) return;
      // Somebody was faster since the form was read: nothing of this submission is kept.
      const [vehicle, clash] = await Promise.all([vehicleById(tx, form.vehicleId), clashOf(tx, { vehicleId: form.vehicleId, except: matterId, ...span })]);
      throw new Failure('conflict', clashWords(vehicle?.plate ?? '', clash), [freeWords(clash)]);
    },
    whenApproved: (tx, { matterId, number }, { now, today }) =>
      notifyPosts(tx, { posts: [GENERAL_OFFICE], on: today, sentence: `${number}已批准，请派车。`, subject: { kind: 'matter', id: matterId }, now }),
    whenEnded: async (tx, { matterId }, { now }) => {
      await Promise.all([
        yieldBookings(tx, { matterId, now }),
        endAgenda(tx, { matterId, at: now }),
        endDispatchOf(tx, { matterId, reason: '用车申请已撤回或作废', at: now }),
      ]);
    },
    leadsTo: [
      {
        kind: 'vehicle-hire',
        label: '据此租车',
        by: GENERAL_OFFICE,
        start: ({ purpose, destination, fromAt, untilAt }) => ({ purpose, route: destination, fromAt, untilAt }),
      },
      {
        kind: 'rest-day-use',
        label: '节假日用车报告',
        by: GENERAL_OFFICE,
        start: ({ purpose, vehicleId, passengers, fromAt, untilAt }) => ({
          vehicleId,
          from: fromAt.slice(0, 10),
          until: untilAt.slice(0, 10),
          reason: purpose,
          users: passengers,
        }),
      },
    ],
    endsIn: 'approved',
  };
}

async function requestFacts(tx: ReadTx, { form, handlerId, today }: MatterDraft<VehicleRequestForm>) {
  const { fromAt, untilAt } = spanOf(form);
  const posts = await postsOfPeople(tx, form.passengers.length > 0 ? form.passengers : [handlerId], today);
  return {
    vehiclePurpose: form.purposeKind,
    purposeExplained: form.explanation !== '',
    partyGroupMember: posts.includes(PARTY_GROUP),
    middleCadre: MIDDLE.some((post) => posts.includes(post)),
    specialReason: form.specialReason !== '',
    touchesRestDay: restDaysBetween(fromAt, untilAt).length > 0,
  };
}
