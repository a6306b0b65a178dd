import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import type { Decision } from '../../rules/decision.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Moment, Verb, Verdict } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { ActTx } from '../../platform/db/transaction.ts';
import { notifyPosts } from '../../platform/notices/notify.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import { shanghai } from '../../platform/print/moment.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Duty } from '../../rules/pack/pack.ts';
import { CHECKS, type TakeOutVehicle } from './contract-trip.ts';
import { dispatchInForce, type Dispatch } from './dispatch-store.ts';
import { DRIVER, WATCHERS } from './posts.ts';
import { insertTrip, sealOf, tripOut, type OpenTrip, type Seal } from './trip-store.ts';
import { setOdometer, vehicleByPlate, type Vehicle } from './vehicle-store.ts';

export const RETURN_DUTY = '收车登记';

interface Seen {
  readonly vehicle: Vehicle;
  readonly dispatch: Dispatch | undefined;
  readonly out: OpenTrip | undefined;
  readonly seal: Seal | undefined;
}

interface Plan extends Seen {
  readonly input: TakeOutVehicle;
  readonly outAt: Date;
  readonly decision: Decision;
  readonly duty: Duty | undefined;
}

/** 出车 (VEH-02d, VEH-05a, VEH-08): fit, checked, on a notice issued before, from where the odometer stood. Without a notice it is entered and reported. */
export function takeOutVerb(rules: RulesInForce): Verb<TakeOutVehicle, Seen, Plan, { readonly tripId: number; readonly remarks: readonly string[] }> {
  return {
    name: 'take-out-vehicle',
    title: '出车',
    who: DRIVER,
    read: async (tx, { plate, dispatch: number }) => {
      const vehicle = await vehicleByPlate(tx, plate);
      if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
      const [dispatch, out, seal] = await Promise.all([
        number === '' ? undefined : dispatchInForce(tx, number),
        tripOut(tx, vehicle.vehicleId),
        sealOf(tx, vehicle.vehicleId),
      ]);
      if (number !== '' && dispatch === undefined)
        throw new Failure('not-found', `没有现行的派车通知“${number}”。`, ['重新选择派车通知', '没有派车通知的，该栏留空，登记后由办公室补记原因']);
      return { vehicle, dispatch, out, seal };
    },
    decide: (seen, input, moment) => judge(rules, { seen, input, moment }),
    write,
  };
}

function judge(
  rules: RulesInForce,
  { seen, input, moment: { actor, now } }: { readonly seen: Seen; readonly input: TakeOutVehicle; readonly moment: Moment },
): Verdict<Plan> {
  const { vehicle, dispatch, out, seal } = seen;
  const { plate, odometer } = input;
  const outAt = momentOf(input.outAt);
  if (dispatch === undefined ? actor.personId !== vehicle.driverId && !holds(actor, DRIVER) : actor.personId !== dispatch.driverId)
    return no('not-driver', dispatch === undefined ? `${plate}由驾驶员出车。` : `${dispatch.number}的驾驶人是${dispatch.driverName}。`);
  if (dispatch !== undefined && dispatch.vehicleId !== vehicle.vehicleId)
    return no('other-vehicle', `${dispatch.number}派的是${dispatch.plate}，不是${plate}。`);
  if (dispatch === undefined && (input.user === '' || input.purpose === '' || input.route === ''))
    return no('incomplete', '没有派车通知的，须写明用车人、事由和路线。', ['选择派车通知', '补填用车人、事由和路线']);
  if (outAt > now) return no('future', '出车时间不能晚于现在。');
  if (out !== undefined) return no('out-already', `${plate}自${shanghai(out.outAt)}出车后还没有收车。`, ['先登记收车']);
  if (seal !== undefined) return no('sealed', `${plate}自${shanghai(seal.sealedAt)}封存，还没有启封。`, ['先登记启封']);
  const facts = {
    fitConfirmed: input.fit,
    hasNotice: dispatch !== undefined,
    noticeBeforeDeparture: dispatch !== undefined && dispatch.issuedAt <= outAt,
    checkComplete: CHECKS.every((one) => input.checks.includes(one)),
    odometerBackwards: odometer < vehicle.odometer,
    odometerGap: Math.max(0, odometer - vehicle.odometer),
    gapExplained: input.gapReason !== '',
  };
  const on = civilDayOf(outAt);
  const decision = rules.decide({ officeId: actor.officeId, question: '出车', facts, on });
  const [first] = decision.refusals;
  if (first !== undefined) return { no: first, all: decision.refusals };
  return { yes: { ...seen, input, outAt, decision, duty: rules.duty({ officeId: actor.officeId, duty: RETURN_DUTY, on }) } };
}

async function write(tx: ActTx, { vehicle, dispatch, input, outAt, decision, duty }: Plan, { actor, now, today }: Moment) {
  const withoutDispatch = decision.values['withoutDispatch'] === true;
  const remarks = decision.notices.map((one) => one.sentence);
  const { odometer: outKm, gapReason, checks } = input;
  const tripId = await insertTrip(tx, {
    vehicleId: vehicle.vehicleId,
    dispatchId: dispatch?.dispatchId ?? null,
    driverId: actor.personId ?? 0,
    user: dispatch?.user ?? input.user,
    purpose: dispatch?.purpose ?? input.purpose,
    route: dispatch?.route ?? input.route,
    outAt,
    outKm,
    gapKm: outKm - vehicle.odometer,
    gapReason,
    checks,
    withoutDispatch,
    remarks,
  });
  const subject = { kind: 'vehicle-trip', id: tripId };
  const sent: Promise<unknown>[] = [setOdometer(tx, vehicle.vehicleId, outKm)];
  if (duty !== undefined)
    sent.push(
      openDuty(tx, {
        duty,
        event: civilDayOf(dispatch?.untilAt ?? outAt),
        today,
        subject,
        handlerId: actor.personId,
        about: `${vehicle.plate}${shanghai(outAt)}出车`,
      }),
    );
  if (withoutDispatch)
    sent.push(
      notifyPosts(tx, { posts: WATCHERS, on: today, sentence: `${vehicle.plate}${shanghai(outAt)}由${actor.name}出车：${remarks.join('')}`, subject, now }),
    );
  return {
    result: { tripId, remarks },
    entry: { subject, detail: { plate: vehicle.plate, dispatch: dispatch?.number ?? null, outAt: input.outAt, outKm, gapReason, checks, withoutDispatch } },
    sent,
  };
}
