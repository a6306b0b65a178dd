import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { CountGoods, RecordGoods } from './contract-goods.ts';

/** The goods of a station before something comes in or goes out. */
export interface SeenGoods {
  readonly station: boolean;
  /** What is left of the item after everything booked, whatever its day. */
  readonly left: number;
}

const seen = statement<SeenGoods>(
  'goods-before-entry',
  `
  select exists (select from department where office_id = $1 and department_id = $2 and kind = '站所室') as station,
    (select coalesce(sum(direction * quantity), 0)::int from goods_entry where office_id = $1 and department_id = $2 and item = $3) as left`,
);
// One hand at a time over the goods of an office, so that nothing goes out twice.
const lock = statement<never>('lock-goods', `select pg_advisory_xact_lock(hashtext('goods'), $1)`);

export async function lockGoods(tx: ReadTx, { departmentId, item }: Pick<RecordGoods, 'departmentId' | 'item'>): Promise<SeenGoods> {
  const [, found] = await Promise.all([tx.rows(lock, [tx.officeId]), tx.row(seen, [tx.officeId, departmentId, item])]);
  if (found === undefined) throw new Error('a select without from gave no row');
  return found;
}

const insert = statement<{ id: number }>(
  'insert-goods-entry',
  `
  insert into goods_entry (office_id, number, booked_on, department_id, item, direction, quantity, counterpart, document, keeper_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning goods_entry_id as id`,
);

export interface By {
  readonly personId: number | null;
  readonly now: Date;
}

export async function insertGoods(tx: ActTx, { number, entry }: { readonly number: string; readonly entry: RecordGoods }, by: By): Promise<number> {
  const { day, departmentId, item, direction, quantity, counterpart, document } = entry;
  const made = await tx.row(insert, [
    tx.officeId,
    number,
    day,
    departmentId,
    item,
    direction === '收' ? 1 : -1,
    quantity,
    counterpart,
    document,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the entry was not inserted');
  return made.id;
}

/** The goods of a month: opening + in − out = closing, beside what was counted. */
export interface GoodsOfMonth {
  readonly departmentId: number;
  readonly unit: string;
  readonly item: string;
  readonly opening: number;
  readonly received: number;
  readonly issued: number;
  readonly closing: number;
  /** null if nobody has counted. */
  readonly counted: number | null;
}

const ofMonth = statement<GoodsOfMonth>(
  'goods-of-month',
  `
  with book as (
    select department_id, item, coalesce(sum(direction * quantity) filter (where to_char(booked_on, 'YYYY-MM') < $2), 0)::int as opening,
      coalesce(sum(quantity) filter (where direction = 1 and to_char(booked_on, 'YYYY-MM') = $2), 0)::int as received, coalesce(sum(quantity) filter (where direction = -1 and to_char(booked_on, 'YYYY-MM') = $2), 0)::int as issued
    from goods_entry where office_id = $1 and to_char(booked_on, 'YYYY-MM') <= $2 group by department_id, item)
  select b.department_id as "departmentId", d.name as unit, b.item, b.opening, b.received, b.issued, b.opening + b.received - b.issued as closing,
    (select c.counted from goods_count c where c.office_id = $1 and c.month = $2 and c.department_id = b.department_id and c.item = b.item order by c.goods_count_id desc limit 1) as counted
  from book b join department d on d.office_id = $1 and d.department_id = b.department_id
  where b.opening <> 0 or b.received <> 0 or b.issued <> 0 order by b.department_id, b.item`,
);

/** What was there or moved in the month, station by station. */
export function goodsOfMonth(tx: ReadTx, month: string): Promise<readonly GoodsOfMonth[]> {
  return tx.rows(ofMonth, [tx.officeId, month]);
}

const count = statement<never>(
  'insert-goods-counts',
  `
  insert into goods_count (office_id, month, department_id, item, counted, remark, counted_by, counted_at)
  select $1, $2, $3, x.item, x.counted, x.remark, $7, $8 from unnest($4::text[], $5::int[], $6::text[]) as x (item, counted, remark)`,
);

export function insertCounts(tx: ActTx, { month, departmentId, lines }: CountGoods, by: By): Promise<unknown> {
  return tx.rows(count, [
    tx.officeId,
    month,
    departmentId,
    lines.map((one) => one.item),
    lines.map((one) => one.counted),
    lines.map((one) => one.remark),
    by.personId,
    by.now,
  ]);
}
