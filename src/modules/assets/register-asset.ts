import { holds } from '../../platform/act/actor.ts';
import type { Verb } from '../../platform/act/verb.ts';
import { no } from '../../platform/act/verb.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { takeNumber } from '../../platform/registers/series.ts';
import type { RegisterAsset } from './contract.ts';
import { ledgerIsWith } from './ledger-handover.ts';
import { insertAsset, insertMovement } from './store.ts';

/** The one person in charge of the ledger (FIN-05a). */
export const LEDGER_KEEPER = '资产管理员';

/** 资产登记: by the ledger's keeper, with user and keeper; a fixed asset with the document the state-asset rules ask for (FIN-05d). */
export function registerAssetVerb(
  rules: RulesInForce,
): Verb<RegisterAsset, { readonly withActor: boolean }, RegisterAsset, { readonly assetId: number; readonly number: string }> {
  return {
    name: 'register-asset',
    title: '资产登记',
    who: LEDGER_KEEPER,
    read: async (tx, _input, asking) => ({ withActor: await ledgerIsWith(tx, asking) }),
    decide: ({ withActor }, input, { actor, today }) => {
      if (input.acquiredOn > today) return no('future', '取得日期不能晚于今天。');
      const on = input.acquiredOn;
      if (!rules.knows({ officeId: actor.officeId, question: '资产登记', on })) return no('no-such-clause', '本单位现行制度没有资产登记的规定。');
      const facts = {
        byLedgerKeeper: holds(actor, LEDGER_KEEPER),
        hasUser: input.userId !== null,
        hasKeeper: input.keeperId !== null,
        ledgerHandedOver: withActor || !holds(actor, LEDGER_KEEPER),
      };
      const registering = rules.decide({ officeId: actor.officeId, question: '资产登记', facts, on });
      const acquiring = rules.decide({
        officeId: actor.officeId,
        question: '资产处置',
        facts: { fixedAsset: input.fixed, disposal: '购入', approvalDocument: input.document !== '' },
        on,
      });
      const refusals = [...registering.refusals, ...acquiring.refusals];
      const [first] = refusals;
      return first === undefined ? { yes: input } : { no: first, all: refusals };
    },
    write: async (tx, input, { actor, now, today }) => {
      const by = { personId: actor.personId, now };
      const number = await takeNumber(tx, {
        series: '资',
        year: Number(today.slice(0, 4)),
        subject: { kind: 'asset', id: `${input.name}/${now.toISOString()}` },
        now,
      });
      const assetId = await insertAsset(tx, { ...input, number }, by);
      const { acquiredOn: on, quantity, originalValue: value, source, document } = input;
      await insertMovement(tx, { assetId, on, direction: 1, quantity, value, reason: source, document }, by);
      return { result: { assetId, number }, entry: { subject: { kind: 'asset', id: assetId }, detail: { ...input, number } } };
    },
  };
}
