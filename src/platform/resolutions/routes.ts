import { z } from 'zod';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { after, LIMIT } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import { resolutionContent } from '../matters/routes.ts';
import type { World } from '../world.ts';
import { recordResolutionVerb } from './record.ts';
import { resolutions } from './store.ts';

/** /api/resolutions. */
export function resolutionRoutes(app: App, world: World): void {
  app.get('/api/resolutions', { schema: { querystring: z.object({ after }) } }, (request) =>
    readAs(world, credentialOf(request), async (tx) => {
      const rows = await resolutions(tx, { after: request.query.after === null ? null : Number(request.query.after), limit: LIMIT + 1 });
      const last = rows.length > LIMIT ? rows[LIMIT - 1] : undefined;
      return { rows: rows.slice(0, LIMIT), next: last === undefined ? null : String(last.resolutionId) };
    }),
  );
  app.post('/api/resolutions', { schema: { body: resolutionContent } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: recordResolutionVerb(), input: request.body }))?.done ?? reply;
  });
}
