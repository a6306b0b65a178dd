import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { RegisterAsset } from './contract.ts';

export interface SeenAsset {
  readonly assetId: number;
  readonly number: string;
  readonly name: string;
  readonly fixed: boolean;
  readonly quantity: number;
  readonly originalValue: number;
  readonly state: string;
  readonly userId: number;
  readonly keeperId: number;
}

const byNumber = statement<SeenAsset>(
  'asset-by-number',
  `
  select asset_id as "assetId", number, name, fixed, quantity, original_value as "originalValue", state, user_id as "userId", keeper_id as "keeperId"
  from asset where office_id = $1 and number = $2 for update`,
);

export function assetByNumber(tx: ReadTx, number: string): Promise<SeenAsset | undefined> {
  return tx.row(byNumber, [tx.officeId, number]);
}

const standing = statement<SeenAsset>(
  'assets-in-stock',
  `
  select asset_id as "assetId", number, name, fixed, quantity, original_value as "originalValue", state, user_id as "userId", keeper_id as "keeperId"
  from asset where office_id = $1 and state in ('在用', '在库') order by asset_id`,
);

export function assetsInStock(tx: ReadTx): Promise<readonly SeenAsset[]> {
  return tx.rows(standing, [tx.officeId]);
}

const insert = statement<{ id: number }>(
  'insert-asset',
  `
  insert into asset (office_id, number, name, category, specification, quantity, original_value, fixed, acquired_on, source, place, user_id, keeper_id, state, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '在用', $14, $15) returning asset_id as id`,
);

