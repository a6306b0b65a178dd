import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import type { ReadTx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { HandOverLedger } from './contract.ts';
import { LEDGER_KEEPER } from './register-asset.ts';
import { assetsInStock, type SeenAsset } from './store.ts';

/** Signs for a keeper who has left the office. */
const WITNESS = '分管财务领导';

interface LastKeeper {
  readonly personId: number;
  readonly name: string;
  readonly left: boolean;
}

const lastKeeper = statement<LastKeeper>(
  'last-keeper-of-ledger',
  `
  select p.person_id as "personId", p.name, coalesce(p.left_on <= $2::date, false) as left from person p where p.office_id = $1 and p.person_id = coalesce(
    (select to_person_id from ledger_handover where office_id = $1 and taken_at is not null order by ledger_handover_id desc limit 1),
    (select recorded_by from asset where office_id = $1 order by asset_id desc limit 1))`,
);

/** Whoever answers for the ledger as it stands: the last who took it over, or who began it. */
function lastKeeperOf(tx: ReadTx, today: string): Promise<LastKeeper | undefined> {
  return tx.row(lastKeeper, [tx.officeId, today]);
}

/** Is the ledger in the hands of this person? A new keeper writes nothing before he has signed for the counted list (FIN-05a). */
export async function ledgerIsWith(
  tx: ReadTx,
  asking: { readonly today: string; readonly actor: Promise<{ readonly personId: number | null }> },
): Promise<boolean> {
  const [keeper, actor] = await Promise.all([lastKeeperOf(tx, asking.today), asking.actor]);
  return keeper === undefined || keeper.personId === actor.personId;
}

interface Seen {
  readonly keeper: LastKeeper | undefined;
  readonly assets: readonly SeenAsset[];
  readonly pending: boolean;
}

interface Plan {
  readonly from: LastKeeper;
  readonly toPersonId: number;
  readonly lines: readonly { readonly assetId: number; readonly counted: number; readonly remark: string }[];
}

const pendingOf = statement<{ id: number; fromPersonId: number; toPersonId: number; from: string }>(
  'ledger-handover-pending',
  `
  select h.ledger_handover_id as id, h.from_person_id as "fromPersonId", h.to_person_id as "toPersonId", p.name as from
  from ledger_handover h join person p on p.office_id = h.office_id and p.person_id = h.from_person_id where h.office_id = $1 and h.taken_at is null for update of h`,
);
const insert = statement<{ id: number }>(
  'insert-ledger-handover',
  `
  insert into ledger_handover (office_id, from_person_id, to_person_id, witness_id, handed_by, handed_at) values ($1, $2, $3, $4, $5, $6) returning ledger_handover_id as id`,
);
const insertLines = statement<never>(
  'insert-ledger-handover-lines',
  `
  insert into ledger_handover_line (office_id, ledger_handover_id, asset_id, counted, remark)
  select $1, $2, x.asset_id, x.counted, x.remark from unnest($3::bigint[], $4::int[], $5::text[]) as x (asset_id, counted, remark)`,
);

/** 移交资产台账 (FIN-05a): by the keeper until now, with every item counted. */
export const handOverLedgerVerb: Verb<HandOverLedger, Seen, Plan, { readonly ledgerHandoverId: number }> = {
  name: 'hand-over-ledger',
  title: '移交资产台账',
  who: `原${LEDGER_KEEPER}`,
  read: async (tx, _input, { today }) => {
    const [keeper, assets, pending] = await Promise.all([lastKeeperOf(tx, today), assetsInStock(tx), tx.row(pendingOf, [tx.officeId])]);
    return { keeper, assets, pending: pending !== undefined };
  },
  decide: ({ keeper, assets, pending }, { toPersonId, lines }, { actor }) => {
    if (keeper === undefined) return no('no-ledger', '资产台账还没有登记，不需要移交。');
    const witnessing = keeper.left && holds(actor, WITNESS);
    if (keeper.personId !== actor.personId && !witnessing) return no('not-keeper', `资产台账由${keeper.name}移交；其已离开单位的，由${WITNESS}代为移交。`);
    if (keeper.personId === toPersonId) return no('same-person', '不能移交给本人。');
    if (pending) return no('pending', '已有一份移交等待接收。');
    const counted = new Map(lines.map((line) => [line.number, line]));
    const missing = assets.filter((asset) => !counted.has(asset.number));
    if (missing.length > 0)
      return no(
        'uncounted',
        `还有${missing.length}项资产没有清点：${missing
          .slice(0, 5)
          .map((asset) => asset.number + asset.name)
          .join('、')}${missing.length > 5 ? '等' : ''}。`,
        ['逐项填写清点数量后移交'],
      );
    const list = assets.flatMap((asset) => {
      const line = counted.get(asset.number);
      return line === undefined ? [] : [{ assetId: asset.assetId, counted: line.counted, remark: line.remark }];
    });
    return { yes: { from: keeper, toPersonId, lines: list } };
  },
  write: async (tx, { from, toPersonId, lines }, { actor, now }) => {
    const witness = from.personId === actor.personId ? null : actor.personId;
    const made = await tx.row(insert, [tx.officeId, from.personId, toPersonId, witness, actor.personId, now]);
    if (made === undefined) throw new Error('the handover was not inserted');
    const subject = { kind: 'ledger-handover', id: made.id };
    const sent = [
      tx.rows(insertLines, [tx.officeId, made.id, lines.map((line) => line.assetId), lines.map((line) => line.counted), lines.map((line) => line.remark)]),
      notify(tx, { personIds: [toPersonId], sentence: `${from.name}向您移交资产台账，共${lines.length}项，请核对后接收。`, subject, now }),
    ];
    return { result: { ledgerHandoverId: made.id }, entry: { subject, detail: { from: from.personId, to: toPersonId, items: lines.length, witness } }, sent };
  },
};

interface Pending {
  readonly id: number;
  readonly toPersonId: number;
  readonly from: string;
}

const take = statement<never>('take-over-ledger', `update ledger_handover set taken_at = $3 where office_id = $1 and ledger_handover_id = $2`);

/** 接收资产台账 (FIN-05a): the second signature, by the keeper named from now on. */
export const takeOverLedgerVerb: Verb<Record<string, never>, Pending | undefined, Pending, { readonly ledgerHandoverId: number }> = {
  name: 'take-over-ledger',
  title: '接收资产台账',
  who: LEDGER_KEEPER,
  read: (tx) => tx.row(pendingOf, [tx.officeId]),
  decide: (pending, _input, { actor }) => {
    if (pending === undefined) return no('nothing-pending', '没有等待接收的台账。');
    if (pending.toPersonId !== actor.personId || !holds(actor, LEDGER_KEEPER)) return no('not-receiver', `由移交时指定、现任${LEDGER_KEEPER}的人员接收。`);
    return { yes: pending };
  },
  write: async (tx, { id }, { now }) => ({
    result: { ledgerHandoverId: id },
    entry: { subject: { kind: 'ledger-handover', id }, detail: {} },
    sent: [tx.rows(take, [tx.officeId, id, now])],
  }),
};
