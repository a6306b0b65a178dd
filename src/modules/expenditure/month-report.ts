import { holds, type Actor } from '../../platform/act/actor.ts';
import { statement } from '../../platform/db/statement.ts';
import type { SheetTable } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { goodsOfMonth, type GoodsOfMonth } from './goods-store.ts';
import { amounts } from './reports.ts';

/** Posts that see every station; whoever heads one sees his own. */
const WHOLE = ['财务股', '财务人员', '纪检领导', '分管财务领导', '审计员', '管账', '分管领导', '局长'] as const;
const HEAD_OF_UNIT = '站所室负责人';

interface UnitMonth {
  /** null for what no unit bears. */
  readonly departmentId: number | null;
  readonly unit: string;
  readonly received: number;
  readonly spent: number;
  readonly yearSpent: number;
  readonly lastYearSpent: number;
  /** Its own account: what was there before the month, and what left it in the month. */
  readonly opening: number;
  readonly charged: number;
}

const unitMonths = statement<UnitMonth>(
  'units-of-month',
  `
  select u.department_id as "departmentId", coalesce(d.name, '未列股室') as unit,
    coalesce((select sum(i.amount) from income i where i.office_id = $1 and i.unit_id is not distinct from u.department_id and to_char(i.received_on, 'YYYY-MM') = $2), 0)::bigint as received,
    coalesce(sum(v.amount) filter (where to_char(v.paid_on, 'YYYY-MM') = $2), 0)::bigint as spent,
    coalesce(sum(v.amount) filter (where to_char(v.paid_on, 'YYYY') = left($2, 4)), 0)::bigint as "yearSpent",
    coalesce(sum(v.amount) filter (where to_char(v.paid_on, 'YYYY-MM') between (left($2, 4)::int - 1) || '-01' and (left($2, 4)::int - 1) || right($2, 3)), 0)::bigint as "lastYearSpent",
    (coalesce((select sum(i.amount) from income i where i.office_id = $1 and i.unit_id = u.department_id and to_char(i.received_on, 'YYYY-MM') < $2), 0)
      - coalesce((select sum(c.amount) from voucher c where c.office_id = $1 and c.unit_id = u.department_id and to_char(c.paid_on, 'YYYY-MM') < $2), 0))::bigint as opening,
    coalesce((select sum(c.amount) from voucher c where c.office_id = $1 and c.unit_id = u.department_id and to_char(c.paid_on, 'YYYY-MM') = $2), 0)::bigint as charged
  from (select department_id from department where office_id = $1 union all select null) u
  left join department d on d.office_id = $1 and d.department_id = u.department_id
  left join voucher v on v.office_id = $1 and coalesce(v.unit_id, v.department_id) is not distinct from u.department_id and v.paid_on >= make_date(left($2, 4)::int - 1, 1, 1) and to_char(v.paid_on, 'YYYY-MM') <= $2
  group by u.department_id, d.name, d.kind having d.kind = '站所室' or count(v.voucher_id) > 0 order by u.department_id nulls last`,
);
const closings = statement<{ opening: number; received: number; spent: number; closing: number; opinion: string }>(
  'closing-of-month',
  `
  select opening, received, spent, closing, opinion from month_closing where office_id = $1 and month = $2`,
);

/** 收支月报 (FIN5-03b, FIN5-05h, FIN5-06a): the month as closed, each station's money and goods, and its previous year. */
export const month: Report = {
  report: 'month',
  title: '收支月报',
  period: 'month',
  question: '月末结账',
  readers: [...WHOLE, HEAD_OF_UNIT],
  read: async (tx, { period, moment: { actor } }) => {
    const [closed, all, store] = await Promise.all([
      tx.row(closings, [tx.officeId, period]),
      tx.rows(unitMonths, [tx.officeId, period]),
      goodsOfMonth(tx, period),
    ]);
    const sees = unitsSeenBy(actor);
    const units = all.filter((one) => sees(one.departmentId));
    const goods = store.filter((one) => sees(one.departmentId));
    const balance: readonly SheetTable[] =
      closed === undefined || !sees(null)
        ? []
        : [
            amounts('本月结账', [
              ['期初', closed.opening],
              ['收入', closed.received],
              ['支出', closed.spent],
              ['期末', closed.closing],
            ]),
          ];
    return {
      tables: [...balance, ...unitTables(units), goodsTable(goods)],
      notes: closed === undefined ? ['本月尚未结账，以下为未结数。'] : sees(null) ? [`变化、风险和建议：${closed.opinion}`] : [],
    };
  },
};

/** What each station received and spent, and what is left on its own account. */
function unitTables(units: readonly UnitMonth[]): readonly SheetTable[] {
  return [
    {
      title: '各站所室',
      columns: [
        { title: '站所室', type: 'text' },
        { title: '本月收入', type: 'money' },
        { title: '本月支出', type: 'money' },
        { title: '本年累计支出', type: 'money' },
        { title: '上年同期支出', type: 'money' },
      ],
      rows: units.map((one) => [one.unit, one.received, one.spent, one.yearSpent, one.lastYearSpent]),
    },
    {
      title: '分户结存',
      columns: [
        { title: '站所室', type: 'text' },
        { title: '期初', type: 'money' },
        { title: '收入', type: 'money' },
        { title: '列支', type: 'money' },
        { title: '期末', type: 'money' },
      ],
      rows: units
        .filter((one) => one.departmentId !== null)
        .map((one) => [one.unit, one.opening, one.received, one.charged, one.opening + one.received - one.charged]),
    },
  ];
}

function goodsTable(goods: readonly GoodsOfMonth[]): SheetTable {
  return {
    title: '物品结存',
    columns: [
      { title: '站所室', type: 'text' },
      { title: '品名', type: 'text' },
      { title: '期初', type: 'number' },
      { title: '收入', type: 'number' },
      { title: '发出', type: 'number' },
      { title: '期末', type: 'number' },
      { title: '实存', type: 'number' },
    ],
    rows: goods.map((one) => [one.unit, one.item, one.opening, one.received, one.issued, one.closing, one.counted]),
  };
}

/** Which units the reader is shown; null stands for what concerns the office as a whole. */
function unitsSeenBy(actor: Actor): (departmentId: number | null) => boolean {
  if (WHOLE.some((post) => holds(actor, post))) return () => true;
  const own = actor.posts.filter((held) => held.post === HEAD_OF_UNIT).map((held) => held.departmentId);
  return (departmentId) => departmentId !== null && own.includes(departmentId);
}
