import type { Register } from '../../platform/registers/register.ts';
import { CATEGORIES, FOUND, PLACED } from './contract.ts';

const WATCHERS = ['财务股', '资产管理员', '纪检领导', '分管财务领导', '局长', '审计员'] as const;

const assets: Register = {
  register: 'asset',
  title: '资产台账',
  module: 'assets',
  question: '资产登记',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'a.number' },
    { key: 'name', title: '名称', type: 'text', filter: true, sql: 'a.name' },
    { key: 'category', title: '类别', type: 'choice', filter: true, choices: CATEGORIES, sql: 'a.category' },
    { key: 'specification', title: '规格', type: 'text' },
    { key: 'quantity', title: '数量', type: 'number' },
    { key: 'originalValue', title: '原值', type: 'money', filter: true, sql: 'a.original_value' },
    { key: 'acquiredOn', title: '取得日期', type: 'day', filter: true, sql: 'a.acquired_on' },
    { key: 'place', title: '存放地点', type: 'text', filter: true, sql: 'a.place' },
    { key: 'user', title: '使用人', type: 'person' },
    { key: 'keeper', title: '保管人', type: 'person' },
    { key: 'state', title: '状态', type: 'choice', filter: true, choices: ['在用', '在库', '已变卖', '已报废', '已调出', '已丢失'], sql: 'a.state' },
    { key: 'origin', title: '出处', type: 'text' },
  ],
  select: `a.number, a.name, a.category, a.specification, a.quantity, a.original_value as "originalValue", a.acquired_on::text as "acquiredOn", a.place, u.name as user, k.name as keeper, a.state,
    (select b.number || '第' || a.import_line || '行' from import_batch b where b.office_id = a.office_id and b.batch_id = a.import_batch) as origin`,
  from: `from asset a join person u on u.office_id = a.office_id and u.person_id = a.user_id join person k on k.office_id = a.office_id and k.person_id = a.keeper_id where a.office_id = $1`,
  keyset: 'a.asset_id',
  readers: WATCHERS,
  own: '(a.user_id = $2 or a.keeper_id = $2)',
};

const movements: Register = {
  register: 'asset-movement',
  title: '资产增减台账',
  module: 'assets',
  question: '资产登记',
  columns: [
    { key: 'movedOn', title: '日期', type: 'day', filter: true, sql: 'm.moved_on' },
    { key: 'number', title: '资产编号', type: 'text', filter: true, sql: 'a.number' },
    { key: 'name', title: '名称', type: 'text' },
    { key: 'direction', title: '增减', type: 'choice', filter: true, choices: ['增加', '减少'], sql: `(case m.direction when 1 then '增加' else '减少' end)` },
    { key: 'quantity', title: '数量', type: 'number' },
    { key: 'value', title: '金额', type: 'money' },
    { key: 'reason', title: '原因', type: 'text' },
    { key: 'document', title: '文件', type: 'text' },
    { key: 'approvedBy', title: '批准机关', type: 'text' },
    { key: 'approvedOn', title: '批准日期', type: 'day' },
  ],
  select: `m.moved_on::text as "movedOn", a.number, a.name, case m.direction when 1 then '增加' else '减少' end as direction, m.quantity, m.value, m.reason, m.document, m.approved_by as "approvedBy", m.approved_on::text as "approvedOn"`,
  from: `from asset_movement m join asset a on a.office_id = m.office_id and a.asset_id = m.asset_id where m.office_id = $1`,
  keyset: 'm.movement_id',
  readers: WATCHERS,
};

/** 资产调配台账 (FIN-05a): who had what, from which day. */
const placements: Register = {
  register: 'asset-placement',
  title: '资产调配台账',
  module: 'assets',
  question: '资产登记',
  columns: [
    { key: 'from', title: '起', type: 'day', filter: true, sql: 'l.from_day' },
    { key: 'number', title: '资产编号', type: 'text', filter: true, sql: 'a.number' },
    { key: 'name', title: '名称', type: 'text' },
    { key: 'user', title: '使用人', type: 'person' },
    { key: 'keeper', title: '保管人', type: 'person' },
    { key: 'place', title: '存放地点', type: 'text' },
    { key: 'state', title: '状态', type: 'choice', filter: true, choices: PLACED, sql: 'l.state' },
    { key: 'reason', title: '原因', type: 'text' },
    { key: 'recordedBy', title: '登记人', type: 'person' },
  ],
  select: `l.from_day::text as "from", a.number, a.name, u.name as user, k.name as keeper, l.place, l.state, l.reason, p.name as "recordedBy"`,
  from: `from asset_placement l join asset a on a.office_id = l.office_id and a.asset_id = l.asset_id join person u on u.office_id = l.office_id and u.person_id = l.user_id
    join person k on k.office_id = l.office_id and k.person_id = l.keeper_id join person p on p.office_id = l.office_id and p.person_id = l.recorded_by where l.office_id = $1`,
  keyset: 'l.asset_placement_id',
  readers: WATCHERS,
  own: '(l.user_id = $2 or l.keeper_id = $2)',
};

