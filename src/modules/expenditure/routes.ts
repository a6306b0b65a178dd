import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { accountChoices, projectChoices } from './account-store.ts';
import { dashboard } from './dashboard.ts';

/** The year at a glance, the earmarked funds a form may be charged to, and the accounts money lies on. */
export function expenditureRoutes(app: App, world: World): void {
  dashboard(app, world);
  app.get('/api/accounts', (request) => readAs(world, credentialOf(request), accountChoices));
  app.get('/api/projects', { config: { business: false } }, (request) => readAs(world, credentialOf(request), projectChoices));
}
