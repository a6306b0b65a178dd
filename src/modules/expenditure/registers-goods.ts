import type { Register } from '../../platform/registers/register.ts';

const WATCHERS = ['管物', '财务人员', '管账', '分管财务领导', '分管领导', '局长', '审计员'] as const;

/** 物品收发台账 (FIN5-05h): the head of a station sees its own. */
const goods: Register = {
  register: 'goods',
  title: '物品收发台账',
  module: 'expenditure',
  question: '物品收发',
  columns: [
    { key: 'number', title: '编号', type: 'text', filter: true, sql: 'e.number' },
    { key: 'day', title: '日期', type: 'day', filter: true, sql: 'e.booked_on' },
    { key: 'unit', title: '站所室', type: 'text', filter: true, sql: 'd.name' },
    { key: 'item', title: '品名', type: 'text', filter: true, sql: 'e.item' },
    { key: 'received', title: '收入', type: 'number' },
    { key: 'issued', title: '发出', type: 'number' },
    { key: 'balance', title: '结存', type: 'number' },
    { key: 'counterpart', title: '交货人或领用人', type: 'text', filter: true, sql: 'e.counterpart' },
    { key: 'document', title: '凭据', type: 'text' },
    { key: 'keeper', title: '保管人', type: 'person' },
  ],
  select: `e.number, e.booked_on::text as day, d.name as unit, e.item, case e.direction when 1 then e.quantity end as received, case e.direction when -1 then e.quantity end as issued,
    (select sum(b.direction * b.quantity)::int from goods_entry b where b.office_id = e.office_id and b.department_id = e.department_id and b.item = e.item and (b.booked_on, b.goods_entry_id) <= (e.booked_on, e.goods_entry_id)) as balance,
    e.counterpart, e.document, p.name as keeper`,
  from: `from goods_entry e join department d on d.office_id = e.office_id and d.department_id = e.department_id join person p on p.office_id = e.office_id and p.person_id = e.keeper_id where e.office_id = $1`,
  keyset: 'e.goods_entry_id',
  readers: WATCHERS,
  own: `e.department_id in (select h.department_id from post_holding h where h.office_id = e.office_id and h.post = '站所室负责人' and h.person_id = $2 and upper_inf(h.period))`,
};

/** 物品盘点台账 (FIN5-05h). */
const counts: Register = {
  register: 'goods-count',
  title: '物品盘点台账',
  module: 'expenditure',
  question: '物品收发',
  columns: [
    { key: 'month', title: '月份', type: 'text', filter: true, sql: 'c.month' },
    { key: 'unit', title: '站所室', type: 'text', filter: true, sql: 'd.name' },
    { key: 'item', title: '品名', type: 'text', filter: true, sql: 'c.item' },
    { key: 'counted', title: '实存', type: 'number' },
    { key: 'remark', title: '说明', type: 'text' },
    { key: 'countedBy', title: '盘点人', type: 'person' },
    { key: 'countedAt', title: '盘点时间', type: 'moment' },
  ],
  select: `c.month, d.name as unit, c.item, c.counted, c.remark, p.name as "countedBy", c.counted_at as "countedAt"`,
  from: `from goods_count c join department d on d.office_id = c.office_id and d.department_id = c.department_id join person p on p.office_id = c.office_id and p.person_id = c.counted_by where c.office_id = $1`,
  keyset: 'c.goods_count_id',
  readers: WATCHERS,
};

/** 保险柜台账 (FIN5-10a). */
const safes: Register = {
  register: 'safe',
  title: '保险柜台账',
  module: 'expenditure',
  question: '现金收付',
  columns: [
    { key: 'from', title: '起', type: 'day' },
    { key: 'location', title: '存放地点', type: 'text', filter: true, sql: 's.location' },
    { key: 'keyHolders', title: '钥匙持有人', type: 'text' },
    { key: 'registeredBy', title: '登记人', type: 'person' },
    { key: 'registeredAt', title: '登记时间', type: 'moment' },
  ],
  select: `s.from_day::text as "from", s.location, (select string_agg(k.name, '、' order by k.person_id) from person k where k.office_id = s.office_id and k.person_id = any(s.key_holders)) as "keyHolders", p.name as "registeredBy", s.registered_at as "registeredAt"`,
  from: `from cash_safe s join person p on p.office_id = s.office_id and p.person_id = s.registered_by where s.office_id = $1`,
  keyset: 's.cash_safe_id',
  readers: ['财务股', '财务人员', '管账', '管钱', '出纳', '纪检领导', '分管财务领导', '局长', '审计员'],
  own: '$2 = any(s.key_holders)',
};

export const goodsRegisters: readonly Register[] = [goods, counts, safes];
