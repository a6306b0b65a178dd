import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { Report } from '../../platform/reports/report.ts';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';

/** One receipt, bill or payment, as it was settled. */
interface Settled {
  readonly number: string;
  readonly on: CivilDate;
  readonly what: string;
  readonly amount: number;
  readonly method: '公务卡' | '现金' | '转账';
  /** Category of spending; of a trip its item. */
  readonly category: string;
  /** Of a ride; null elsewhere. */
  readonly travelClass: string | null;
  readonly ofTrip: boolean;
  readonly reason: string | null;
  readonly releasedBy: string | null;
}
// A claim for a trip or a reception is one voucher and many receipts: those are taken from the claim. An advance is not spent yet.
const settledInYear = statement<Settled>(
  'settled-in-year',
  `
  with closed as (select m.*, (m.ended_at at time zone 'Asia/Shanghai')::date as day from matter m
      where m.office_id = $1 and m.kind in ('trip-claim', 'reception-claim', 'work-meal-claim') and m.state = 'closed' and extract(year from m.ended_at at time zone 'Asia/Shanghai') = $2),
    bill as (
      select c.matter_id, b.value as bill, '公务接待' as category, (select sum((i ->> 'amount')::bigint) from jsonb_array_elements(b.value -> 'items') i)::bigint as amount, coalesce(b.value ->> 'sort', '用餐') as what
        from closed c, jsonb_array_elements(case c.kind when 'work-meal-claim' then jsonb_build_array(c.facts) else c.facts -> 'meals' end) b where c.kind <> 'trip-claim'
      union all select c.matter_id, c.facts -> 'lodging', '公务接待', (select sum((r ->> 'price')::bigint) from jsonb_array_elements(c.facts -> 'rooms') r)::bigint, '住宿' from closed c where c.kind = 'reception-claim' and c.facts ->> 'lodging' is not null
      union all select c.matter_id, o.value, '公务接待', (o.value ->> 'amount')::bigint, o.value ->> 'item' from closed c, jsonb_array_elements(c.facts -> 'others') o where c.kind = 'reception-claim'),
    receipt as (
      select c.matter_id, r.value as receipt, '城市间交通' as item, (r.value ->> 'fare')::bigint as amount, r.value ->> 'route' as what, r.value ->> 'travelClass' as class from closed c, jsonb_array_elements(c.facts -> 'rides') r where c.kind = 'trip-claim'
      union all select c.matter_id, b.value, '住宿', (select sum((n ->> 'amount')::bigint) from jsonb_array_elements(b.value -> 'nights') n)::bigint, b.value ->> 'seller', null from closed c, jsonb_array_elements(c.facts -> 'bills') b where c.kind = 'trip-claim')
  select v.number, v.paid_on::text as on, v.purpose as what, v.amount, case v.payment_method when '银行转账' then '转账' else v.payment_method end as method, v.category, null as "travelClass", false as "ofTrip",
      (select string_agg(r.reason, '；') from release r where r.office_id = v.office_id and r.matter_id = v.matter_id and r.released_at is not null) as reason,
      (select string_agg(distinct p.name, '、') from release r join person p on p.office_id = r.office_id and p.person_id = r.released_by where r.office_id = v.office_id and r.matter_id = v.matter_id and r.released_at is not null) as "releasedBy"
    from voucher v left join matter m on m.office_id = v.office_id and m.matter_id = v.matter_id
    where v.office_id = $1 and extract(year from v.paid_on) = $2 and v.reverses is null and not exists (select from voucher x where x.office_id = v.office_id and x.reverses = v.voucher_id) and coalesce(m.kind, 'claim') in ('claim', 'union-claim')
  union all select c.number, c.day::text, b.what, b.amount, case when b.bill ->> 'paidFrom' in ('公务卡', '现金') then b.bill ->> 'paidFrom' else '转账' end, b.category, null, false,
      (select string_agg(r.reason, '；') from release r where r.office_id = c.office_id and r.matter_id = c.matter_id and r.released_at is not null),
      (select string_agg(distinct p.name, '、') from release r join person p on p.office_id = r.office_id and p.person_id = r.released_by where r.office_id = c.office_id and r.matter_id = c.matter_id and r.released_at is not null)
    from bill b join closed c on c.matter_id = b.matter_id
  union all select c.number, c.day::text, r.what, r.amount, case r.receipt ->> 'method' when '银行转账' then '转账' else r.receipt ->> 'method' end, r.item, r.class, true, e.reason, e.approver
    from receipt r join closed c on c.matter_id = r.matter_id
    left join lateral (select x.facts ->> 'reason' as reason, p.name as approver from matter x join matter_step s on s.office_id = x.office_id and s.matter_id = x.matter_id and s.round = x.round and s.verdict = 'agreed'
        join person p on p.office_id = s.office_id and p.person_id = s.acted_by
      where x.office_id = c.office_id and x.linked_matter_id = c.linked_matter_id and x.kind = 'trip-exception' and x.facts ->> 'sort' = '非公务卡付款' and x.state in ('approved', 'closed') order by s.acted_at desc limit 1) e on true
  order by 2, 1, 3`,
);

