import { no, type Verb } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { MatterDraft, WorksheetOf } from '../../platform/matters/kind.ts';
import type { Worksheet } from '../../platform/matters/worksheet.ts';
import type { SetUnitQuota } from './contract-settlement.ts';
import { onlyFinanceStaff } from './finance-staff.ts';

/** The money of a 站所室 in the year of the day, in fen; `spentBefore` up to the same day of the year before. */
export interface UnitFigures {
  readonly unit: string;
  readonly received: number;
  readonly spent: number;
  readonly spentBefore: number;
  /** null where finance has set none for the year. */
  readonly quota: number | null;
}

const figures = statement<UnitFigures>(
  'figures-of-unit',
  `
  select d.name as unit,
    (select coalesce(sum(i.amount), 0)::bigint from income i where i.office_id = d.office_id and i.unit_id = d.department_id and date_trunc('year', i.received_on) = date_trunc('year', $3::date)) as received,
    (select coalesce(sum(v.amount), 0)::bigint from voucher v where v.office_id = d.office_id and v.department_id = d.department_id and date_trunc('year', v.paid_on) = date_trunc('year', $3::date)) as spent,
    (select coalesce(sum(v.amount), 0)::bigint from voucher v where v.office_id = d.office_id and v.department_id = d.department_id
      and v.paid_on >= date_trunc('year', $3::date - interval '1 year') and v.paid_on <= $3::date - interval '1 year') as "spentBefore",
    (select q.amount from unit_quota q where q.office_id = d.office_id and q.department_id = d.department_id and q.year = extract(year from $3::date) order by q.quota_id desc limit 1) as quota
  from department d where d.office_id = $1 and d.department_id = $2 and d.kind = '站所室'`,
);

/** Of the unit an expense is charged to, else of the handler's own; undefined where that is no 站所室. */
export async function unitFigures(
  tx: ReadTx,
  { form, departmentId, today }: MatterDraft<{ readonly unitId: number | null }>,
): Promise<UnitFigures | undefined> {
  const unit = form.unitId ?? departmentId;
  return unit === null ? undefined : tx.row(figures, [tx.officeId, unit, today]);
}

/** 已用额度 as a fact (FIN5-06a). */
export function quotaFacts(unit: UnitFigures | undefined) {
  return { hasUnitQuota: typeof unit?.quota === 'number', allowance: unit?.quota ?? 0, actualCost: unit?.spent ?? 0 };
}

/** Income, spending, quota and the year before, beside every expense of the unit (FIN5-06a); nothing where the office knows no quotas. */
export function quotaWorksheet(unit: UnitFigures | undefined, { decision }: Pick<WorksheetOf<unknown>, 'decision'>): Worksheet | null {
  const reason = decision.reasons.find((one) => one.table === '额度使用');
  if (unit === undefined || reason === undefined) return null;
  const used = decision.values['quotaUsed'];
  return {
    title: `${unit.unit}本年收支`,
    columns: [
      { title: '收入', type: 'money' },
      { title: '支出', type: 'money' },
      { title: '费用额度', type: 'money' },
      { title: '已用额度', type: 'text' },
      { title: '上年同期支出', type: 'money' },
    ],
    rows: [
      {
        cells: [unit.received, unit.spent, unit.quota, typeof used === 'number' ? `${used.toFixed(1)}%` : '未设定额度', unit.spentBefore],
        reason: '',
        clause: reason.clause,
      },
    ],
    totals: [],
  };
}

const station = statement<{ name: string }>('station-by-id', `select name from department where office_id = $1 and department_id = $2 and kind = '站所室'`);
const insert = statement<never>(
  'set-unit-quota',
  `insert into unit_quota (office_id, year, department_id, amount, set_by, set_at) values ($1, $2, $3, $4, $5, $6)`,
);

/** 核定站所室费用额度 (FIN5-06a). */
export const setUnitQuotaVerb: Verb<SetUnitQuota, string | undefined, SetUnitQuota, { readonly amount: number }> = {
  name: 'set-unit-quota',
  title: '核定站所室费用额度',
  who: '财务人员',
  read: async (tx, { departmentId }) => (await tx.row(station, [tx.officeId, departmentId]))?.name,
  decide: (name, input, { actor }) => {
    const against = onlyFinanceStaff(actor, '费用额度核定');
    if (against !== undefined) return { no: against };
    return name === undefined ? no('not-station', '只对站所室核定费用额度。') : { yes: input };
  },
  write: async (tx, { year, departmentId, amount }, { actor, now }) => {
    const sent = [tx.rows(insert, [tx.officeId, year, departmentId, amount, actor.personId, now])];
    return { result: { amount }, entry: { subject: { kind: 'department', id: departmentId }, detail: { year, amount } }, sent };
  },
};
