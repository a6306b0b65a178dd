import { z } from 'zod';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import { moduleVerb, type Module } from '../../platform/modules.ts';
import type { RulesInForce } from '../../platform/regulations/rules-in-force.ts';
import type { World } from '../../platform/world.ts';
import { decideDamage, disposeAsset, handOverLedger, registerAsset, settleDamage, signStocktake, takeOverLedger } from './contract.ts';
import { decideDamageVerb, settleDamageVerb } from './damage.ts';
import { disposeAssetVerb } from './dispose-asset.ts';
import { handOverLedgerVerb, takeOverLedgerVerb } from './ledger-handover.ts';
import { registerAssetVerb } from './register-asset.ts';
import { registers } from './registers.ts';
import { signStocktakeVerb } from './stocktake.ts';
import { balanceOfYear } from './store.ts';

/** 资产: ledger, movements, stocktake, damage, disposal. */
export function assets(rules: RulesInForce): Module {
  return {
    module: 'assets',
    title: '资产',
    kinds: [],
    registers,
    verbs: [
      moduleVerb(registerAssetVerb(rules), registerAsset),
      moduleVerb(disposeAssetVerb(rules), disposeAsset),
      moduleVerb(handOverLedgerVerb, handOverLedger),
      moduleVerb(takeOverLedgerVerb, takeOverLedger),
      moduleVerb(signStocktakeVerb(rules), signStocktake),
      moduleVerb(decideDamageVerb(rules), decideDamage),
      moduleVerb(settleDamageVerb, settleDamage),
    ],
    jobs: [],
    routes,
  };
}

/** GET /api/assets/balance: the year's opening, increases, decreases and closing (FIN-05e). */
function routes(app: App, world: World): void {
  app.get('/api/assets/balance', { schema: { querystring: z.object({ year: z.coerce.number().int().min(2000).max(2100) }) } }, (request) =>
    readAs(world, credentialOf(request), (tx) => balanceOfYear(tx, request.query.year)));
}
