import { z } from 'zod';
import { perform } from '../http/answer.ts';
import type { App } from '../http/app.ts';
import { after, attachedFiles, id, LIMIT, optionalSentence, sentence } from '../http/inputs.ts';
import { readAs } from '../http/read-as.ts';
import { credentialOf, requireOwnPage } from '../http/session.ts';
import type { World } from '../world.ts';
import { dischargeVerb, waiveVerb } from './discharge.ts';
import { handOverDutyVerb } from './hand-over-duty.ts';
import { listObligations } from './list.ts';

const query = z.object({
  scope: z.enum(['mine', 'office']).default('mine'),
  state: z.enum(['open', 'discharged', 'waived', 'lapsed', '']).default('open'),
  after,
});
const params = z.object({ obligationId: id });

/** /api/obligations. */
export function obligationRoutes(app: App, world: World): void {
  app.get('/api/obligations', { schema: { querystring: query } }, (request) =>
    readAs(world, credentialOf(request), (tx, moment) => listObligations(tx, { ...request.query, limit: LIMIT }, moment)),
  );
  app.post(
    '/api/obligations/:obligationId/discharge',
    { schema: { params, body: z.object({ files: attachedFiles, remark: optionalSentence }) } },
    async (request, reply) => {
      requireOwnPage(request);
      return (await perform(world, { request, reply }, { verb: dischargeVerb(), input: { ...request.params, ...request.body } }))?.done ?? reply;
    },
  );
  app.post('/api/obligations/:obligationId/waive', { schema: { params, body: z.object({ reason: sentence }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: waiveVerb(), input: { ...request.params, ...request.body } }))?.done ?? reply;
  });
  app.post('/api/obligations/:obligationId/hand-over', { schema: { params, body: z.object({ toPersonId: id, reason: sentence }) } }, async (request, reply) => {
    requireOwnPage(request);
    return (await perform(world, { request, reply }, { verb: handOverDutyVerb(), input: { ...request.params, ...request.body } }))?.done ?? reply;
  });
}
