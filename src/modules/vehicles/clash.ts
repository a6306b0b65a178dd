import type { Refusal } from '../../rules/decision.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { shanghai } from '../../platform/print/moment.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { civilDayOf } from '../../rules/calendar/civil-date.ts';
import { bookingsAgainst, freeCars, type Booking, type FreeCar, type Span } from './booking-store.ts';

export interface Clash {
  readonly taken: readonly Booking[];
  readonly free: readonly FreeCar[];
}

/** Who has the car in that time, and which cars nobody has. */
export async function clashOf(tx: ReadTx, ask: Span & { readonly vehicleId: number; readonly except: number | null }): Promise<Clash> {
  const [taken, free] = await Promise.all([bookingsAgainst(tx, ask), freeCars(tx, ask)]);
  return { taken, free };
}

/** `鄂A12345已由王建华使用：2026-05-20 08:00至2026-05-20 12:00（派车〔2026〕3号）` */
export function clashWords(plate: string, { taken }: Pick<Clash, 'taken'>): string {
  return `${plate}${taken.map((one) => `已由${one.user}${one.state === '预定' ? '预定' : '使用'}：${shanghai(one.fromAt)}至${shanghai(one.untilAt)}`).join('；')}。`;
}

export function freeWords({ free }: Clash): string {
  return free.length === 0
    ? '这段时间没有空闲车辆，可由办公室安排租车'
    : `这段时间空闲的车辆：${free.map((one) => `${one.plate}（${one.model}，${one.seats}座）`).join('、')}`;
}

/** The refusal of the regulation in the words of the register: who has the car, from when to when, and what is free. */
export function clashRefusals(
  rules: RulesInForce,
  { officeId, plate, clash, span }: { readonly officeId: number; readonly plate: string; readonly clash: Clash; readonly span: Span },
): readonly Refusal[] {
  const { refusals } = rules.decide({ officeId, question: '用车冲突', facts: { vehicleFree: clash.taken.length === 0 }, on: civilDayOf(span.fromAt) });
  return refusals.map((one) => ({ ...one, sentence: clashWords(plate, clash), whatWouldHelp: [freeWords(clash), ...one.whatWouldHelp.slice(1)] }));
}
