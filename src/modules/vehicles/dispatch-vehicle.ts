import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Asking, Moment, Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { endAgenda, writeAgenda } from '../../platform/agenda/agenda.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import { shanghai } from '../../platform/print/moment.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { bookVehicle, isSubstitute, requestsWaiting, requestToDispatch, restDaysReported, yieldBookings } from './booking-store.ts';
import { clashOf, clashRefusals, clashWords, freeWords, type Clash } from './clash.ts';
import type { DispatchVehicle } from './contract-trip.ts';
import { drivesElsewhere, endDispatchOf, insertDispatch } from './dispatch-store.ts';
import { nameOf } from './person-name.ts';
import { GENERAL_OFFICE } from './posts.ts';
import { aheadOf, isBefore, rankOf, type Ranked } from './precedence.ts';
import { restDaysBetween } from './rest-days.ts';
import { hasLicence, vehicleByPlate, type Vehicle } from './vehicle-store.ts';

interface Seen {
  readonly request: Ranked;
  readonly vehicle: Vehicle;
  readonly driverName: string;
  readonly licensed: boolean;
  readonly substitute: boolean;
  readonly restDays: number;
  readonly reported: boolean;
  readonly filed: boolean;
  readonly clash: Clash;
  readonly ahead: readonly Ranked[];
  /** A request that holds the car without having been sent out with it. */
  readonly holder: Ranked | undefined;
  /** Where the driver has been sent in that time. */
  readonly elsewhere: { readonly number: string; readonly fromAt: Date; readonly untilAt: Date } | undefined;
}

interface Plan extends Seen {
  readonly input: DispatchVehicle;
}

/** 派车 (VEH-01, VEH-02c): a numbered notice to the driver; again for the same request it is a new version. Nobody ever has the car twice. */
export function dispatchVehicleVerb(rules: RulesInForce): Verb<DispatchVehicle, Seen, Plan, { readonly number: string; readonly version: number }> {
  return {
    name: 'dispatch-vehicle',
    title: '派车',
    who: GENERAL_OFFICE,
    read: (tx, input, asking) => read(rules, tx, { input, asking }),
    decide: (seen, input, moment) => judge(rules, { seen, input, moment }),
    write,
  };
}

