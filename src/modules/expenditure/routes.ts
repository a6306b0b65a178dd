import { holds } from '../../platform/act/actor.ts';
import { Failure } from '../../platform/act/failure.ts';
import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { accountChoices, projectChoices } from './account-store.ts';
import { dashboard } from './dashboard.ts';
import { PAYERS } from './pay.ts';

/** The year at a glance, the earmarked funds a form may be charged to, the accounts a payment may leave. */
export function expenditureRoutes(app: App, world: World): void {
  dashboard(app, world);
  app.get('/api/accounts', (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => {
      if (!PAYERS.some((post) => holds(actor, post))) throw new Failure('not-found', '公款账户由财务人员查看。');
      return accountChoices(tx);
    }),
  );
  app.get('/api/projects', { config: { business: false } }, (request) => readAs(world, credentialOf(request), projectChoices));
}
