import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { dutyAgainst, dutyGroundOf, recordDuty, type DutyGround } from '../../platform/matters/duties.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { AcceptRepair, DesignateShop } from './contract.ts';
import { repairForm, type RepairForm } from './contract-money.ts';
import { onlyOffice } from './papers.ts';
import { GENERAL_OFFICE } from './posts.ts';
import { isDesignated } from './repair-kind.ts';

const overlapping = statement<{ known: boolean }>(
  'shop-known',
  `
  select exists (select from repair_shop where office_id = $1 and name = $2 and daterange(from_day, until_day) && daterange($3::date, $4::date)) as known`,
);
const insertShop = statement<{ id: number }>(
  'insert-repair-shop',
  `
  insert into repair_shop (office_id, name, from_day, until_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6) returning shop_id as id`,
);

/** 指定维修点 (VEH-07a). */
export const designateShopVerb: Verb<DesignateShop, { readonly known: boolean }, DesignateShop, { readonly shopId: number }> = {
  name: 'designate-repair-shop',
  title: '指定维修点',
  who: GENERAL_OFFICE,
  read: async (tx, { name, from, until }) => ({ known: (await tx.row(overlapping, [tx.officeId, name, from, until]))?.known === true }),
  decide: ({ known }, input, { actor }) => {
    const against = onlyOffice(actor, '定点维修点');
    if (against !== undefined) return { no: against };
    if (input.until !== null && input.until <= input.from) return no('dates', '止日应晚于起日。');
    return known ? no('known', `${input.name}这段时间已在定点名单上。`) : { yes: input };
  },
  write: async (tx, { name, from, until }, { actor, now }) => {
    const made = await tx.row(insertShop, [tx.officeId, name, from, until, actor.personId, now]);
    if (made === undefined) throw new Error('the shop was not inserted');
    return { result: { shopId: made.id }, entry: { subject: { kind: 'repair-shop', id: made.id }, detail: { name, from, until } } };
  },
};

interface Order {
  readonly matterId: number;
  readonly state: string;
  readonly handlerId: number;
  readonly form: RepairForm;
  /** The latest agreed total: the request itself or what raised it. */
  readonly amount: number;
  readonly accepted: boolean;
}

const order = statement<Order>(
  'repair-order',
  `
  select m.matter_id as "matterId", m.state, m.handler_id as "handlerId", m.facts as form, exists (select from vehicle_repair r where r.office_id = m.office_id and r.matter_id = m.matter_id) as accepted,
    coalesce((select max(f.amount) from matter f where f.office_id = m.office_id and f.linked_matter_id = m.matter_id and f.kind = m.kind and f.state = 'approved'), m.amount) as amount
  from matter m where m.office_id = $1 and m.number = $2 and m.kind = 'vehicle-repair' for update of m`,
);
const insert = statement<{ id: number }>(
  'insert-vehicle-repair',
  `
  insert into vehicle_repair (office_id, matter_id, vehicle_id, sort, items, shop, finished_on, odometer, amount, invoice, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning repair_id as id`,
);

interface Seen {
  readonly order: Order;
  readonly ground: DutyGround;
  readonly designated: boolean;
}

/** 维修验收 (VEH-07a): the invoice of a designated shop, for an approved repair, within what was agreed to. */
export function acceptRepairVerb(rules: RulesInForce): Verb<AcceptRepair, Seen, AcceptRepair & Seen, { readonly repairId: number }> {
  return {
    name: 'accept-repair',
    title: '维修验收',
    who: GENERAL_OFFICE,
    read: async (tx, { request, shop, finishedOn }, { today }) => {
      const [found, designated] = await Promise.all([tx.row(order, [tx.officeId, request]), isDesignated(tx, shop, finishedOn)]);
      if (found === undefined) throw new Failure('not-found', `没有维修保养申请“${request}”。`);
      return { order: { ...found, form: repairForm.parse(found.form) }, ground: await dutyGroundOf(tx, { matterId: found.matterId, today }), designated };
    },
    decide: ({ order: seen, ground, designated }, input, { actor, today }) => {
      const against = onlyOffice(actor, '维修验收') ?? dutyAgainst(ground, { personId: actor.personId ?? 0, duty: '验收' });
      if (against !== undefined) return { no: against };
      if (seen.accepted) return no('accepted-already', `${input.request}已经验收。`);
      if (input.finishedOn > today) return no('future', '完工日期不能晚于今天。');
      if (input.amount <= 0) return no('amount', '金额应大于零。');
      const facts = {
        repairOrdered: seen.state === 'approved',
        designatedShop: designated,
        emergencyRepair: seen.form.emergency !== null,
        exceedsApproved: input.amount > seen.amount,
      };
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '维修验收', facts, on: input.finishedOn });
      const [first] = refusals;
      return first === undefined ? { yes: { ...input, order: seen, ground, designated } } : { no: first, all: refusals };
    },
    write: async (tx, { order: seen, ground, request, shop, finishedOn, odometer, amount, invoice }, { actor, now }) => {
      const { matterId, handlerId, form } = seen;
      const made = await tx.row(insert, [
        tx.officeId,
        matterId,
        form.vehicleId,
        form.repairSort,
        form.items,
        shop,
        finishedOn,
        odometer,
        amount,
        invoice,
        actor.personId,
        now,
      ]);
      if (made === undefined) throw new Error('the repair was not inserted');
      const subject = { kind: 'matter', id: matterId };
      const sent = [
        recordDuty(tx, { matter: ground.matter, personId: actor.personId ?? 0, duty: '验收', now }),
        notify(tx, { personIds: [handlerId], sentence: `${request}已验收，可以据此报销。`, subject, now }),
      ];
      return { result: { repairId: made.id }, entry: { subject, detail: { shop, finishedOn, odometer, amount, invoice } }, sent };
    },
  };
}
