import type { Decision, Refusal } from '../../rules/decision.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { civilDayOf, momentOf, type CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { endAgenda, writeAgenda } from '../../platform/agenda/agenda.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { Moment } from '../../platform/act/verb.ts';
import type { MatterDraft, MatterKind, StandingMatter } from '../../platform/matters/kind.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { freeCars, postsOfPeople } from './booking-store.ts';
import { hireForm, type HireForm } from './contract-money.ts';
import { closeRequest, endDispatchOf, insertDispatch } from './dispatch-store.ts';
import { hireCarByPlate, requestForHire, settledRent, type HireCar } from './hire-store.ts';
import { GENERAL_OFFICE } from './posts.ts';
import { spanOf } from './request-kind.ts';
import { restDaysBetween } from './rest-days.ts';

/** What kilometres cost in a car of that class, as the regulation reckons it (VEH-03c). */
export function rentFor(
  rules: RulesInForce,
  ask: { readonly officeId: number; readonly vehicleClass: string; readonly odometerKm: number; readonly routeKm: number; readonly on: CivilDate },
): Decision {
  const { officeId, on, ...facts } = ask;
  return rules.decide({ officeId, question: '租金', facts, on });
}

/** 租车审批 (VEH-02b, VEH-03): for a request no car was free for; the slip is issued with the last signature. */
export function vehicleHire(rules: RulesInForce): MatterKind<HireForm> {
  return {
    kind: 'vehicle-hire',
    title: '租车审批',
    purpose: '用车冲突、没有空闲公车时由办公室租车；从已批准的用车申请发起。',
    question: '租车审批',
    businessClass: '租车',
    alsoAsks: () => ['事前审批'],
    series: '租车',
    form: hireForm,
    gist: ({ form, linkedMatterId }) => ({
      title: `租车：${form.route}`,
      amount: form.amount,
      factDay: civilDayOf(momentOf(form.fromAt)),
      parties: form.ownerId === null ? [] : [{ personId: form.ownerId, role: '收款人' }],
      linkedMatterId,
    }),
    facts: hireFacts,
    objections: async (tx, { form }) => {
      const car = await hireCarByPlate(tx, form.plate);
      return car === undefined ? [] : estimateObjections(rules, { officeId: tx.officeId, form, car });
    },
    objectionsToFollower: async (tx, { matterId, follower }) => {
      const settled = await settledRent(tx, matterId);
      const { amount, payee } = follower.form as { readonly amount?: number; readonly payee?: string }; // a claim has both
      if (follower.kind !== 'claim') return [];
      if (settled === undefined)
        return [{ code: 'not-settled', clause: null, sentence: '租车还没有结算，不能报销。', whatWouldHelp: ['由办公室登记租车结算'] }];
      if (settled.rent === amount && settled.owner === payee) return [];
      return [
        {
          code: 'other-rent',
          clause: null,
          sentence: `结算的租金为${yuanInWords(fen(settled.rent))}，出租人为${settled.owner}。`,
          whatWouldHelp: ['按租车结算填写金额和收款人'],
        },
      ];
    },
    whenApproved: issueSlip,
    whenEnded: async (tx, { matterId }, { now }) => {
      await Promise.all([endAgenda(tx, { matterId, at: now }), endDispatchOf(tx, { matterId, reason: '租车已撤回或作废', at: now })]);
    },
    leadsTo: [
      {
        kind: 'claim',
        label: '据此报销',
        start: ({ route, amount }) => ({ purpose: `租车：${route}`, category: '租车费', amount, paymentMethod: '银行转账' }),
      },
    ],
    endsIn: 'approved',
  };
}

