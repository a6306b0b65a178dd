import type { ReadTx } from '../../platform/db/transaction.ts';
import { statement } from '../../platform/db/statement.ts';
import type { MatterDraft, MatterKind } from '../../platform/matters/kind.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { repairForm, type RepairForm } from './contract-money.ts';
import { vehicleNames } from './overview.ts';
import { GENERAL_OFFICE } from './posts.ts';

const shop = statement<{ designated: boolean }>(
  'shop-designated',
  `
  select exists (select from repair_shop where office_id = $1 and name = $2 and daterange(from_day, until_day) @> $3::date) as designated`,
);
const accepted = statement<{ shop: string }>(
  'repair-accepted',
  `
  select r.shop from vehicle_repair r where r.office_id = $1 and r.matter_id = $2`,
);

/** Is the shop on the office's list on the day? (VEH-07a) */
export async function isDesignated(tx: ReadTx, name: string, on: CivilDate): Promise<boolean> {
  return (await tx.row(shop, [tx.officeId, name, on]))?.designated === true;
}

/** 维修保养申请 (VEH-07): the driver reports, the office verifies, the leaders agree; what it costs is asked of the finance regulation too. */
export function vehicleRepair(rules: RulesInForce): MatterKind<RepairForm> {
  return {
    kind: 'vehicle-repair',
    title: '维修保养申请',
    purpose: '车辆维修、保养之前报批；批准后到定点维修点办理，验收后报销。',
    question: '车辆维修',
    businessClass: '维修',
    alsoAsks: () => ['事前审批'],
    series: '车修',
    form: repairForm,
    names: vehicleNames,
    gist: ({ form, today, linkedMatterId }) => ({ title: form.items, amount: form.amount, factDay: today, parties: [], linkedMatterId }),
    facts: repairFacts,
    objectionsToFollower: async (tx, { matterId, follower }) => {
      if (follower.kind !== 'claim') return [];
      const done = await tx.row(accepted, [tx.officeId, matterId]);
      const { payee } = follower.form as { readonly payee?: string }; // a claim has one
      const facts = { repairAccepted: done !== undefined, payeeMatches: done?.shop === payee };
      return rules.decide({ officeId: tx.officeId, question: '维修报销', facts, on: follower.today }).refusals;
    },
    leadsTo: [
      { kind: 'claim', label: '据此报销', start: toClaim },
      { kind: 'claim', label: '据此报销', by: GENERAL_OFFICE, start: toClaim },
      { kind: 'vehicle-repair', label: '追加维修费用', start: (form) => ({ ...form }) },
    ],
    endsIn: 'approved',
  };
}

function toClaim({ items, shop: payee, amount }: RepairForm): Readonly<Record<string, unknown>> {
  return { purpose: items, category: '公务用车运行', payee, amount, paymentMethod: '公务卡' };
}

async function repairFacts(tx: ReadTx, { form, linkedMatterId, today }: MatterDraft<RepairForm>) {
  const { amount } = form;
  return {
    repairSort: form.repairSort,
    amount,
    designatedShop: await isDesignated(tx, form.shop, today),
    emergencyRepair: form.emergency !== null,
    expenseCategory: '公务用车运行',
    officeSupplies: false,
    smallItem: false,
    batch: false,
    listComplete: false,
    splitSum: amount,
    supplementary: linkedMatterId !== null,
  };
}
