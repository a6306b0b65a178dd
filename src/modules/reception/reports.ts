import { statement } from '../../platform/db/statement.ts';
import type { Report } from '../../platform/reports/report.ts';
import { RANKS } from './contract.ts';

interface OpenLine {
  readonly on: string;
  readonly activity: string;
  readonly guests: number;
  readonly hosts: number;
  readonly fen: number;
}

// A reception of the year is one whose claim was signed; what a person bears himself is no public cost.
const SIGNED = `from matter m join matter r on r.office_id = m.office_id and r.matter_id = m.linked_matter_id
  join matter_decision d on d.office_id = m.office_id and d.matter_id = m.matter_id and d.round = m.round
  where m.office_id = $1 and m.kind = 'reception-claim' and m.state in ('approved', 'closed') and extract(year from m.fact_day) = $2`;
const COST = `(m.amount - coalesce((d.decision -> 'values' ->> 'personalShare')::bigint, 0))::bigint`;

const openList = statement<OpenLine>(
  'receptions-of-year-open',
  `
  select m.fact_day::text as "on", r.facts ->> 'activity' as activity, jsonb_array_length(m.facts -> 'guests') as guests,
    (select count(distinct h -> 'personId') from jsonb_array_elements(m.facts -> 'meals') meal, jsonb_array_elements(meal -> 'hosts') h) as hosts, ${COST} as fen
  ${SIGNED} order by m.fact_day, m.matter_id`,
);

/** 接待公开年报: date, occasion, number and cost, without names; open to everybody. */
const open: Report = {
  report: 'reception-open',
  title: '公务接待公开年报',
  period: 'year',
  question: '接待审批',
  readers: [],
  read: async (tx, { period }) => {
    const lines = await tx.rows(openList, [tx.officeId, Number(period)]);
    const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
    return {
      tables: [
        {
          title: '公务接待情况',
          columns: [
            { title: '日期', type: 'text' },
            { title: '事项', type: 'text' },
            { title: '来客人数', type: 'number' },
            { title: '陪餐人数', type: 'number' },
            { title: '费用（元）', type: 'money' },
          ],
          rows: [
            ...lines.map((one) => [one.on, one.activity, one.guests, one.hosts, one.fen]),
            ['合计', `${lines.length}批次`, sum(lines.map((one) => one.guests)), sum(lines.map((one) => one.hosts)), sum(lines.map((one) => one.fen))],
          ],
        },
      ],
      notes: [],
    };
  },
};

interface Statistics {
  readonly byUnit: readonly { readonly unit: string; readonly batches: number; readonly guests: number; readonly fen: number }[];
  readonly byRank: readonly { readonly rank: string; readonly guests: number }[];
  readonly byMonth: readonly { readonly month: number; readonly batches: number; readonly guests: number; readonly fen: number; readonly personal: number }[];
}

const statistics = statement<Statistics>(
  'reception-statistics',
  `
  with claim as (select m.matter_id, m.fact_day, m.facts, ${COST} as cost, (m.amount - ${COST})::bigint as personal, jsonb_array_length(m.facts -> 'guests') as heads, m.facts -> 'guests' -> 0 ->> 'unit' as unit ${SIGNED})
  select (select coalesce(jsonb_agg(x order by x.fen desc, x.unit), '[]') from (select unit, count(*) as batches, sum(heads)::int as guests, sum(cost)::bigint as fen from claim group by unit) x) as "byUnit",
    (select coalesce(jsonb_agg(x), '[]') from (select g ->> 'rank' as rank, count(*) as guests from claim, jsonb_array_elements(facts -> 'guests') g group by 1) x) as "byRank",
    (select coalesce(jsonb_agg(x order by x.month), '[]') from (select extract(month from fact_day)::int as month, count(*) as batches, sum(heads)::int as guests, sum(cost)::bigint as fen, sum(personal)::bigint as personal from claim group by 1) x) as "byMonth"`,
);

/** 接待统计年报: by month, by unit, by rank, and what a guest cost on the average. */
const yearly: Report = {
  report: 'reception-statistics',
  title: '公务接待统计年报',
  period: 'year',
  question: '接待审批',
  readers: ['办公室', '分管机关领导', '财务股', '纪检领导', '分管财务领导', '局长', '审计员'],
  read: async (tx, { period }) => {
    const found = await tx.row(statistics, [tx.officeId, Number(period)]);
    if (found === undefined) throw new Error('a select without from gave no row');
    const perGuest = (fen: number, guests: number): number => (guests === 0 ? 0 : Math.floor(fen / guests));
    return {
      tables: [
        {
          title: '按月',
          columns: [
            { title: '月份', type: 'number' },
            { title: '批次', type: 'number' },
            { title: '人数', type: 'number' },
            { title: '费用（元）', type: 'money' },
            { title: '人均（元）', type: 'money' },
            { title: '个人承担（元）', type: 'money' },
          ],
          rows: found.byMonth.map((one) => [one.month, one.batches, one.guests, one.fen, perGuest(one.fen, one.guests), one.personal]),
        },
        {
          title: '按来客单位',
          columns: [
            { title: '单位', type: 'text' },
            { title: '批次', type: 'number' },
            { title: '人数', type: 'number' },
            { title: '费用（元）', type: 'money' },
            { title: '人均（元）', type: 'money' },
          ],
          rows: found.byUnit.map((one) => [one.unit, one.batches, one.guests, one.fen, perGuest(one.fen, one.guests)]),
        },
        {
          title: '按来客级别',
          columns: [
            { title: '级别', type: 'text' },
            { title: '人数', type: 'number' },
          ],
          rows: RANKS.map((rank) => [rank, found.byRank.find((one) => one.rank === rank)?.guests ?? 0]),
        },
      ],
      notes: [],
    };
  },
};

export const reports: readonly Report[] = [open, yearly];
