import type { Duty } from '../../rules/pack/pack.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { openDuty } from '../../platform/obligations/open-duty.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { cardSubject, LOW_DUTY } from './cards.ts';
import type { RecordFuelling } from './contract.ts';
import { GENERAL_OFFICE, DRIVER } from './posts.ts';
import { cardOn, vehicleByPlate, type Card, type Vehicle } from './vehicle-store.ts';

const released = statement<{ released: boolean }>(
  'cash-fuel-released',
  `
  select exists (select from matter m join release r on r.office_id = m.office_id and r.matter_id = m.matter_id and r.released_at is not null
    where m.office_id = $1 and m.number = $2 and m.facts ->> 'paymentMethod' = '现金' and m.facts ->> 'category' = '公务用车运行') as released`,
);
const insert = statement<{ id: number }>(
  'insert-fuelling',
  `
  insert into vehicle_fuelling (office_id, vehicle_id, card_id, fuelled_on, station, litres, amount, odometer, method, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning fuelling_id as id`,
);

interface Seen {
  readonly vehicle: Vehicle;
  readonly card: Card | undefined;
  readonly released: boolean;
}

interface Plan extends Seen {
  readonly input: RecordFuelling;
  /** Opens where the card runs low. */
  readonly low: Duty | undefined;
}

/** 加油登记 (VEH-06a, VEH-06c): with the car's own card, never in cash; a card that runs low is topped up. */
export function recordFuellingVerb(rules: RulesInForce): Verb<RecordFuelling, Seen, Plan, { readonly fuellingId: number; readonly balance: number | null }> {
  return {
    name: 'record-fuelling',
    title: '加油登记',
    who: DRIVER,
    read: async (tx, { plate, on, card: number, claim }) => {
      const [vehicle, card, found] = await Promise.all([
        vehicleByPlate(tx, plate),
        number === '' ? undefined : cardOn(tx, number, on),
        claim === '' ? undefined : tx.row(released, [tx.officeId, claim]),
      ]);
      if (vehicle === undefined) throw new Failure('not-found', `车辆台账中没有“${plate}”。`);
      return { vehicle, card, released: found?.released === true };
    },
    decide: (seen, input, { actor, today }) => {
      const { vehicle, card } = seen;
      if (actor.personId !== vehicle.driverId && !holds(actor, DRIVER) && !holds(actor, GENERAL_OFFICE)) return no('not-driver', `加油由${DRIVER}登记。`);
      if (input.on > today) return no('future', '加油日期不能晚于今天。');
      if (input.amount <= 0) return no('amount', '金额应大于零。');
      const { officeId } = actor;
      const matches = card !== undefined && card.vehicleId === vehicle.vehicleId && card.sort === '油卡';
      const { refusals } = rules.decide({
        officeId,
        question: '加油',
        facts: { fuelMethod: input.method, cardMatches: matches, cashFuelReleased: seen.released },
        on: input.on,
      });
      const [first] = refusals;
      if (first !== undefined) return { no: first, all: refusals };
      const least = rules.setting({ officeId, setting: 'minimumBalance', on: today });
      const low =
        card !== undefined && typeof least === 'number' && card.balance - input.amount < least
          ? rules.duty({ officeId, duty: LOW_DUTY, on: today })
          : undefined;
      return { yes: { ...seen, input, low } };
    },
    write: async (tx, { vehicle, card, input, low }, { actor, now, today }) => {
      const { on, station, litres, amount, odometer, method } = input;
      const used = method === '油卡' ? card : undefined;
      const made = await tx.row(insert, [
        tx.officeId,
        vehicle.vehicleId,
        used?.cardId ?? null,
        on,
        station,
        Math.round(litres * 100),
        amount,
        odometer,
        method,
        actor.personId,
        now,
      ]);
      if (made === undefined) throw new Error('the fuelling was not inserted');
      if (low !== undefined && used !== undefined)
        await openDuty(tx, {
          duty: low,
          event: on,
          today,
          subject: cardSubject(used.cardId, used.lastTopUp ?? used.from),
          handlerId: null,
          about: `${vehicle.plate}油卡${used.number}余额不足`,
        });
      const balance = used === undefined ? null : used.balance - amount;
      return { result: { fuellingId: made.id, balance }, entry: { subject: { kind: 'vehicle', id: vehicle.vehicleId }, detail: { ...input, balance } } };
    },
  };
}