async function read(rules: RulesInForce, tx: ReadTx, { input, asking }: { readonly input: DispatchVehicle; readonly asking: Asking }): Promise<Seen> {
  const [found, vehicle] = await Promise.all([requestToDispatch(tx, input.request), vehicleByPlate(tx, input.plate)]);
  if (found === undefined) throw new Failure('not-found', `没有用车申请“${input.request}”。`);
  if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${input.plate}”。`);
  const request = rankOf(rules, tx.officeId, found);
  const { span, matterId } = request;
  const { vehicleId, licenceClass } = vehicle;
  const { driverId } = input;
  const [from, until] = [civilDayOf(span.fromAt), civilDayOf(span.untilAt)];
  const days = restDaysBetween(span.fromAt, span.untilAt);
  const [driverName, licensed, substitute, rest, clash, others, elsewhere] = await Promise.all([
    nameOf(tx, driverId),
    hasLicence(tx, { personId: driverId, licenceClass, until }),
    isSubstitute(tx, { vehicleId, driverId, from, until }),
    restDaysReported(tx, { vehicleId, days, before: span.fromAt }),
    clashOf(tx, { vehicleId, except: matterId, ...span }),
    requestsWaiting(tx, asking.now),
    drivesElsewhere(tx, { driverId, except: matterId, ...span }),
  ]);
  const waiting = others.map((one) => rankOf(rules, tx.officeId, one));
  const holder = waiting.find((one) => clash.taken.some((taken) => taken.state === '预定' && taken.matterId === one.matterId));
  return { request, vehicle, driverName, licensed, substitute, restDays: days.length, ...rest, clash, ahead: aheadOf(request, waiting), holder, elsewhere };
}

function judge(
  rules: RulesInForce,
  { seen, input, moment: { actor, now } }: { readonly seen: Seen; readonly input: DispatchVehicle; readonly moment: Moment },
): Verdict<Plan> {
  const { request, vehicle, clash, holder } = seen;
  const { officeId } = actor;
  const on = civilDayOf(request.span.fromAt);
  const { refusals } = rules.decide({ officeId, question: '派车', facts: factsOf({ seen, input, byOffice: holds(actor, GENERAL_OFFICE) }), on });
  // A hold gives way to whoever stands before it, or for a reason that is written down; a car that has been sent out does not.
  const yields = holder !== undefined && clash.taken.every((one) => one.matterId === holder.matterId) && (isBefore(request, holder) || input.deviation !== '');
  const against = yields ? [] : clashRefusals(rules, { officeId, plate: vehicle.plate, clash, span: request.span });
  const all = [...refusals, ...against];
  const [first] = all;
  if (first !== undefined) return { no: first, all };
  if (vehicle.retired) return no('retired', `${vehicle.plate}已停用。`, [freeWords(clash)]);
  if (request.span.untilAt <= now) return no('past', '用车时间已经过去。');
  const { elsewhere } = seen;
  if (elsewhere !== undefined)
    return no('driver-busy', `${seen.driverName}已由${elsewhere.number}派出：${shanghai(elsewhere.fromAt)}至${shanghai(elsewhere.untilAt)}。`, [
      '改派其他驾驶人',
    ]);
  const going = new Set([...request.passengerIds, input.driverId]).size;
  if (going > vehicle.seats)
    return no('seats', `${vehicle.plate}核定${vehicle.seats}座，乘车人和驾驶人共${going}人。`, ['改派座位足够的车辆', freeWords(clash)]);
  return { yes: { ...seen, input } };
}

function factsOf({ seen, input, byOffice }: { readonly seen: Seen; readonly input: DispatchVehicle; readonly byOffice: boolean }) {
  const { request, vehicle, holder } = seen;
  const until = civilDayOf(request.span.untilAt);
  const blocked = seen.ahead.length > 0 && seen.clash.free.length <= seen.ahead.length;
  return {
    handlerInGeneralOffice: byOffice,
    finallyApproved: request.state === 'approved',
    approvedBeforeDeparture: request.agreedAt !== null && request.agreedAt <= request.span.fromAt,
    outranked: blocked || (holder !== undefined && isBefore(holder, request)),
    deviationReason: input.deviation !== '',
    driverKind: input.driverId === vehicle.driverId ? '专职驾驶员' : seen.substitute ? '经批准代驾' : '其他人员',
    licenceValid: seen.licensed,
    inspectionValid: vehicle.inspectionUntil >= until,
    compulsoryValid: vehicle.compulsoryUntil >= until,
    touchesRestDay: seen.restDays > 0,
    restDayReported: seen.restDays > 0 && seen.reported,
    restDayFiled: seen.restDays > 0 && seen.filed,
  };
}

async function write(tx: ActTx, plan: Plan, { actor, now, today }: Moment) {
  const { request, vehicle, driverName, input, holder, clash } = plan;
  const { matterId, span, asked, dispatch } = request;
  if (holder !== undefined) await yieldHold(tx, { plan, holder, now });
  await Promise.all([yieldBookings(tx, { matterId, now }), endDispatchOf(tx, { matterId, reason: '更改派车', at: now }), endAgenda(tx, { matterId, at: now })]);
  const taken = await bookVehicle(tx, { vehicleId: vehicle.vehicleId, matterId, state: '派出', now, ...span });
  if (!taken) throw new Failure('conflict', clashWords(vehicle.plate, clash), [freeWords(clash)]);
  await writeAgenda(tx, {
    sort: '用车',
    title: `用车：${asked.destination}`,
    personIds: [...request.passengerIds, input.driverId],
    resource: vehicle.plate,
    ...span,
    matterId,
    now,
  });
  const number =
    dispatch?.number ?? (await takeNumber(tx, { series: '派车', year: Number(today.slice(0, 4)), subject: { kind: 'matter', id: matterId }, now }));
  const version = (dispatch?.version ?? 0) + 1;
  const { deviation, parkingConfirmed, driverId } = input;
  await insertDispatch(
    tx,
    {
      number,
      version,
      matterId,
      vehicleId: vehicle.vehicleId,
      hireCarId: null,
      driverId,
      driverName,
      ...span,
      route: asked.destination,
      purpose: asked.purpose,
      user: request.user,
      rank: request.rank,
      deviation,
      parkingConfirmed,
    },
    { personId: actor.personId, now },
  );
  const subject = { kind: 'matter', id: matterId };
  const when = `${shanghai(span.fromAt)}至${shanghai(span.untilAt)}`;
  const sent = [
    notify(tx, {
      personIds: [driverId],
      sentence: `${number}${version > 1 ? `（第${version}版）` : ''}：请于${when}驾驶${vehicle.plate}，${asked.destination}，用车人${request.user}。`,
      subject,
      now,
    }),
    notify(tx, { personIds: [request.handlerId, ...request.passengerIds], sentence: `${number}：${when}由${driverName}驾驶${vehicle.plate}。`, subject, now }),
  ];
  return {
    result: { number, version },
    entry: {
      subject,
      detail: { number, version, plate: vehicle.plate, driverId, rank: request.rank, deviation, passedOver: plan.ahead.map((one) => one.number) },
    },
    sent,
  };
}

/** Whoever held the car is told, and offered another or hire (VEH-02b). */
async function yieldHold(tx: ActTx, { plan, holder, now }: { readonly plan: Plan; readonly holder: Ranked; readonly now: Date }): Promise<void> {
  await yieldBookings(tx, { matterId: holder.matterId, now });
  const sentence = `${holder.number}预定的${plan.vehicle.plate}已按派车次序让给${plan.request.user}${plan.input.deviation === '' ? '' : `（${plan.input.deviation}）`}，由办公室另行派车或租车。`;
  await notify(tx, { personIds: [holder.handlerId], sentence, subject: { kind: 'matter', id: holder.matterId }, now });
}