async function hireFacts(tx: ReadTx, { form, handlerId, linkedMatterId, today }: MatterDraft<HireForm>) {
  const span = spanOf(form);
  const [car, request, free, posts] = await Promise.all([
    hireCarByPlate(tx, form.plate),
    requestForHire(tx, linkedMatterId),
    freeCars(tx, { except: linkedMatterId, ...span }),
    postsOfPeople(tx, [handlerId], today),
  ]);
  if (car === undefined)
    throw new Failure(
      'bad-input',
      `租用车辆备案中没有“${form.plate}”。`,
      ['由办公室先登记租用车辆'],
      [{ path: 'plate', sentence: `租用车辆备案中没有“${form.plate}”` }],
    );
  const last = civilDayOf(span.untilAt);
  return {
    handlerInGeneralOffice: posts.includes(GENERAL_OFFICE),
    hasVehicleRequest: request !== undefined,
    ownCarFree: free.length > 0,
    ownerHandles: car.ownerId === handlerId,
    staffCar: car.ownerId !== null,
    inspectionValid: car.inspectionUntil >= last,
    compulsoryValid: car.compulsoryUntil >= last,
    thirdPartyValid: car.thirdPartyUntil !== null && car.thirdPartyUntil >= last,
    coverageConfirmed: form.coverageConfirmed,
    lessorSigned: car.signed,
    touchesRestDay: restDaysBetween(span.fromAt, span.untilAt).length > 0,
    amount: form.amount,
    expenseCategory: '租车费',
    officeSupplies: false,
    smallItem: false,
    batch: false,
    listComplete: false,
    splitSum: form.amount,
    supplementary: false,
  };
}

/** The owner is the one on file, so that he stands aside; the estimate is what the regulation reckons for the route. */
function estimateObjections(
  rules: RulesInForce,
  { officeId, form, car }: { readonly officeId: number; readonly form: HireForm; readonly car: HireCar },
): readonly Refusal[] {
  const owner: readonly Refusal[] =
    car.ownerId === form.ownerId
      ? []
      : [
          {
            code: 'owner',
            clause: null,
            sentence: `${car.plate}备案的车主为${car.owner}${car.ownerId === null ? '，不是机关干部' : ''}。`,
            whatWouldHelp: ['按备案填写机关干部车主'],
          },
        ];
  const { values, reasons } = rentFor(rules, {
    officeId,
    vehicleClass: car.vehicleClass,
    odometerKm: form.routeKm,
    routeKm: form.routeKm,
    on: civilDayOf(momentOf(form.fromAt)),
  });
  const rent = fen(Number(values['rent']));
  if (rent === form.amount) return owner;
  const clause = reasons.at(-1)?.clause ?? null;
  return [
    ...owner,
    {
      code: clause?.id ?? 'estimate',
      clause,
      sentence: `${car.vehicleClass}${form.routeKm}公里的租金为${yuanInWords(rent)}，与填写的预计租金不符。`,
      whatWouldHelp: [`预计租金填写${yuanInWords(rent)}`],
    },
  ];
}

/** 派车通知单 (VEH-02c). */
async function issueSlip(tx: ActTx, { matterId, form, linkedMatterId }: StandingMatter<HireForm>, { actor, now, today }: Moment): Promise<void> {
  const [car, request] = await Promise.all([hireCarByPlate(tx, form.plate), requestForHire(tx, linkedMatterId)]);
  if (car === undefined || request === undefined) throw new Error('a hire was approved without its car or its request');
  const span = spanOf(form);
  const number = await takeNumber(tx, { series: '派单', year: Number(today.slice(0, 4)), subject: { kind: 'matter', id: matterId }, now });
  await insertDispatch(
    tx,
    {
      number,
      version: 1,
      matterId,
      vehicleId: null,
      hireCarId: car.hireCarId,
      driverId: null,
      driverName: form.driver,
      ...span,
      route: form.route,
      purpose: form.purpose,
      user: request.user,
      rank: 3,
      deviation: '',
      parkingConfirmed: '',
    },
    { personId: actor.personId, now },
  );
  await writeAgenda(tx, { sort: '用车', title: `租车：${form.route}`, personIds: request.passengerIds, resource: car.plate, ...span, matterId, now });
  if (linkedMatterId !== null) await closeRequest(tx, linkedMatterId, now);
}
