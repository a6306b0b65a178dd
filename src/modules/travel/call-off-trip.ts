import { endAgenda } from '../../platform/agenda/agenda.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { onlyHandler } from '../../platform/matters/entitled.ts';
import { NO_CHANGE } from '../../platform/matters/move.ts';
import { lockMatter, type SeenMatter } from '../../platform/matters/seen.ts';
import { writeMove } from '../../platform/matters/write-move.ts';
import { endObligation } from '../../platform/obligations/open.ts';
import { noteSetOff } from '../../platform/payments/set-off.ts';
import { voidNumbers } from '../../platform/registers/series.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import type { CallOffTrip } from './contract.ts';
import { CLAIM_DUTY } from './sheet-kind.ts';
import { freeTravellers, standingTrip, tripByNumber, type StandingTrip } from './store.ts';

interface Seen {
  readonly matter: SeenMatter;
  readonly trip: StandingTrip;
}

interface Plan extends Seen {
  readonly reason: string;
}

/** 取消出差: an agreed trip, filed or not, that does not take place. The days are free again and no claim is due; its number stays, void. */
export const callOffTripVerb: Verb<CallOffTrip, Seen, Plan, { readonly matterId: number }> = {
  name: 'call-off-trip',
  title: '取消出差',
  who: '经办人',
  read: async (tx, input) => {
    const found = await tripByNumber(tx, input.trip);
    if (found === undefined) throw new Failure('not-found', `没有已同意的出差“${input.trip}”。`, ['核对出差编号']);
    const [matter, trip] = await Promise.all([lockMatter(tx, found), standingTrip(tx, { tripId: found.matterId, asking: null })]);
    if (trip === undefined) throw new Error(`trip ${found.matterId} is gone`);
    return { matter, trip };
  },
  decide: (seen, { reason }, { actor }) => {
    const { matter, trip } = seen;
    const against = onlyHandler(matter, actor, '取消出差');
    if (against !== undefined) return { no: against };
    if (trip.otherClaim) return no('claimed', '本次出差已经提交报销，不能取消。', ['先撤回报销']);
    if (trip.advancesPaid > 0)
      return no('advance-paid', `本次出差已预借${yuanInWords(fen(trip.advancesPaid))}，不能直接取消。`, ['冲销预借的付款凭证后再取消']);
    return { yes: { ...seen, reason } };
  },
  write: async (tx, { matter, trip, reason }, moment) => {
    const { matterId } = trip;
    const { now, actor } = moment;
    const sent = [
      ...writeMove(tx, { ...NO_CHANGE, matter, state: 'void' }, moment),
      freeTravellers(tx, matterId, now),
      endAgenda(tx, { matterId, at: now }),
      voidNumbers(tx, { subject: { kind: 'matter', id: matterId }, reason: `取消：${reason}` }),
      // What was lent for it and not fetched yet is not paid any more.
      ...trip.advancesUnpaid.map((advance) => noteSetOff(tx, advance)),
      endObligation(tx, { duty: CLAIM_DUTY, occasion: `matter/${matterId}`, state: 'lapsed', by: actor.personId, with: { reason }, now }),
    ];
    return { result: { matterId }, entry: { subject: { kind: 'matter', id: matterId }, detail: { reason } }, sent };
  },
};
