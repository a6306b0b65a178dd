import type { App } from '../../platform/http/app.ts';
import { readAs } from '../../platform/http/read-as.ts';
import { credentialOf } from '../../platform/http/session.ts';
import type { World } from '../../platform/world.ts';
import { projectChoices } from './account-store.ts';
import { dashboard } from './dashboard.ts';

/** The year at a glance, and the earmarked funds a form may be charged to. */
export function expenditureRoutes(app: App, world: World): void {
  dashboard(app, world);
  app.get('/api/projects', { config: { business: false } }, (request) => readAs(world, credentialOf(request), projectChoices));
}