/** 单次消费500元以上 (FIN-01c, RCP-06b), in fen. */
const FROM = 50_000;

/** Which of the year's payments had to be made by official card: what the regulation on trips says of rides and lodging; the office's own catalogue; of the rest whatever may not be cash and was not transferred. */
async function obligedIn(tx: ReadTx, rules: RulesInForce, { year, today }: { readonly year: number; readonly today: CivilDate }): Promise<readonly Settled[]> {
  const found = await tx.rows(settledInYear, [tx.officeId, year]);
  const listed = rules.setting({ officeId: tx.officeId, setting: 'cardCatalogue', on: today });
  const catalogue = typeof listed === 'string' ? listed.split('、') : [];
  return found.filter((one) => {
    if (one.ofTrip) return mustUseCard(rules, tx.officeId, one);
    return catalogue.includes(one.category) || (one.amount >= FROM && one.method !== '转账');
  });
}

function mustUseCard(rules: RulesInForce, officeId: number, { category, travelClass, on }: Settled): boolean {
  const ask = { officeId, question: '公务卡范围', on };
  return rules.knows(ask) && rules.decide({ ...ask, facts: { expenseItem: category, travelClass: travelClass ?? '硬座' } }).values['mustUseCard'] === true;
}

/** 公务卡结算率 (ETH-08c): by quarter, with every exception, its reason and who released it. */
export const cards: Report = {
  report: 'card-share',
  title: '公务卡结算率',
  period: 'year',
  question: '公务卡结算',
  readers: ['财务股', '财务人员', '纪检领导', '分管财务领导', '局长', '审计员'],
  read: async (tx, { period, moment, rules }) => {
    const obliged = await obligedIn(tx, rules, { year: Number(period), today: moment.today });
    const others = obliged.filter((one) => one.method !== '公务卡');
    const share = (due: number, used: number): number =>
      Number(
        rules.decide({ officeId: tx.officeId, question: '公务卡结算', on: moment.today, facts: { cardObliged: due, cardUsed: used } }).values['cardShare'],
      );
    const rows = [1, 2, 3, 4].flatMap((quarter) => {
      const due = obliged.filter((one) => quarterOf(one) === quarter);
      const used = due.filter((one) => one.method === '公务卡').length;
      return due.length === 0 ? [] : [[`第${quarter}季度`, due.length, used, share(due.length, used), due.length - used]];
    });
    return {
      tables: [
        {
          title: '按季度',
          columns: [
            { title: '季度', type: 'text' },
            { title: '应用公务卡', type: 'number' },
            { title: '实用公务卡', type: 'number' },
            { title: '结算率', type: 'percent' },
            { title: '例外', type: 'number' },
          ],
          rows,
        },
        {
          title: '例外',
          columns: [
            { title: '日期', type: 'text' },
            { title: '单号', type: 'text' },
            { title: '内容', type: 'text' },
            { title: '金额（元）', type: 'money' },
            { title: '付款方式', type: 'text' },
            { title: '理由', type: 'text' },
            { title: '放行人', type: 'text' },
          ],
          rows: others.map((one) => [one.on, one.number, one.what, one.amount, one.method, one.reason, one.releasedBy]),
        },
      ],
      notes: [],
    };
  },
};

function quarterOf({ on }: Settled): number {
  return Math.ceil(Number(on.slice(5, 7)) / 3);
}