export async function insertAsset(tx: ActTx, asset: RegisterAsset & { readonly number: string }, by: By): Promise<number> {
  const { number, name, category, specification, quantity, originalValue, fixed, acquiredOn, source, place, userId, keeperId } = asset;
  const made = await tx.row(insert, [
    tx.officeId,
    number,
    name,
    category,
    specification,
    quantity,
    originalValue,
    fixed,
    acquiredOn,
    source,
    place,
    userId,
    keeperId,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the asset was not inserted');
  return made.id;
}

export interface By {
  readonly personId: number | null;
  readonly now: Date;
}

export interface NewMovement {
  readonly assetId: number;
  readonly on: CivilDate;
  readonly direction: 1 | -1;
  readonly quantity: number;
  readonly value: number;
  readonly reason: string;
  readonly document: string;
}

const move = statement<never>(
  'insert-asset-movement',
  `
  insert into asset_movement (office_id, asset_id, moved_on, direction, quantity, value, reason, document, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export function insertMovement(tx: ActTx, { assetId, on, direction, quantity, value, reason, document }: NewMovement, by: By): Promise<unknown> {
  return tx.rows(move, [tx.officeId, assetId, on, direction, quantity, value, reason, document, by.personId, by.now]);
}

const setState = statement<never>('set-asset-state', `update asset set state = $3, version = version + 1 where office_id = $1 and asset_id = $2`);

export function setAssetState(tx: ActTx, assetId: number, state: string): Promise<unknown> {
  return tx.rows(setState, [tx.officeId, assetId, state]);
}

const addStocktake = statement<{ id: number }>(
  'insert-stocktake',
  `
  insert into stocktake (office_id, year, report, signed_by, signed_at) values ($1, $2, decode($3, 'hex'), $4, $5) returning stocktake_id as id`,
);
const addLines = statement<never>(
  'insert-stocktake-lines',
  `
  insert into stocktake_line (office_id, stocktake_id, asset_id, found, remark) select $1, $2, x.asset_id, x.found, x.remark from unnest($3::bigint[], $4::text[], $5::text[]) as x (asset_id, found, remark)`,
);
const taken = statement<{ taken: boolean }>('stocktake-of-year', `select exists (select from stocktake where office_id = $1 and year = $2) as taken`);

export async function stocktakeExists(tx: ReadTx, year: number): Promise<boolean> {
  return (await tx.row(taken, [tx.officeId, year]))?.taken === true;
}

export interface StocktakeLine {
  readonly assetId: number;
  readonly found: string;
  readonly remark: string;
}

export async function insertStocktake(
  tx: ActTx,
  { year, report, lines }: { readonly year: number; readonly report: string; readonly lines: readonly StocktakeLine[] },
  by: By,
): Promise<number> {
  const made = await tx.row(addStocktake, [tx.officeId, year, report, by.personId, by.now]);
  if (made === undefined) throw new Error('the stocktake was not inserted');
  await tx.rows(addLines, [tx.officeId, made.id, lines.map((line) => line.assetId), lines.map((line) => line.found), lines.map((line) => line.remark)]);
  return made.id;
}

export interface NewDamage {
  readonly assetId: number;
  readonly happenedOn: CivilDate;
  readonly cause: string;
  readonly facts: string;
  readonly responsibleId: number;
  readonly statement: string;
  readonly amount: number;
  readonly valueBasis: string;
  readonly decision: string;
  readonly decidedOn: CivilDate;
}

const addDamage = statement<{ id: number }>(
  'insert-asset-damage',
  `
  insert into asset_damage (office_id, asset_id, happened_on, cause, facts, responsible_id, statement, amount, value_basis, decision, decided_on, recorded_by, recorded_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning damage_id as id`,
);

export async function insertDamage(tx: ActTx, d: NewDamage, by: By): Promise<number> {
  const made = await tx.row(addDamage, [
    tx.officeId,
    d.assetId,
    d.happenedOn,
    d.cause,
    d.facts,
    d.responsibleId,
    d.statement,
    d.amount,
    d.valueBasis,
    d.decision,
    d.decidedOn,
    by.personId,
    by.now,
  ]);
  if (made === undefined) throw new Error('the damage was not inserted');
  return made.id;
}

const damageToSettle = statement<{ settledAt: Date | null; amount: number }>(
  'damage-to-settle',
  `
  select settled_at as "settledAt", amount from asset_damage where office_id = $1 and damage_id = $2 for update`,
);
const settle = statement<never>('settle-asset-damage', `update asset_damage set receipt = $3, settled_at = $4 where office_id = $1 and damage_id = $2`);

export function damageOf(tx: ReadTx, damageId: number): Promise<{ readonly settledAt: Date | null; readonly amount: number } | undefined> {
  return tx.row(damageToSettle, [tx.officeId, damageId]);
}

export function settleDamage(
  tx: ActTx,
  { damageId, receipt, now }: { readonly damageId: number; readonly receipt: string; readonly now: Date },
): Promise<unknown> {
  return tx.rows(settle, [tx.officeId, damageId, receipt, now]);
}

export interface YearBalance {
  readonly opening: Amount;
  readonly increases: Amount;
  readonly decreases: Amount;
  readonly closing: Amount;
  /** What the ledger itself holds at the end of the year, if the year is over or running. */
  readonly ledger: Amount;
}
interface Amount {
  readonly quantity: number;
  readonly value: number;
}

const yearly = statement<YearBalance>(
  'asset-balance-of-year',
  `
  with m as (select moved_on, direction, quantity, value from asset_movement where office_id = $1),
    sums as (select
      coalesce(sum(direction * quantity) filter (where moved_on < make_date($2::int, 1, 1)), 0)::bigint as oq, coalesce(sum(direction * value) filter (where moved_on < make_date($2::int, 1, 1)), 0)::bigint as ov,
      coalesce(sum(quantity) filter (where direction = 1 and extract(year from moved_on) = $2), 0)::bigint as iq, coalesce(sum(value) filter (where direction = 1 and extract(year from moved_on) = $2), 0)::bigint as iv,
      coalesce(sum(quantity) filter (where direction = -1 and extract(year from moved_on) = $2), 0)::bigint as dq, coalesce(sum(value) filter (where direction = -1 and extract(year from moved_on) = $2), 0)::bigint as dv from m),
    held as (select coalesce(sum(quantity), 0)::bigint as q, coalesce(sum(original_value), 0)::bigint as v from asset where office_id = $1 and state in ('在用', '在库'))
  select jsonb_build_object('quantity', oq, 'value', ov) as opening, jsonb_build_object('quantity', iq, 'value', iv) as increases, jsonb_build_object('quantity', dq, 'value', dv) as decreases,
    jsonb_build_object('quantity', oq + iq - dq, 'value', ov + iv - dv) as closing, jsonb_build_object('quantity', q, 'value', v) as ledger from sums, held`,
);

/** FIN-05e: opening + increases − decreases = closing. */
export async function balanceOfYear(tx: ReadTx, year: number): Promise<YearBalance> {
  const found = await tx.row(yearly, [tx.officeId, year]);
  if (found === undefined) throw new Error('an aggregate gave no row');
  return found;
}

const origin = statement<never>('asset-origin', `update asset set import_batch = $3, import_line = $4 where office_id = $1 and asset_id = $2`);

/** The line of an old ledger the asset was taken over from. */
export function setOrigin(
  tx: ActTx,
  { assetId, batchId, line }: { readonly assetId: number; readonly batchId: number; readonly line: number },
): Promise<unknown> {
  return tx.rows(origin, [tx.officeId, assetId, batchId, line]);
}
