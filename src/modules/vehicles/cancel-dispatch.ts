import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { endAgenda } from '../../platform/agenda/agenda.ts';
import { notify } from '../../platform/notices/notify.ts';
import { yieldBookings } from './booking-store.ts';
import type { CancelDispatch } from './contract-trip.ts';
import { dispatchInForce, endDispatchOf, type Dispatch } from './dispatch-store.ts';
import { GENERAL_OFFICE } from './posts.ts';
import { tripOut } from './trip-store.ts';

/** 取消派车 (VEH-02c): before the car has gone; the request waits for another one. */
export const cancelDispatchVerb: Verb<
  CancelDispatch,
  { readonly dispatch: Dispatch; readonly out: boolean },
  CancelDispatch & { readonly dispatch: Dispatch },
  { readonly number: string }
> = {
  name: 'cancel-dispatch',
  title: '取消派车',
  who: GENERAL_OFFICE,
  read: async (tx, { number }) => {
    const dispatch = await dispatchInForce(tx, number);
    if (dispatch === undefined) throw new Failure('not-found', `没有现行的派车通知“${number}”。`);
    const trip = dispatch.vehicleId === null ? undefined : await tripOut(tx, dispatch.vehicleId);
    return { dispatch, out: trip?.dispatchId === dispatch.dispatchId };
  },
  decide: ({ dispatch, out }, input, { actor }) => {
    if (!holds(actor, GENERAL_OFFICE)) return no('not-office', `派车由${GENERAL_OFFICE}取消。`);
    return out ? no('out', `${dispatch.plate}已经出车，不能取消。`, ['收车后登记']) : { yes: { ...input, dispatch } };
  },
  write: async (tx, { dispatch, number, reason }, { now }) => {
    const { matterId, driverId } = dispatch;
    const subject = { kind: 'matter', id: matterId };
    const sent = [
      endDispatchOf(tx, { matterId, reason, at: now }),
      yieldBookings(tx, { matterId, now }),
      endAgenda(tx, { matterId, at: now }),
      notify(tx, { personIds: driverId === null ? [] : [driverId], sentence: `${number}已取消：${reason}`, subject, now }),
    ];
    return { result: { number }, entry: { subject, detail: { number, reason } }, sent };
  },
};
