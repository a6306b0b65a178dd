import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import { statement } from '../../platform/db/statement.ts';
import { requirePeople } from '../../platform/matters/content.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { MoveAsset } from './contract.ts';
import { LEDGER_KEEPER, ledgerIsWith } from './ledger-handover.ts';
import { assetByNumber, insertPlacement, type SeenAsset } from './store.ts';

interface Seen {
  readonly asset: SeenAsset;
  /** The day of its last placement. */
  readonly since: CivilDate;
  readonly withActor: boolean;
}

const since = statement<{ since: CivilDate }>(
  'asset-placed-since',
  `
  select max(p.from_day)::text as since from asset_placement p join asset a on a.office_id = p.office_id and a.asset_id = p.asset_id where p.office_id = $1 and a.number = $2`,
);
const move = statement<never>(
  'move-asset',
  `update asset set user_id = $3, keeper_id = $4, place = $5, state = $6, version = version + 1 where office_id = $1 and asset_id = $2`,
);

/** 资产调配 (FIN-05a): another user, keeper or place from a day on; the lines before stay, so that whoever answered for it on any day can be told (FIN-05c). */
export const moveAssetVerb: Verb<MoveAsset, Seen, MoveAsset & { readonly asset: SeenAsset }, { readonly assetId: number }> = {
  name: 'move-asset',
  title: '资产调配',
  who: LEDGER_KEEPER,
  read: async (tx, { number, userId, keeperId }, asking) => {
    const [asset, placed, withActor] = await Promise.all([
      assetByNumber(tx, number),
      tx.row(since, [tx.officeId, number]),
      ledgerIsWith(tx, asking),
      requirePeople(tx, [userId, keeperId], asking.today),
    ]);
    if (asset === undefined || placed === undefined) throw new Failure('not-found', `资产台账中没有“${number}”。`);
    return { asset, since: placed.since, withActor };
  },
  decide: ({ asset, since: last, withActor }, input, { actor, today }) => {
    if (!holds(actor, LEDGER_KEEPER)) return no('not-keeper', `资产台账只由${LEDGER_KEEPER}登记。`, [`请${LEDGER_KEEPER}登记`]);
    if (!withActor) return no('not-handed-over', '资产台账还没有移交给您。', ['由原资产管理员清点移交后登记']);
    if (asset.state !== '在用' && asset.state !== '在库') return no('gone', `${asset.number}${asset.name}${asset.state}，不能再调配。`);
    if (input.on > today) return no('future', '调配日期不能晚于今天。');
    if (input.on < last) return no('dates', `上一次登记的日期是${last}，调配日期不能早于这一天。`);
    return { yes: { ...input, asset } };
  },
  write: async (tx, { asset: { assetId, name }, number, ...to }, { actor, now }) => {
    const { userId, keeperId, place, state } = to;
    const subject = { kind: 'asset', id: assetId };
    const sent = [
      insertPlacement(tx, { assetId, ...to }, { personId: actor.personId, now }),
      tx.rows(move, [tx.officeId, assetId, userId, keeperId, place, state]),
      notify(tx, { personIds: [userId, keeperId], sentence: `${number}${name}自${to.on}起${state}于${place}，登记由您使用或者保管。`, subject, now }),
    ];
    return { result: { assetId }, entry: { subject, detail: { number, ...to } }, sent };
  },
};
