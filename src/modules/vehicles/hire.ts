import { civilDayOf, momentOf } from '../../rules/calendar/civil-date.ts';
import { fen, yuanInWords } from '../../rules/money.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { requireFiles } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { RegisterHireCar, SettleHire } from './contract.ts';
import { hireForm, type HireForm } from './contract-money.ts';
import { rentFor } from './hire-kind.ts';
import { hireCarByPlate, hireToSettle, insertHireCar, insertSettlement, type Hire, type HireCar } from './hire-store.ts';
import { nameOf } from './person-name.ts';
import { onlyOffice } from './papers.ts';
import { GENERAL_OFFICE } from './posts.ts';

/** 租用车辆备案 (VEH-03): what is registered again replaces what stood before; nobody registers his own car. */
export const registerHireCarVerb: Verb<RegisterHireCar, { readonly ownerName: string | null }, RegisterHireCar, { readonly hireCarId: number }> = {
  name: 'register-hire-car',
  title: '租用车辆备案',
  who: GENERAL_OFFICE,
  read: async (tx, { ownerId, agreement }) => {
    const [ownerName] = await Promise.all([
      ownerId === null ? null : nameOf(tx, ownerId),
      requireFiles(tx, agreement === null ? [] : [{ evidence: '租车协议', digest: agreement, name: '租车协议' }]),
    ]);
    return { ownerName };
  },
  decide: ({ ownerName }, input, { actor, today }) => {
    const against = onlyOffice(actor, '租用车辆备案');
    if (against !== undefined) return { no: against };
    if (input.ownerId === actor.personId && input.ownerId !== null) return no('own-business', '本人的车辆由他人备案。');
    if (ownerName !== null && ownerName !== input.owner) return no('owner', `所选机关干部为${ownerName}，与车主“${input.owner}”不符。`);
    return input.agreementOn !== null && input.agreementOn > today ? no('future', '协议签署日期不能晚于今天。') : { yes: input };
  },
  write: async (tx, input, { actor, now }) => {
    const hireCarId = await insertHireCar(tx, input, { personId: actor.personId, now });
    return { result: { hireCarId }, entry: { subject: { kind: 'hire-car', id: hireCarId }, detail: { ...input } } };
  },
};

interface Seen {
  readonly order: Hire;
  readonly asked: HireForm;
  readonly car: HireCar;
}

interface Plan extends SettleHire, Seen {
  readonly billedKm: number;
  readonly price: number;
  readonly rent: number;
}

/** 租车结算 (VEH-03c): the lower of the two distances, at the price of the class; never by the owner of the car. */
export function settleHireVerb(rules: RulesInForce): Verb<SettleHire, Seen, Plan, { readonly billedKm: number; readonly rent: number }> {
  return {
    name: 'settle-hire',
    title: '租车结算',
    who: GENERAL_OFFICE,
    read: async (tx, { hire: number }) => {
      const order = await hireToSettle(tx, number);
      const asked = order === undefined ? undefined : hireForm.parse(order.form);
      const car = asked === undefined ? undefined : await hireCarByPlate(tx, asked.plate);
      if (order === undefined || asked === undefined || car === undefined) throw new Failure('not-found', `没有租车审批“${number}”。`);
      return { order, asked, car };
    },
    decide: (seen, input, { actor, now }) => {
      const { order, asked, car } = seen;
      const against = onlyOffice(actor, '租车结算');
      if (against !== undefined) return { no: against };
      if (car.ownerId === actor.personId && car.ownerId !== null) return no('own-business', '车主不能结算本人车辆的租金。');
      if (order.settled) return no('settled-already', `${input.hire}已经结算。`);
      if (order.state !== 'approved') return no('not-approved', `${input.hire}还没有批准。`);
      if (momentOf(asked.fromAt) > now) return no('future', '租车时间还没有到。');
      if (input.endKm < input.startKm) return no('odometer', '收车里程小于出车里程。', ['核对里程表读数']);
      const ask = {
        officeId: actor.officeId,
        vehicleClass: car.vehicleClass,
        odometerKm: input.endKm - input.startKm,
        routeKm: input.routeKm,
        on: civilDayOf(momentOf(asked.fromAt)),
      };
      const { values } = rentFor(rules, ask);
      return { yes: { ...input, ...seen, billedKm: Number(values['billedKm']), price: Number(values['pricePerKm']), rent: Number(values['rent']) } };
    },
    write: async (tx, { order: { matterId, handlerId, user }, asked, car, startKm, endKm, routeKm, billedKm, price, rent }, { actor, now }) => {
      await insertSettlement(
        tx,
        {
          matterId,
          hireCarId: car.hireCarId,
          hiredOn: civilDayOf(momentOf(asked.fromAt)),
          user,
          route: asked.route,
          startKm,
          endKm,
          routeKm,
          billedKm,
          price,
          rent,
        },
        { personId: actor.personId, now },
      );
      const subject = { kind: 'matter', id: matterId };
      const difference = endKm - startKm - billedKm;
      const sent = [
        notify(tx, {
          personIds: [handlerId],
          sentence: `租车已结算：计价${billedKm}公里${difference > 0 ? `（里程表多出${difference}公里不计）` : ''}，租金${yuanInWords(fen(rent))}。`,
          subject,
          now,
        }),
      ];
      return { result: { billedKm, rent }, entry: { subject, detail: { startKm, endKm, routeKm, billedKm, price, rent } }, sent };
    },
  };
}
