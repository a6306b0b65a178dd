import { z } from 'zod';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { after, id, LIMIT } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { listNotices, readNoticesVerb } from './list.ts';

/** /api/notices. */
export function noticeRoutes(app: App, world: World): void {
  app.get('/api/notices', { schema: { querystring: z.object({ after }) } }, (request) =>
    readAs(world, credentialOf(request), (tx, { actor }) => listNotices(tx, { personId: actor.personId, after: request.query.after, limit: LIMIT })),
  );
  app.post('/api/notices/:noticeId/read', { schema: { params: z.object({ noticeId: id }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: readNoticesVerb, input: request.params }))?.done ?? reply;
  });
  app.post('/api/notices/read-all', async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: readNoticesVerb, input: { noticeId: null } }))?.done ?? reply;
  });
}
