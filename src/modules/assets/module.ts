import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import { balanceReport } from './balance-report.ts';
import {
  decideDamage,
  disposeAsset,
  handOverLedger,
  moveAsset,
  registerAsset,
  reportDamage,
  settleDamage,
  signStocktake,
  stateOnDamage,
  takeOverLedger,
} from './contract.ts';
import { decideDamageVerb, reportDamageVerb, settleDamageVerb, stateOnDamageVerb } from './damage.ts';
import { disposeAssetVerb } from './dispose-asset.ts';
import { oldAssets } from './import-assets.ts';
import { handOverLedgerVerb, takeOverLedgerVerb } from './ledger-handover.ts';
import { crossChecks } from './cross-checks.ts';
import { moveAssetVerb } from './move-asset.ts';
import { registerAssetVerb } from './register-asset.ts';
import { registers } from './registers.ts';
import { signStocktakeVerb } from './stocktake.ts';

/** 资产: ledger, movements, stocktake, damage, disposal. */
export function assets(rules: RulesInForce): Module {
  return {
    module: 'assets',
    title: '资产',
    kinds: [],
    registers,
    verbs: [
      moduleVerb(registerAssetVerb(rules), registerAsset),
      moduleVerb(moveAssetVerb, moveAsset),
      moduleVerb(disposeAssetVerb(rules), disposeAsset),
      moduleVerb(handOverLedgerVerb, handOverLedger),
      moduleVerb(takeOverLedgerVerb, takeOverLedger),
      moduleVerb(signStocktakeVerb(rules), signStocktake),
      moduleVerb(reportDamageVerb, reportDamage),
      moduleVerb(stateOnDamageVerb, stateOnDamage),
      moduleVerb(decideDamageVerb(rules), decideDamage),
      moduleVerb(settleDamageVerb, settleDamage),
    ],
    jobs: [],
    reports: [balanceReport],
    imports: [oldAssets],
    crossChecks,
  };
}
