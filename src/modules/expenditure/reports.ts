import { statement } from '../../platform/db/statement.ts';
import type { SheetTable } from '../../platform/reports/contract.ts';
import type { Report } from '../../platform/reports/report.ts';
import { civilDate } from '../../rules/calendar/civil-date.ts';

const WATCHERS = ['财务股', '财务人员', '纪检领导', '分管财务领导', '审计员'] as const;

interface CashMonth {
  readonly paymentCount: number;
  readonly cashCount: number;
  readonly totalPaid: number;
  readonly cashPaid: number;
  readonly byHandler: readonly { readonly handler: string; readonly department: string | null; readonly count: number; readonly fen: number }[];
  readonly exceptions: readonly string[];
}

const cashMonth = statement<CashMonth>(
  'cash-of-month',
  `
  with paid as (select v.*, p.name as handler, d.name as department from voucher v join person p on p.office_id = v.office_id and p.person_id = v.handler_id
    left join department d on d.office_id = v.office_id and d.department_id = v.department_id
    where v.office_id = $1 and v.paid_on >= $2::date and v.paid_on < $2::date + interval '1 month' and v.reverses is null)
  select (select count(*) from paid) as "paymentCount", (select count(*) from paid where payment_method = '现金') as "cashCount",
    (select coalesce(sum(amount), 0)::bigint from paid) as "totalPaid", (select coalesce(sum(amount), 0)::bigint from paid where payment_method = '现金') as "cashPaid",
    (select coalesce(jsonb_agg(x order by x.fen desc), '[]') from (select handler, department, count(*) as count, sum(amount)::bigint as fen from paid where payment_method = '现金' group by 1, 2) x) as "byHandler",
    (select coalesce(jsonb_agg(number), '[]') from paid where exceptions @> '["FIN-01c"]') as exceptions`,
);

/** 现金月报 (FIN-01d): how often and how much was paid in cash, by whom. */
const cash: Report = {
  report: 'cash',
  title: '现金月报',
  period: 'month',
  question: '现金月报',
  readers: WATCHERS,
  read: async (tx, { period, moment, rules }) => {
    const on = civilDate(`${period}-01`);
    const found = await tx.row(cashMonth, [tx.officeId, on]);
    if (found === undefined) throw new Error('a select without from gave no row');
    const { paymentCount, cashCount, totalPaid, cashPaid, byHandler, exceptions } = found;
    const { values } = rules.decide({
      officeId: tx.officeId,
      question: '现金月报',
      on: on < moment.today ? on : moment.today,
      facts: { paymentCount, cashCount, totalPaid, cashPaid },
    });
    return {
      tables: [
        {
          title: '现金使用情况',
          columns: [
            { title: '项目', type: 'text' },
            { title: '笔数', type: 'number' },
            { title: '金额（元）', type: 'money' },
          ],
          rows: [
            ['全部付款', paymentCount, totalPaid],
            ['其中现金', cashCount, cashPaid],
          ],
        },
        {
          title: '现金占比',
          columns: [
            { title: '按笔数', type: 'percent' },
            { title: '按金额', type: 'percent' },
          ],
          rows: [[Number(values['cashShareByCount']), Number(values['cashShareByValue'])]],
        },
        {
          title: '按经办人',
          columns: [
            { title: '经办人', type: 'text' },
            { title: '股室', type: 'text' },
            { title: '笔数', type: 'number' },
            { title: '金额（元）', type: 'money' },
          ],
          rows: byHandler.map((one) => [one.handler, one.department, one.count, one.fen]),
        },
      ],
      notes: exceptions.length === 0 ? [] : [`例外使用现金的凭证：${exceptions.join('、')}。`],
    };
  },
};

interface UnionYear {
  readonly accrued: number;
  readonly otherIncome: number;
  readonly byPurpose: readonly { readonly purpose: string; readonly fen: number }[];
  readonly opening: number;
}

const unionYear = statement<UnionYear>(
  'union-of-year',
  `
  with spent as (select union_purpose as purpose, sum(amount)::bigint as fen from voucher where office_id = $1 and book = '工会' and extract(year from paid_on) = $2 group by 1)
  select (select coalesce(sum(amount), 0)::bigint from union_accrual where office_id = $1 and month like $2 || '-%') as accrued,
    (select coalesce(sum(i.amount), 0)::bigint from income i where i.office_id = $1 and i.book = '工会' and extract(year from i.received_on) = $2
      and not exists (select from union_accrual a where a.office_id = i.office_id and a.income_id = i.income_id)) as "otherIncome",
    (select coalesce(jsonb_agg(spent), '[]') from spent) as "byPurpose",
    (select coalesce((select sum(amount) from income where office_id = $1 and book = '工会' and extract(year from received_on) < $2), 0)
      - coalesce((select sum(amount) from voucher where office_id = $1 and book = '工会' and extract(year from paid_on) < $2), 0))::bigint as opening`,
);