/** 资产清查台账 (FIN-05b): every item as it was found, and what the ledger did not know. */
const stocktakes: Register = {
  register: 'stocktake',
  title: '资产清查台账',
  module: 'assets',
  question: '资产登记',
  columns: [
    { key: 'year', title: '年度', type: 'number', filter: true, sql: 's.year' },
    { key: 'number', title: '资产编号', type: 'text', filter: true, sql: 'l.number' },
    { key: 'name', title: '名称', type: 'text', filter: true, sql: 'l.name' },
    { key: 'quantity', title: '数量', type: 'number' },
    { key: 'found', title: '清查结果', type: 'choice', filter: true, choices: FOUND, sql: 'l.found' },
    { key: 'remark', title: '说明', type: 'text' },
    { key: 'signedBy', title: '签署人', type: 'person' },
    { key: 'signedAt', title: '签署时间', type: 'moment' },
  ],
  select: `s.year, l.number, l.name, l.quantity, l.found, l.remark, p.name as "signedBy", s.signed_at as "signedAt"`,
  from: `from (
    select x.office_id, x.stocktake_id, a.number, a.name, a.quantity, x.found, x.remark, 500000000000 + a.asset_id as rank from stocktake_line x join asset a on a.office_id = x.office_id and a.asset_id = x.asset_id where x.office_id = $1
    union all
    select x.office_id, x.stocktake_id, null, x.name, x.quantity, '盘盈', x.place || case x.remark when '' then '' else '：' || x.remark end, x.stocktake_surplus_id from stocktake_surplus x where x.office_id = $1
  ) l join stocktake s on s.office_id = l.office_id and s.stocktake_id = l.stocktake_id join person p on p.office_id = s.office_id and p.person_id = s.signed_by where l.office_id = $1`,
  keyset: '(s.year::bigint * 1000000000000 + l.rank)',
  readers: WATCHERS,
};

const damages: Register = {
  register: 'asset-damage',
  title: '资产损坏丢失台账',
  module: 'assets',
  question: '资产登记',
  columns: [
    { key: 'damageId', title: '处理编号', type: 'number' },
    { key: 'number', title: '资产编号', type: 'text', filter: true, sql: 'a.number' },
    { key: 'name', title: '名称', type: 'text' },
    { key: 'happenedOn', title: '发生日期', type: 'day' },
    { key: 'cause', title: '原因', type: 'choice', filter: true, choices: ['人为', '非人为'], sql: 'd.cause' },
    { key: 'responsible', title: '责任人', type: 'person' },
    { key: 'facts', title: '情况', type: 'text' },
    { key: 'statement', title: '责任人陈述', type: 'text' },
    { key: 'amount', title: '赔偿金额', type: 'money' },
    { key: 'valueBasis', title: '定价依据', type: 'text' },
    { key: 'decision', title: '处理决定', type: 'text' },
    { key: 'decidedOn', title: '决定日期', type: 'day' },
    { key: 'receipt', title: '收据', type: 'text' },
  ],
  select: `d.damage_id as "damageId", a.number, a.name, d.happened_on::text as "happenedOn", d.cause, p.name as responsible, d.facts,
    coalesce((select string_agg(s.statement, '；' order by s.statement_id) from asset_damage_statement s where s.office_id = d.office_id and s.damage_id = d.damage_id), nullif(d.statement, ''), '未陈述：' || d.unheard) as statement,
    d.amount, d.value_basis as "valueBasis", d.decision, d.decided_on::text as "decidedOn", d.receipt`,
  from: `from asset_damage d join asset a on a.office_id = d.office_id and a.asset_id = d.asset_id join person p on p.office_id = d.office_id and p.person_id = d.responsible_id where d.office_id = $1`,
  keyset: 'd.damage_id',
  readers: WATCHERS,
  own: 'd.responsible_id = $2',
};

export const registers: readonly Register[] = [assets, movements, placements, stocktakes, damages];
