import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { decidedTogether } from '../../platform/matters/decided.ts';
import type { DisposeAsset } from './contract.ts';
import { ledgerIsWith } from './ledger-handover.ts';
import { LEDGER_KEEPER } from './register-asset.ts';
import { assetByNumber, insertMovement, setAssetState, type SeenAsset } from './store.ts';

const AFTER: Readonly<Record<DisposeAsset['disposal'], string>> = { 变卖: '已变卖', 报废: '已报废', 调拨: '已调出', 丢失: '已丢失' };

interface Seen {
  readonly asset: SeenAsset;
  readonly withActor: boolean;
  readonly decided: boolean;
}

/** 资产处置 (FIN-05d, ICF-03.2o): fixed assets leave on the document the state-asset rules ask for, and as a body of the office has decided. */
export function disposeAssetVerb(rules: RulesInForce): Verb<DisposeAsset, Seen, DisposeAsset & { readonly seen: SeenAsset }, { readonly assetId: number }> {
  return {
    name: 'dispose-asset',
    title: '资产处置',
    who: LEDGER_KEEPER,
    read: async (tx, { number, decision, on }, asking) => {
      const [asset, withActor, decided] = await Promise.all([
        assetByNumber(tx, number),
        ledgerIsWith(tx, asking),
        decidedTogether(tx, { number: decision, sort: '固定资产处置', by: on }),
      ]);
      if (asset === undefined) throw new Failure('not-found', `资产台账中没有“${number}”。`);
      return { asset, withActor, decided };
    },
    decide: ({ asset: seen, withActor, decided }, input, { actor, today }) => {
      if (!holds(actor, LEDGER_KEEPER)) return no('not-keeper', `资产台账只由${LEDGER_KEEPER}登记。`, [`请${LEDGER_KEEPER}登记`]);
      if (!withActor) return no('not-handed-over', '资产台账还没有向您移交。', ['由原资产管理员清点移交，您签字接收']);
      if (seen.state !== '在用' && seen.state !== '在库') return no('gone', `${seen.number}${seen.name}${seen.state}，不能再处置。`);
      if (input.on > today) return no('future', '处置日期不能晚于今天。');
      const facts = { fixedAsset: seen.fixed, disposal: input.disposal, approvalDocument: input.document !== '', decidedTogether: decided };
      const { refusals } = rules.decide({ officeId: actor.officeId, question: '资产处置', also: ['处置决策'], facts, on: input.on });
      const [first] = refusals;
      return first === undefined ? { yes: { ...input, seen } } : { no: first, all: refusals };
    },
    write: async (tx, { seen, on, disposal, reason, document, decision }, { actor, now }) => {
      const { assetId, quantity, originalValue: value } = seen;
      const sent = [
        setAssetState(tx, assetId, AFTER[disposal]),
        insertMovement(
          tx,
          {
            assetId,
            on,
            direction: -1,
            quantity,
            value,
            reason: `${disposal}：${reason}`,
            document: [document, decision].filter((one) => one !== '').join('；'),
          },
          { personId: actor.personId, now },
        ),
      ];
      return {
        result: { assetId },
        entry: { subject: { kind: 'asset', id: assetId }, detail: { number: seen.number, disposal, on, reason, document, decision } },
        sent,
      };
    },
  };
}