/** 工会经费年报 (FIN-06b, FIN-06e): open to everybody. */
const union: Report = {
  report: 'union',
  title: '工会经费年报',
  period: 'year',
  question: '工会用途占比',
  readers: [],
  read: async (tx, { period, moment, rules }) => {
    const found = await tx.row(unionYear, [tx.officeId, Number(period)]);
    if (found === undefined) throw new Error('a select without from gave no row');
    const { opening, accrued, otherIncome, byPurpose } = found;
    const unionSpent = byPurpose.reduce((sum, one) => sum + one.fen, 0);
    const mainPurposeSum = byPurpose.filter((one) => one.purpose !== '其他').reduce((sum, one) => sum + one.fen, 0);
    const { notices } = rules.decide({ officeId: tx.officeId, question: '工会用途占比', on: moment.today, facts: { mainPurposeSum, unionSpent } });
    return {
      tables: [
        amounts('收支结余', [
          ['上年结余', opening],
          ['计提', accrued],
          ['其他收入', otherIncome],
          ['支出', unionSpent],
          ['年末结余', opening + accrued + otherIncome - unionSpent],
        ]),
        amounts(
          '按用途支出',
          byPurpose.map((one) => [one.purpose, one.fen]),
        ),
      ],
      notes: unionSpent === 0 ? [] : notices.map((one) => one.sentence),
    };
  },
};

interface UnitMonth {
  readonly unit: string;
  readonly received: number;
  readonly spent: number;
  readonly yearSpent: number;
  readonly lastYearSpent: number;
}

const unitMonths = statement<UnitMonth>(
  'units-of-month',
  `
  select coalesce(d.name, '未列股室') as unit,
    coalesce((select sum(i.amount) from income i where i.office_id = $1 and i.unit_id is not distinct from u.department_id and to_char(i.received_on, 'YYYY-MM') = $2), 0)::bigint as received,
    coalesce(sum(v.amount) filter (where to_char(v.paid_on, 'YYYY-MM') = $2), 0)::bigint as spent,
    coalesce(sum(v.amount) filter (where to_char(v.paid_on, 'YYYY') = left($2, 4)), 0)::bigint as "yearSpent",
    coalesce(sum(v.amount) filter (where to_char(v.paid_on, 'YYYY-MM') between (left($2, 4)::int - 1) || '-01' and (left($2, 4)::int - 1) || right($2, 3)), 0)::bigint as "lastYearSpent"
  from (select department_id from department where office_id = $1 union all select null) u
  left join department d on d.office_id = $1 and d.department_id = u.department_id
  left join voucher v on v.office_id = $1 and v.department_id is not distinct from u.department_id and v.paid_on >= make_date(left($2, 4)::int - 1, 1, 1) and to_char(v.paid_on, 'YYYY-MM') <= $2
  group by u.department_id, d.name, d.kind having d.kind = '站所室' or count(v.voucher_id) > 0 order by u.department_id nulls last`,
);
const closings = statement<{ opening: number; received: number; spent: number; closing: number; opinion: string }>(
  'closing-of-month',
  `
  select opening, received, spent, closing, opinion from month_closing where office_id = $1 and month = $2`,
);

/** 收支月报 (FIN5-03b, FIN5-05h, FIN5-06a): the month as closed, and each station beside its previous year. */
const month: Report = {
  report: 'month',
  title: '收支月报',
  period: 'month',
  question: '月末结账',
  readers: [...WATCHERS, '管账', '分管领导', '局长', '站所室负责人'],
  read: async (tx, { period }) => {
    const [closed, units] = await Promise.all([tx.row(closings, [tx.officeId, period]), tx.rows(unitMonths, [tx.officeId, period])]);
    const balance: readonly SheetTable[] =
      closed === undefined
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
      tables: [
        ...balance,
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
      ],
      notes: closed === undefined ? ['本月尚未结账，以下为未结数。'] : [`变化、风险和建议：${closed.opinion}`],
    };
  },
};

function amounts(title: string, rows: readonly (readonly [string, number])[]): SheetTable {
  return {
    title,
    columns: [
      { title: '项目', type: 'text' },
      { title: '金额（元）', type: 'money' },
    ],
    rows,
  };
}

export const reports: readonly Report[] = [cash, union, month];
