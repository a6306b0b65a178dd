import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { Failure } from '../../platform/act/failure.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ActTx, ReadTx } from '../../platform/db/transaction.ts';
import type { DecideDamage, ReportDamage, StateOnDamage } from './contract.ts';
import type { By } from './store.ts';

export interface Damaged {
  readonly assetId: number;
  readonly number: string;
  readonly name: string;
  readonly acquiredOn: CivilDate;
  /** The user of an asset that was in use that day, the keeper of one in store; null before it was the office's. */
  readonly responsibleId: number | null;
}

const damaged = statement<Damaged>(
  'asset-damaged-on-day',
  `
  select a.asset_id as "assetId", a.number, a.name, a.acquired_on::text as "acquiredOn",
    (select case p.state when '在库' then p.keeper_id else p.user_id end from asset_placement p where p.office_id = a.office_id and p.asset_id = a.asset_id and p.from_day <= $3::date
      order by p.from_day desc, p.asset_placement_id desc limit 1) as "responsibleId"
  from asset a where a.office_id = $1 and a.number = $2`,
);

/** An asset with whoever answered for it on the day. @throws Failure('not-found') */
export async function assetOnDay(tx: ReadTx, number: string, day: CivilDate): Promise<Damaged> {
  const found = await tx.row(damaged, [tx.officeId, number, day]);
  if (found === undefined) throw new Failure('not-found', `资产台账中没有“${number}”。`);
  return found;
}

const report = statement<{ id: number }>(
  'report-asset-damage',
  `
  insert into asset_damage (office_id, asset_id, happened_on, facts, responsible_id, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7) returning damage_id as id`,
);

export async function insertDamage(
  tx: ActTx,
  { assetId, happenedOn, facts, responsibleId }: ReportDamage & { readonly assetId: number; readonly responsibleId: number },
  by: By,
): Promise<number> {
  const made = await tx.row(report, [tx.officeId, assetId, happenedOn, facts, responsibleId, by.personId, by.now]);
  if (made === undefined) throw new Error('the damage was not inserted');
  return made.id;
}

export interface SeenDamage {
  readonly damageId: number;
  readonly name: string;
  readonly happenedOn: CivilDate;
  readonly responsibleId: number;
  readonly amount: number | null;
  readonly decided: boolean;
  readonly heard: boolean;
  readonly settled: boolean;
}

const one = statement<SeenDamage>(
  'asset-damage-to-act-on',
  `
  select d.damage_id as "damageId", a.number || a.name as name, d.happened_on::text as "happenedOn", d.responsible_id as "responsibleId", d.amount, d.decision is not null as decided,
    exists (select from asset_damage_statement s where s.office_id = d.office_id and s.damage_id = d.damage_id) as heard, d.settled_at is not null as settled
  from asset_damage d join asset a on a.office_id = d.office_id and a.asset_id = d.asset_id where d.office_id = $1 and d.damage_id = $2 for update of d`,
);

/** @throws Failure('not-found') */
export async function damageOf(tx: ReadTx, damageId: number): Promise<SeenDamage> {
  const found = await tx.row(one, [tx.officeId, damageId]);
  if (found === undefined) throw new Failure('not-found', '没有这项损坏丢失处理。');
  return found;
}

const say = statement<never>(
  'state-on-asset-damage',
  `insert into asset_damage_statement (office_id, damage_id, statement, stated_at) values ($1, $2, $3, $4)`,
);

export function insertStatement(tx: ActTx, { damageId, statement: said }: StateOnDamage, now: Date): Promise<unknown> {
  return tx.rows(say, [tx.officeId, damageId, said, now]);
}

const decide = statement<never>(
  'decide-asset-damage',
  `
  update asset_damage set cause = $3, amount = $4, value_basis = $5, decision = $6, decided_on = $7, decided_by = $8, unheard = $9 where office_id = $1 and damage_id = $2`,
);

export function decideDamage(tx: ActTx, { damageId, cause, amount, valueBasis, decision, decidedOn, unheard }: DecideDamage, by: By): Promise<unknown> {
  return tx.rows(decide, [tx.officeId, damageId, cause, amount, valueBasis, decision, decidedOn, by.personId, unheard === '' ? null : unheard]);
}

const settle = statement<never>('settle-asset-damage', `update asset_damage set receipt = $3, settled_at = $4 where office_id = $1 and damage_id = $2`);

export function settleDamage(
  tx: ActTx,
  { damageId, receipt, now }: { readonly damageId: number; readonly receipt: string; readonly now: Date },
): Promise<unknown> {
  return tx.rows(settle, [tx.officeId, damageId, receipt, now]);
}
