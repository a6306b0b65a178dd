import { comparedOf, type ComparedRow, type CrossCheck } from '../../platform/cross-checks/cross-check.ts';
import { statement } from '../../platform/db/statement.ts';

const KEEPER = '资产管理员';

// A purchase is named in the ledger by the number of its matter or of its voucher.
const purchases = statement<ComparedRow>(
  'purchases-against-assets',
  `
  select m.number as about, case when exists (select from asset_movement a where a.office_id = m.office_id and a.direction = 1 and (strpos(a.document, m.number) > 0
      or exists (select from series_number n where n.office_id = m.office_id and n.subject_kind = 'matter' and n.subject_id = m.matter_id::text and strpos(a.document, n.series || '〔' || n.year || '〕' || n.number || '号') > 0)))
    then '' else format('事项%s购置固定资产%s元已经办结，资产台账中没有据此登记的资产。', m.number, to_char(m.amount / 100.0, 'FM999999990.00')) end as sentence
  from matter m where m.office_id = $1 and m.state = 'closed' and m.facts ->> 'category' = '固定资产购置' and m.amount > 0 and m.payment is not null and (m.ended_at at time zone 'Asia/Shanghai')::date <= $2::date order by m.matter_id`,
);
const balance = statement<ComparedRow>(
  'asset-ledger-against-movements',
  `
  select a.number as about, case when a.quantity = coalesce(x.quantity, 0) or a.state not in ('在用', '在库') then '' else format('资产%s台账%s件，增减记录合计%s件。', a.number, a.quantity, coalesce(x.quantity, 0)) end as sentence
  from asset a left join lateral (select sum(v.direction * v.quantity) as quantity from asset_movement v where v.office_id = a.office_id and v.asset_id = a.asset_id and v.moved_on <= $2::date) x on true
  where a.office_id = $1 and a.acquired_on <= $2::date order by a.asset_id`,
);

/** What the ledger of assets is compared with every night. */
export const crossChecks: readonly CrossCheck[] = [
  { check: '购置与资产台账', owner: KEEPER, compare: async (tx, day) => comparedOf(await tx.rows(purchases, [tx.officeId, day])) },
  { check: '资产台账与增减记录', owner: KEEPER, compare: async (tx, day) => comparedOf(await tx.rows(balance, [tx.officeId, day])) },
];
